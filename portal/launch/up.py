"""`manage.py up`: the whole portal on one machine, in one terminal."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import http.client
import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from portal.launch.broker import SOCKET_NAME, broker_binary, broker_command, broker_url, socket_folder
from portal.launch.children import Child
from portal.launch.console import CannotStartError, say
from portal.launch.freshness import is_fresh, remember
from portal.launch.local import ROOT, data_dir, run_file, running_portal, set_local_defaults
from portal.launch.logs import last_lines
from portal.launch.ports import listening_socket
from portal.launch.supervisor import Stopped, Supervisor

STOP_ORDER = ("web", "worker", "beat", "broker")
PROCESSES, THREADS, RENDERERS = 2, 4, 2
LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def up(words: list[str]) -> int:
    """Run the portal until it is asked to stop; returns the exit status."""
    options = parse(words)
    # The database, files and logs hold personal data: nobody else on the machine reads what is written from here on.
    os.umask(0o077)
    folder = data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder), contextlib.closing(listening_socket(options.host, options.port)) as listener:
        forget_former_run(folder)
        port = listener.getsockname()[1]
        set_defaults(options.host, port)
        supervisor = Supervisor(STOP_ORDER)
        with supervisor.listening():
            status = run(supervisor, folder, listener, address(options.host, port))
    return status


def parse(words: list[str]) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="manage.py up", description="Запускает портал на этой машине.")
    parser.add_argument("--host", default="127.0.0.1", help="на каком адресе открыть портал (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="на каком порту открыть портал (8000)")
    return parser.parse_args(words)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two copies on one folder would share a database and lose each other's broker."""
    with (folder / "up.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = running_portal(folder).get("address", "")
            raise CannotStartError(
                f"Портал из этой папки уже запущен{': ' + where if where else ''}. "
                "Откройте его или сначала остановите (Ctrl-C в том окне)."
            ) from None
        yield


def forget_former_run(folder: Path) -> None:
    """Remove what a run that was killed has left: we hold the lock, so it is not alive."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        former = Path(json.loads(run_file(folder).read_text(encoding="utf-8"))["broker_folder"])
        if former.name.startswith("portal-") and (former / SOCKET_NAME).exists():
            shutil.rmtree(former, ignore_errors=True)
    run_file(folder).unlink(missing_ok=True)


def is_wildcard(host: str) -> bool:
    """Whether the host stands for all addresses of the machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """The address a person opens."""
    name = "127.0.0.1" if is_wildcard(host) else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def set_defaults(host: str, port: int) -> None:
    """Settings of a portal that is served without TLS from this machine; what a person has set stays."""
    set_local_defaults()
    os.environ.setdefault("PORTAL_HTTPS", "0")
    os.environ.setdefault("PORTAL_PUBLIC_URL", address(host, port))
    if is_wildcard(host):
        names = [*LOCAL_NAMES, socket.gethostname(), socket.getfqdn()]
    else:
        names = [*LOCAL_NAMES, f"[{host}]" if ":" in host else host]
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(dict.fromkeys(names)))


def run(supervisor: Supervisor, folder: Path, listener: socket.socket, where: str) -> int:
    """Start everything, stay until asked to stop, stop everything."""
    broker_folder: Path | None = None
    try:
        if not os.environ.get("REDIS_URL"):
            broker_folder = socket_folder()
            supervisor.tell(f"folder {broker_folder}")
            start_broker(supervisor, folder, broker_folder)
        step = begin_set_up(supervisor, folder)
        accounts = "" if is_fresh(folder) else finish_set_up(supervisor, step, folder)
        start_web(supervisor, folder, listener)
        accounts = accounts or finish_set_up(supervisor, step, folder)
        start_workers(supervisor, folder)
        state = {"pid": str(os.getpid()), "address": where, "redis_url": os.environ["REDIS_URL"]}
        write_state(folder, {**state, "broker_folder": str(broker_folder or "")})
        greet(where, folder, accounts)
        supervisor.watch()
        say("Останавливаем портал…")
    except Stopped:
        say("Остановлено.")
    finally:
        supervisor.stop()
        run_file(folder).unlink(missing_ok=True)
        if broker_folder is not None:
            shutil.rmtree(broker_folder, ignore_errors=True)
    return 0


