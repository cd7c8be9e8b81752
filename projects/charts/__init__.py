"""Geometry of the pictures of a project: where nodes, lines and words stand, in their own units. Pure, colour-free."""

from __future__ import annotations

from projects.charts.model import Figure, Link, Node, Participant, Tie, key_of
from projects.charts.scheme import scheme_figures

__all__ = ["Figure", "Link", "Node", "Participant", "Tie", "key_of", "scheme_figures"]
