"""The folder `.venv`: made from the hash-locked requirements, repaired when half-made, left alone when it is right."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from portal.launch import system
from portal.launch.console import CannotStartError, say, tail

LOCKS = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}
VENV_ADVICE = """Не получилось подготовить папку .venv: у этого Python нет модулей venv и pip.
На Debian и Ubuntu поставьте их так: sudo apt install python3-venv"""
NETWORK_ADVICE = """Не удалось поставить пакеты. Проверьте, что есть сеть и место на диске, и повторите команду.
{output}"""


class Environment:
    """The virtual environment of one checkout.

    `stamp` says what was installed into it; `unfinished` stands while an install goes on: an interrupted one is seen.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "portal-stamp.json"
        self.unfinished = self.folder / "portal-unfinished"

    def is_running(self) -> bool:
        """Whether this very process runs inside the environment."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def fingerprint(self) -> str:
        """What tells one interpreter from another: a system that was upgraded has another one behind the same link."""
        found = self.python.stat()
        return f"{self.python.resolve()} {found.st_size} {found.st_mtime_ns}"

    def digest(self, kind: str) -> str:
        """The hash of a lock file."""
        return hashlib.sha256((self.root / LOCKS[kind]).read_bytes()).hexdigest()

    def installed(self) -> dict[str, str]:
        """What the stamp says; empty when there is no stamp or the interpreter is not the one it was made for."""
        try:
            stamp: dict[str, str] = json.loads(self.stamp.read_text(encoding="utf-8"))
            same = stamp.get("interpreter") == self.fingerprint()
        except (OSError, ValueError, AttributeError):
            return {}
        return stamp if same else {}

    def is_ready(self, kind: str) -> bool:
        """Whether everything of the lock is already installed."""
        return self.installed().get(kind) == self.digest(kind)

    def works(self) -> bool:
        """Whether the environment can be kept and filled: made to the end, by a Python of its own version."""
        if self.unfinished.exists() or not (self.folder / "pyvenv.cfg").exists():
            return False
        code = "import sys, sysconfig; print(sys.prefix); print(sysconfig.get_paths()['purelib'])"
        try:
            done = subprocess.run(  # noqa: S603
                [self.python, "-c", code], capture_output=True, text=True, check=True, timeout=60
            )
        except (OSError, subprocess.SubprocessError):
            return False
        prefix, packages = done.stdout.splitlines()
        return Path(prefix).resolve() == self.folder.resolve() and Path(packages).is_dir()


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the lock of the preparation: of two commands started at once the second waits and finds all done."""
    folder = root / "var"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "prepare.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Окружение уже готовит другая команда, ждём её…")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run(command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a step of the install and keep its output for the case that it fails."""
    return subprocess.run(  # noqa: S603
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def base_python() -> str:
    """The interpreter an environment is made from, also when this process already runs in one."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def create(environment: Environment) -> None:
    """Make an empty environment; whatever stood there is removed."""
    shutil.rmtree(environment.folder, ignore_errors=True)
    done = run([base_python(), "-m", "venv", "--without-pip", str(environment.folder)])
    if done.returncode != 0:
        raise CannotStartError(f"{VENV_ADVICE}\n{tail(done.stdout)}")


def pip_command(environment: Environment) -> list[str]:
    """How pip is called for this environment; brought in from wherever this machine can give it."""
    python = str(environment.python)
    inside = [python, "-m", "pip"]
    if run([*inside, "--version"]).returncode == 0:
        return inside
    if importlib.util.find_spec("ensurepip") is None and system.can_install():
        system.install(["python3-venv"])
    if run([python, "-m", "ensurepip", "--default-pip"]).returncode == 0:
        return inside
    from portal.launch import pip_wheel

    try:
        wheel = pip_wheel.fetch(environment.folder)
    except CannotStartError as error:
        raise CannotStartError(f"{VENV_ADVICE}\n{error}") from error
    return [python, f"{wheel}/pip"]


def fill(environment: Environment, kind: str) -> None:
    """Install the lock: with uv where it is on PATH, else with pip."""
    lock = str(environment.root / LOCKS[kind])
    uv = shutil.which("uv")
    if uv is not None:
        python = str(environment.python)
        done = run([uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock])
        if done.returncode == 0:
            return
    env = {"PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **os.environ}
    words = ["install", "--quiet", "--no-input", "--require-hashes", "-r", lock]
    done = run([*pip_command(environment), *words], env)
    if done.returncode != 0:
        raise CannotStartError(NETWORK_ADVICE.format(output=tail(done.stdout)))


def ensure_environment(root: Path, kind: str) -> Environment:
    """The environment with everything of the lock `kind` in it; costs a few milliseconds when it is already right."""
    environment = Environment(root)
    if environment.is_ready(kind):
        return environment
    with alone(root):
        if environment.is_ready(kind):
            return environment
        say("Готовим окружение в папке .venv: первый раз это занимает до минуты…")
        # An environment with the tools of development keeps them when only the runtime lock has moved on.
        kinds = ["runtime"] if kind == "runtime" and "dev" not in environment.installed() else ["dev"]
        if not environment.works():
            create(environment)
        environment.unfinished.touch()
        environment.stamp.unlink(missing_ok=True)
        for each in kinds:
            fill(environment, each)
        stamp = {name: environment.digest(name) for name in {"runtime", *kinds}}
        stamp["interpreter"] = environment.fingerprint()
        environment.stamp.write_text(json.dumps(stamp), encoding="utf-8")
        environment.unfinished.unlink()
    return environment
