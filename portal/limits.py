"""Limits on how often one address may ask for a page that needs no account."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
MINUTE = 60


def limited(action: str, a_minute: int) -> Callable[[View], View]:
    """A view that answers 429 to an address that has asked so often within the minute of the clock."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # Behind a proxy the address is that of the reader: the adapter knows how many proxies to trust.
            address = get_adapter().get_client_ip(request)
            if _count(f"limit:{action}:{address}:{int(time.time()) // MINUTE}") > a_minute:
                return respond_429(request)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def _count(key: str) -> int:
    """How many times the key was asked for of this process, this one included."""
    cache = caches["process"]
    if cache.add(key, 1, 2 * MINUTE):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it has just expired
        return 1
