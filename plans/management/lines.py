"""What the reading commands read: lines of a file or of standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import CommandError


def input_lines(file: str) -> list[str]:
    """Lines of a UTF-8 file, of standard input for «-», without their ends; raises CommandError with words."""
    if file == "-":
        text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    else:
        try:
            text = Path(file).read_text(encoding="utf-8-sig", errors="replace")
        except FileNotFoundError as error:
            message = f"Не удалось прочитать файл «{file}»: нет такого файла. Проверьте путь."
            raise CommandError(message) from error
        except OSError as error:
            message = f"Не удалось прочитать файл «{file}». Проверьте, что это файл и что его можно читать."
            raise CommandError(message) from error
    lines = text.split("\n")
    return [line.rstrip("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
