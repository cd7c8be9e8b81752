"""One item: its page and its editing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def item_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404
