"""The whole portal on each of its two databases, and the marked tests once more on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tests.support.databases import Postgres
from tests.support.live import ROOT, LivePortal

MARK = "pytest.mark.both_databases"


@pytest.mark.parametrize("name", ["live_portal", "live_portal_on_postgres"])
def test_portal_serves_its_demonstration(name: str, request: pytest.FixtureRequest) -> None:
    portal: LivePortal = request.getfixturevalue(name)
    with urlopen(f"{portal.address}/health/") as answer:  # noqa: S310 - our own address
        assert answer.read() == b'{"status": "ok"}'
    vendor = portal.manage("shell", "-v", "0", "-c", "from django.db import connection as c; print(c.vendor)").strip()
    assert vendor == ("postgresql" if name == "live_portal_on_postgres" else "sqlite")
    assert "coordinator@demo.example" in portal.manage("load_demo", "--accounts")


def test_marked_tests_pass_on_postgres(postgres_server: Postgres) -> None:
    url, template = postgres_server.new_database(), postgres_server.template
    env = {**os.environ, "DATABASE_URL": url, "PORTAL_TEST_TEMPLATE": template}
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    marked = [str(path) for path in files if MARK in path.read_text(encoding="utf-8")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "both_databases", *marked]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
