"""Deadlines become occurrences, and marked occurrences outlive every change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from network.models import User
from plans.models import Deadline, Occurrence, Plan, PlanItem
from plans.progress import MarkState
from plans.queries.readings import calendar_of, period_of
from plans.services.marks import undo_batch
from plans.services.schedule import schedule_items, set_deadline
from plans.text.deadlines import read_deadline
from plans.text.period import PeriodKind, PlanPeriod
from tests.makers import history_of, make_mark, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db


def bare_item(plan: Plan | None = None) -> PlanItem:
    """An item without a deadline."""
    return PlanItem.objects.create(plan=plan or make_plan(), title="Заседание совета")


def read(item: PlanItem, text: str, actor: User | None = None) -> Deadline:
    period, calendar = period_of(item.plan), calendar_of(item.plan)
    return set_deadline(item, read_deadline(text, period, calendar=calendar), period, calendar, actor=actor)


def windows(item: PlanItem) -> list[tuple[date | None, date | None]]:
    return list(item.occurrences.order_by("order").values_list("starts_on", "ends_on"))


def labels(item: PlanItem) -> list[str]:
    return list(item.occurrences.order_by("order").values_list("label", flat=True))


def test_words_are_kept_and_their_sense_stands_beside_them() -> None:
    deadline = read(bare_item(), "Октябрь 2022")
    assert (deadline.text, deadline.kind, deadline.starts_on, deadline.ends_on, deadline.source) == (
        "Октябрь 2022",
        "month",
        date(2022, 10, 1),
        date(2022, 10, 31),
        "parsed",
    )


def test_single_deadline_has_one_occurrence() -> None:
    item = bare_item()
    read(item, "Октябрь 2022")
    assert windows(item) == [(date(2022, 10, 1), date(2022, 10, 31))]


def test_monthly_deadline_has_an_occurrence_a_month_of_lessons() -> None:
    item = bare_item()
    read(item, "1 раз в месяц")
    assert (len(windows(item)), labels(item)[0], labels(item)[-1]) == (9, "сентябрь 2022", "май 2023")


def test_deadline_that_is_not_understood_has_one_open_occurrence() -> None:
    item = bare_item()
    deadline = read(item, "когда-нибудь потом")
    assert (deadline.kind, windows(item)) == ("unknown", [(None, None)])


def test_reading_again_changes_nothing() -> None:
    item = bare_item()
    read(item, "1 раз в месяц")
    before = list(item.occurrences.order_by("pk").values())
    read(item, "1 раз в месяц")
    assert list(item.occurrences.order_by("pk").values()) == before
    assert (history_of(Deadline).count(), history_of(Occurrence).count()) == (1, 9)


def test_occurrence_without_marks_follows_the_deadline() -> None:
    item = bare_item()
    read(item, "Октябрь 2022")
    occurrence = item.occurrences.get()
    read(item, "Ноябрь 2022")
    assert (item.occurrences.get(), labels(item)) == (occurrence, ["ноябрь 2022"])


def test_occurrences_nobody_needs_are_deleted() -> None:
    item = bare_item()
    read(item, "1 раз в месяц")
    read(item, "Ноябрь 2022")
    assert labels(item) == ["ноябрь 2022"]


def test_occurrence_with_a_mark_stays_beside_the_new_one() -> None:
    item = bare_item()
    read(item, "Октябрь 2022")
    mark = make_mark(item, MarkState.PARTLY)
    read(item, "Декабрь 2022")
    assert labels(item) == ["октябрь 2022", "декабрь 2022"]
    assert mark.occurrence == item.occurrences.order_by("order")[0]


def test_occurrence_with_a_mark_stays_in_its_place_when_others_come() -> None:
    item = bare_item()
    read(item, "Ноябрь 2022")
    mark = make_mark(item)
    read(item, "1 раз в месяц")
    assert (len(windows(item)), labels(item)[2]) == (9, "ноябрь 2022")
    assert item.occurrences.get(order=2).marks.get() == mark


def test_marked_occurrences_stay_when_the_rest_goes() -> None:
    item = bare_item()
    read(item, "1 раз в месяц")
    make_mark(item.occurrences.get(order=4))
    read(item, "Ноябрь 2022")
    assert labels(item) == ["ноябрь 2022", "январь 2023"]


def test_occurrence_whose_mark_was_taken_back_follows_the_deadline() -> None:
    item = bare_item()
    read(item, "Октябрь 2022")
    undo_batch([make_mark(item)], author=None)
    read(item, "Ноябрь 2022")
    assert labels(item) == ["ноябрь 2022"]


def test_occurrence_whose_mark_was_taken_back_cannot_be_deleted_and_stays() -> None:
    item = bare_item()
    read(item, "1 раз в месяц")
    undo_batch([make_mark(item.occurrences.get(order=8))], author=None)
    read(item, "Сентябрь 2022")
    assert labels(item) == ["сентябрь 2022", "май 2023"]


def test_history_says_who_changed_the_deadline() -> None:
    item, first, second = bare_item(), make_user(), make_user()
    read(item, "Октябрь 2022", first)
    read(item, "Ноябрь 2022", second)
    assert [(row.text, row.history_user) for row in history_of(Deadline)] == [
        ("Октябрь 2022", first),
        ("Ноябрь 2022", second),
    ]
    assert [row.history_user for row in history_of(Occurrence)] == [first, second]


def test_thousands_are_scheduled_at_once(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    plan, actor = make_plan(), make_user()
    items = PlanItem.objects.bulk_create([PlanItem(plan=plan, order=n, title=str(n)) for n in range(1_000)])
    period, calendar = period_of(plan), calendar_of(plan)
    readings = [read_deadline(text, period, calendar=calendar) for text in ("Октябрь 2022", "1 раз в месяц") * 500]
    with django_assert_max_num_queries(150):
        schedule_items(zip(items, readings, strict=True), period, calendar, actor=actor)
    assert (Deadline.objects.count(), Occurrence.objects.count()) == (1_000, 5_000)
    assert (history_of(Deadline).filter(history_user=actor).count(), history_of(Occurrence).count()) == (1_000, 5_000)


def test_many_at_once_give_the_same_as_one_by_one() -> None:
    plan = make_plan()
    together, alone = bare_item(plan), bare_item(plan)
    period, calendar = period_of(plan), calendar_of(plan)
    reading = read_deadline("до 01.12.2022, апрель", period, calendar=calendar)
    schedule_items([(together, reading)], period, calendar, actor=None)
    set_deadline(alone, reading, period, calendar, actor=None)
    fields = ("text", "kind", "starts_on", "ends_on", "recurrence", "explanation", "warnings", "source")
    first, second = (Deadline.objects.values_list(*fields).get(item=item) for item in (together, alone))
    assert (first, windows(together)) == (second, windows(alone))


@pytest.mark.parametrize(
    ("kind", "starts_on", "year"),
    [
        ("school", date(2022, 9, 1), 2022),
        ("calendar", date(2022, 1, 1), 2021),
        ("span", date(2021, 9, 1), 2021),
    ],
)
def test_period_and_calendar_of_a_plan(kind: str, starts_on: date, year: int) -> None:
    ends_on = starts_on + timedelta(days=364)
    plan = make_plan(make_project(country="RU"), period_kind=kind, starts_on=starts_on, ends_on=ends_on)
    assert period_of(plan) == PlanPeriod(PeriodKind(kind), starts_on, ends_on)
    assert calendar_of(plan).start_year == year
