"""Whether anything has changed since the database and the static files were last made ready."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from portal.launch.local import ROOT

APPS = ("network", "projects", "plans", "reports", "portal")


def sources() -> Iterator[Path]:
    """Files that the set-up depends on."""
    yield ROOT / "requirements.lock"
    yield ROOT / "portal" / "settings.py"
    yield from sorted((ROOT / "static").rglob("*"))
    for app in APPS:
        yield from sorted((ROOT / app / "migrations").glob("*.py"))


def fingerprint(folder: Path) -> str:
    """One word for the state of the sources and the choice of a database."""
    parts = [os.environ.get("DATABASE_URL", ""), str((folder / "portal.sqlite3").exists())]
    for path in sources():
        found = path.stat()
        parts.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_fresh(folder: Path) -> bool:
    """Whether the last set-up was made from the same sources; then the web server need not wait for the next one."""
    stamp = folder / "set_up.stamp"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(folder)


def remember(folder: Path) -> None:
    """Note that a set-up has succeeded."""
    (folder / "set_up.stamp").write_text(fingerprint(folder), encoding="utf-8")
