"""What the base template needs on every page."""

from __future__ import annotations

from django.http import HttpRequest

from portal.display import DisplayPreferences


def display(request: HttpRequest) -> dict[str, object]:
    """Give the reader's display preferences (theme, keys, version for the visually impaired) from her cookie."""
    return {"display": DisplayPreferences.from_cookies(request.COOKIES)}
