"""Restarting, giving up and stopping, with small programs for children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.launch import children, guardian
from portal.launch.children import Child
from portal.launch.console import CannotStartError
from portal.launch.supervisor import Stopped, Supervisor, reason
from tests.launch.processes import eventually

SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-S",
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('готов', flush=True); time.sleep(600)",
]


def child(name: str, command: list[str], folder: Path, grace: float = 5) -> Child:
    return Child(name, name.title(), command, dict(os.environ), folder / f"{name}.log", grace=grace)


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    found = Supervisor(("web", "worker"))
    yield found
    found.stop()


def test_dead_child_is_started_again(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "SHORTEST_PAUSE", 0.05)
    web = child("web", SLEEP, tmp_path)
    supervisor.start(web)
    assert web.process is not None
    first = web.process.pid
    os.kill(first, signal.SIGKILL)
    web.process.wait()
    supervisor.look_at(web)
    assert not web.is_running()
    time.sleep(0.1)
    supervisor.look_at(web)
    assert web.is_running()
    assert web.process.pid != first
    told = capsys.readouterr().err.splitlines()
    assert told == [
        f"Web остановился (сигнал SIGKILL), запустим его снова через 0.05 с. Журнал: {web.log}",
        "Web снова запущен.",
    ]


def test_pauses_grow_and_are_bounded(tmp_path: Path) -> None:
    web = child("web", SLEEP, tmp_path)
    web.started_at = time.monotonic()
    assert [web.plan_restart() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    web.started_at = time.monotonic() - children.STEADY - 1
    assert web.plan_restart() == 1


def test_stubborn_child_is_killed_with_its_group(supervisor: Supervisor, tmp_path: Path) -> None:
    worker = child("worker", STUBBORN, tmp_path, grace=0.2)
    supervisor.start(worker)
    assert eventually(lambda: worker.log.read_text(encoding="utf-8") == "готов\n")
    supervisor.stop()
    assert worker.process is not None
    assert worker.process.returncode == -signal.SIGKILL


def test_child_that_does_not_start_is_told_with_its_log(supervisor: Supervisor, tmp_path: Path) -> None:
    web = child("web", [sys.executable, "-c", "raise SystemExit('нет настроек')"], tmp_path)
    supervisor.start(web)
    with pytest.raises(CannotStartError) as caught:
        supervisor.wait_for(lambda: False, web, 30)
    assert str(caught.value) == f"Web не запустился. Конец журнала {web.log}:\nнет настроек"


def test_wish_to_stop_ends_the_waiting(supervisor: Supervisor) -> None:
    with supervisor.listening():
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Stopped):
            supervisor.wait_for(lambda: False)
        supervisor.watch()
    assert supervisor.asked_to_stop == 1


def test_endless_waiting_is_given_up(supervisor: Supervisor) -> None:
    with pytest.raises(CannotStartError, match="Не дождались: подготовка"):
        supervisor.wait_for(lambda: False, seconds=0)


def test_step_gives_its_status_and_words(supervisor: Supervisor, tmp_path: Path) -> None:
    output = tmp_path / "step.log"
    step = supervisor.begin([sys.executable, "-c", "print('сделано'); raise SystemExit(3)"], dict(os.environ), output)
    assert supervisor.finish(step) == 3
    assert output.read_text(encoding="utf-8") == "сделано\n"


@pytest.mark.parametrize(("status", "words"), [(0, "код 0"), (3, "код 3"), (-9, "сигнал SIGKILL"), (-99, "код -99")])
def test_reason_in_words(status: int, words: str) -> None:
    assert reason(status) == words


def test_guardian_ends_whom_nobody_else_could(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guardian, "GRACE", 0.2)
    folder = tmp_path / "socket"
    folder.mkdir()
    left = subprocess.Popen(STUBBORN, start_new_session=True, stdout=subprocess.DEVNULL)
    spared = subprocess.Popen(SLEEP, start_new_session=True)
    guardian.guard([f"folder {folder}\n", f"+{left.pid}\n", f"+{spared.pid}\n", f"-{spared.pid}\n"])
    assert left.wait(timeout=10) in {-signal.SIGKILL, -signal.SIGTERM}
    assert spared.poll() is None
    assert not folder.exists()
    spared.kill()
    spared.wait()
