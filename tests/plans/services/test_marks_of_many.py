"""Marks that concern others: closing an item for those who have not ticked it, one event in several plans."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import Organization, User
from plans.models import CompletionMark, Occurrence, Plan, PlanItem
from plans.progress import ItemState, MarkState
from plans.queries import item_row
from plans.services.evidence import EvidenceInput
from plans.services.marks import NO_REASON_FOR_ALL, MarkInput, mark_many, mark_occurrence, undo_batch, without_absent
from tests.makers import (
    make_event,
    make_group,
    make_item,
    make_mark,
    make_organization,
    make_plan,
    make_project,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
FACT = date(2022, 10, 20)
DONE = MarkInput("done", fact_on=FACT, text="Проведено")


@pytest.fixture
def members() -> list[Organization]:
    return [make_organization(name) for name in ("Центр А", "Центр Б", "Центр В")]


@pytest.fixture
def item(members: list[Organization]) -> PlanItem:
    plan = make_plan()
    return make_item(plan, responsible=make_group(plan.project.organization, organizations=members))


def close(item: PlanItem, reason: str = "", text: str = "") -> CompletionMark:
    window = item.occurrences.get()
    return mark_occurrence(window, state="done", fact_on=FACT, text=text, reason=reason, author=None, today=TODAY)


def test_closing_for_those_who_have_not_ticked_needs_a_reason(item: PlanItem, members: list[Organization]) -> None:
    make_mark(item, organization=members[0])
    with pytest.raises(ValidationError) as refusal:
        close(item)
    assert refusal.value.message_dict == {"reason": [NO_REASON_FOR_ALL.format(names="Центр Б, Центр В")]}


def test_closing_for_all_says_who_had_not_ticked(item: PlanItem, members: list[Organization]) -> None:
    make_mark(item, organization=members[0])
    mark = close(item, "Сведения получены по телефону", "Собрали отчёты")
    assert (mark.reason, mark.text) == (
        "Сведения получены по телефону",
        "Собрали отчёты\nНе отметились: Центр Б, Центр В.",
    )
    assert item_row(item, TODAY).progress.state is ItemState.DONE


def test_closing_again_says_it_once(item: PlanItem, members: list[Organization]) -> None:
    first = close(item, "По телефону", "Собрали отчёты")
    make_mark(item, organization=members[0])
    assert close(item, "По телефону", first.text).text == "Собрали отчёты\nНе отметились: Центр Б, Центр В."
    assert without_absent(first.text) == "Собрали отчёты"


def test_closing_when_all_have_ticked_needs_none(item: PlanItem, members: list[Organization]) -> None:
    for member in members:
        make_mark(item, organization=member)
    assert (close(item, "лишняя причина").reason, close(item, text="Итог").text) == ("", "Итог")


def test_words_given_for_many_are_the_reason_where_one_is_needed(item: PlanItem, members: list[Organization]) -> None:
    other = make_item(item.plan, "Другое")
    given = MarkInput("done", fact_on=FACT, text="По телефону", reason="По телефону")
    targets = [(each.occurrences.get(), None) for each in (item, other)]
    marks = mark_many(targets, given, author=None, today=TODAY)
    assert [(mark.text, mark.reason) for mark in marks] == [
        ("Не отметились: Центр А, Центр Б, Центр В.", "По телефону"),
        ("По телефону", ""),
    ]


def twins(coordinator: User | None = None) -> tuple[Occurrence, Occurrence]:
    project = make_project(coordinator=coordinator)
    first, second = (make_item(make_plan(project, title=f"План {n}"), "Семинар").occurrences.get() for n in (1, 2))
    make_event(first, second)
    return first, second


def states(*windows: Occurrence) -> list[str]:
    return [item_row(PlanItem.objects.get(pk=each.item_id), TODAY).progress.state.value for each in windows]


def test_one_mark_fills_every_plan_of_the_event_and_is_undone_as_one() -> None:
    author = make_user()
    first, second = twins(author)
    mark = mark_occurrence(
        first,
        state="done",
        fact_on=FACT,
        author=author,
        today=TODAY,
        evidence=[EvidenceInput(title="Протокол", number="4")],
    )
    batch = CompletionMark.objects.filter(batch=mark.batch)
    assert (mark.occurrence, states(first, second)) == (first, ["done", "done"])
    assert [(each.occurrence, each.evidence.get().number) for each in batch] == [(first, "4"), (second, "4")]
    undo_batch(list(batch), author=author)
    assert states(first, second) == ["late", "late"]


def test_mark_does_not_reach_a_plan_its_author_may_not_mark() -> None:
    first, second = twins()
    mark_occurrence(first, state="done", fact_on=FACT, author=make_user(), today=TODAY)
    assert states(first, second) == ["done", "late"]


def test_mark_does_not_reach_a_closed_plan() -> None:
    author = make_user()
    first, second = twins(author)
    Plan.objects.filter(pk=second.item.plan_id).update(state=Plan.State.CLOSED)
    mark_occurrence(first, state="done", fact_on=FACT, author=author, today=TODAY)
    assert CompletionMark.objects.filter(occurrence=second).exists() is False


def test_day_that_is_no_postponement_in_the_other_plan_stays_out_of_it() -> None:
    author = make_user()
    first, second = twins(author)
    Occurrence.objects.filter(pk=second.pk).update(ends_on=date(2022, 12, 31))
    day = date(2022, 11, 20)
    mark_occurrence(first, state="moved", moved_to=day, reason="Карантин", author=author, today=TODAY)
    assert [each.marks.count() for each in (first, second)] == [1, 0]


def test_windows_refused_as_the_event_are_left_alone() -> None:
    author = make_user()
    first, second = twins(author)
    second.event_links.update(state="refused")
    mark_occurrence(first, state="done", fact_on=FACT, author=author, today=TODAY)
    assert second.marks.exists() is False


def test_marking_both_at_once_gives_each_one_mark() -> None:
    author = make_user()
    first, second = twins(author)
    mark_many([(first, None), (second, None)], DONE, author=author, today=TODAY)
    assert [each.marks.count() for each in (first, second)] == [1, 1]


def test_tick_of_a_member_fills_only_items_that_wait_for_her() -> None:
    author, member = make_user(), make_organization()
    project = make_project(coordinator=author)
    network = make_item(make_plan(project, title="Первый"), responsible=member).occurrences.get()
    same = make_item(make_plan(project, title="Второй"), responsible=member).occurrences.get()
    alone = make_item(make_plan(project, title="Третий")).occurrences.get()
    make_event(network, same, alone)
    mark_occurrence(network, organization=member, state="done", fact_on=FACT, author=author, today=TODAY)
    assert [list(each.marks.values_list("organization", flat=True)) for each in (network, same, alone)] == [
        [member.pk],
        [member.pk],
        [],
    ]


def test_partly_done_by_one_of_a_group_keeps_the_item_open(item: PlanItem, members: list[Organization]) -> None:
    make_mark(item, MarkState.PARTLY, organization=members[0])
    row = item_row(item, TODAY)
    assert row.waiting_names(row.occurrences[0]) == ("Центр А", "Центр Б", "Центр В")
