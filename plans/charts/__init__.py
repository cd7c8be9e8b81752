"""Geometry of the pictures on screen: where lines, bars and signs stand, in their own units. Pure and colour-free."""

from __future__ import annotations

from plans.charts.lines import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, LineChart, Segment, bar, plan_and_fact
from plans.charts.year import Axis, Strip, StripItem, Window, axis_of, strip_of, years_of

__all__ = [
    "BOTTOM",
    "HEIGHT",
    "LEFT",
    "RIGHT",
    "TOP",
    "WIDTH",
    "Axis",
    "LineChart",
    "Segment",
    "Strip",
    "StripItem",
    "Window",
    "axis_of",
    "bar",
    "plan_and_fact",
    "strip_of",
    "years_of",
]
