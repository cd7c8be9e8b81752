"""The command makes the same document as the page."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.models import Report
from tests.makers import make_item, make_mark, make_person, make_plan, make_project
from tests.reports.dues import make_due

pytestmark = pytest.mark.django_db


def test_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = make_plan()
    make_mark(make_item(plan))
    for name in ("a.pdf", "b.pdf"):
        call_command("render_report", "progress", plan=plan.pk, as_of="2022-11-14", output=str(tmp_path / name))
    first, second = (tmp_path / name for name in ("a.pdf", "b.pdf"))
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[:8] == b"%PDF-1.7"


def test_project_means_its_plan_of_that_day(tmp_path: Path) -> None:
    project = make_project(slug="network")
    old = make_plan(project, starts_on=date(2021, 9, 1), ends_on=date(2022, 8, 31))
    make_plan(project)
    output = str(tmp_path / "plan.pdf")
    call_command("render_report", "calendar-plan", project="network", as_of="2022-03-01", output=output)
    assert Report.objects.get().plan == old


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"plan": 999_999}, "Плана с номером 999999 нет."),
        ({"project": "no-such"}, "Проекта «no-such» нет."),
    ],
)
def test_unknown_subject_is_named(tmp_path: Path, options: dict[str, object], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("render_report", "calendar-plan", output=str(tmp_path / "x.pdf"), **options)


def test_wrong_date_is_named(tmp_path: Path) -> None:
    plan = make_plan()
    with pytest.raises(CommandError, match=r"Дата «14\.11\.2022» не понята"):
        call_command("render_report", "calendar-plan", plan=plan.pk, as_of="14.11.2022", output=str(tmp_path / "x.pdf"))


@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [
        ("no-such", None, "Документа «no-such» нет. Есть: progress, "),
        ("progress", "zip", "Документ «Отчёт о ходе реализации» в форме «zip» не делается. Укажите --format: pdf, "),
        ("dossier", "pdf", "Документ «Досье проекта» в форме «pdf» не делается. Укажите --format: zip."),
        ("progress", "rtf", "в форме «rtf» не делается"),
    ],
)
def test_unknown_kind_or_form_is_named(tmp_path: Path, kind: str, form: str | None, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("render_report", kind, plan=make_plan().pk, format=form, output=str(tmp_path / "x"))
    assert words in str(refused.value)


def test_document_that_is_of_no_plan_needs_none(tmp_path: Path) -> None:
    make_project(slug="young")
    output = tmp_path / "matrix.pdf"
    call_command("render_report", "matrix", project="young", as_of="2022-11-14", output=str(output))
    assert (output.read_bytes()[:4], Report.objects.get().plan) == (b"%PDF", None)


def test_dossier_is_an_archive_unless_said_otherwise(tmp_path: Path) -> None:
    plan = make_plan()
    output = tmp_path / "dossier.zip"
    call_command("render_report", "dossier", plan=plan.pk, as_of="2022-11-14", output=str(output))
    assert zipfile.ZipFile(output).namelist()[0] == "00 Опись.pdf"


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    output = str(tmp_path / "no-such" / "x.pdf")
    with pytest.raises(CommandError, match=r"x\.pdf» не записать. Проверьте, что папка есть"):
        call_command("render_report", "calendar-plan", plan=make_plan().pk, as_of="2022-11-14", output=output)


def test_project_without_plan_says_so(tmp_path: Path) -> None:
    make_project(slug="empty", short_title="Пустой проект")
    with pytest.raises(CommandError, match="В проекте «Пустой проект» ещё нет плана"):
        call_command("render_report", "calendar-plan", project="empty", output=str(tmp_path / "x.pdf"))


def test_wrong_period_and_strange_numbers_are_named(tmp_path: Path) -> None:
    given = {"plan": make_plan().pk, "as_of": "2022-11-14", "output": str(tmp_path / "x.pdf")}
    with pytest.raises(CommandError, match=r"поменяйте дни --from и --to"):
        call_command("render_report", "extract", starts_on="2022-11-01", ends_on="2022-10-01", **given)
    with pytest.raises(CommandError, match=r"Человека с номером 999999 нет"):
        call_command("render_report", "extract", person=999_999, **given)
    with pytest.raises(CommandError, match=r"Совместного отчёта с номером \d+ нет"):
        call_command("render_report", "extract", due=make_due(make_project()).pk, **given)


def test_extract_is_of_whom_it_names(tmp_path: Path) -> None:
    plan, person = make_plan(), make_person()
    make_item(plan, responsible=person)
    given = {"plan": plan.pk, "as_of": "2022-11-14", "output": str(tmp_path / "x.pdf")}
    call_command("render_report", "extract", person=person.pk, starts_on="2022-10-01", ends_on="2022-10-31", **given)
    report = Report.objects.get()
    assert (report.person, report.starts_on, report.ends_on) == (person, date(2022, 10, 1), date(2022, 10, 31))


def test_joint_report_is_the_last_one_unless_it_is_named(tmp_path: Path) -> None:
    plan = make_plan()
    last, later = make_due(plan.project), make_due(plan.project, due_on=date(2023, 6, 1))
    given = {"plan": plan.pk, "as_of": "2022-12-20", "output": str(tmp_path / "x.pdf")}
    call_command("render_report", "network", **given)
    call_command("render_report", "network", due=later.pk, **given)
    assert [report.due for report in Report.objects.order_by("pk")] == [last, later]
