"""Files of projects."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from portal.checked_files import file_name
from portal.downloads import download
from projects.access import file_for_download


@require_GET
def file_download(request: HttpRequest, key: str) -> HttpResponseBase:
    """A scan, a product, minutes or material: always saved to disk."""
    kept = file_for_download(request.user, key)
    return download(kept.file.open(), file_name(kept.title, kept.content_type), kept.content_type)
