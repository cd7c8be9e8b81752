"""The import wizard."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def import_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def import_review(request: HttpRequest, key: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def import_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def import_cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def import_undo(request: HttpRequest, key: str) -> HttpResponse:
    """Not built yet."""
    raise Http404
