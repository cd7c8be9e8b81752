"""Brings the database and the static files up to date; run at every start, quick when there is nothing to do."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandParser, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

DEMO = "load_demo"


class Command(BaseCommand):
    """Migrations, the table of the cache, static files; with `--demo` the demonstration in an empty database."""

    help = "Готовит базу данных и статические файлы к запуску портала."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to leave out and what to add."""
        parser.add_argument("--no-static", action="store_true", help="статические файлы уже собраны")
        parser.add_argument("--demo", action="store_true", help="загрузить показательный проект в пустую базу")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is needed, in this order."""
        migrate()
        if not options["no_static"]:
            collect_static()
        if options["demo"] and DEMO in get_commands():
            if is_empty():
                call_command(DEMO, verbosity=0)
            if apps.get_model("projects", "Project").objects.filter(slug="demo").exists():
                call_command(DEMO, accounts=True, stdout=self.stdout)


def migrate() -> None:
    """Apply the migrations that are missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_empty() -> bool:
    """Whether nobody has begun to work here."""
    models = [apps.get_model("network", "User"), apps.get_model("projects", "Project")]
    return not any(model._default_manager.exists() for model in models)


def fingerprint() -> str:
    """What the static files depend on: our own by name, size and time, those of packages by the lock."""
    root = Path(settings.BASE_DIR)
    files = sorted(path for path in (root / "static").rglob("*") if path.is_file())
    parts = [f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    lock = root / "requirements.lock"
    parts.append(hashlib.sha256(lock.read_bytes()).hexdigest() if lock.exists() else "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def collect_static() -> None:
    """Collect and compress the static files when they have changed."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    found = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == found:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(found, encoding="utf-8")
