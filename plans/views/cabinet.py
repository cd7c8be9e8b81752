"""The personal cabinet of a network member."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def cabinet(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404
