"""Shows how «Ответственный» cells are read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import BaseCommand, CommandError

from plans.text.people import read_responsibles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser

_LINE_BREAK: Final = r"\n"


class Command(BaseCommand):
    r"""Print one JSON list a line for one cell a line; «\n» inside a line is a line break."""

    help = "Читает ячейки «Ответственный» (по одной в строке) и печатает участников в JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file to read."""
        parser.add_argument("file", nargs="?", default="-", help="файл или «-»: стандартный ввод")

    def handle(self, *_args: str, **options: Any) -> None:
        """Read cells and print participants."""
        for cell in _cells(options["file"]):
            parties = read_responsibles(cell.replace(_LINE_BREAK, "\n"))
            row = [{"kind": party.kind.value, "name": party.name, "position": party.position} for party in parties]
            self.stdout.write(json.dumps(row, ensure_ascii=False))


def _cells(file: str) -> Iterator[str]:
    """Yield the lines of a UTF-8 file or of standard input, without their ends."""
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
    yield from (line.rstrip("\r") for line in (lines[:-1] if lines[-1] == "" else lines))
