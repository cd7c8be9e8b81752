"""PostgreSQL and Valkey of the tests: started for the session, on private sockets, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from psycopg import sql

from portal.celery import app
from portal.launch.broker import SOCKET_NAME, broker_command, broker_url, socket_folder
from tests.support.migrated import migrate
from tests.support.pieces import need

START_TIMEOUT = 60
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class Postgres:
    """A server of its own; runs as somebody who is not root, because it refuses root."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
        self.names = count(1)
        self.identity: dict[str, Any] = {}
        if os.geteuid() == 0:
            known = {entry.pw_name: entry for entry in pwd.getpwall()}
            user = known.get("postgres") or known["nobody"]
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def start(self) -> None:
        data = self.folder / "data"
        make = [
            str(self.binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "portal",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(
            [*make, "--locale=C.UTF-8"], check=True, capture_output=True, cwd=self.folder, timeout=120, **self.identity
        )
        options = [word for name, value in OPTIONS.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "server.log").open("w") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", data, "-k", self.folder, *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self.identity,
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "server.log").read_text())
            time.sleep(0.05)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="portal", dbname="postgres", autocommit=True)

    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def new_database(self, template: str = "template1") -> str:
        """The URL of a new database, an empty one or a copy of the template."""
        name = f"portal_{next(self.names)}"
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.connect() as connection:
            connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
        return f"postgres://portal@/{name}?host={self.folder}"

    @cached_property
    def template(self) -> str:
        """The name of a migrated database that others are copied from."""
        url = self.new_database()
        migrate(url)
        return urlsplit(url).path.lstrip("/")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGQUIT)  # nothing of it is kept, so nothing is flushed
        self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server for the session."""
    server = Postgres(need("postgres"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> str:
    """DATABASE_URL of an empty PostgreSQL database."""
    return postgres_server.new_database()


@pytest.fixture
def migrated_postgres_url(postgres_server: Postgres) -> str:
    """DATABASE_URL of a PostgreSQL database with all migrations applied and no rows."""
    return postgres_server.new_database(postgres_server.template)


class Valkey:
    """A broker of its own; `stop` and `start` are for tests of what happens while it is away."""

    def __init__(self, binary: Path) -> None:
        self.binary = binary
        self.folder = socket_folder()
        self.socket = self.folder / SOCKET_NAME
        self.url = broker_url(self.socket)
        self.client = redis.Redis(unix_socket_path=str(self.socket))

    def start(self) -> None:
        command = broker_command(self.binary, self.socket, self.folder)
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.answers():
            assert self.process.poll() is None, "брокер не запустился"
            assert time.monotonic() < deadline, "брокер не отвечает"
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.ConnectionError:
            return False

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def flush(self) -> None:
        """Forget all messages."""
        self.client.flushall()


def use_broker(url: str) -> None:
    """Make the Celery of this process publish to the broker; its pools remember the former address."""
    app.conf.update(broker_url=url)
    vars(app)["_pool"] = None
    vars(app.amqp)["_producer_pool"] = None


@pytest.fixture(scope="session")
def valkey() -> Iterator[Valkey]:
    """A Valkey server for the session; Celery of this process publishes to it."""
    server = Valkey(need("valkey"))
    server.start()
    former = app.conf.broker_url
    use_broker(server.url)
    yield server
    use_broker(former)
    server.client.close()
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture
def valkey_url(valkey: Valkey) -> str:
    """REDIS_URL of a broker that runs and holds no messages."""
    if not valkey.answers():
        valkey.start()
    valkey.flush()
    return valkey.url
