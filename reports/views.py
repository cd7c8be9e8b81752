"""Pages of reports."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def director_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_order(request: HttpRequest, slug: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Not built yet."""
    raise Http404


def report_check(request: HttpRequest, code: str) -> HttpResponse:
    """Not built yet."""
    raise Http404
