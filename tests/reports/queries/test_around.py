"""What stands around plans, read of the database for the progress and the final report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from network.models import Organization
from plans.models import ApprovalBlock, Event, EventRegistration, Plan
from projects.models import (
    IndicatorValue,
    Objective,
    Participation,
    PlannedResult,
    Product,
    Project,
    ProjectRole,
    Risk,
)
from reports.content.final import MeasuredFacts
from reports.content.project import EventFacts, GivenFacts, JointFacts
from reports.models import Contribution, Report, ReportDue
from reports.queries import report_content
from reports.queries.around import around_plan, around_project, project_facts
from reports.queries.measured import criteria_facts
from tests.makers import (
    make_group,
    make_indicator,
    make_item,
    make_mark,
    make_organization,
    make_period,
    make_person,
    make_plan,
    make_product,
    make_role,
    make_section,
    make_stage,
    make_value,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)
OCTOBER = datetime(2022, 10, 15, 9, tzinfo=UTC)
LATER = datetime(2022, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return make_plan()


def report(plan: Plan, kind: str = "progress", **fields: Any) -> Report:
    return Report(project=plan.project, plan=plan, kind=kind, as_of=DAY, **fields)


def test_people_and_members_of_the_day(plan: Plan) -> None:
    project = plan.project
    for role, name in ((ProjectRole.Role.DIRECTOR, "Полевая Л.В."), (ProjectRole.Role.EXPERT, "Рощина Н.Н.")):
        make_person(name, user=make_role(project, role), position="методист")
    make_role(project, ProjectRole.Role.COORDINATOR)
    here, invited, gone, before = (make_organization(f"Школа № {n}") for n in range(1, 5))
    Participation.objects.create(project=project, organization=here)
    Participation.objects.create(project=project, organization=invited, status=Participation.Status.INVITED)
    Participation.objects.create(project=project, organization=gone, ends_on=DAY, status=Participation.Status.ENDED)
    Participation.objects.create(project=project, organization=before, status=Participation.Status.ENDED)
    found = project_facts(project, DAY)
    assert found.directors == ("Л.В.\N{NO-BREAK SPACE}Полевая, методист",)
    assert found.experts == ("Н.Н.\N{NO-BREAK SPACE}Рощина, методист",)
    assert (found.coordinators, found.members) == ((), ("Школа № 1", "Школа № 3"))


def test_objectives_the_plan_serves(plan: Plan) -> None:
    first, second = (Objective.objects.create(project=plan.project, order=n, text=f"Задача {n}") for n in (1, 2))
    make_item(plan).objectives.add(second)
    make_item(make_plan(plan.project)).objectives.add(first)
    assert [each.is_served for each in project_facts(plan.project, DAY, plan).objectives] == [False, True]
    assert [each.is_served for each in project_facts(plan.project, DAY).objectives] == [False, False]


def due(project: Project, **fields: Any) -> ReportDue:
    days = {"starts_on": date(2022, 9, 1), "ends_on": date(2022, 10, 31), "due_on": date(2022, 11, 5)}
    return ReportDue.objects.create(project=project, **{"title": "Отчёт сети", **days, **fields})


def part(of: ReportDue, organization: Organization, state: str, **fields: Any) -> Contribution:
    defaults = {"text": "Провели занятие.", "decided_at": OCTOBER}
    return Contribution.objects.create(due=of, organization=organization, state=state, **{**defaults, **fields})


def test_only_parts_accepted_by_the_day_are_told(plan: Plan) -> None:
    schools = [make_organization(f"Школа № {n}") for n in range(1, 5)]
    for school in schools:
        Participation.objects.create(project=plan.project, organization=school)
    found = due(plan.project)
    kept = part(found, schools[0], "accepted")
    part(found, schools[1], "accepted", decided_at=LATER)
    part(found, schools[2], "submitted")
    due(plan.project, due_on=date(2023, 5, 5), ends_on=date(2023, 4, 30))
    due(plan.project, starts_on=date(2022, 6, 1), ends_on=date(2022, 8, 31), due_on=date(2022, 8, 31))
    assert around_plan(report(plan), plan).joint == (
        JointFacts(
            "Отчёт сети", date(2022, 11, 5), 4, (GivenFacts("Школа № 1", "Провели занятие.", kept.pk),), found.pk
        ),
    )


def test_part_of_marks_alone_says_so(plan: Plan) -> None:
    part(due(plan.project), make_organization(), "accepted", text="")
    (joint,) = around_plan(report(plan), plan).joint
    assert joint.given[0].text == "Отмечены выполненные пункты плана."


def test_events_that_were_held_in_the_period(plan: Plan) -> None:
    def event(day: int, **fields: Any) -> Event:
        at = datetime(2022, 10, day, 9, tzinfo=UTC)
        defaults = {"title": f"Встреча {day}", "is_joint": True, "state": "held", "starts_at": at}
        return Event.objects.create(project=plan.project, **{**defaults, **fields})

    held = event(3)
    for attended in (True, True, False):
        EventRegistration.objects.create(
            event=held, organization=make_organization(), name=f"Гость {attended}", attended=attended
        )
    event(4, state="cancelled")
    event(5, is_joint=False)
    event(6, starts_at=LATER)
    assert around_plan(report(plan), plan).events == (EventFacts("Встреча 3", date(2022, 10, 3), 2, held.pk),)


def test_products_and_results_of_the_time_of_the_plan(plan: Plan) -> None:
    project = plan.project
    make_product("Памятка", project=project, state=Product.State.APPROVED, decided_at=OCTOBER)
    make_product("Сборник", project=project, state=Product.State.PUBLISHED, published_on=date(2022, 6, 1))
    make_product("Черновик", project=project, state=Product.State.DRAFT)
    make_product("Поздний", project=project, state=Product.State.APPROVED, decided_at=LATER)
    stage = make_stage(project)
    for state in PlannedResult.State:
        PlannedResult.objects.create(project=project, stage=stage, text=state.label, state=state)
    found = around_plan(report(plan), plan)
    assert [(each.line.split(".")[0].split("\N{NO-BREAK SPACE}")[0], each.is_published) for each in found.products] == [
        ("Памятка", False)
    ]
    assert [each.state for each in found.results] == ["достигнут частично", "достигнут", "не достигнут"]
    whole = around_project(report(plan, "final"))
    assert (len(whole.products), len(whole.results)) == (2, 4)


def test_indicators_tell_accepted_values_and_what_marks_come_to(plan: Plan) -> None:
    project = plan.project
    period = make_period(project, "2022/2023")
    make_period(project, "2023/2024", starts_on=date(2023, 9, 1), ends_on=date(2024, 8, 31))
    number = make_indicator(project, kind="quantitative", unit="ед.")
    words = make_indicator(project)
    school = make_organization("Школа № 1")
    accepted = IndicatorValue.State.ACCEPTED
    make_value(number, period, school, value=Decimal(3), target=Decimal(5), state=accepted)
    make_value(number, period, make_organization(), value=Decimal(4))
    make_value(words, period, school, text="Рост", evidence="Анкета", state=accepted)
    make_value(words, period, make_organization(), text="Черновик")
    (found,) = criteria_facts(project, (), DAY)
    assert [each.values for each in found.indicators] == [
        (MeasuredFacts("2022/2023", Decimal(5), Decimal(3)),),
        (MeasuredFacts("2022/2023, Школа № 1", words="Рост", proof="Анкета"),),
    ]


def test_final_report_is_of_the_whole_project_without_a_plan_in_the_order(plan: Plan) -> None:
    make_mark(make_item(plan))
    make_plan(plan.project, starts_on=date(2023, 9, 1), ends_on=date(2024, 8, 31))
    Risk.objects.create(project=plan.project, text="Уход", state=Risk.State.OCCURRED)
    Risk.objects.create(project=plan.project, text="Пожар")
    found = report_content(Report(project=plan.project, kind="final", as_of=DAY))
    assert [each.key for each in found.paragraphs if each.key.startswith("plan-")] == [f"plan-{plan.pk}"]
    assert [row.cells[1].lines[0] for table in found.tables for row in table.rows] == ["Уход"]


def test_final_report_is_approved_by_whoever_approved_the_last_plan(plan: Plan) -> None:
    ApprovalBlock.objects.create(plan=plan, label="Утверждаю", position="Директор", name="Полевая Л.В.")
    found = report_content(Report(project=plan.project, kind="final", as_of=DAY))
    assert [(block.position, block.name) for block in found.approvals] == [
        ("Директор", "Л.В.\N{NO-BREAK SPACE}Полевая")
    ]


def fill(plan: Plan, rows: int) -> None:
    project = plan.project
    stage, period = make_stage(project), make_period(project)
    group = make_group(make_organization(), organizations=[make_organization()])
    for number in range(rows):
        item = make_item(plan, responsible=group, section=make_section(plan))
        make_mark(item)
        school = make_organization()
        Participation.objects.create(project=project, organization=school)
        make_person(f"Рощина {number}", user=make_role(project, ProjectRole.Role.EXPERT))
        item.objectives.add(Objective.objects.create(project=project, text="Обучить"))
        make_product(project=project, state=Product.State.APPROVED, decided_at=OCTOBER)
        PlannedResult.objects.create(project=project, stage=stage, text="Итог", state="achieved")
        part(due(project, title=f"Отчёт {number}"), school, "accepted")
        Event.objects.create(project=project, title="Встреча", is_joint=True, state="held", starts_at=OCTOBER)
        make_value(make_indicator(project, kind="quantitative"), period, school, value=Decimal(1), state="accepted")
        make_indicator(project, kind="automatic", source="items_done")
        Risk.objects.create(project=project, text="Уход", state=Risk.State.OCCURRED)
        make_item(make_plan(project))


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(("kind", "queries"), [("progress", 24), ("final", 31)])
def test_number_of_queries_does_not_grow(
    plan: Plan, kind: str, queries: int, rows: int, django_assert_num_queries: Any
) -> None:
    fill(plan, rows)
    found = Plan.objects.select_related("project__organization").get(pk=plan.pk)
    with django_assert_num_queries(queries):
        report_content(report(found, kind))