def start_broker(supervisor: Supervisor, folder: Path, broker_folder: Path) -> None:
    """Start the embedded broker and point the other processes at it."""
    data = folder / "broker"
    data.mkdir(parents=True, exist_ok=True)
    path = broker_folder / SOCKET_NAME
    command = broker_command(broker_binary(), path, data)
    child = Child("broker", "Брокер очереди", command, dict(os.environ), folder / "log" / "broker.log", grace=5)
    supervisor.start(child)
    supervisor.wait_for(lambda: answers(path), child, 60)
    os.environ["REDIS_URL"] = broker_url(path)


def answers(path: Path) -> bool:
    """Whether the broker on the socket has read its data and takes commands."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(2)
        try:
            link.connect(str(path))
            link.sendall(b"PING\r\n")
            return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def begin_set_up(supervisor: Supervisor, folder: Path) -> subprocess.Popen[bytes]:
    """Begin to bring the database and static files up to date."""
    command = [sys.executable, str(ROOT / "manage.py"), "set_up", "--demo"]
    # This process has checked the environment already.
    env = {**os.environ, "PORTAL_NO_VENV": "1", "PORTAL_PROCESS": "setup"}
    return supervisor.begin(command, env, folder / "log" / "set_up.log")


def finish_set_up(supervisor: Supervisor, step: subprocess.Popen[bytes], folder: Path) -> str:
    """Wait until it is done; returns what is to be told of the accounts."""
    output = folder / "log" / "set_up.log"
    if supervisor.finish(step) != 0:
        raise CannotStartError(f"Не удалось подготовить базу данных. Конец журнала {output}:\n{last_lines(output)}")
    remember(folder)
    return output.read_text(encoding="utf-8")


def start_web(supervisor: Supervisor, folder: Path, listener: socket.socket) -> None:
    """Start the web server; returns when pages are served."""
    # Modules, never the scripts of the environment: those break in a folder with a space in its name.
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"fd://{listener.fileno()}"]
    command += ["--worker-class", "gthread", "--workers", str(PROCESSES), "--threads", str(THREADS), "--timeout", "60"]
    command += ["--graceful-timeout", "5", "--preload", "--no-control-socket", "--access-logfile", "-"]
    command += ["--logger-class", "portal.access_log.AccessLogger"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    log = folder / "log" / "web.log"
    child = Child("web", "Веб-сервер", command, env, log, grace=8, pass_fds=[listener.fileno()])
    supervisor.start(child)
    supervisor.wait_for(lambda: serves(listener), child, 120)


def start_workers(supervisor: Supervisor, folder: Path) -> None:
    """Start the worker and, as a child of its own, beat: inside the worker it would outlive a killed one."""
    log = folder / "log"
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PORTAL_PROCESS": "worker"}
    celery = [sys.executable, "-m", "celery", "-A", "portal.celery"]
    worker = [
        *celery,
        "worker",
        "--concurrency",
        str(RENDERERS),
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [*celery, "beat", "--pidfile", "", "--loglevel", "WARNING"]
    supervisor.start(Child("worker", "Обработчик отчётов", worker, env, log / "worker.log", grace=10))
    supervisor.start(Child("beat", "Планировщик", beat, env, log / "beat.log", grace=5))


def serves(listener: socket.socket) -> bool:
    """Whether the portal's own page of health is given."""
    host, port = listener.getsockname()[:2]
    if is_wildcard(host):
        host = "::1" if ":" in host else "127.0.0.1"
    link = http.client.HTTPConnection(host, port, timeout=5)
    try:
        link.request("GET", "/health/", headers={"Host": "localhost"})
        return link.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        link.close()


def write_state(folder: Path, state: dict[str, str]) -> None:
    """Say to other commands where this portal is."""
    draft = run_file(folder).with_suffix(".draft")
    draft.write_text(json.dumps(state), encoding="utf-8")
    draft.replace(run_file(folder))


def greet(where: str, folder: Path, accounts: str) -> None:
    """Tell the address and the accounts."""
    say(f"\nПортал работает: {where}\n")
    if accounts.strip():
        say(f"{accounts.strip()}\n")
    say(f"Остановить: Ctrl-C. Журналы: {folder / 'log'}")
