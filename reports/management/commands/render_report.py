"""`manage.py render_report`: the same document as from the page, straight into a file."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.models import Plan
from plans.queries import project_today
from projects.models import Project
from reports import services
from reports.models import Report
from reports.queries import GENRES, plan_of_day

WAIT = 200.0  # seconds: longer than a worker that took the order first may need


class Command(BaseCommand):
    """Orders a report, makes it here and writes the PDF."""

    help = "Собрать документ в файл: виды документов и форм перечислены ниже."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what is ordered."""
        parser.add_argument("kind", choices=list(GENRES), metavar="KIND", help=", ".join(GENRES))
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument("--plan", type=int, metavar="ID", help="номер плана")
        subject.add_argument("--project", metavar="SLUG", help="адрес проекта: берётся его план на эту дату")
        parser.add_argument("--as-of", metavar="ГГГГ-ММ-ДД", help="на какую дату; без неё — на сегодня")
        parser.add_argument("--format", choices=("pdf", "docx", "xlsx"), default="pdf", help="форма; без неё — PDF")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="куда записать PDF")

    def handle(self, **options: Any) -> None:
        """Make the report; CommandError in words otherwise."""
        plan, as_of = self._subject(options)
        format_ = options["format"]
        order = services.Order(options["kind"], as_of, plan, formats=(format_,))
        report = services.order_report(plan.project, order, author=None)
        services.produce_report(report.pk)
        self._wait(report)
        if report.state != Report.State.DONE:
            raise CommandError(report.failure)
        made = report.files.get(format=format_)
        with made.file.open("rb") as file:
            Path(options["output"]).write_bytes(file.read())
        self.stdout.write(
            f"{options['output']}: {made}, страниц: {made.pages}" if made.pages else f"{options['output']}: {made}"
        )

    def _subject(self, options: dict[str, Any]) -> tuple[Plan, date]:
        if options["plan"]:
            plan = Plan.objects.select_related("project__organization").filter(pk=options["plan"]).first()
            if plan is None:
                raise CommandError(f"Плана с номером {options['plan']} нет.")
            return plan, self._day(options["as_of"], plan.project)
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"Проекта «{options['project']}» нет.")
        as_of = self._day(options["as_of"], project)
        plan = plan_of_day(project, as_of)
        if plan is None:
            raise CommandError(f"В проекте «{project}» ещё нет плана.")
        return plan, as_of

    def _day(self, text: str | None, project: Project) -> date:
        if text is None:
            return project_today(project, timezone.localtime())
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
