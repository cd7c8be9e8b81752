"""Facts of a month: where each comes from, and what a closed month keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from network.models import Organization, User
from plans.models import Event, EventRegistration, Evidence
from plans.progress import MarkState
from projects.models import Participation, Product, Project, Review, ReviewRound
from reports.content.activity import FactKind, MemberActivity
from reports.models import ActivityMonth
from reports.queries.activity import computed_month, month_log, month_report, project_months
from reports.services.activity import close_month, reopen_month
from tests.makers import make_item, make_mark, make_organization, make_plan, make_project, make_user
from tests.reports.dues import make_due, make_part

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2022, 10, 1), date(2022, 11, 1)
TODAY = date(2022, 12, 5)


@pytest.fixture
def organization() -> Organization:
    return make_organization("Центр «Азимут»")


@pytest.fixture
def project(organization: Organization) -> Project:
    return make_project(members=[organization], time_zone="Europe/Minsk")


@pytest.fixture
def actor() -> User:
    return make_user()


def done(project: Project, month: date = OCTOBER, today: date = TODAY) -> dict[str, int]:
    """Figures of the only participant that are not nought."""
    (row,) = computed_month(project, month, today)
    return {kind.value: count for kind, count in row.figures if count}


def test_tick_belongs_to_the_month_of_its_fact_and_is_on_time_by_it(
    project: Project, organization: Organization
) -> None:
    plan = make_plan(project)
    in_time, late = (make_item(plan, responsible=organization) for _ in range(2))
    make_mark(in_time, organization=organization, on=date(2022, 11, 20), fact_on=date(2022, 10, 31))
    make_mark(late, organization=organization, on=date(2022, 11, 1))
    assert (done(project), done(project, NOVEMBER)) == ({"on_time": 1}, {"late": 1})


def test_window_nobody_ticked_is_missing_in_the_month_it_was_due(project: Project, organization: Organization) -> None:
    item = make_item(make_plan(project), "Сбор", responsible=organization)
    assert done(project) == {"missing": 1}
    make_mark(item, MarkState.PARTLY, organization=organization, on=date(2022, 11, 2))
    assert (done(project), done(project, NOVEMBER)) == ({"missing": 1}, {"progress": 1})
    make_mark(item, organization=organization, on=date(2022, 11, 3))
    assert (done(project), done(project, NOVEMBER)) == ({}, {"late": 1})


def test_mark_taken_back_is_no_fact(project: Project, organization: Organization) -> None:
    item = make_item(make_plan(project))
    make_mark(item, organization=organization)
    make_mark(item, MarkState.NONE, organization=organization)
    assert done(project) == {}


def test_item_closed_for_all_is_missing_for_nobody(project: Project, organization: Organization) -> None:
    make_mark(make_item(make_plan(project), responsible=organization))
    assert done(project) == {}


def test_proofs_count_with_their_mark(project: Project, organization: Organization) -> None:
    mark = make_mark(make_item(make_plan(project)), organization=organization)
    for number in range(2):
        Evidence.objects.create(mark=mark, title=f"Приказ {number}", number=str(number))
    assert done(project) == {"on_time": 1, "evidence": 2}


def test_products_reviews_parts_and_events(project: Project, organization: Organization, actor: User) -> None:
    other = make_organization()
    product = Product.objects.create(
        project=project,
        organization=organization,
        title="Сборник",
        state=Product.State.APPROVED,
        submitted_at=datetime(2022, 9, 30, 21, 30, tzinfo=UTC),  # 00:30 of 1 October in Minsk
        decided_at=datetime(2022, 10, 31, 20, 59, tzinfo=UTC),  # 23:59 of 31 October there
    )
    round_ = ReviewRound.objects.create(project=project, title="Осень", starts_on=OCTOBER, due_on=date(2022, 10, 31))
    Review.objects.create(
        round=round_,
        product=product,
        reviewer=actor,
        organization=organization,
        state="done",
        verdict="approve",
        submitted_at=datetime(2022, 10, 12, tzinfo=UTC),
    )
    for day, due_on in ((10, date(2022, 10, 10)), (12, date(2022, 10, 11))):
        due = make_due(project, ends_on=date(2022, 9, 30), due_on=due_on)
        make_part(due, organization, "accepted", submitted_at=datetime(2022, 10, day, 9, tzinfo=UTC))
    event = Event.objects.create(
        project=project, title="Семинар", is_joint=True, starts_at=datetime(2022, 10, 20, 9, tzinfo=UTC)
    )
    for who, name, came in (
        (organization, "Осенняя А.", True),
        (organization, "Весенний Б.", True),
        (organization, "Летний В.", False),
        (other, "Зимняя Г.", True),
    ):
        EventRegistration.objects.create(event=event, organization=who, name=name, attended=came)
    assert done(project) == {"submitted": 1, "approved": 1, "review": 1, "given": 1, "given_late": 1, "event": 1}


def test_every_figure_has_its_facts(project: Project, organization: Organization) -> None:
    plan = make_plan(project)
    item = make_item(plan, "Встреча", number="3.", responsible=organization)
    make_mark(item, organization=organization)
    (row,) = computed_month(project, OCTOBER, TODAY)
    (fact,) = row.facts
    assert (fact.kind, fact.title, fact.on, fact.page, fact.args) == (
        FactKind.ON_TIME,
        "3. Встреча",
        date(2022, 10, 20),
        "plans:item_detail",
        (item.pk,),
    )


def test_only_participants_of_the_month_stand_in_it(project: Project, organization: Organization) -> None:
    Participation.objects.filter(organization=organization).update(starts_on=NOVEMBER)
    invited = make_organization()
    Participation.objects.create(project=project, organization=invited, status=Participation.Status.INVITED)
    names = [[row.name for row in computed_month(project, month, TODAY)] for month in (OCTOBER, NOVEMBER)]
    assert names == [[], ["Центр «Азимут»"]]


def test_silence_of_two_months(project: Project, organization: Organization) -> None:
    make_mark(make_item(make_plan(project)), organization=organization, on=date(2022, 9, 20))
    silent = [computed_month(project, month, TODAY)[0].is_silent for month in (OCTOBER, NOVEMBER)]
    assert silent == [False, True]


def test_frozen_equals_computed_and_does_not_change_any_more(
    project: Project, organization: Organization, actor: User
) -> None:
    item = make_item(make_plan(project))
    make_mark(item, organization=organization)
    before: tuple[MemberActivity, ...] = computed_month(project, OCTOBER, TODAY)
    closed = close_month(project, OCTOBER, actor=actor, today=TODAY)
    make_mark(item, MarkState.NONE, organization=organization)
    report = month_report(project, OCTOBER, TODAY)
    assert (report.rows, report.closed, report.is_over) == (before, closed, True)
    reopen_month(closed, "Забыли отметку", actor=actor)
    assert month_report(project, OCTOBER, TODAY).rows == computed_month(project, OCTOBER, TODAY) != before
    steps = [(step.is_closing, step.author, step.reason) for step in month_log(project, OCTOBER)]
    assert steps == [(False, actor, "Забыли отметку"), (True, actor, "")]


def test_month_is_closed_once_it_is_over(project: Project, actor: User) -> None:
    with pytest.raises(ValidationError, match=r"закрыть его можно с 01\.12\.2022"):
        close_month(project, NOVEMBER, actor=actor, today=date(2022, 11, 30))
    first = close_month(project, NOVEMBER, actor=actor, today=date(2022, 12, 1))
    assert close_month(project, NOVEMBER, actor=actor, today=TODAY) == first


def test_month_is_not_opened_without_a_reason(project: Project, actor: User) -> None:
    closed = close_month(project, OCTOBER, actor=actor, today=TODAY)
    with pytest.raises(ValidationError, match="почему месяц открывают снова"):
        reopen_month(closed, "  ", actor=actor)
    assert ActivityMonth.objects.count() == 1


def test_months_run_from_the_first_of_the_project_to_today() -> None:
    project = make_project(starts_on=date(2022, 9, 15), ends_on=date(2022, 12, 20))
    months = [date(2022, 11, 1), date(2022, 10, 1), date(2022, 9, 1)]
    assert project_months(project, date(2022, 11, 3)) == months
    assert project_months(project, date(2023, 5, 3)) == [date(2022, 12, 1), *months]
    assert project_months(project, date(2022, 8, 31)) == []


@pytest.mark.parametrize("count", [1, 20])
def test_month_takes_the_same_queries_however_many_take_part(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    members = [make_organization() for _ in range(count)]
    project = make_project(members=members)
    plan = make_plan(project)
    for organization in members:
        mark = make_mark(make_item(plan, responsible=organization), organization=organization)
        Evidence.objects.create(mark=mark, title="Приказ", number="1")
    with django_assert_num_queries(12):
        rows = computed_month(project, OCTOBER, TODAY)
    assert len(rows) == count
