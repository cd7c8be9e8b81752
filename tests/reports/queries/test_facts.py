"""A plan of the database as facts for paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from network.models import User
from plans.models import ApprovalBlock, Evidence, Plan
from plans.progress import MarkState
from plans.text.deadlines import DeadlineKind
from projects.models import Participation, ProjectRole
from reports.content import Approval, Document, MarkFacts, SchemePicture, Signer
from reports.models import Report
from reports.queries import plan_facts, report_content
from tests.makers import (
    make_agreement,
    make_group,
    make_item,
    make_mark,
    make_monthly_item,
    make_municipality,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture
def coordinator() -> User:
    user = make_user()
    make_person("Ковалёва А.П.", user=user, position="методист")
    return user


@pytest.fixture
def plan(coordinator: User) -> Plan:
    return make_plan(make_project(coordinator=coordinator))


def content(kind: str, plan: Plan) -> Document:
    return report_content(Report(project=plan.project, plan=plan, kind=kind, as_of=DAY))


def test_sections_are_printed_once_where_they_stand_empty_ones_too(plan: Plan) -> None:
    first = make_section(plan, "Подготовительный этап", number="I")
    make_section(plan, "Пустой раздел")
    third = make_section(plan, "Практический этап")
    make_section(plan, "Последний раздел")
    for section in (first, first, third):
        make_item(plan, section=section)
    facts = plan_facts(plan, DAY)
    assert [item.headings for item in facts.items] == [
        ("I Подготовительный этап",),
        (),
        ("Пустой раздел", "Практический этап"),
    ]
    assert facts.tail == ("Последний раздел",)


def test_marks_come_with_what_proves_them(plan: Plan) -> None:
    mark = make_mark(make_item(plan), participants=18)
    Evidence.objects.create(mark=mark, title="Приказ", number="5", dated_on=date(2022, 10, 1))
    Evidence.objects.create(mark=mark, title="Фото")
    (item,) = plan_facts(plan, DAY).items
    assert item.marks == (
        MarkFacts(
            MarkState.DONE,
            fact_on=date(2022, 10, 20),
            text="Проведено, протокол подписан",
            participants=18,
            window="октябрь 2022",
            evidence=("Приказ № 5 от 01.10.2022", "Фото"),
        ),
    )
    assert (item.planned_on, item.closed_on) == (date(2022, 10, 31), date(2022, 10, 20))


def test_control_dates_follow_the_kind_of_the_deadline(plan: Plan) -> None:
    make_item(plan)
    make_monthly_item(plan)
    make_item(plan, kind=DeadlineKind.ALL_YEAR, windows=((None, None),))
    make_item(plan, kind=DeadlineKind.ON_DEMAND, windows=((None, None),))
    make_mark(make_item(plan), MarkState.MOVED, moved_to=date(2023, 2, 15))
    assert [item.planned_on for item in plan_facts(plan, DAY).items] == [
        date(2022, 10, 31),
        date(2023, 5, 31),
        plan.ends_on,
        None,
        date(2023, 2, 15),
    ]


def test_coordinator_signs(plan: Plan) -> None:
    assert plan_facts(plan, DAY).signature == Signer("Методист", "А.П.\N{NO-BREAK SPACE}Ковалёва")


def test_without_a_person_the_line_is_left_for_a_name() -> None:
    assert plan_facts(make_plan(), DAY).signature == Signer("Координатор проекта", "")


def test_plan_keeps_its_approval_and_the_report_is_approved_anew(plan: Plan) -> None:
    ApprovalBlock.objects.create(
        plan=plan, label="«УТВЕРЖДАЮ»", position="Директор", name="Полевая Л.В.", date_text="«__» ____ 2022г."
    )
    ApprovalBlock.objects.create(plan=plan, order=1, kind="agreed", label="Согласовано", text="Согласовано\nСоветом")
    twin, report = (content(kind, plan) for kind in ("calendar-plan", "progress"))
    assert twin.approvals == (
        Approval("«УТВЕРЖДАЮ»", "Директор", "Л.В.\N{NO-BREAK SPACE}Полевая", "«__» ____ 2022г."),
        Approval("Согласовано", "Советом", is_left=True),
    )
    assert report.approvals == (
        Approval("Утверждаю", "Директор", "Л.В.\N{NO-BREAK SPACE}Полевая", "«____» ______________ 2022 г."),
    )


def test_report_of_a_plan_without_approval_is_approved_by_the_director(plan: Plan) -> None:
    director = make_role(plan.project, ProjectRole.Role.DIRECTOR)
    make_person("Полевая Л.В.", user=director, position="директор")
    (block,) = content("progress", plan).approvals
    assert (block.position, block.name) == ("Директор", "Л.В.\N{NO-BREAK SPACE}Полевая")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Сеть наставничества", "«Сеть наставничества»"),
        ('Сеть "Рядом"', "«Сеть «Рядом»"),
        ("«Рядом»", "«Рядом»"),
    ],
)
def test_title_of_the_project_stands_in_quotes(title: str, printed: str) -> None:
    assert plan_facts(make_plan(make_project(title=title)), DAY).project == printed


@pytest.mark.parametrize("rows", [1, 20])
def test_number_of_queries_does_not_grow(plan: Plan, rows: int, django_assert_num_queries: Any) -> None:
    group = make_group(make_organization(), organizations=[make_organization()])
    for _ in range(rows):
        make_mark(make_item(plan, responsible=group, section=make_section(plan)))
    found = Plan.objects.select_related("project__organization").get(pk=plan.pk)
    with django_assert_num_queries(12):
        content("calendar-plan", found)


def test_scheme_is_of_the_time_of_the_plan_with_papers_of_the_day(plan: Plan) -> None:
    school = make_organization("Школа № 7", municipality=make_municipality("Лесной район"))
    Participation.objects.create(project=plan.project, organization=school, role="мастерская")
    make_agreement(plan.project, school, number="5", signed_here_on=date(2022, 9, 1), signed_there_on=date(2022, 9, 5))
    document = content("scheme", plan)
    picture = document.blocks[0]
    assert isinstance(picture, SchemePicture)
    assert (picture.hub, document.as_of, picture.links) == (plan.project.organization.short_name, DAY, ())
    assert [(part.name, part.municipality, part.role, part.tie, part.events) for part in picture.parts] == [
        ("Школа № 7", "Лесной район", "мастерская", "signed", 0)
    ]
    assert [(key.word, key.count) for key in picture.keys] == [("договор подписан", 1)]
    assert document.title[-1].text.splitlines()[-1] == "с 01.09.2022 по 31.08.2023, документы на 14.11.2022"
