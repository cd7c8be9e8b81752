"""Options of the end-to-end tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """The folder pictures go to, where `--pictures` asked for them."""
    given = request.config.getoption("--pictures")
    if not given:
        return None
    folder = Path(str(given))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
