"""Keeps the processes of the portal running and, at the end, leaves none."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from portal.launch.children import Child, spawn
from portal.launch.console import CannotStartError, say
from portal.launch.local import ROOT
from portal.launch.logs import last_lines, rotate

TICK = 0.1  # seconds between looks at the children
ROTATE_EVERY = 60.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):  # noqa: N818 - not an error: somebody has asked to stop
    """The portal was asked to stop before it had started."""


class Supervisor:
    """The children in the order of their start; they are stopped in `stop_order`."""

    def __init__(self, stop_order: tuple[str, ...]) -> None:
        self.children: list[Child] = []
        self.stop_order = stop_order
        self.step: subprocess.Popen[bytes] | None = None
        self.asked_to_stop = 0
        self.rotated_at = time.monotonic()
        self.guardian = subprocess.Popen(
            [sys.executable, "-m", "portal.launch.guardian"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Take Ctrl-C, SIGTERM and a closed terminal as the wish to stop; a second one ends the patience."""

        def note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signature of a signal handler
            self.asked_to_stop += 1

        former = {number: signal.signal(number, note) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def tell(self, line: str) -> None:
        """Tell the guardian whom to end should this process be killed."""
        if self.guardian.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self.guardian.stdin.write(f"{line}\n")
                self.guardian.stdin.flush()

    def start(self, child: Child) -> None:
        """Start the child and keep it from now on."""
        if child not in self.children:
            self.children.append(child)
        self.tell(f"+{child.start()}")

    def begin(self, command: list[str], env: dict[str, str], output: Path) -> subprocess.Popen[bytes]:
        """Start a step of the start-up with its words going to a file."""
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("wb") as file:
            self.step = spawn(command, env, file.fileno())
        self.tell(f"+{self.step.pid}")
        return self.step

    def finish(self, step: subprocess.Popen[bytes]) -> int:
        """Wait for the step; returns its exit status. Raises `Stopped`."""
        self.wait_for(lambda: step.poll() is not None)
        self.tell(f"-{step.pid}")
        return step.returncode

    def wait_for(self, condition: Callable[[], bool], child: Child | None = None, seconds: float = 600.0) -> None:
        """Wait for the condition. Raises `Stopped` when asked to, `CannotStartError` when the child it needs died."""
        deadline = time.monotonic() + seconds
        while not condition():
            if self.asked_to_stop:
                raise Stopped
            if child is not None and not child.is_running():
                raise CannotStartError(
                    f"{child.title} не запустился. Конец журнала {child.log}:\n{last_lines(child.log)}"
                )
            if time.monotonic() > deadline:
                raise CannotStartError(f"Не дождались: {child.title if child else 'подготовка'}. Журналы: var/log.")
            time.sleep(TICK / 4)

    def watch(self) -> None:
        """Restart the dead until somebody asks to stop."""
        while not self.asked_to_stop:
            for child in self.children:
                self.look_at(child)
            if time.monotonic() - self.rotated_at > ROTATE_EVERY:
                self.rotated_at = time.monotonic()
                for child in self.children:
                    rotate(child.log)
            time.sleep(TICK)

    def look_at(self, child: Child) -> None:
        """Notice a death, or the moment to start again."""
        if child.is_running():
            return
        if child.process is not None and child.restart_at < child.started_at:
            child.sweep()
            self.tell(f"-{child.process.pid}")
            pause = child.plan_restart()
            say(
                f"{child.title} остановился ({reason(child.process.returncode)}), "
                f"запустим его снова через {pause:g} с. Журнал: {child.log}"
            )
        elif time.monotonic() >= child.restart_at:
            self.start(child)
            say(f"{child.title} снова запущен.")

    def stop(self) -> None:
        """Stop all children in their order, then let the guardian go."""
        first_wish = self.asked_to_stop
        if self.step is not None and self.step.poll() is None:
            self.step.kill()
            self.step.wait()
        by_name = {child.name: child for child in self.children}
        for child in (by_name[name] for name in self.stop_order if name in by_name):
            impatient = self.asked_to_stop > max(first_wish, 1)
            child.stop(0.5 if impatient else child.grace)
            if child.process is not None:
                self.tell(f"-{child.process.pid}")
        if self.guardian.stdin is not None:
            with contextlib.suppress(OSError):
                self.guardian.stdin.close()
        self.guardian.wait()


def reason(status: int) -> str:
    """How a process ended, in words."""
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"сигнал {signal.Signals(-status).name}"
    return f"код {status}"
