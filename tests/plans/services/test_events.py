"""One event in several plans: confirmed, refused, taken apart."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from plans.models import Event, EventLink, Occurrence, Plan
from plans.queries.events import confirmed_events, proposed_events, twin_windows
from plans.services.events import FOREIGN, ONE_ITEM, link_event, refuse_event, unlink_event
from projects.models import Project
from tests.makers import history_of, make_item, make_monthly_item, make_plan, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make_project()


def window(project: Project, title: str = "Семинар наставников") -> Occurrence:
    """The window of an item of a plan of its own."""
    return make_item(make_plan(project), title).occurrences.get()


def proposed(project: Project) -> list[tuple[int, ...]]:
    return [tuple(side.occurrence.pk for side in pair.sides) for pair in proposed_events(project)]


def confirmed(project: Project) -> list[tuple[int, ...]]:
    return [tuple(side.occurrence.pk for side in shared.sides) for shared in confirmed_events(project)]


def test_like_items_of_two_plans_are_proposed_until_decided(project: Project) -> None:
    first, second = window(project), window(project, "Семинар для наставников")
    window(project, "Совещание директоров")
    window(make_project())
    assert (proposed(project), confirmed(project)) == ([(first.pk, second.pk)], [])
    link_event(first, second, actor=None)
    assert (proposed(project), confirmed(project)) == ([], [(first.pk, second.pk)])


def test_refused_pair_is_not_proposed_again(project: Project) -> None:
    first, second = window(project), window(project)
    refuse_event(first, second, actor=None)
    refuse_event(second, first, actor=None)
    assert (proposed(project), confirmed(project)) == ([], [])
    assert EventLink.objects.count() == 2


def test_refusing_one_leaves_the_others_to_be_proposed(project: Project) -> None:
    first, second, third = (window(project) for _ in range(3))
    refuse_event(first, second, actor=None)
    assert proposed(project) == [(first.pk, third.pk), (second.pk, third.pk)]


def test_confirming_again_changes_nothing(project: Project) -> None:
    first, second, actor = window(project), window(project), make_user()
    events = [link_event(*pair, actor=actor) for pair in ((first, second), (second, first))]
    assert (events[0], Event.objects.count(), EventLink.objects.count()) == (events[1], 1, 2)
    assert [row.history_user for row in history_of(EventLink)] == [actor, actor]


def test_third_plan_joins_the_event(project: Project) -> None:
    first, second, third = (window(project) for _ in range(3))
    event = link_event(first, second, actor=None)
    assert link_event(third, first, actor=None) == event
    assert confirmed(project) == [(first.pk, second.pk, third.pk)]


def test_two_events_become_one_with_what_was_refused_in_either(project: Project) -> None:
    rows = [window(project) for _ in range(5)]
    link_event(rows[0], rows[1], actor=None)
    link_event(rows[2], rows[3], actor=None)
    refuse_event(rows[2], rows[4], actor=None)
    link_event(rows[1], rows[3], actor=None)
    assert confirmed(project) == [tuple(row.pk for row in rows[:4])]
    assert (Event.objects.count(), proposed(project)) == (1, [])


def test_pair_once_refused_can_still_be_linked(project: Project) -> None:
    first, second = window(project), window(project)
    refuse_event(first, second, actor=None)
    link_event(first, second, actor=None)
    assert confirmed(project) == [(first.pk, second.pk)]


def test_window_taken_out_is_neither_linked_nor_proposed(project: Project) -> None:
    first, second = window(project), window(project)
    event = link_event(first, second, actor=None)
    link = event.links.get(occurrence=second)
    for _ in range(2):
        unlink_event(link, actor=None)
    assert (confirmed(project), proposed(project), dict(twin_windows([first.pk]))) == ([], [], {})


def test_each_window_knows_its_twins(project: Project) -> None:
    first, second, third = (window(project) for _ in range(3))
    link_event(first, second, actor=None)
    link_event(first, third, actor=None)
    assert twin_windows([first.pk, second.pk]) == {first.pk: [second, third], second.pk: [first, third]}


def test_windows_of_one_item_and_of_two_projects_cannot_be_one_event(project: Project) -> None:
    months = list(make_monthly_item(make_plan(project)).occurrences.all())
    for pair, words in (((months[0], months[1]), ONE_ITEM), ((months[0], window(make_project())), FOREIGN)):
        with pytest.raises(ValidationError) as refusal:
            link_event(*pair, actor=None)
        assert refusal.value.messages == [words]


def test_different_days_are_told(project: Project) -> None:
    first, second = window(project), window(project)
    same = proposed_events(project)[0].difference
    Occurrence.objects.filter(pk=second.pk).update(starts_on="2022-10-20", ends_on="2022-10-20")
    title = first.item.plan.short_title
    assert (same, proposed_events(project)[0].difference) == (
        "",
        f"Даты в планах разные: {title} — 01.10–31.10.2022; {title} — 20.10.2022",
    )


def test_closed_plans_are_not_proposed(project: Project) -> None:
    first, _ = window(project), window(project)
    Plan.objects.filter(pk=first.item.plan_id).update(state=Plan.State.CLOSED)
    assert proposed(project) == []


@pytest.mark.parametrize("pairs", [1, 20])
def test_proposals_and_events_take_three_queries(
    project: Project, pairs: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = [make_plan(project), make_plan(project)]
    for number in range(pairs):
        rows = [make_item(plan, f"Семинар наставников № {number}").occurrences.get() for plan in plans]
        if number % 2:
            link_event(*rows, actor=None)
    with django_assert_num_queries(3):
        assert len(proposed_events(project)) + len(confirmed_events(project)) == pairs
