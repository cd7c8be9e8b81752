"""Shows how «Сроки» cells are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from plans.management.lines import input_lines
from plans.text.deadlines.as_json import reading_as_json

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

_HEAD = "phrase\tschool_year"


class Command(BaseCommand):
    """Print one JSON object a line for lines «phrase<TAB>period[<TAB>heading]»; exit status 1 if a line is bad."""

    requires_system_checks = ()  # no page and no table is looked at
    help = "Читает сроки (в строке: срок, табуляция, период плана) и печатает понятое в JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file to read."""
        parser.add_argument("file", nargs="?", default="-", help="файл или «-»: стандартный ввод")

    def handle(self, *_args: str, **options: Any) -> None:
        """Read lines and print what was understood; bad lines are told on stderr with their numbers."""
        bad = 0
        for number, line in enumerate(input_lines(options["file"]), 1):
            if not line.strip() or (number == 1 and line.startswith(_HEAD)):
                continue
            try:
                self.stdout.write(reading_as_json(line))
            except ValueError as error:
                bad += 1
                self.stderr.write(f"Строка {number}: {error}")
        if bad:
            raise CommandError(f"Не прочитано строк: {bad}. Исправьте их и запустите команду снова.")
