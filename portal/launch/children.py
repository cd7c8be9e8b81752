"""One child process of `up`: started in a session of its own, dies with its parent, is restarted, is stopped."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.launch.local import ROOT
from portal.launch.logs import rotate

SHORTEST_PAUSE = 1.0  # seconds before the first restart; doubles with each failure in a row
LONGEST_PAUSE = 30.0
STEADY = 60.0  # seconds of life after which former failures are forgotten
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes its program: asks the kernel to end it when its parent dies."""

    def prepare() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # the parent died while the child was being made

    return prepare


def spawn(
    command: Sequence[str], env: dict[str, str], output: int, pass_fds: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a program as a child of this kind; `output` is the descriptor its words go to."""
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=die_with(os.getpid()),  # noqa: PLW1509 - the supervisor has no threads
        pass_fds=pass_fds,
    )


@dataclass
class Child:
    """A program that must run as long as the portal does.

    waiting (`restart_at` in the future) → running → dead → waiting …; `grace` seconds are given it to stop by itself.
    """

    name: str
    title: str
    command: Sequence[str]
    env: dict[str, str]
    log: Path
    grace: float
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    restart_at: float = field(default=0.0)

    def start(self) -> int:
        """Start it; returns its process number, which is its group's as well."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        rotate(self.log)
        with self.log.open("ab") as output:
            self.process = spawn(self.command, self.env, output.fileno(), self.pass_fds)
        self.started_at = time.monotonic()
        return self.process.pid

    def is_running(self) -> bool:
        """Whether the program itself lives."""
        return self.process is not None and self.process.poll() is None

    def plan_restart(self) -> float:
        """Decide when the dead program starts again; returns the pause in seconds."""
        if time.monotonic() - self.started_at > STEADY:
            self.failures = 0
        pause = min(SHORTEST_PAUSE * 2.0**self.failures, LONGEST_PAUSE)
        self.failures += 1
        self.restart_at = time.monotonic() + pause
        return pause

    def sweep(self) -> None:
        """Kill what the program has left of its group, such as the pool of a worker that was killed."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self, grace: float) -> None:
        """Ask it to stop, give it `grace` seconds, then leave nothing of it."""
        if self.process is None:
            return
        if self.is_running():
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=grace)
        self.sweep()
        self.process.wait()
