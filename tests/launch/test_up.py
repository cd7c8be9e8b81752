"""`python3 manage.py up` on a fresh copy of the checkout, with the runtime lock alone installed into it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.launch.processes import eventually, processes_in
from tests.support.live import ROOT, LivePortal, clean_environment

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".coverage*", "var", "__pycache__", ".*_cache", ".hypothesis", "htmlcov"
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePortal]:
    """A copy in a folder with a space and Russian letters in its name, started by the Python of the machine."""
    root = tmp_path_factory.mktemp("fresh") / "папка портала"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT)
    python = str(getattr(sys, "_base_executable", sys.executable))
    portal = LivePortal(python, root, root / "var", clean_environment())
    portal.start("--port", "0")
    yield portal
    portal.stop()


@pytest.fixture
def portal(fresh: LivePortal) -> LivePortal:
    """The same, running: a test before may have ended it."""
    if fresh.process.poll() is not None:
        fresh.start("--port", "0")
    return fresh


def celery(portal: LivePortal, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **portal.env,
        "REDIS_URL": portal.redis_url,
        "SECRET_KEY": "only-to-ask",
        "PORTAL_DATA_DIR": str(portal.data),
    }
    command = [str(portal.root / ".venv/bin/python"), "-m", "celery", "-A", "portal.celery", *words]
    return subprocess.run(command, cwd=portal.root, env=env, capture_output=True, text=True, check=False)


def worker_answers(portal: LivePortal) -> bool:
    return "1 node online" in celery(portal, "inspect", "ping", "--timeout", "2").stdout


def refused(portal: LivePortal, port: str, **extra: str) -> tuple[int, str]:
    done = subprocess.run(
        [portal.python, "manage.py", "up", "--port", port],
        cwd=portal.root,
        env={**portal.env, **extra},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.strip()


def test_serves_the_sign_in_page(portal: LivePortal) -> None:
    with urlopen(f"{portal.address}/login/") as answer:  # noqa: S310 - our own address
        text = answer.read().decode()
    assert answer.status == 200
    assert 'name="login"' in text


def test_tells_the_address_and_an_account_of_each_role(portal: LivePortal) -> None:
    assert f"Портал работает: {portal.address}\n" in portal.output
    for role in ("координатор", "директор", "эксперт", "наблюдатель", "администратор"):
        assert role in portal.output


def test_installs_no_tools_of_development(portal: LivePortal) -> None:
    (packages,) = (portal.root / ".venv/lib").glob("python*/site-packages")
    assert (packages / "django").is_dir()
    assert not (packages / "pytest").exists()


def test_worker_answers_and_beat_wakes_it(portal: LivePortal) -> None:
    assert eventually(lambda: worker_answers(portal))
    log = portal.data / "log" / "worker.log"
    assert eventually(lambda: "Task reports.tasks.sweep_reports" in log.read_text(encoding="utf-8"))


def test_other_commands_find_the_running_broker(portal: LivePortal) -> None:
    code = "from django.conf import settings; print(settings.REDIS_URL)"
    words = [portal.python, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(words, cwd=portal.root, env=portal.env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == portal.redis_url


def test_keeps_its_secrets_to_itself(portal: LivePortal) -> None:
    socket = Path(portal.redis_url.removeprefix("redis+socket://"))
    assert socket.parent.stat().st_mode & 0o777 == 0o700
    assert (portal.data / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (portal.data / "portal.sqlite3").stat().st_mode & 0o077 == 0
    assert (portal.data / "log" / "worker.log").stat().st_mode & 0o077 == 0


def test_log_of_requests_names_no_token(portal: LivePortal) -> None:
    with pytest.raises(HTTPError):
        urlopen(f"{portal.address}/s/SecretOfALink/")  # noqa: S310 - our own address
    log = (portal.data / "log" / "web.log").read_text(encoding="utf-8")
    assert "GET /s/…/ HTTP" in log
    assert "SecretOfALink" not in log


def test_second_copy_is_refused_in_words(portal: LivePortal) -> None:
    status, words = refused(portal, "0")
    assert status == 1
    assert words.startswith(f"Портал из этой папки уже запущен: {portal.address}.")


def test_taken_port_is_refused_in_words(portal: LivePortal, tmp_path: Path) -> None:
    port = portal.address.rsplit(":", 1)[1]
    status, words = refused(portal, port, PORTAL_DATA_DIR=str(tmp_path))
    assert status == 1
    assert words.startswith(f"Порт {port} занят другой программой.")


def test_killed_worker_is_started_again(portal: LivePortal) -> None:
    assert eventually(lambda: worker_answers(portal))
    mains = [pid for pid, words in processes_in(portal.root).items() if " worker " in words and os.getsid(pid) == pid]
    (main,) = mains
    os.kill(main, signal.SIGKILL)
    assert eventually(lambda: "Обработчик отчётов снова запущен." in portal.output)
    assert "Обработчик отчётов остановился (сигнал SIGKILL), запустим его снова через 1 с." in portal.output
    assert eventually(lambda: worker_answers(portal))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stops_on_a_signal_and_leaves_no_process(portal: LivePortal, number: signal.Signals) -> None:
    portal.process.send_signal(number)
    assert portal.process.wait(timeout=60) == 0
    assert processes_in(portal.root) == {}
    assert not Path(portal.redis_url.removeprefix("redis+socket://")).parent.exists()


def test_killed_supervisor_leaves_no_process_either(portal: LivePortal) -> None:
    portal.process.kill()
    portal.process.wait(timeout=60)
    assert eventually(lambda: processes_in(portal.root) == {})
    assert not Path(portal.redis_url.removeprefix("redis+socket://")).parent.exists()
