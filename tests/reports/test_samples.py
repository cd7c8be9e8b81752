"""Every genre in every form for the demonstration and for documents that were imported, drawn as the worker draws."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from django.core.management import call_command
from django.db import transaction

from network.models import User
from plans.importing import read_plan
from plans.models import Plan
from plans.services.importing.outcomes import save_outcome
from plans.services.importing.saving import save_plan
from projects.models import Project
from reports.content import Document, content_from_json, content_to_json
from reports.drawing import rendered
from reports.queries import GENRES, report_content
from reports.queries.contributions import due_of_day
from reports.queries.genres.genre import Subject
from reports.services import Order
from tests.makers import make_project, make_user

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "docs"
NAMES = ("000-matrix", "001-calendar-plan", "002-support-plan", "004-project")
DAY = date(2022, 11, 14)
MM = 72 / 25.4
URL = "https://portal.example/r/AbCdEf123456"
Paper = tuple[str, Document]
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class World:
    """Documents of all genres by kind, each with the name of what it is of."""

    papers: dict[str, list[Paper]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything is loaded once and taken back when the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO(), stderr=StringIO())
        projects = [Project.objects.get(slug="demo")]
        if SAMPLES.is_dir():
            actor = make_user()
            projects += [imported(SAMPLES / f"{name}.docx", actor) for name in NAMES]
        papers: dict[str, list[Paper]] = defaultdict(list)
        for project in projects:
            for kind in GENRES:
                papers[kind] += [(f"{project.slug}, {subject}", paper) for subject, paper in documents(project, kind)]
        yield World(papers)
        transaction.set_rollback(True)


def imported(path: Path, actor: User) -> Project:
    """A project with all that a document gives."""
    project = make_project(slug=path.stem, starts_on=date(2020, 9, 1), ends_on=date(2025, 8, 31))
    for draft in read_plan(path.read_bytes(), path.name):
        if draft.is_plan:
            save_plan(draft, project=project, actor=None)
        else:
            save_outcome(project, draft, {}, actor=actor)
    return project


def documents(project: Project, kind: str) -> Iterator[tuple[str, Document]]:
    """What orders of a genre say: one a plan where the genre is of a plan, two plans at most."""
    plans: list[Plan | None] = [None]
    if Subject.PLAN in GENRES[kind].subjects:
        known = Plan.objects.filter(project=project).select_related("project__organization").order_by("pk")
        plans = [*known[:1], *known.reverse()[: known.count() > 1]]
    for plan in plans:
        order = Order(kind, DAY, plan, due=due_of_day(project, DAY))
        said = report_content(order.report(project, None))
        yield str(plan or ""), content_from_json(content_to_json(said))


@pytest.mark.parametrize("kind", list(GENRES))
def test_no_text_stands_outside_the_margins_or_over_the_next_cell(world: World, kind: str) -> None:
    for name, paper in world.papers[kind]:
        data, pages, *_ = rendered(paper, URL, "pdf")
        with pdfplumber.open(io.BytesIO(data)) as document:
            assert len(document.pages) == pages >= 1
            for page in document.pages:
                chars = [char for char in page.chars if char["text"].strip()]
                place = f"{name}, лист {page.page_number}"
                assert min(char["x0"] for char in chars) >= 30 * MM - 1, place
                assert max(char["x1"] for char in chars) <= page.width - 10 * MM + 1, place
                assert min(char["top"] for char in chars) >= 10 * MM, place
                assert max(char["bottom"] for char in chars) <= page.height - 3 * MM, place
                assert crossing(page, chars) == [], place
                page.close()


def crossing(page: Any, chars: list[Any]) -> list[str]:
    """Letters of the text that stand on a line between two cells; pictures have letters of another face."""
    lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for edge in page.edges:
        if edge["orientation"] == "v" and edge["height"] > 3:
            lines[round(edge["x0"])].append((edge["top"], edge["bottom"]))
    found = []
    for char in chars:
        if "Serif" not in char["fontname"]:
            continue
        middle = (char["top"] + char["bottom"]) / 2
        crossed = (place for place in lines if char["x0"] + 1 < place < char["x1"] - 1)
        if any(top < middle < bottom for place in crossed for top, bottom in lines[place]):
            found.append(char["text"])
    return found


@pytest.mark.parametrize("kind", list(GENRES))
def test_word_and_excel_open(world: World, kind: str) -> None:
    for name, paper in world.papers[kind]:
        word = docx.Document(io.BytesIO(rendered(paper, URL, "docx")[0]))
        assert len(word.element.body) > 1, name
        if "xlsx" in GENRES[kind].formats:
            book = openpyxl.load_workbook(io.BytesIO(rendered(paper, URL, "xlsx")[0]))
            assert len(book.sheetnames) > len(paper.tables), name


def test_matrix_of_a_document_is_printed_word_for_word(world: World) -> None:
    """A work of every stage and direction stands in its cell with the points it has."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample documents are not beside the checkout")
    (paper,) = (paper for name, paper in world.papers["matrix"] if name.startswith("000-matrix"))
    (table,) = paper.tables
    assert (len(table.rows), len(table.columns)) == (4, 7)
    assert all(len(cell.lines) > 0 and cell.lines != ("—",) for row in table.rows for cell in row.cells)
