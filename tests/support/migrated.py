"""Databases with all migrations applied: they cost half a minute of a processor, so they are made once and copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "test-databases"
OF_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables that Django itself fills again after it has emptied them, under other numbers."""
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


def made_database(folder: Path = FOLDER) -> Path:
    """Where the migrated SQLite database stands, once it was made."""
    return folder / f"{fingerprint()}.sqlite3"


def copy_migrated(target: Path, folder: Path = FOLDER) -> None:
    """Put a migrated, empty SQLite database at `target`; the first who asks for it makes it, the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = made_database(folder)
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """A test that commits leaves all tables empty: the rows that migrations had written (school calendars) come back.

    Without it only their place at the end of the run would keep such tests from spoiling others.
    """
    yield
    if empties(item) and connection.vendor == "sqlite" and made_database().exists():
        with item.config.stash[blocking_manager_key].unblock():
            bring_back(made_database())


def empties(item: pytest.Item) -> bool:
    """Whether the database is emptied after the test."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


def bring_back(made: Path) -> None:
    """Copy the rows that the database lacks from a migrated one."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS made", [str(made)])
        try:
            cursor.execute("SELECT name FROM made.sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
            for table in {name for (name,) in cursor.fetchall()} - OF_DJANGO:
                name = connection.ops.quote_name(table)
                cursor.execute(f"INSERT OR IGNORE INTO main.{name} SELECT * FROM made.{name}")  # noqa: S608 - own names
        finally:
            cursor.execute("DETACH DATABASE made")
