"""Marks of completion and what proves them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def item_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def marks_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def marks_undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def evidence_download(request: HttpRequest, key: str) -> HttpResponse:
    """Not built yet."""
    raise Http404
