"""`manage.py render_report`: the same document as from the page, straight into a file."""

from __future__ import annotations

import shutil
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from django.utils import timezone

from network.models import Organization, Person
from plans.models import Plan
from plans.queries import project_today
from projects.models import Project
from reports import services
from reports.models import Report, ReportDue, ReportFile
from reports.queries import GENRES, plan_of_day
from reports.queries.contributions import due_of_day
from reports.queries.genres.genre import Genre, Subject

Found = TypeVar("Found", bound=Model)
WAIT = 200.0  # seconds: longer than a worker that took the order first may need


class Command(BaseCommand):
    """Orders a report, makes it here and writes its file."""

    help = "Собрать документ в файл: виды документов и форм перечислены ниже."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what is ordered."""
        parser.add_argument("kind", metavar="KIND", help=", ".join(GENRES))
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument("--plan", type=int, metavar="ID", help="номер плана")
        subject.add_argument("--project", metavar="SLUG", help="адрес проекта; план берётся тот, что идёт в эту дату")
        parser.add_argument("--as-of", metavar="ГГГГ-ММ-ДД", help="на какую дату; без неё — на сегодня")
        forms = ", ".join(Report.Format)
        parser.add_argument("--format", metavar="ФОРМА", help=f"{forms}; без неё — pdf, для досье zip")
        parser.add_argument("--due", type=int, metavar="ID", help="номер совместного отчёта; без него — последний")
        parser.add_argument("--from", dest="starts_on", metavar="ГГГГ-ММ-ДД", help="за период с этого дня")
        parser.add_argument("--to", dest="ends_on", metavar="ГГГГ-ММ-ДД", help="за период по этот день")
        parser.add_argument("--organization", type=int, metavar="ID", help="номер организации, для выписки")
        parser.add_argument("--person", type=int, metavar="ID", help="номер человека, для выписки")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="куда записать файл")

    def handle(self, **options: Any) -> None:
        """Make the report; CommandError in words otherwise."""
        genre = self._genre(options["kind"])
        format_ = self._format(genre, options["format"])
        project, plan, as_of = self._subject(genre, options)
        order = services.Order(options["kind"], as_of, plan, formats=(format_,), **self._about(options, project, as_of))
        report = services.order_report(project, order, author=None)
        services.produce_report(report.pk)
        self._wait(report)
        if report.state != Report.State.DONE:
            raise CommandError(report.failure)
        made = report.files.get(format=format_)
        self._copy(made, options["output"])
        self.stdout.write(
            f"{options['output']}: {made}, страниц: {made.pages}" if made.pages else f"{options['output']}: {made}"
        )

    def _copy(self, made: ReportFile, output: str) -> None:
        try:
            with made.file.open("rb") as source, Path(output).open("wb") as target:
                shutil.copyfileobj(source, target)
        except OSError:
            raise CommandError(
                f"Файл «{output}» не записать. Проверьте, что папка есть и в неё можно писать."
            ) from None

    def _genre(self, kind: str) -> Genre:
        if kind not in GENRES:
            raise CommandError(f"Документа «{kind}» нет. Есть: {', '.join(GENRES)}.")
        return GENRES[kind]

    def _format(self, genre: Genre, asked: str | None) -> str:
        if asked is None:
            return Report.Format.PDF if Report.Format.PDF in genre.formats else genre.formats[0]
        if asked not in genre.formats:
            known = ", ".join(genre.formats)
            raise CommandError(
                f"Документ «{genre.kind.label}» в форме «{asked}» не делается. Укажите --format: {known}."
            )
        return asked

    def _subject(self, genre: Genre, options: dict[str, Any]) -> tuple[Project, Plan | None, date]:
        """What the document is about; a genre that is not of a plan is made without one too."""
        if options["plan"]:
            plan = Plan.objects.select_related("project__organization").filter(pk=options["plan"]).first()
            if plan is None:
                raise CommandError(f"Плана с номером {options['plan']} нет.")
            return plan.project, plan, self._day(options["as_of"], plan.project)
        project = Project.objects.select_related("organization").filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"Проекта «{options['project']}» нет.")
        as_of = self._day(options["as_of"], project)
        plan = plan_of_day(project, as_of) if genre.subjects & {Subject.PLAN, Subject.PERIOD} else None
        if plan is None and Subject.PLAN in genre.subjects:
            raise CommandError(f"В проекте «{project}» ещё нет плана. Сначала загрузите его: manage.py import_plan.")
        return project, plan, as_of

    def _about(self, options: dict[str, Any], project: Project, as_of: date) -> dict[str, Any]:
        """What the order is about beside its plan and its day."""
        starts_on, ends_on = (self._given_day(options[name]) for name in ("starts_on", "ends_on"))
        if starts_on and ends_on and ends_on < starts_on:
            raise CommandError("Период закончился раньше, чем начался: поменяйте дни --from и --to.")
        about: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
        about["organization"] = self._found(Organization, options["organization"], "Организации")
        about["person"] = self._found(Person, options["person"], "Человека")
        if options["due"]:
            about["due"] = self._found(ReportDue, options["due"], "Совместного отчёта", project=project)
        elif options["kind"] == Report.Kind.NETWORK:
            about["due"] = due_of_day(project, as_of)
        return about

    def _found(self, model: type[Found], pk: int | None, word: str, **where: Any) -> Found | None:
        found = model._default_manager.filter(pk=pk, **where).first() if pk else None
        if pk and found is None:
            raise CommandError(f"{word} с номером {pk} нет.")
        return found

    def _day(self, text: str | None, project: Project) -> date:
        return self._given_day(text) or project_today(project, timezone.localtime())

    def _given_day(self, text: str | None) -> date | None:
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise CommandError(f"Дата «{text}» не понята: нужна в виде 2022-11-14.") from None

    def _wait(self, report: Report) -> None:
        """A worker may have taken the order first: then its file is awaited."""
        deadline = time.monotonic() + WAIT
        report.refresh_from_db()
        while report.state in {Report.State.QUEUED, Report.State.RUNNING} and time.monotonic() < deadline:
            time.sleep(0.5)
            services.produce_report(report.pk)
            report.refresh_from_db()
