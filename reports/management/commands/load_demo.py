"""Loads the demonstration project."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from plans.demo.loading import demo_project, remove_demo
from plans.demo.people import ACCOUNTS, PASSWORD
from reports.demo.loading import load_demo

WARNING = (
    "Пароль демонстрации известен всем: загружайте её туда, где нет настоящих данных, "
    "а перед настоящей работой уберите командой load_demo --remove."
)


class Command(BaseCommand):
    """Load the demonstration once; with `--reset` anew, with `--remove` take it out."""

    help = "Загружает демонстрационный проект «Мастерская рядом». Повторный запуск ничего не меняет."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the day and the ways of loading."""
        parser.add_argument("--today", type=_day, help="на какой день показать ход работ, ГГГГ-ММ-ДД; обычно сегодня")
        parser.add_argument("--reset", action="store_true", help="удалить демонстрацию и загрузить заново")
        parser.add_argument("--remove", action="store_true", help="удалить демонстрацию")
        parser.add_argument("--accounts", action="store_true", help="показать учётные записи демонстрации")

    def handle(self, *_args: str, **options: Any) -> None:
        """Load, remove or show."""
        try:
            self._load(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["accounts"]:
            self._show_accounts()

    def _load(self, options: dict[str, Any]) -> None:
        project = demo_project()
        if options["remove"] or options["reset"]:
            if project is not None:
                remove_demo(project)
                self.stdout.write("Демонстрация удалена.")
            project = None
        if options["remove"]:
            return
        if project is not None:
            if not options["accounts"]:
                self.stdout.write("Демонстрация уже загружена, ничего не изменено. Загрузить заново: --reset.")
            return
        load_demo(options["today"] or timezone.localdate())
        self.stdout.write("Демонстрация загружена: проект «Мастерская рядом», адрес demo.")
        self.stderr.write(WARNING)

    def _show_accounts(self) -> None:
        if demo_project() is None:
            raise CommandError("Демонстрация не загружена.")
        rows = [("Роль", "Почта", "Пароль"), *((account.who, account.email, PASSWORD) for account in ACCOUNTS)]
        widths = [max(len(row[place]) for row in rows) for place in range(3)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"День «{text}» не понят: напишите его так: 2022-11-14.") from error
