"""Fixtures of the whole suite; the real services stand in `tests/support`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches

pytest_plugins = [
    "tests.support.pieces",
    "tests.support.migrated",
    "tests.support.databases",
    "tests.support.worker",
    "tests.support.browser",
    "tests.support.live",
    "tests.support.workers",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="keep the pages of reports as they look now")
    parser.addoption("--pictures", default="", metavar="FOLDER", help="keep pictures of every page in every look here")


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """No test is refused for what another one asked."""
    yield
    caches["process"].clear()
