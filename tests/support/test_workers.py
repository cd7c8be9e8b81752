"""The processes of the suite: what stays together, what is begun first, what each has for itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.migrated import ROOT, copy_migrated, fingerprint
from tests.support.workers import group, in_order


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("tests/plans/test_demo.py::test_a", "tests/plans/test_demo.py"),
        ("tests/plans/test_demo.py::test_b[x::y]", "tests/plans/test_demo.py"),
        ("tests/e2e/test_pages.py::test_page[/]", "servers"),
        ("tests/launch/test_live.py::test_portal", "servers"),
        ("tests/launch/test_ports.py::test_port", "tests/launch/test_ports.py"),
    ],
)
def test_file_stays_whole_and_users_of_servers_together(nodeid: str, name: str) -> None:
    assert group(nodeid) == name


def test_long_groups_are_begun_first_and_files_with_few_tests_last() -> None:
    groups = ["a.py", "b.py", "servers", "b.py", "tests/launch/test_up.py", "a.py", "c.py", "b.py", "servers"]
    assert in_order(groups) == [2, 8, 4, 1, 3, 7, 0, 5, 6]


@pytest.mark.parametrize(
    ("runner", "given", "is_own"),
    [("gw1", {"PORTAL_TEST_RUNNER": "alone"}, True), ("gw1", {"PORTAL_TEST_RUNNER": "gw1"}, False), ("gw1", {}, False)],
    ids=["of the process that started it", "of its own", "of a person"],
)
def test_worker_takes_no_folder_of_another_runner(
    tmp_path: Path, runner: str, given: dict[str, str], is_own: bool
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "PORTAL_TEST_RUNNER"}
    env = {**kept, "PYTEST_XDIST_WORKER": runner, "PORTAL_DATA_DIR": str(tmp_path), **given}
    code = "from portal.settings_test import DATA_DIR; print(DATA_DIR)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert (done.stdout.strip() != str(tmp_path)) is is_own


def test_migrated_database_is_made_anew_for_another_migration(tmp_path: Path) -> None:
    for name in ("plans/migrations/0001_initial.py", "portal/settings.py", "requirements-dev.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "plans/migrations/0002_more.py").write_text("")
    second = fingerprint(tmp_path)
    (tmp_path / "plans/migrations/0002_more.py").write_text("# edited")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_copy_replaces_what_stood_there_with_its_journal(tmp_path: Path) -> None:
    target = tmp_path / "test.sqlite3"
    for name in ("test.sqlite3", "test.sqlite3-wal"):
        (tmp_path / name).write_text("of another run")
    copy_migrated(target)
    assert [path.name for path in tmp_path.iterdir()] == ["test.sqlite3"]
    with sqlite3.connect(target) as link:
        assert link.execute("SELECT count(*) FROM plans_plan").fetchone() == (0,)
    link.close()
