"""Reading a stranger's file in a child process that may neither grow nor run for long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from plans.importing.errors import ImportRefused
from plans.importing.guard import check_signature
from plans.importing.plain import from_plain
from plans.importing.source import SourceTable

WALL_SECONDS = 15
MEMORY_BYTES = 700 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "LANG")


def read_docx_safely(
    data: bytes, *, seconds: float = WALL_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[SourceTable, ...]:
    """All tables of a Word file, read by a child process with limits.

    Raises ImportRefused as the reader does, and also when the child needs more than `seconds` or
    `memory` bytes or breaks down.
    """
    check_signature(data)
    command = [sys.executable, "-m", "plans.importing.child", str(memory), str(int(seconds) + 1)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=ROOT,
            env=child_environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(
            "too_slow",
            "Файл читается слишком долго, чтение остановлено. "
            "Оставьте в документе только план, сохраните его заново в Word и загрузите ещё раз.",
        ) from error
    if done.returncode:
        raise ImportRefused(
            "too_heavy",
            "Файл слишком сложный: на его чтение не хватило памяти. "
            "Оставьте в документе только план, сохраните его заново в Word и загрузите ещё раз.",
        )
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise ImportRefused(answer["refused"]["code"], answer["refused"]["message"])
    return tuple(from_plain(SourceTable, table) for table in answer["tables"])


def child_environment() -> dict[str, str]:
    """What the child is told of the world: where programs are, and none of our settings."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONUTF8": "1"}
