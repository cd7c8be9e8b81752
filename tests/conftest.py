"""Fixtures of the whole suite; the real services stand in `tests/support`."""

from __future__ import annotations

import pytest

pytest_plugins = [
    "tests.support.pieces",
    "tests.support.databases",
    "tests.support.worker",
    "tests.support.browser",
    "tests.support.live",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", default="", metavar="FOLDER", help="keep pictures of every page in every look here")
