"""Files that come in: what is larger than any form takes is not kept, whoever sends it and wherever."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import TemporaryFileUploadHandler

KEPT_BYTES: Final = 11 * 1024 * 1024


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes at most 11 MB of one request to disk, of all its files together.

    `size` of a file tells how much was sent, so that forms refuse what is too large in their own words.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = KEPT_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for, drop the rest."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        if kept:
            super().receive_data_chunk(kept, start)
