"""Two people at one item: the second is told, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from network.models import Group, Person
from plans.models import Plan, PlanChange, PlanItem
from plans.services.items import (
    FOREIGN_DIRECTION,
    FOREIGN_SECTION,
    FOREIGN_STAGE,
    GONE,
    NO_TITLE,
    Conflict,
    ManualDeadline,
    update_item,
)
from plans.services.structure.action import FROZEN, NO_REASON, Action
from plans.services.structure.undo import OVERTAKEN, undo_change
from plans.text.deadlines import DeadlineKind, Recurrence
from tests.makers import (
    history_of,
    make_direction,
    make_item,
    make_mark,
    make_person,
    make_plan,
    make_responsibility,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


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


def changes_of(item: PlanItem) -> list[tuple[str, str]]:
    return list(PlanChange.objects.filter(item=item).order_by("pk").values_list("kind", "reason"))


def test_every_kind_of_change_is_recorded_under_one_action() -> None:
    plan = make_plan()
    item = make_item(plan)
    changes = {
        "title": "Педсовет",
        "number": "5",
        "responsible_text": "директор лагеря",
        "section": make_section(plan),
        "extra": {"5": "без затрат"},
    }
    update_item(item.pk, 1, changes, actor=make_user(), deadline_text="Май 2023", reason="Приказ № 5")
    assert changes_of(item) == [
        (kind, "Приказ № 5") for kind in ("reworded", "redated", "reassigned", "renumbered", "moved")
    ]
    assert PlanChange.objects.values("batch").distinct().count() == 1


def test_all_of_an_edit_is_taken_back() -> None:
    plan = make_plan()
    person = make_person("Ковалёва А.П.", organization=plan.project.organization)
    item = make_item(plan, responsible=person, extra={"5": "без затрат"})
    make_item(plan, "Второй")
    stage, section = make_stage(plan.project), make_section(plan)
    changes = {"title": "Педсовет", "number": "5", "responsible_text": "методисты", "stage": stage, "section": section}
    update_item(item.pk, 1, changes | {"extra": {"5": ""}}, actor=None, deadline_text="ежемесячно")
    assert item.occurrences.count() == 9
    undo_change(PlanChange.objects.latest("pk").batch, now=NOW, actor=None)
    item = PlanItem.objects.get(pk=item.pk)
    stands = (item.title, item.number, item.responsible_text, item.stage, item.section, item.extra)
    assert stands == ("Заседание методического совета", "1", "Ковалёва А.П.", None, None, {"5": "без затрат"})
    assert [row.person for row in item.responsibilities.all()] == [person]
    assert (item.deadline.text, [row.label for row in item.occurrences.all()]) == ("Октябрь 2022", ["октябрь 2022"])
    first = PlanItem.objects.order_by("order").first()
    assert first == item


def test_words_changed_since_are_not_taken_back() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {"title": "Педсовет"}, actor=None)
    batch = PlanChange.objects.latest("pk").batch
    update_item(item.pk, 2, {"title": "Педсовет и семинар"}, actor=None)
    with pytest.raises(ValidationError) as caught:
        undo_change(batch, now=NOW, actor=None)
    assert caught.value.messages == [OVERTAKEN.format(subject=str(item))]


def test_mark_set_under_the_new_deadline_outlives_the_way_back() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {}, actor=None, deadline_text="Декабрь 2022")
    make_mark(item)
    undo_change(PlanChange.objects.latest("pk").batch, now=NOW, actor=None)
    labels = list(item.occurrences.order_by("order").values_list("label", flat=True))
    assert labels == ["октябрь 2022", "декабрь 2022"]


def test_approved_plan_asks_why() -> None:
    item = make_item(make_plan(state=Plan.State.APPROVED))
    with pytest.raises(ValidationError) as caught:
        update_item(item.pk, 1, {"title": "Педсовет"}, actor=None)
    assert caught.value.message_dict == {"reason": [NO_REASON]}
    assert PlanItem.objects.get(pk=item.pk).title == item.title


def test_item_taken_out_meanwhile_is_told() -> None:
    item = make_item(make_plan())
    PlanItem.objects.update(removed_at=NOW)
    with pytest.raises(ValidationError) as caught:
        update_item(item.pk, 1, {"title": "Педсовет"}, actor=None)
    assert caught.value.messages == [GONE]


def test_new_section_puts_the_item_at_its_end() -> None:
    plan = make_plan(numbering=Plan.Numbering.CONTINUOUS)
    section = make_section(plan)
    inner = make_section(plan, "Внутри", parent=section)
    for title, place in (("А", None), ("Б", section), ("В", inner)):
        make_item(plan, title, section=place)
    update_item(PlanItem.objects.get(title="А").pk, 1, {"section": section}, actor=None)
    rows = list(PlanItem.objects.order_by("order").values_list("number", "title"))
    assert rows == [("1", "Б"), ("2", "А"), ("3", "В")]


def test_words_alone_leave_the_order_of_the_plan_to_others() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {"title": "Педсовет"}, actor=None, deadline_text="Май 2023")
    assert Plan.objects.get().version == 1


def test_new_words_of_the_responsible_are_read() -> None:
    plan = make_plan()
    owner = plan.project.organization
    first, second = make_person("Ковалёва А.П.", organization=owner), make_person("Пихтова Б.В.", organization=owner)
    item = make_item(plan, responsible=first)
    kept = item.responsibilities.get()
    update_item(item.pk, 1, {"responsible_text": "Пихтова Б.В., Ковалёва А.П., Незнакомец И.И."}, actor=make_user())
    rows = list(item.responsibilities.order_by("order"))
    assert [(row.person, row.text) for row in rows] == [(second, ""), (first, ""), (None, "Незнакомец И.И.")]
    assert rows[1].pk == kept.pk


def test_nobody_new_is_made_of_the_words() -> None:
    item = make_item(make_plan())
    update_item(item.pk, 1, {"responsible_text": "Незнакомец И.И., новые люди"}, actor=None)
    assert (Person.objects.count(), Group.objects.count()) == (0, 0)


def test_who_took_anothers_place_from_a_day_on_stays() -> None:
    item = make_item(make_plan(), responsible="Ковалёва А.П.")
    make_responsibility(item, make_person("Пихтова Б.В."), order=1, starts_on=date(2023, 1, 1))
    update_item(item.pk, 1, {"responsible_text": "методисты"}, actor=None)
    assert [row.label for row in item.responsibilities.order_by("order")] == ["методисты", "Пихтова Б.В."]


def test_plan_closed_since_it_was_read_is_not_edited() -> None:
    plan = make_plan()
    Plan.objects.update(state=Plan.State.CLOSED)
    with pytest.raises(ValidationError, match=FROZEN):
        Action.beside(plan, actor=None, reason="")
