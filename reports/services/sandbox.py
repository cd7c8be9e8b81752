"""Rendering in a limited child process: a text that eats memory or time spoils one report, not the worker."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings

from reports.render_child import OUT_OF_MEMORY, TOO_LARGE

logger = logging.getLogger(__name__)

BEAT = 3.0  # seconds between signs of life
MEMORY = "Отчёту не хватило памяти: в плане слишком много текста. Разделите план или обратитесь к администратору."
TIME = "Вёрстка шла слишком долго и была остановлена. Разделите план или обратитесь к администратору."
SIZE = "Файл отчёта вышел слишком большим. Разделите план или обратитесь к администратору."
OTHER = "Не получилось сверстать отчёт. Попробуйте ещё раз, а если не поможет, обратитесь к администратору."
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "TZ", "PYTHONPATH")
PASSED_PREFIXES = ("LC_", "LD_", "DYLD_", "FONTCONFIG_", "XDG_")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one rendering: bytes of memory, seconds of CPU, seconds on the clock, bytes of the file."""

    memory: int = 1_500 * 2**20
    cpu: int = 60
    wall: float = 90.0
    size: int = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Rendered:
    """Bytes of a file and its pages; a form that has no pages of its own gives 0."""

    data: bytes
    pages: int


class RenderFailed(Exception):  # noqa: N818 - reads as what happened
    """The paper did not come out; the text is the reason in words for people."""


class LeaseLost(Exception):  # noqa: N818 - reads as what happened
    """Somebody else works on the report now."""


LIMITS = Limits()


def render_in_child(
    content: Mapping[str, Any],
    check_url: str,
    format_: str = "pdf",
    *,
    limits: Limits,
    beat: Callable[[], bool],
    every: float = BEAT,
) -> Rendered:
    """Render frozen content in a form; `beat`, called each `every` seconds, says whether the work still is ours.

    Raises RenderFailed with a public reason, LeaseLost when `beat` says no.
    """
    # No bytecode: written under the bound of a file it would be cut off, and found so by everybody else.
    command = [sys.executable, "-B", "-m", "reports.render_child", *map(str, (limits.memory, limits.cpu, limits.size))]
    with TemporaryFile() as given, TemporaryFile() as made, TemporaryFile() as said:
        given.write(json.dumps({"content": content, "check_url": check_url, "format": format_}).encode())
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own module with numbers as arguments
            command, stdin=given, stdout=made, stderr=said, cwd=settings.BASE_DIR, env=_environment()
        )
        try:
            _wait(child, limits.wall, beat, every)
        finally:
            child.kill()
            child.wait()
        if child.returncode:
            raise RenderFailed(_reason(child.returncode, _text(said)))
        made.seek(0)
        pages = int(made.readline())
        return Rendered(made.read(), pages)


def _wait(child: subprocess.Popen[bytes], wall: float, beat: Callable[[], bool], every: float) -> None:
    deadline = time.monotonic() + wall
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise RenderFailed(TIME)
        try:
            child.wait(timeout=min(every, left))
        except subprocess.TimeoutExpired:
            if not beat():
                raise LeaseLost from None
        else:
            return


def _reason(code: int, said: str) -> str:
    logger.error("a report was not rendered: exit code %s, %s", code, said)
    # Libraries in C that get no memory end by a signal: a bad pointer, an abort, GLib by a trap.
    if code in {OUT_OF_MEMORY, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGTRAP}:
        return MEMORY
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return TIME
    return SIZE if code == TOO_LARGE else OTHER


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read()[-2000:].decode(errors="replace").strip()


def _environment() -> dict[str, str]:
    """Environment without secrets: the child needs to find libraries and fonts, nothing else."""
    return {name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith(PASSED_PREFIXES)}
