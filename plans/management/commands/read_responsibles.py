"""Shows how «Ответственный» cells are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import BaseCommand

from plans.management.lines import input_lines
from plans.text.people import read_responsibles

if TYPE_CHECKING:
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
        for cell in input_lines(options["file"]):
            parties = read_responsibles(cell.replace(_LINE_BREAK, "\n"))
            row = [{"kind": party.kind.value, "name": party.name, "position": party.position} for party in parties]
            self.stdout.write(json.dumps(row, ensure_ascii=False))
