"""Pages of an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def account(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404


def display_set(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404
