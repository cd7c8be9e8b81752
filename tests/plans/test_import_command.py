"""Loading a plan from the shell."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.models import Plan
from tests.makers import make_project
from tests.plans.importing.word_files import HEAD, p, plan_row, tbl, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "план.docx"
    criteria = tbl(["Критерии", "Показатели"], ["Охват", "Число педагогов"], ["Качество", "Отзывы"])
    plan = tbl(list(HEAD), plan_row(1, "Семинар"), plan_row(2, "Совет", deadline="когда-нибудь потом"))
    file.write_bytes(word(p("Критерии эффективности проекта"), criteria, p("План на 2022/2023 учебный год"), plan))
    return file


def load(path: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("import_plan", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def test_first_plan_of_the_file_is_saved_and_told(path: Path) -> None:
    project = make_project()
    lines = load(path, "--project", project.slug)
    plan = Plan.objects.get(project=project)
    assert lines == [
        f"Загружен план № {plan.pk}: План на 2022/2023 учебный год",
        "  Период: 01.09.2022–31.08.2023",
        "  Пунктов: 2, разделов и этапов: 0, ответственных: 2",
        "  Без дат, срок не понят или не указан: 1",
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Укажите проект"),
        (("--project", "net-takogo"), "Проекта с адресом «net-takogo» нет"),
        (("--project", "here", "--table", "1"), "Эта таблица — не план"),
        (("--project", "here", "--table", "7"), "Таблицы 7 в документе нет. Есть таблицы: 1, 2."),
        (("--project", "here", "--period", "когда-то"), "не понят"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(path: Path, options: tuple[str, ...], sentence: str) -> None:
    make_project(slug="here")
    with pytest.raises(CommandError, match=sentence):
        load(path, *options)
    assert Plan.objects.count() == 0


def test_a_file_without_a_plan(tmp_path: Path) -> None:
    make_project(slug="here")
    file = tmp_path / "критерии.docx"
    file.write_bytes(word(p("Критерии эффективности"), tbl(["Критерии", "Показатели"], ["Охват", "Число педагогов"])))
    with pytest.raises(CommandError, match="В документе нет плана"):
        load(file, "--project", "here")


def test_dry_run_saves_nothing(path: Path) -> None:
    project = make_project()
    load(path, "--project", project.slug, "--dry-run")
    assert Plan.objects.count() == 0
