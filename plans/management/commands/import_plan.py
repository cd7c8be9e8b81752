"""Reads a plan out of a file of any kind that is read; shows what was read or saves it in a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plans.importing import ImportRefused, read_plan
from plans.importing.draft import PlanKind
from plans.importing.gold import tables_as_json
from plans.importing.guard import MAX_BYTES, TAKEN, check_size
from plans.models import Responsibility
from plans.services.importing.saving import save_plan
from plans.text.deadlines import DeadlineKind
from plans.text.period import PlanPeriod
from portal.text.russian import date_short
from projects.models import Project

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from plans.importing.draft import DraftPlan


class Command(BaseCommand):
    """Save a table of a file as a plan of a project; with `--dry-run` only show the tables."""

    help = "Загружает план из файла в проект. С --dry-run только показывает прочитанное и ничего не сохраняет."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the ways of showing."""
        parser.add_argument("file", help=f"файл {TAKEN}; .doc — где установлен LibreOffice")
        parser.add_argument("--dry-run", action="store_true", help="только показать, ничего не сохранять")
        parser.add_argument("--json", action="store_true", dest="as_json", help="показать таблицы в JSON")
        parser.add_argument("--project", metavar="АДРЕС", help="адрес проекта, в который загрузить план")
        parser.add_argument("--table", type=int, metavar="N", help="номер таблицы в документе; обычно первая с планом")
        parser.add_argument("--period", help="период, если в документе его нет: 2022/2023, 2022 или 2022-2024")

    def handle(self, *_args: str, **options: Any) -> None:
        """Read the file and show its tables."""
        plans = read_file(Path(options["file"]))
        if not options["dry_run"]:
            self._save(plans, options)
            return
        if options["as_json"]:
            self.stdout.write(json.dumps(tables_as_json(plans), ensure_ascii=False, indent=1))
            return
        for plan in plans:
            self._show(plan)

    def _save(self, drafts: tuple[DraftPlan, ...], options: dict[str, Any]) -> None:
        if not options["project"]:
            raise CommandError(
                "Укажите проект: --project АДРЕС. Чтобы только посмотреть прочитанное, добавьте --dry-run."
            )
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"Проекта с адресом «{options['project']}» нет.")
        try:
            period = PlanPeriod.parse(options["period"]) if options["period"] else None
            plan = save_plan(chosen_table(drafts, options["table"]), project=project, actor=None, period=period)
        except ValidationError as error:
            raise CommandError("План не загружен. " + " ".join(error.messages)) from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        items, people = plan.items.count(), Responsibility.objects.filter(item__plan=plan).count()
        self.stdout.write(f"Загружен план № {plan.pk}: {plan.title}")
        self.stdout.write(f"  Период: {date_short(plan.starts_on)}–{date_short(plan.ends_on)}")
        self.stdout.write(f"  Пунктов: {items}, разделов и этапов: {plan.sections.count()}, ответственных: {people}")
        unread = plan.items.filter(deadline__kind=DeadlineKind.UNKNOWN).count()
        if unread:
            self.stdout.write(f"  Без дат, срок не понят или не указан: {unread}")

    def _show(self, plan: DraftPlan) -> None:
        title = plan.title or "без названия"
        sheet = f", лист «{plan.sheet}»" if plan.sheet else ""
        self.stdout.write(f"Таблица {plan.table}{sheet}: {title}")
        if plan.kind is PlanKind.MATRIX:
            self.stdout.write("  Это матрица этапов и направлений, а не план.")
        self.stdout.write(f"  Строк: {len(plan.rows)}, вопросов: {len(plan.problems)}")
        for problem in plan.problems:
            place = f"строка {problem.row}" if problem.row else "вся таблица"
            column = f", графа «{problem.column}»" if problem.column else ""
            self.stdout.write(f"  {place}{column}: {problem.text}")


def chosen_table(drafts: tuple[DraftPlan, ...], number: int | None) -> DraftPlan:
    """The table of that number, by default the first that is a plan; CommandError in words if there is none."""
    if number is not None:
        found = next((draft for draft in drafts if draft.table == number), None)
        if found is None:
            known = ", ".join(str(draft.table) for draft in drafts)
            raise CommandError(f"Таблицы {number} в документе нет. Есть таблицы: {known}.")
        return found
    plan = next((draft for draft in drafts if draft.is_plan), None)
    if plan is None:
        raise CommandError("В документе нет плана: ни в одной таблице нет мероприятий со сроками.")
    return plan


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
