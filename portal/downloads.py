"""Answers with a file that people gave: saved to disk, never opened inside the portal."""

from __future__ import annotations

from typing import IO, Any, Final

from django.core.files import File
from django.http import FileResponse

FILE_POLICY: Final = "default-src 'none'; sandbox"


def download(file: File[Any] | IO[bytes], name: str, content_type: str) -> FileResponse:
    """The file as an attachment under a name; a browser may neither guess its type nor run anything in it."""
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type=content_type or "application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = FILE_POLICY
    return response
