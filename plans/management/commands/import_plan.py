"""Reads a plan out of a Word file and shows what was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from plans.importing import ImportRefused, read_plan
from plans.importing.draft import PlanKind
from plans.importing.gold import tables_as_json
from plans.importing.guard import MAX_BYTES, check_size

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from plans.importing.draft import DraftPlan


class Command(BaseCommand):
    """Print the tables of a plan; saves nothing with `--dry-run`."""

    help = "Читает план из файла Word. С --dry-run только показывает прочитанное и ничего не сохраняет."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the ways of showing."""
        parser.add_argument("file", help="файл .docx")
        parser.add_argument("--dry-run", action="store_true", help="только показать, ничего не сохранять")
        parser.add_argument("--json", action="store_true", dest="as_json", help="показать таблицы в JSON")

    def handle(self, *_args: str, **options: Any) -> None:
        """Read the file and show its tables."""
        plans = read_file(Path(options["file"]))
        if not options["dry_run"]:
            raise CommandError("Сохранение здесь не предусмотрено: добавьте --dry-run, чтобы посмотреть прочитанное.")
        if options["as_json"]:
            self.stdout.write(json.dumps(tables_as_json(plans), ensure_ascii=False, indent=1))
            return
        for plan in plans:
            self._show(plan)

    def _show(self, plan: DraftPlan) -> None:
        title = plan.title or "без названия"
        self.stdout.write(f"Таблица {plan.table}: {title}")
        if plan.kind is PlanKind.MATRIX:
            self.stdout.write("  Это матрица этапов и направлений, а не план.")
        self.stdout.write(f"  Строк: {len(plan.rows)}, вопросов: {len(plan.problems)}")
        for problem in plan.problems:
            place = f"строка {problem.row}" if problem.row else "вся таблица"
            column = f", графа «{problem.column}»" if problem.column else ""
            self.stdout.write(f"  {place}{column}: {problem.text}")


def read_file(path: Path) -> tuple[DraftPlan, ...]:
    """Drafts of the tables in a file; CommandError in words if it cannot be read."""
    try:
        check_size(path.stat().st_size)
        with path.open("rb") as file:
            return read_plan(file.read(MAX_BYTES + 1), path.name)
    except FileNotFoundError as error:
        raise CommandError(f"Файла «{path}» нет. Проверьте путь.") from error
    except OSError as error:
        raise CommandError(f"Файл «{path}» не открывается. Проверьте путь и права на чтение.") from error
    except ImportRefused as refused:
        raise CommandError(refused.message) from refused
