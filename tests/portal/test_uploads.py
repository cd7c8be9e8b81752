"""What is kept of files that are too large."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from portal.uploads import KEPT_BYTES

MEGABYTE = 1024 * 1024


def sent(*megabytes: int) -> list[tuple[int, int]]:
    """Sizes told and bytes kept of files of one request."""
    files = {f"file{place}": SimpleUploadedFile("a", bytes(size * MEGABYTE)) for place, size in enumerate(megabytes)}
    request = RequestFactory().post("/", files)
    found = [((file.size or 0) // MEGABYTE, len(file.read()) // MEGABYTE) for _, (file,) in request.FILES.lists()]
    request.close()
    return found


def test_files_of_a_bearable_size_are_kept_whole() -> None:
    assert (sent(1), sent(10), sent(4, 5)) == ([(1, 1)], [(10, 10)], [(4, 4), (5, 5)])


def test_all_files_of_a_request_share_one_limit() -> None:
    limit = KEPT_BYTES // MEGABYTE
    assert (sent(30), sent(8, 8)) == ([(30, limit)], [(8, 8), (8, limit - 8)])
