"""Windows added by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans.models import Occurrence, PlanItem
from plans.progress import ItemState, MarkState
from plans.queries import item_row
from plans.queries.readings import calendar_of, period_of
from plans.services.marks import undo_batch
from plans.services.occurrences import (
    FAR,
    HAS_MARKS,
    NO_DAY,
    NOT_BY_HAND,
    TOO_LONG,
    add_occurrence,
    remove_occurrence,
)
from plans.services.schedule import set_deadline
from plans.text.deadlines import DeadlineKind, read_deadline
from tests.makers import history_of, make_item, make_mark, make_plan, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 14)
DAY = date(2022, 11, 20)


def on_demand() -> PlanItem:
    kind = DeadlineKind.ON_DEMAND
    return make_item(make_plan(), "Консультации", deadline="по мере необходимости", kind=kind, windows=[(None, None)])


def read(item: PlanItem, text: str) -> None:
    period, calendar = period_of(item.plan), calendar_of(item.plan)
    set_deadline(item, read_deadline(text, period, calendar=calendar), period, calendar, actor=None)


def labels(item: PlanItem) -> list[str]:
    return list(item.occurrences.order_by("order").values_list("label", flat=True))


def test_window_has_its_day_and_words() -> None:
    item, actor = on_demand(), make_user()
    added = add_occurrence(item, DAY, " консультация \n для школы", actor=actor)
    assert (added.label, added.starts_on, added.ends_on) == ("консультация для школы, 20.11.2022", DAY, DAY)
    assert history_of(Occurrence).get(id=added.pk).history_user == actor


@pytest.mark.parametrize(
    ("on", "words", "error"),
    [
        (None, "", {"on": [NO_DAY]}),
        (date(2002, 11, 20), "", {"on": [FAR.format(first="01.09.2022", last="31.08.2023")]}),
        (DAY, "я" * 200, {"words": [TOO_LONG]}),
    ],
)
def test_wrong_window_is_refused(on: date | None, words: str, error: dict[str, list[str]]) -> None:
    with pytest.raises(ValidationError) as refusal:
        add_occurrence(on_demand(), on, words, actor=None)
    assert refusal.value.message_dict == error


def test_item_on_demand_counts_the_times_written_down() -> None:
    item = on_demand()
    before = item_row(item, TODAY).progress
    first, second = (add_occurrence(item, day, actor=None) for day in (date(2022, 11, 1), DAY))
    make_mark(first, on=date(2022, 11, 1))
    row = item_row(item, TODAY)
    assert (before.total, before.has_control) == (1, False)
    assert [window.occurrence for window in row.occurrences] == [first, second]
    assert (row.progress.closed, row.progress.total, row.progress.next_due_on) == (1, 2, DAY)


def test_day_that_a_person_set_can_be_late() -> None:
    item = on_demand()
    add_occurrence(item, date(2022, 11, 10), actor=None)
    progress = item_row(item, TODAY).progress
    assert (progress.state, progress.late_days, progress.has_control) == (ItemState.LATE, 4, True)


def test_mark_of_the_open_window_is_not_lost() -> None:
    item = on_demand()
    mark = make_mark(item, MarkState.PARTLY)
    add_occurrence(item, DAY, actor=None)
    assert item_row(item, TODAY).occurrences[0].own_mark == mark


def test_window_survives_a_new_reading_and_takes_no_place_of_another() -> None:
    item = make_item(make_plan(), deadline="Октябрь 2022")
    add_occurrence(item, DAY, "ещё раз", actor=None)
    for text in ("1 раз в месяц", "Декабрь 2022", "Декабрь 2022"):
        read(item, text)
    assert labels(item) == ["ещё раз, 20.11.2022", "декабрь 2022"]


def test_same_day_as_a_window_of_the_plan_is_another_window() -> None:
    item = make_item(make_plan(), deadline="20.11.2022", kind=DeadlineKind.DATE, windows=[(DAY, DAY)])
    add_occurrence(item, DAY, actor=None)
    read(item, "20.11.2022")
    assert labels(item) == ["20.11.2022", "20.11.2022"]


def test_window_added_by_hand_is_taken_away() -> None:
    item = on_demand()
    remove_occurrence(add_occurrence(item, DAY, actor=None), actor=None)
    assert item.occurrences.count() == 1


def test_window_of_the_plan_or_with_marks_stays() -> None:
    item = on_demand()
    marked = add_occurrence(item, DAY, actor=None)
    undo_batch([make_mark(marked)], author=None)
    for occurrence, words in ((item.occurrences.get(is_ad_hoc=False), NOT_BY_HAND), (marked, HAS_MARKS)):
        with pytest.raises(ValidationError) as refusal:
            remove_occurrence(occurrence, actor=None)
        assert refusal.value.messages == [words]
