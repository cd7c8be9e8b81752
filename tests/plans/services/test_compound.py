"""Sub-items with deadlines of their own: split, taken back, marks kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network.models import User
from plans.importing.compound import Pair
from plans.models import Plan, PlanChange, PlanItem
from plans.queries.item import is_split, item_compound
from plans.services.compound import join_item, split_item
from tests.makers import make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db

TITLE = "Цикл занятий:\n1) вводное;\n2) практикум;\n3) зачёт."
DATES = "Октябрь 2022\nноябрь 2022\nмай 2023"
WHOLE = [(date(2022, 10, 1), date(2022, 10, 31))]


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def item() -> PlanItem:
    return make_item(make_plan(), TITLE, deadline=DATES, windows=WHOLE)


def pairs_of(item: PlanItem) -> tuple[Pair, ...]:
    found = item_compound(item)
    assert found is not None
    return found.pairs


def windows(item: PlanItem) -> list[tuple[str, date | None]]:
    return [(window.title, window.starts_on) for window in item.occurrences.order_by("order")]


def test_each_sub_item_gets_its_window_and_the_words_stay(item: PlanItem, actor: User) -> None:
    split_item(item, pairs_of(item), actor=actor)
    item = PlanItem.objects.select_related("deadline").get(pk=item.pk)
    assert windows(item) == [
        ("1) вводное;", date(2022, 10, 1)),
        ("2) практикум;", date(2022, 11, 1)),
        ("3) зачёт.", date(2023, 5, 1)),
    ]
    assert (item.title, item.deadline.text, item.version) == (TITLE, DATES, 2)
    assert (item.deadline.kind, item.deadline.source, item.deadline.expected_count) == ("compound", "manual", 3)
    assert is_split(item)


def test_splitting_twice_changes_nothing_more(item: PlanItem, actor: User) -> None:
    split_item(item, pairs_of(item), actor=actor)
    before = list(item.occurrences.order_by("pk").values())
    split_item(item, pairs_of(item), actor=actor)
    assert list(item.occurrences.order_by("pk").values()) == before


def test_a_mark_stays_with_its_window(item: PlanItem, actor: User) -> None:
    mark = make_mark(item)
    split_item(item, pairs_of(item), actor=actor)
    mark.refresh_from_db()
    assert (mark.occurrence.title, mark.occurrence.starts_on) == ("1) вводное;", date(2022, 10, 1))
    assert item.occurrences.count() == 3


def test_joined_again_the_cell_is_read_as_a_whole(item: PlanItem, actor: User) -> None:
    split_item(item, pairs_of(item), actor=actor)
    join_item(item, actor=actor)
    item = PlanItem.objects.select_related("deadline").get(pk=item.pk)
    assert (item.deadline.source, item.deadline.text, is_split(item)) == ("parsed", DATES, False)


def test_other_pairs_than_those_of_the_words_are_refused(item: PlanItem, actor: User) -> None:
    with pytest.raises(ValidationError, match="Слова пункта изменились"):
        split_item(item, (Pair("1) вводное;", "Октябрь 2022"),), actor=actor)
    assert len(windows(item)) == 1


def test_an_item_with_one_deadline_is_not_split(actor: User) -> None:
    item = make_item(make_plan())
    assert item_compound(item) is None
    with pytest.raises(ValidationError):
        split_item(item, (), actor=actor)


def test_the_change_is_recorded_and_an_approved_plan_asks_why(item: PlanItem, actor: User) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    item.plan.refresh_from_db()
    with pytest.raises(ValidationError, match="напишите причину"):
        split_item(item, pairs_of(item), actor=actor)
    split_item(item, pairs_of(item), actor=actor, reason="Приказ № 5")
    change = PlanChange.objects.get()
    assert (change.kind, change.item, change.reason, change.author) == ("redated", item, "Приказ № 5", actor)
