"""The joint report of the database: parts as they stood on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from network.models import Organization
from plans.models import Evidence
from projects.models import Project, ProjectFile
from reports.content import Cell, Document
from reports.models import Report, ReportDue
from reports.queries.genres.network import GENRE
from tests.makers import make_item, make_mark, make_municipality, make_organization, make_plan, make_project
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
DAY = date(2022, 12, 14)


@pytest.fixture
def member() -> Organization:
    return make_organization("Центр «Азимут»", municipality=make_municipality("Лесной район"))


@pytest.fixture
def project(member: Organization) -> Project:
    return make_project(members=[member], time_zone="Europe/Minsk")


def told(project: Project, due: ReportDue | None = None, day: date = DAY) -> Document:
    return GENRE.build(Report(project=project, kind=GENRE.kind, as_of=day, due=due))


def words(document: Document) -> list[str]:
    """How everybody answered."""
    return [cell.lines[0] for row in document.tables[0].rows for cell in row.cells[3:]]


def test_accepted_part_brings_its_marks_and_files(project: Project, member: Organization) -> None:
    due = make_due(project)
    part = make_part(due, member, "accepted", text="Провели слёт", decided_at=datetime(2022, 12, 13, tzinfo=UTC))
    mark = make_mark(make_item(make_plan(project), "Слёт"), organization=member)
    Evidence.objects.create(mark=mark, title="Приказ", number="5")
    part.marks.add(mark)
    part.files.add(ProjectFile.objects.create(project=project, organization=member, title="Фото.jpg"))
    document = told(project, due)
    assert words(document) == ["приняты 13.12.2022"]
    assert document.tables[1].rows[0].cells == (
        Cell(("1",)),
        Cell(("Слёт",)),
        Cell(("Проведено, протокол подписан", "Подтверждение: Приказ № 5"), "Выполнено 20.10.2022"),
    )
    assert "Фото.jpg" in str(document.blocks)


@pytest.mark.parametrize(
    ("state", "fields", "day", "word"),
    [
        ("accepted", {"decided_at": datetime(2022, 12, 13, 22, tzinfo=UTC)}, date(2022, 12, 13), "ещё не приняты"),
        ("submitted", {}, DAY, "представлены, ещё не приняты"),
        ("returned", {}, DAY, "не приняты, возвращены на доработку"),
        ("draft", {}, DAY, "сведения не представлены"),
        ("draft", {}, date(2022, 12, 12), "ещё не представлены, срок не наступил"),
        ("absent", {}, date(2022, 12, 1), "сведения не представлены"),
    ],
)
def test_words_not_accepted_by_the_day_stay_out(
    project: Project, member: Organization, state: str, fields: dict[str, Any], day: date, word: str
) -> None:
    make_part(make_due(project), member, state, text="Только для координатора", **fields)
    document = told(project, day=day)
    assert [each.endswith(word) for each in words(document)] == [True]
    assert "Только для координатора" not in str(document)


def test_report_due_last_by_the_day_is_meant(project: Project) -> None:
    make_due(project, title="Осень")
    make_due(project, title="Зима", due_on=date(2023, 3, 1))
    found = [told(project, day=day).docname.split(" · ")[0] for day in (date(2022, 9, 1), DAY, date(2023, 3, 1))]
    assert found == ["Осень", "Осень", "Зима"]


def test_project_that_never_asked_has_a_document_too(project: Project) -> None:
    assert told(project).paragraphs[0].text.startswith("Сведения для совместного отчёта у участников ещё не")


@pytest.mark.parametrize("rows", [1, 20])
def test_number_of_queries_does_not_grow(project: Project, rows: int, django_assert_num_queries: Any) -> None:
    due = make_due(project)
    plan = make_plan(project)
    for _ in range(rows):
        member = make_organization()
        part = make_part(due, member, "accepted")
        mark = make_mark(make_item(plan), organization=member)
        part.marks.add(mark)
        Evidence.objects.create(mark=mark, title="Приказ")
        part.files.add(ProjectFile.objects.create(project=project, organization=member, title="Фото.jpg"))
    found = Project.objects.select_related("organization").get(pk=project.pk)
    asked = ReportDue.objects.get(pk=due.pk)
    with django_assert_num_queries(7):
        told(found, asked)
