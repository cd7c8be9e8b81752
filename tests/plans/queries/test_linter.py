"""A saved plan as the linter looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.importing import read_plan
from plans.linter import Code, LintParty, lint
from plans.models import Plan, PlanItem
from plans.queries.linter import lint_plan
from plans.services.importing.saving import save_plan
from projects.models import MatrixEntry
from tests.makers import (
    make_direction,
    make_group,
    make_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_stage,
)

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "docs"


def test_whole_plan_is_looked_at() -> None:
    project = make_project()
    plan = make_plan(project)
    section = make_section(plan, number="I")
    person, organization = make_person("Ковалёва А.П."), make_organization("Центр")
    group = make_group(organization, "педагоги")
    item = make_item(plan, section=section, responsible=[person, organization, group, "все"], note="важно")
    found = lint_plan(plan)
    (looked,) = found.items
    assert (found.pk, found.title, found.has_deadlines, found.has_responsibles) == (plan.pk, plan.title, True, True)
    assert [(row.pk, row.number) for row in found.sections] == [(section.pk, "I")]
    assert (looked.pk, looked.section, looked.texts["note"]) == (item.pk, section.pk, "важно")
    assert looked.deadline is not None
    assert [(window.starts_on, window.ends_on) for window in looked.deadline.windows] == [
        (item.deadline.starts_on, item.deadline.ends_on)
    ]
    assert looked.parties == (
        LintParty("person", str(person.pk), "Ковалёва А.П."),
        LintParty("organization", str(organization.pk), "Центр"),
        LintParty("group", str(group.pk), "педагоги"),
        LintParty("text", "", "все"),
    )


def test_removed_items_and_missing_columns() -> None:
    plan = make_plan(layout=[{"field": "title", "heading": "Дела"}])
    make_item(plan)
    PlanItem.objects.update(removed_at="2022-10-01T10:00:00Z")
    found = lint_plan(plan)
    assert (found.items, found.has_deadlines, found.has_responsibles) == ((), False, False)


def test_cells_of_the_matrix_and_who_serves_them() -> None:
    project = make_project()
    stage, first, second, third = make_stage(project), *(make_direction(project, title) for title in "АБВ")
    for direction in (first, first, second, third):
        MatrixEntry.objects.create(project=project, stage=stage, direction=direction, text="Работа")
    plan = make_plan(project)
    make_item(plan, stage=stage, direction=first)
    linked = make_item(make_plan(project))
    linked.matrix_entries.set(MatrixEntry.objects.filter(direction=second))
    removed = make_item(plan, stage=stage, direction=third)
    PlanItem.objects.filter(pk=removed.pk).update(removed_at="2022-10-01T10:00:00Z")
    found = {cell.direction: (cell.works, cell.items) for cell in lint_plan(plan).cells}
    assert found == {"А": (2, 1), "Б": (1, 1), "В": (1, 0)}


def queries(plan: Plan) -> int:
    with CaptureQueriesContext(connection) as found:
        lint_plan(plan)
    return len(found)


def test_as_many_queries_for_twenty_rows_as_for_one() -> None:
    project = make_project()
    stage, direction = make_stage(project), make_direction(project)
    MatrixEntry.objects.create(project=project, stage=stage, direction=direction, text="Работа")
    plan = make_plan(project)
    make_item(plan, responsible=make_person())
    one = queries(plan)
    for _ in range(19):
        make_item(plan, section=make_section(plan), responsible=make_person(), stage=stage, direction=direction)
    assert (one, queries(plan)) == (8, 8)


@pytest.mark.skipif(not SAMPLES.exists(), reason="no sample documents beside the checkout")
@pytest.mark.parametrize(
    ("name", "place", "codes"),
    [
        ("001-calendar-plan.docx", 0, [Code.ORDER]),
        ("002-support-plan.docx", 0, []),
        ("004-project.docx", 1, [Code.STALE_YEAR] * 3),
        ("004-project.docx", 2, []),
        ("004-project.docx", 3, []),
        (
            "004-project.docx",
            4,
            [Code.NO_DEADLINE] * 4 + [Code.NO_RESPONSIBLE] * 2 + [Code.REPEATED_DATE, Code.LOOKALIKES],
        ),
    ],
)
def test_real_plans_get_only_true_remarks(name: str, place: int, codes: list[Code]) -> None:
    draft = read_plan((SAMPLES / name).read_bytes(), name)[place]
    plan = save_plan(draft, project=make_project(), actor=None)
    assert [finding.code for finding in lint(lint_plan(plan))] == codes
