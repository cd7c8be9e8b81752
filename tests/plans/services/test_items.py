"""Two people at one item: the second is told, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans.models import PlanItem
from plans.services.items import (
    FOREIGN_DIRECTION,
    FOREIGN_SECTION,
    FOREIGN_STAGE,
    NO_TITLE,
    Conflict,
    ManualDeadline,
    update_item,
)
from plans.text.deadlines import DeadlineKind, Recurrence
from tests.makers import (
    history_of,
    make_direction,
    make_item,
    make_mark,
    make_plan,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_words_are_changed_and_the_version_grows() -> None:
    item, actor = make_item(make_plan()), make_user()
    changed = update_item(item.pk, 1, {"title": " Педсовет\r\nи семинар "}, actor=actor)
    assert (changed.title, changed.version) == ("Педсовет\nи семинар", 2)
    assert [(row.title, row.history_user) for row in history_of(PlanItem)][1:] == [("Педсовет\nи семинар", actor)]


def test_same_words_change_nothing() -> None:
    item = make_item(make_plan())
    same = update_item(item.pk, 1, {"title": item.title}, actor=None, deadline_text="Октябрь 2022")
    assert (same.version, history_of(PlanItem).count()) == (1, 1)


def test_second_of_two_is_told_and_the_first_stays() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {"title": "Слова первой"}, actor=None)
    with pytest.raises(Conflict) as caught:
        update_item(item.pk, 1, {"title": "Слова второй"}, actor=None)
    assert (caught.value.current.title, PlanItem.objects.get().title) == ("Слова первой", "Слова первой")


def test_deadline_alone_counts_as_a_change_too() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {}, actor=None, deadline_text="Ноябрь 2022")
    with pytest.raises(Conflict):
        update_item(item.pk, 1, {}, actor=None, deadline_text="Декабрь 2022")
    assert item.occurrences.get().label == "ноябрь 2022"


def test_new_words_of_the_deadline_are_read() -> None:
    item = make_item(make_plan())
    changed = update_item(item.pk, 1, {}, actor=None, deadline_text="до 15.12.2022")
    assert (changed.deadline.text, changed.deadline.ends_on, changed.deadline.source) == (
        "до 15.12.2022",
        date(2022, 12, 15),
        "parsed",
    )


def test_reading_by_hand_stands_above_the_words() -> None:
    item = make_item(make_plan())
    manual = ManualDeadline(DeadlineKind.DATE_RANGE, date(2022, 11, 1), date(2022, 11, 10))
    changed = update_item(item.pk, 1, {}, actor=None, deadline=manual)
    assert (changed.deadline.text, changed.deadline.kind, changed.deadline.source) == (
        "Октябрь 2022",
        "date-range",
        "manual",
    )
    assert list(item.occurrences.values_list("starts_on", "ends_on")) == [(date(2022, 11, 1), date(2022, 11, 10))]


@pytest.mark.parametrize(
    ("recurrence", "count"),
    [
        (Recurrence.WEEKLY, 1),
        (Recurrence.MONTHLY, 9),
        (Recurrence.QUARTERLY, 4),
        (Recurrence.SCHOOL_QUARTER, 4),
        (Recurrence.HALF_YEAR, 2),
        (Recurrence.YEARLY, 1),
    ],
)
def test_recurrence_by_hand_gives_its_occurrences(recurrence: Recurrence, count: int) -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {}, actor=None, deadline=ManualDeadline(DeadlineKind.RECURRENCE, recurrence=recurrence))
    assert item.occurrences.count() == count


def test_marked_occurrence_outlives_a_new_deadline() -> None:
    item = make_item(make_plan())
    make_mark(item)
    update_item(item.pk, 1, {}, actor=None, deadline_text="Декабрь 2022")
    assert list(item.occurrences.order_by("order").values_list("label", flat=True)) == ["октябрь 2022", "декабрь 2022"]


def test_item_without_a_deadline_gets_one() -> None:
    item = make_item(make_plan())
    item.deadline.delete()
    changed = update_item(item.pk, 1, {}, actor=None, deadline_text="Май 2023")
    assert changed.deadline.ends_on == date(2023, 5, 31)


def test_title_cannot_be_emptied() -> None:
    item = make_item(make_plan())
    with pytest.raises(ValidationError) as caught:
        update_item(item.pk, 1, {"title": "  "}, actor=None)
    assert caught.value.message_dict == {"title": [NO_TITLE]}


def test_section_stage_and_direction_are_of_the_same_plan_and_project() -> None:
    item, foreign = make_item(make_plan()), make_plan()
    changes = {
        "section": make_section(foreign),
        "stage": make_stage(foreign.project),
        "direction": make_direction(foreign.project),
    }
    with pytest.raises(ValidationError) as caught:
        update_item(item.pk, 1, changes, actor=None)
    assert caught.value.message_dict == {
        "section": [FOREIGN_SECTION],
        "stage": [FOREIGN_STAGE],
        "direction": [FOREIGN_DIRECTION],
    }


def test_own_section_stage_and_direction_are_taken() -> None:
    item = make_item(make_plan())
    changes = {
        "section": make_section(item.plan),
        "stage": make_stage(item.plan.project),
        "direction": make_direction(item.plan.project),
    }
    changed = update_item(item.pk, 1, changes, actor=None)
    assert {name: getattr(changed, name) for name in changes} == changes


def test_fields_nobody_edits_are_refused() -> None:
    item = make_item(make_plan())
    with pytest.raises(ValueError, match="plan"):
        update_item(item.pk, 1, {"plan": make_plan()}, actor=None)
