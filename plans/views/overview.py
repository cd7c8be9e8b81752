"""Start page and overview of a project."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    """Not built yet."""
    raise Http404


def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404
