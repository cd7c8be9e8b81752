"""Files of reports: written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from reports.models import ReportFile

FOLDER = "reports"
PART = ".part"
LEFT_AFTER = 60 * 60
"""Seconds after which a temporary file belongs to nobody."""


def storage() -> Storage:
    """Where files of reports stand."""
    field = ReportFile._meta.get_field("file")
    return field.storage


def write_file(name: str, data: bytes) -> str:
    """Write under the name, replacing what a broken attempt left; a reader sees the whole file or none."""
    target = storage()
    if not isinstance(target, FileSystemStorage):
        target.delete(name)
        return target.save(name, ContentFile(data))
    path = Path(target.path(name))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - takes a descriptor
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return name


def remove_leftovers(now: float) -> int:
    """Delete temporary files older than an hour by `now`, seconds since the epoch; give their number."""
    target = storage()
    if not isinstance(target, FileSystemStorage):
        return 0
    old = [path for path in Path(target.path(FOLDER)).glob(f"*/*{PART}") if now - path.stat().st_mtime > LEFT_AFTER]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
