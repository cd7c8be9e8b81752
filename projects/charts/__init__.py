"""Geometry of the pictures of a project: where nodes, lines and words stand, in their own units. Pure, colour-free."""

from __future__ import annotations

from projects.charts.model import Figure, Link, Participant, Tie
from projects.charts.scheme import scheme_figures

__all__ = ["Figure", "Link", "Participant", "Tie", "scheme_figures"]
