"""Files of reports: written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from reports.models import ReportFile

FOLDER = "reports"
PART = ".part"
PIECE = 2**20
LEFT_AFTER = 60 * 60
"""Seconds after which a temporary file belongs to nobody."""


def storage() -> Storage:
    """Where files of reports stand."""
    field = ReportFile._meta.get_field("file")
    return field.storage


def write_file(name: str, data: bytes) -> str:
    """Write under the name, replacing what a broken attempt left; a reader sees the whole file or none."""
    with written_file(name) as written:
        written.file.write(data)
    return written.name


@dataclass(slots=True)
class Written:
    """A file being written; `name` is the one it has in the end."""

    file: IO[bytes]
    name: str


@contextmanager
def written_file(name: str) -> Iterator[Written]:
    """Give a file to fill; it stands under the name once the block ends, and nowhere if the block fails."""
    target = storage()
    if not isinstance(target, FileSystemStorage):
        with TemporaryFile() as file:
            written = Written(file, name)
            yield written
            file.seek(0)
            target.delete(name)
            written.name = target.save(name, File(file))
        return
    path = Path(target.path(name))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:  # noqa: PTH123 - takes a descriptor
            yield Written(file, name)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def measured(file: IO[bytes]) -> tuple[int, str]:
    """Size and SHA-256 of all that stands in a file."""
    counted = hashlib.sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        counted.update(piece)
    return file.tell(), counted.hexdigest()


def remove_leftovers(now: float) -> int:
    """Delete temporary files older than an hour by `now`, seconds since the epoch; give their number."""
    target = storage()
    if not isinstance(target, FileSystemStorage):
        return 0
    old = [path for path in Path(target.path(FOLDER)).glob(f"*/*{PART}") if now - path.stat().st_mtime > LEFT_AFTER]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
