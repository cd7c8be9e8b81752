"""Fixtures of the whole suite; the real services stand in `tests/support`."""

from __future__ import annotations

pytest_plugins = [
    "tests.support.pieces",
    "tests.support.databases",
    "tests.support.worker",
    "tests.support.browser",
    "tests.support.live",
]
