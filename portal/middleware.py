"""What every answer and every session of the portal must keep to."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]
STARTED = "_signed_in_at"
TOUCHED = "_seen_at"
TOUCH_EVERY = 5 * 60


def session_lifetime(get_response: GetResponse) -> GetResponse:
    """End a session 12 hours after sign-in, and 3 hours after the last page (`SESSION_COOKIE_AGE`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            started = request.session.setdefault(STARTED, now)
            if now - started > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            elif now - request.session.get(TOUCHED, 0) > TOUCH_EVERY:
                # Written rarely: a database write on every page would cost more than the minutes gained.
                request.session[TOUCHED] = now
        return get_response(request)

    return middleware


def private_answers(get_response: GetResponse) -> GetResponse:
    """Keep pages of a signed-in person out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response

    return middleware
