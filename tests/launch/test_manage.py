"""The first file that runs: any Python reads it, and what it calls needs nothing installed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.launch import start
from tests.support.live import ROOT, clean_environment

CORES = ["-n", "auto", "--maxprocesses", "4"]
LAUNCH = sorted((ROOT / "portal" / "launch").glob("*.py"))
NEW_SYNTAX = (
    ast.JoinedStr,
    ast.AnnAssign,
    ast.AsyncFunctionDef,
    ast.NamedExpr,
    ast.Starred,
    ast.Nonlocal,
    ast.YieldFrom,
)


def test_old_pythons_can_read_manage_py() -> None:
    tree = ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    assert [node for node in ast.walk(tree) if isinstance(node, NEW_SYNTAX)] == []
    assert [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns] == []


def test_old_python_is_told_which_one_is_needed() -> None:
    code = "import sys; sys.version_info = (3, 9, 2); sys.path.insert(0, '.'); import manage; sys.exit(manage.main())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "Нужен Python 3.11 или новее, а это Python 3.9."


@pytest.mark.parametrize("path", LAUNCH, ids=lambda path: path.name)
def test_start_up_needs_the_standard_library_alone(path: Path) -> None:
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
    foreign = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("portal.launch")} == set()


def manage(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=clean_environment(**extra),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_runs_without_any_settings(tmp_path: Path) -> None:
    done = manage("shell", "-v", "0", "-c", "print('работает')", PORTAL_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "работает\n")
    assert (tmp_path / "secret_key").exists()


def test_a_container_without_a_key_does_not_start(tmp_path: Path) -> None:
    done = manage("check", PORTAL_DATA_DIR=str(tmp_path), PORTAL_NO_VENV="1")
    assert done.returncode == 1
    assert "Set the SECRET_KEY environment variable" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_test_command_is_pytest() -> None:
    done = manage("test", "--version")
    assert done.returncode == 0
    assert (done.stdout + done.stderr).startswith("pytest ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], CORES),
        (["--require", "all", "--coverage", "-q"], [*CORES, "--require", "all", "-q"]),
        (["--color=yes", "-x"], [*CORES, "--color=yes", "-x"]),
        (["tests/plans", "-k", "deadline"], ["tests/plans", "-k", "deadline"]),
        (["tests/test_permissions.py::test_known"], ["tests/test_permissions.py::test_known"]),
        (["-n0"], ["-n0"]),
        (["--lf"], ["--lf"]),
    ],
)
def test_whole_suite_uses_all_cores_and_a_part_one(given: list[str], words: list[str]) -> None:
    assert start.test_words(given) == words


def test_unknown_part_of_the_machine_is_refused() -> None:
    done = manage("test", "--require", "oracle", "tests/launch/test_ports.py")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--require не знает: oracle" in done.stderr


def test_missing_part_is_told_loudly_and_fails_when_required() -> None:
    words = ["test", "-p", "no:cacheprovider", "tests/support/test_services.py", "-k", "browser", "-n", "1"]
    missing = {"CHROMIUM_BINARY": "/nonexistent/chromium"}
    done = manage(*words, **missing)
    assert done.returncode == 0
    assert "NOT TESTED: браузер Chromium — пропущено тестов: 1. Поставьте: apt install chromium\n" in done.stdout
    required = manage(*words, "--require", "chromium", **missing)
    assert required.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Не хватает: браузер Chromium. Поставьте: apt install chromium" in required.stderr


def test_failures_of_the_start_are_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(os.environ, "PORTAL_NO_VENV", "1")
    assert start.start(["manage.py", "up", "--port", "8000", "--host", "нет такого адреса"]) == 1
    assert capsys.readouterr().err.startswith("Не получается понять адрес")
