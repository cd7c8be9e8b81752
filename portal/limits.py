"""Limits on how often one address may ask for a page that needs no account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """A view that answers 429 once an address asks more often than `ACCOUNT_RATE_LIMITS[action]` allows."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return ratelimit.consume_or_429(request, action=action) or view(request, *args, **kwargs)

        return wrapped

    return decorate
