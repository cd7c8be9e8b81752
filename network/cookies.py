"""The cookie that tells how to show pages, to anonymous readers too."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from portal.display import COOKIE, DisplayPreferences

YEAR = 365 * 24 * 60 * 60


def set_display_cookie(response: HttpResponse, display: DisplayPreferences) -> None:
    """Keep the choices for a year in this browser."""
    response.set_cookie(
        COOKIE,
        display.as_cookie(),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
