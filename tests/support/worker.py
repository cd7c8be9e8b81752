"""A real Celery worker beside the tests, on the same database and broker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from portal.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent
START_TIMEOUT = 90


def database_url() -> str:
    """DATABASE_URL of the database this test process works in."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    return f"postgres://{config['USER']}@/{config['NAME']}?host={config['OPTIONS'].get('host') or config['HOST']}"


class Worker:
    """A worker process that tests may kill and start again."""

    def __init__(self, broker: str, log: Path) -> None:
        self.broker = broker
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it and wait until it takes work."""
        env = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.broker,
            "PORTAL_PROCESS": "worker",
            "PORTAL_DATA_DIR": str(settings.DATA_DIR),
            "DJANGO_SETTINGS_MODULE": "portal.settings_test",
        }
        words = ["-A", "portal.celery", "worker", "--concurrency", "1", "--loglevel", "INFO", "--without-mingle"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", *words],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not app.control.ping(timeout=0.5):
            assert self.is_alive(), self.log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """Kill it and its pool at once, as a machine that loses power does."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)

    def stop(self) -> None:
        """Let it finish what it does, then end it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()


@pytest.fixture(scope="session")
def _worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    worker = Worker("", tmp_path_factory.mktemp("worker") / "worker.log")
    yield worker
    worker.kill()


@pytest.fixture
def celery_worker(transactional_db: None, valkey_url: str, _worker: Worker) -> Worker:
    """A worker that runs, with an empty queue, on the test's own database (committed rows only: hence transactions)."""
    _worker.broker = valkey_url
    if not _worker.is_alive():
        _worker.start()
    return _worker
