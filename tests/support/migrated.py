"""Databases with all migrations applied: they cost half a minute of a processor, so they are made once and copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "test-databases"
MADE_FROM = ("*/migrations/*.py", "portal/settings.py", "portal/postgres.py", "requirements-dev.lock")


def fingerprint(root: Path = ROOT) -> str:
    """What a migrated database depends on: another migration, or another library, and it is made anew."""
    made = hashlib.sha256()
    for path in sorted(path for pattern in MADE_FROM for path in root.glob(pattern)):
        made.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return made.hexdigest()


def migrate(database_url: str) -> None:
    """Apply all migrations, with the real settings and the command that applies them everywhere."""
    with tempfile.TemporaryDirectory(prefix="portal-migrate-") as folder:
        env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_DATA_DIR": folder,
            "PORTAL_NO_VENV": "1",
            "SECRET_KEY": "only-to-migrate",
        }
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=env, check=True)


def copy_migrated(target: Path, folder: Path = FOLDER) -> None:
    """Put a migrated, empty SQLite database at `target`; the first who asks for it makes it, the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{fingerprint()}.sqlite3"
        if not made.exists():
            for former in folder.glob("*.sqlite3*"):
                former.unlink()
            part = folder / "unfinished.sqlite3"
            migrate(f"sqlite:///{part}")
            part.replace(made)
        for rest in target.parent.glob(f"{target.name}-*"):  # a journal of another database of that name
            rest.unlink()
        shutil.copyfile(made, target)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether the database of the tests is there already: a copy, unless `--create-db` asks for real migrations.

    `migrate` runs on the copy as well and would apply what it lacks.
    """
    options = request.config.option
    if connection.vendor != "sqlite" or options.create_db or options.nomigrations:
        return bool(options.reuse_db)
    copy_migrated(Path(connection.settings_dict["TEST"]["NAME"]))
    return True
