"""Reading a stranger's file in a child process that may neither grow nor run for long."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from plans.importing.errors import ImportRefused
from plans.importing.guard import FileKind, outer_kind
from plans.importing.oldword import to_docx
from plans.importing.readers.entry import CLIPBOARD, SHEETS, TEXT
from plans.importing.source import SourceTable
from plans.importing.transport import unpack_table

logger = logging.getLogger(__name__)

WALL_SECONDS = 10
MEMORY_BYTES = 300 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "LANG")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
ONLY_THE_PLAN = "Оставьте в документе только план, сохраните его заново и загрузите ещё раз."


def read_file_safely(
    data: bytes, filename: str = "", *, seconds: float = WALL_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[SourceTable, ...]:
    """All tables of a file of any kind that is read, by a child process with limits.

    A .doc is made a .docx first, where LibreOffice is there. Raises ImportRefused as the readers do,
    and also when the child needs more than `seconds` or `memory` bytes or breaks down.
    """
    if outer_kind(data, filename) is FileKind.OLD_WORD:
        data, filename = to_docx(data), "plan.docx"
    ending = ENDING.search(filename)
    return _ask_child(data, ending.group() if ending else "", seconds, memory)


def read_text_safely(
    data: bytes, filename: str = "", *, seconds: float = WALL_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[SourceTable, ...]:
    """The text of a document with its tables, as `readers.entry.read_text` gives it, by a child process.

    A .doc is made a .docx first, where LibreOffice is there; raises ImportRefused.
    """
    if outer_kind(data, filename) is FileKind.OLD_WORD:
        data, filename = to_docx(data), "passport.docx"
    ending = ENDING.search(filename)
    return _ask_child(data, TEXT + (ending.group() if ending else ""), seconds, memory)


def read_sheets_safely(
    data: bytes, filename: str = "", *, seconds: float = WALL_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[SourceTable, ...]:
    """Sheets of a book whole, without looking for tables in them, by a child process; raises ImportRefused."""
    outer_kind(data, filename)
    ending = ENDING.search(filename)
    return _ask_child(data, SHEETS + (ending.group() if ending else ""), seconds, memory)


def read_clipboard_safely(
    html: str, text: str, *, seconds: float = WALL_SECONDS, memory: int = MEMORY_BYTES
) -> tuple[SourceTable, ...]:
    """All tables of what was pasted, by a child process with limits; raises ImportRefused."""
    return _ask_child(json.dumps({"html": html, "text": text}).encode(), CLIPBOARD, seconds, memory)


def _ask_child(data: bytes, source: str, seconds: float, memory: int) -> tuple[SourceTable, ...]:
    command = [sys.executable, "-m", "plans.importing.child", str(memory), str(int(seconds) + 1), source]
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
        raise ImportRefused("too_slow", f"Файл читается слишком долго, чтение остановлено. {ONLY_THE_PLAN}") from error
    if done.returncode:
        _refuse_broken(done.returncode, done.stderr)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise ImportRefused(answer["refused"]["code"], answer["refused"]["message"])
    return tuple(unpack_table(table) for table in answer["tables"])


def _refuse_broken(status: int, errors: bytes) -> NoReturn:
    """Say why a child ended: it met its limits, or it broke down, which the log keeps for whoever mends it."""
    if status < 0 or b"MemoryError" in errors:
        raise ImportRefused("too_heavy", f"Файл слишком сложный: на его чтение не хватило памяти. {ONLY_THE_PLAN}")
    logger.error("reading a file broke down: %s", errors[-600:].decode(errors="replace"))
    raise ImportRefused("broken", f"Файл прочитать не удалось: он устроен необычно. {ONLY_THE_PLAN}")


def child_environment() -> dict[str, str]:
    """What the child is told of the world: where programs are, and none of our settings."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONUTF8": "1"}
