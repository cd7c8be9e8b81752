"""The plan as a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def plan_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404
