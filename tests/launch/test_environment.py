"""The folder `.venv`: made once, repaired when half-made, never made twice at once; the locks here name no packages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.launch.console import CannotStartError
from portal.launch.environment import Environment, alone, ensure_environment
from tests.support.live import ROOT


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with empty locks, on a machine without uv."""
    folder = tmp_path / "checkout with spaces"
    folder.mkdir()
    (folder / "requirements.lock").write_text("# no packages\n")
    (folder / "requirements-dev.lock").write_text("# no packages, with tools\n")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "uv" else f"/usr/bin/{name}")
    return folder


def test_life_of_an_environment(root: Path) -> None:
    """One long story, because each environment takes seconds to make."""
    environment = ensure_environment(root, "runtime")
    assert (environment.is_ready("runtime"), environment.is_ready("dev"), environment.works()) == (True, False, True)
    kept = environment.folder / "kept"
    kept.touch()

    ensure_environment(root, "dev")
    assert (environment.is_ready("runtime"), environment.is_ready("dev"), kept.exists()) == (True, True, True)

    (root / "requirements.lock").write_text("# another lock\n")
    assert (environment.is_ready("runtime"), environment.is_ready("dev")) == (False, True)
    ensure_environment(root, "runtime")  # the tools of development stay
    assert (environment.is_ready("runtime"), environment.is_ready("dev"), kept.exists()) == (True, True, True)

    (root / "requirements.lock").write_text("no-such @ file:///nonexistent.whl --hash=sha256:" + "0" * 64)
    (root / "requirements-dev.lock").write_text("no-such @ file:///nonexistent.whl --hash=sha256:" + "0" * 64)
    with pytest.raises(CannotStartError, match="Не удалось поставить пакеты"):
        ensure_environment(root, "runtime")
    assert (environment.is_ready("runtime"), environment.works()) == (False, False)  # half-made, and it shows

    (root / "requirements.lock").write_text("# no packages\n")
    ensure_environment(root, "runtime")
    assert (environment.is_ready("runtime"), environment.works(), kept.exists()) == (True, True, False)
    assert not environment.unfinished.exists()


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"runtime": "another", "interpreter": "another"}'])
def test_strange_stamp_is_no_stamp(root: Path, stamp: str) -> None:
    environment = Environment(root)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    environment.stamp.write_text(stamp)
    assert environment.installed() == {}


def test_second_command_waits_for_the_first(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from portal.launch.environment import alone\n"
        "with alone(Path(sys.argv[1])): print('held')"
    )
    with alone(root):
        second = subprocess.Popen([sys.executable, "-c", code, str(root)], cwd=ROOT, stdout=-1, stderr=-1, text=True)
        assert second.stderr is not None
        assert second.stderr.readline() == "Окружение уже готовит другая команда, ждём её…\n"
        assert second.poll() is None
    assert second.communicate(timeout=30)[0] == "held\n"
