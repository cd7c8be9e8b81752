"""The whole portal as people start it: `manage.py up` with its web server, worker, beat and broker."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.databases import Postgres
from tests.support.migrated import copy_migrated
from tests.support.pieces import need

ROOT = Path(__file__).resolve().parent.parent.parent
START_TIMEOUT = 180
OWN_NAMES = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS")


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment of this process without what the tests have set for themselves."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("PORTAL_") and name not in OWN_NAMES
    }
    return {**kept, **extra}


@dataclass
class LivePortal:
    """A portal that runs, with the demonstration loaded."""

    python: str
    root: Path
    data: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)
    address: str = field(init=False, default="")
    redis_url: str = field(init=False, default="")

    @property
    def output(self) -> str:
        """All that it has told on the terminal."""
        return (self.data / "terminal.txt").read_text(encoding="utf-8")

    def start(self, *arguments: str) -> None:
        """Start it and wait until it serves; `arguments` go to `up`."""
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "up.json").unlink(missing_ok=True)
        with (self.data / "terminal.txt").open("wb") as terminal:
            self.process = subprocess.Popen(
                [self.python, "manage.py", "up", *arguments],
                cwd=self.root,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=terminal,
                stderr=terminal,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_TIMEOUT
        told = self.data / "up.json"
        while not told.exists():
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.05)
        state = json.loads(told.read_text(encoding="utf-8"))
        self.address, self.redis_url = state["address"], state["redis_url"]

    def manage(self, *words: str) -> str:
        """What a command of this portal prints, run beside it."""
        key = (self.data / "secret_key").read_text(encoding="utf-8")
        env = {**self.env, "SECRET_KEY": key, "PORTAL_HTTPS": "0", "REDIS_URL": self.redis_url}
        done = subprocess.run(
            [self.python, "manage.py", *words], cwd=self.root, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def stop(self) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=60)
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def portal_in(folder: Path, **extra: str) -> Iterator[LivePortal]:
    """A portal of this checkout and this environment, with its data in the folder."""
    env = clean_environment(PORTAL_NO_VENV="1", PORTAL_DATA_DIR=str(folder), **extra)
    portal = LivePortal(sys.executable, ROOT, folder, env)
    portal.start("--port", "0")
    try:
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="session")
def live_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePortal]:
    """The portal on SQLite, one for the session: tests share its demonstration and must not need it untouched."""
    need("valkey")
    folder = tmp_path_factory.mktemp("live") / "data"
    copy_migrated(folder / "portal.sqlite3")
    with portal_in(folder) as portal:
        yield portal


@pytest.fixture(scope="session")
def live_portal_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: Postgres
) -> Iterator[LivePortal]:
    """The same on PostgreSQL."""
    need("valkey")
    url = postgres_server.new_database(postgres_server.template)
    with portal_in(tmp_path_factory.mktemp("live-postgres") / "data", DATABASE_URL=url) as portal:
        yield portal
