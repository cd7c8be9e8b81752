"""The archive of a dossier: its index, the report in its forms, files as they were listed; the same bytes each time."""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import IO

from django.core.files.storage import default_storage

from reports.content import Document, Enclosure
from reports.content.dossier import INDEX, MOST_BYTES, file_size
from reports.services.sandbox import BEAT, RenderFailed

TOO_LARGE = (
    "Файлы досье занимают {size}, а в архив помещается 500 МБ. Закажите отчёт отдельно, а самые большие файлы "
    "замените ссылками."
)
GONE = "Файл «{path}» пропал или изменился, пока собиралось досье. Закажите досье ещё раз."
FIRST_YEAR = 1980
"""The year archives count from."""

Draw = Callable[[Document, str], bytes]


def pack_dossier(document: Document, target: IO[bytes], draw: Draw, beat: Callable[[], None]) -> None:
    """Write the archive of a document with its enclosures; files go through piece by piece, `beat` is called meanwhile.

    Equal documents give equal bytes. Raises RenderFailed in words where the files are too large together, or one is not
    what was listed.
    """
    packed = document.enclosures
    if packed is None:
        raise ValueError("nothing is enclosed in the document")
    size = sum(enclosed.size for enclosed in packed.files)
    if size > MOST_BYTES:
        raise RenderFailed(TOO_LARGE.format(size=file_size(size)))
    index = replace(document, enclosures=None)
    drawn = [(INDEX, index, "pdf"), *((f"{packed.name}.{ending}", packed.report, ending) for ending in ("pdf", "docx"))]
    patient = _Patient(beat)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for path, paper, form in drawn:
            archive.writestr(_entry(path, document.as_of), draw(paper, form))
        for enclosed in packed.files:
            with archive.open(_entry(enclosed.path, document.as_of), "w") as inside:
                for piece in _pieces(enclosed):
                    inside.write(piece)
                    patient.beat()


def _pieces(enclosed: Enclosure) -> Iterator[bytes]:
    """The file by pieces; raises RenderFailed once it proves another than was listed."""
    counted = hashlib.sha256()
    try:
        with default_storage.open(enclosed.source) as file:
            for piece in file.chunks():
                counted.update(piece)
                yield piece
    except FileNotFoundError:
        raise RenderFailed(GONE.format(path=enclosed.path)) from None
    if counted.hexdigest() != enclosed.sha256:
        raise RenderFailed(GONE.format(path=enclosed.path))


def _entry(path: str, day: date) -> zipfile.ZipInfo:
    """An entry that tells nothing of the machine it was made on."""
    info = zipfile.ZipInfo(path, (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED
    return info


class _Patient:
    """Gives signs of life no more often than they are needed."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._next = time.monotonic() + BEAT

    def beat(self) -> None:
        """Call when some work was done."""
        if time.monotonic() >= self._next:
            self._beat()
            self._next = time.monotonic() + BEAT
