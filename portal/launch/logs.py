"""Logs of the children: one file each, the former ones beside it under numbers."""

from __future__ import annotations

import shutil
from pathlib import Path

LONGEST = 5 * 1024 * 1024  # bytes
KEPT = 3


def rotate(path: Path) -> None:
    """Start the file anew when it has grown too long.

    It is copied and cut rather than renamed: the child keeps it open and goes on writing at its end.
    """
    if not path.exists() or path.stat().st_size < LONGEST:
        return
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    shutil.copyfile(path, path.with_name(f"{path.name}.1"))
    with path.open("r+b") as file:
        file.truncate(0)


def last_lines(path: Path, lines: int = 15) -> str:
    """The end of a log, for the person at the terminal."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 20_000))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.strip().splitlines()[-lines:])
