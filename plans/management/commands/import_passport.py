"""Reads the passport of a project out of a text document; shows what was read or saves it in the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from plans.importing import ImportRefused
from plans.importing.guard import MAX_BYTES, check_size
from plans.importing.passport import passport_as_json, read_passport
from plans.queries.importing.passport import review_of_passport
from plans.services.importing.passport import save_passport
from projects.models import Project

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from plans.importing.passport import PassportDraft


class Command(BaseCommand):
    """Save the passport of a document in a project; with `--dry-run` only show what was read."""

    help = "Загружает паспорт проекта из документа. С --dry-run только показывает прочитанное и ничего не сохраняет."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file and the ways of showing."""
        parser.add_argument("file", help="файл .docx, .odt или .pdf; .doc — где установлен LibreOffice")
        parser.add_argument("--dry-run", action="store_true", help="только показать, ничего не сохранять")
        parser.add_argument("--json", action="store_true", dest="as_json", help="показать прочитанное в JSON")
        parser.add_argument("--project", metavar="АДРЕС", help="адрес проекта, в который загрузить паспорт")

    def handle(self, *_args: str, **options: Any) -> None:
        """Read the file; show what was read or save it."""
        passport = read_file(Path(options["file"]))
        if not options["dry_run"]:
            self._save(passport, options["project"])
        elif options["as_json"]:
            self.stdout.write(json.dumps(passport_as_json(passport), ensure_ascii=False, indent=1))
        else:
            self._show(passport)

    def _save(self, passport: PassportDraft, slug: str | None) -> None:
        if not slug:
            raise CommandError(
                "Укажите проект: --project АДРЕС. Чтобы только посмотреть прочитанное, добавьте --dry-run."
            )
        project = Project.objects.filter(slug=slug).first()
        if project is None:
            raise CommandError(f"Проекта с адресом «{slug}» нет.")
        saved = save_passport(project, passport, actor=None)
        self.stdout.write(saved.words)
        doubtful = review_of_passport(project, passport, {}).doubtful
        if doubtful:
            names = ", ".join(f"«{each.name}»" for each in doubtful)
            self.stdout.write(f"Не добавлены, похожие организации есть в справочнике: {names}.")
            self.stdout.write("Загрузите документ на странице паспорта и скажите там, какие это организации.")

    def _show(self, passport: PassportDraft) -> None:
        self.stdout.write(f"Тема: {passport.title or 'не указана'}")
        for section in passport.sections:
            self.stdout.write(f"{'  ' * section.level}{section.number} {section.heading}".rstrip())
        self.stdout.write(
            f"Разделов: {len(passport.sections)}, нормативных актов: {len(passport.acts)}, "
            f"участников: {len(passport.participants)}"
        )


def read_file(path: Path) -> PassportDraft:
    """The passport in a file; CommandError in words if it cannot be read."""
    try:
        check_size(path.stat().st_size)
        with path.open("rb") as file:
            return read_passport(file.read(MAX_BYTES + 1), path.name)
    except FileNotFoundError as error:
        raise CommandError(f"Файла «{path}» нет. Проверьте путь.") from error
    except OSError as error:
        raise CommandError(f"Файл «{path}» не открывается. Проверьте путь и права на чтение.") from error
    except ImportRefused as refused:
        raise CommandError(refused.message) from refused
