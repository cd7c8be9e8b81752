"""Rows of a plan added, moved, taken out and put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plans.models import Plan, PlanChange, PlanItem, Section
from plans.outline import FIRST
from plans.queries.structure import read_outline
from plans.services.structure.action import FROZEN, NO_REASON, StalePlanError
from plans.services.structure.items import GONE, NO_TITLE, NewItem, add_item, move_row, remove_item
from plans.services.structure.numbering import renumber_plan
from plans.services.structure.sections import add_section, remove_section, rename_section
from plans.services.structure.undo import DONE, MARKED, OVERTAKEN, undo_change
from tests.makers import (
    history_of,
    make_group,
    make_item,
    make_mark,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_stage,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)


def shown(plan: Plan) -> list[str]:
    """The table: headings with a plus for each level, items with their numbers."""
    outline = read_outline(plan)
    rows = []
    for line in outline.lines:
        if line.is_section:
            rows.append("+" * line.level + "# " + outline.sections[line.pk].title)
        elif not line.is_removed:
            item = outline.items[line.pk]
            rows.append(f"{item.number} {item.title}")
    return rows


def paper(plan: Plan) -> list[tuple[str, str]]:
    """What stands in the tables of the portal: items by their order with their sections."""
    items = PlanItem.objects.filter(plan=plan).select_related("section").order_by("order", "pk")
    return [(item.section.title if item.section else "", item.title) for item in items]


@pytest.fixture
def plan() -> Plan:
    """«А» outside of sections, «Б» and «В» in the first, «Г» in the second."""
    plan = make_plan(numbering=Plan.Numbering.CONTINUOUS)
    first, second = make_section(plan, "Первый"), make_section(plan, "Второй")
    for title, section in (("А", None), ("Б", first), ("В", first), ("Г", second)):
        make_item(plan, title, section=section)
    return plan


def key(title: str) -> str:
    item = PlanItem.everything.filter(title=title).first()
    return f"i{item.pk}" if item else f"s{Section.objects.get(title=title).pk}"


def pk(title: str) -> int:
    return int(key(title)[1:])


def test_item_is_added_below_a_row_and_all_are_counted_anew(plan: Plan) -> None:
    actor = make_user()
    item = add_item(plan.pk, 1, NewItem("Семинар"), after=key("Б"), actor=actor)
    assert shown(plan) == ["1 А", "# Первый", "2 Б", "3 Семинар", "4 В", "# Второй", "5 Г"]
    assert paper(plan) == [("", "А"), ("Первый", "Б"), ("Первый", "Семинар"), ("Первый", "В"), ("Второй", "Г")]
    assert history_of(PlanItem).filter(id=item.pk).first().history_user == actor
    assert Plan.objects.get(pk=plan.pk).version == 2


def test_deadline_and_responsibles_of_a_new_item_are_read(plan: Plan) -> None:
    person = make_person("Ковалёва А.П.", organization=plan.project.organization)
    group = make_group(plan.project.organization, "методисты")
    words = "Ковалёва А.П., методисты, директор лагеря"
    item = add_item(plan.pk, None, NewItem("Слёт", "октябрь 2022", words), after=None, actor=None)
    assert (item.deadline.text, item.deadline.kind) == ("октябрь 2022", "month")
    assert [window.label for window in item.occurrences.all()] == ["октябрь 2022"]
    parties = [(row.person, row.group, row.text) for row in item.responsibilities.order_by("order")]
    assert parties == [(person, None, ""), (None, group, ""), (None, None, "директор лагеря")]
    assert item.responsible_text == words


def test_cells_pasted_with_tabs_go_to_their_own_places(plan: Plan) -> None:
    item = add_item(plan.pk, None, NewItem("Слёт\tмай 2023\tметодисты"), after=None, actor=None)
    assert (item.title, item.deadline.text, item.responsible_text) == ("Слёт", "май 2023", "методисты")


def test_month_of_the_heading_is_the_month_of_a_new_item(plan: Plan) -> None:
    section = add_section(plan.pk, None, "Декабрь 2022", after=key("Г"), actor=None)
    item = add_item(plan.pk, None, NewItem("Ёлка", "в течение месяца"), after=f"s{section.pk}", actor=None)
    assert str(item.occurrences.get().ends_on) == "2022-12-31"


def test_new_item_belongs_to_the_stage_of_its_section(plan: Plan) -> None:
    stage = make_stage(plan.project)
    Section.objects.filter(title="Второй").update(stage=stage)
    assert add_item(plan.pk, None, NewItem("Слёт"), after=key("Второй"), actor=None).stage == stage


@pytest.mark.parametrize("title", ["", "  ", "\t"])
def test_item_without_a_title_is_refused(plan: Plan, title: str) -> None:
    with pytest.raises(ValidationError) as caught:
        add_item(plan.pk, None, NewItem(title), after=None, actor=None)
    assert caught.value.message_dict == {"title": [NO_TITLE]}


def test_section_begins_below_a_row(plan: Plan) -> None:
    add_section(plan.pk, None, " Третий ", after=key("Б"), actor=None)
    assert shown(plan) == ["1 А", "# Первый", "2 Б", "# Третий", "3 В", "# Второй", "4 Г"]
    assert paper(plan) == [("", "А"), ("Первый", "Б"), ("Третий", "В"), ("Второй", "Г")]


def test_rows_are_moved_and_sections_nested(plan: Plan) -> None:
    move_row(plan.pk, None, key("Б"), "down", actor=None)
    move_row(plan.pk, None, key("Г"), key("А"), actor=None)
    move_row(plan.pk, None, key("Второй"), "up", actor=None)
    move_row(plan.pk, None, key("Первый"), "in", actor=None)
    assert shown(plan) == ["1 А", "2 Г", "# Второй", "+# Первый", "3 В", "4 Б"]
    assert Section.objects.get(title="Первый").parent == Section.objects.get(title="Второй")
    move_row(plan.pk, None, key("Первый"), "out", actor=None)
    assert Section.objects.get(title="Первый").parent is None


def test_row_that_cannot_be_moved_says_why(plan: Plan) -> None:
    with pytest.raises(ValidationError) as caught:
        move_row(plan.pk, None, key("А"), "up", actor=None)
    assert caught.value.messages == [FIRST]


def test_moving_one_item_in_a_plan_with_room_writes_one_place(plan: Plan) -> None:
    move_row(plan.pk, None, key("Г"), key("А"), actor=None)
    before = dict(PlanItem.objects.values_list("title", "order"))
    move_row(plan.pk, None, key("В"), key("А"), actor=None)
    after = dict(PlanItem.objects.values_list("title", "order"))
    assert [title for title in after if after[title] != before[title]] == ["В"]


def test_item_with_marks_is_taken_out_and_its_marks_stay(plan: Plan) -> None:
    make_mark(PlanItem.objects.get(title="Б"))
    remove_item(plan.pk, None, pk("Б"), now=NOW, actor=None)
    assert shown(plan) == ["1 А", "# Первый", "2 В", "# Второй", "3 Г"]
    item = PlanItem.everything.get(title="Б")
    assert (item.removed_at, item.occurrences.get().marks.count()) == (NOW, 1)


def test_item_is_taken_out_once(plan: Plan) -> None:
    remove_item(plan.pk, None, pk("Б"), now=NOW, actor=None)
    with pytest.raises(ValidationError) as caught:
        remove_item(plan.pk, None, pk("Б"), now=NOW, actor=None)
    assert caught.value.messages == [GONE]


def test_heading_goes_and_its_items_fall_to_the_one_above(plan: Plan) -> None:
    remove_section(plan.pk, None, pk("Второй"), with_items=False, now=NOW, actor=None)
    assert shown(plan) == ["1 А", "# Первый", "2 Б", "3 В", "4 Г"]


def test_section_goes_with_all_that_stands_in_it(plan: Plan) -> None:
    move_row(plan.pk, None, key("Второй"), "in", actor=None)
    remove_section(plan.pk, None, pk("Первый"), with_items=True, now=NOW, actor=None)
    assert shown(plan) == ["1 А"]
    assert Section.objects.count() == 0


def test_heading_is_renamed(plan: Plan) -> None:
    rename_section(plan.pk, None, pk("Первый"), "Раздел I", actor=None)
    assert shown(plan)[1] == "# Раздел I"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("per_section", ["1 А", "1 Б", "2 В", "1 Г"]),
        ("hierarchical", ["1 А", "1.1 Б", "1.2 В", "2.1 Г"]),
        ("none", [" А", " Б", " В", " Г"]),
        ("manual", ["1 А", "2 Б", "3 В", "4 Г"]),
    ],
)
def test_mode_gives_new_numbers_and_they_are_taken_back(plan: Plan, mode: str, expected: list[str]) -> None:
    renumber_plan(plan.pk, None, mode, actor=None)
    assert [row for row in shown(plan) if "#" not in row] == expected
    assert Plan.objects.get(pk=plan.pk).numbering == mode
    undo_change(last_batch(), now=NOW, actor=None)
    assert [row for row in shown(plan) if "#" not in row] == ["1 А", "2 Б", "3 В", "4 Г"]
    assert Plan.objects.get(pk=plan.pk).numbering == "continuous"


def test_numbers_that_do_not_follow_the_mode_are_left_alone(plan: Plan) -> None:
    PlanItem.objects.filter(title="В").update(number="7а")
    add_item(plan.pk, None, NewItem("Семинар"), after=key("Б"), actor=None)
    assert [row for row in shown(plan) if "#" not in row] == ["1 А", "2 Б", " Семинар", "7а В", "4 Г"]


def last_batch() -> Any:
    return PlanChange.objects.latest("pk").batch


def test_approved_plan_asks_for_a_reason_and_keeps_it(plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    with pytest.raises(ValidationError) as caught:
        move_row(plan.pk, None, key("Б"), "down", actor=None)
    assert caught.value.message_dict == {"reason": [NO_REASON]}
    actor = make_user()
    move_row(plan.pk, None, key("Б"), "down", actor=actor, reason=" Приказ № 5 ")
    change = PlanChange.objects.filter(kind="moved").get()
    assert (change.reason, change.author, change.subject, change.item_id) == ("Приказ № 5", actor, "2 Б", pk("Б"))


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_closed_plan_does_not_change(plan: Plan, state: str) -> None:
    Plan.objects.update(state=state)
    with pytest.raises(ValidationError) as caught:
        add_item(plan.pk, None, NewItem("Слёт"), after=None, actor=None, reason="Приказ")
    assert caught.value.messages == [FROZEN]


def test_second_of_two_is_told(plan: Plan) -> None:
    move_row(plan.pk, 1, key("Б"), "down", actor=None)
    with pytest.raises(StalePlanError):
        move_row(plan.pk, 1, key("Б"), "down", actor=None)


ACTIONS: dict[str, Callable[[Plan], object]] = {
    "item added": lambda plan: add_item(plan.pk, None, NewItem("Слёт", "май 2023"), after=key("Б"), actor=None),
    "section added": lambda plan: add_section(plan.pk, None, "Третий", after=key("Б"), actor=None),
    "item moved": lambda plan: move_row(plan.pk, None, key("Г"), key("А"), actor=None),
    "section moved": lambda plan: move_row(plan.pk, None, key("Второй"), "up", actor=None),
    "section nested": lambda plan: move_row(plan.pk, None, key("Второй"), "in", actor=None),
    "item taken out": lambda plan: remove_item(plan.pk, None, pk("Б"), now=NOW, actor=None),
    "heading taken out": lambda plan: remove_section(
        plan.pk, None, pk("Первый"), with_items=False, now=NOW, actor=None
    ),
    "section taken out": lambda plan: remove_section(plan.pk, None, pk("Первый"), with_items=True, now=NOW, actor=None),
    "heading renamed": lambda plan: rename_section(plan.pk, None, pk("Первый"), "Раздел I", actor=None),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_is_taken_back_and_done_again(plan: Plan, name: str) -> None:
    before = shown(plan), paper(plan)
    ACTIONS[name](plan)
    after = shown(plan), paper(plan)
    done = last_batch()
    undo_change(done, now=NOW, actor=None)
    assert (shown(plan), paper(plan)) == before
    undo_change(last_batch(), now=NOW, actor=None)
    assert (shown(plan), paper(plan)) == after
    assert before != after


def test_change_is_taken_back_once(plan: Plan) -> None:
    move_row(plan.pk, None, key("Б"), "down", actor=None)
    batch = last_batch()
    undo_change(batch, now=NOW, actor=None)
    with pytest.raises(ValidationError) as caught:
        undo_change(batch, now=NOW, actor=None)
    assert caught.value.messages == [DONE]


def test_change_of_a_row_that_changed_since_is_refused(plan: Plan) -> None:
    move_row(plan.pk, None, key("Б"), "down", actor=None)
    batch = last_batch()
    move_row(plan.pk, None, key("Б"), "down", actor=None)
    with pytest.raises(ValidationError) as caught:
        undo_change(batch, now=NOW, actor=None)
    assert caught.value.messages == [OVERTAKEN.format(subject="2 Б")]


def test_change_of_another_row_does_not_stand_in_the_way(plan: Plan) -> None:
    move_row(plan.pk, None, key("Б"), "down", actor=None)
    batch = last_batch()
    add_item(plan.pk, None, NewItem("Слёт"), after=key("Г"), actor=None)
    undo_change(batch, now=NOW, actor=None)
    assert shown(plan) == ["1 А", "# Первый", "2 Б", "3 В", "# Второй", "4 Г", "5 Слёт"]


def test_new_item_with_marks_is_not_taken_back(plan: Plan) -> None:
    item = add_item(plan.pk, None, NewItem("Слёт", "май 2023"), after=None, actor=None)
    make_mark(item)
    with pytest.raises(ValidationError) as caught:
        undo_change(last_batch(), now=NOW, actor=None)
    assert caught.value.messages == [MARKED.format(subject="Слёт")]


def test_undo_in_an_approved_plan_keeps_the_reason(plan: Plan) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    move_row(plan.pk, None, key("Б"), "down", actor=None, reason="Приказ № 5")
    undo_change(last_batch(), now=NOW, actor=None)
    assert PlanChange.objects.latest("pk").reason == "Возврат изменения. Приказ № 5"


class AnySequence(TestCase):
    """Whatever is done to a plan, taking it all back from the end gives the same table."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_any_sequence_of_actions_and_its_undos_gives_the_same_table(self, data: st.DataObject) -> None:
        mode = data.draw(st.sampled_from(Plan.Numbering.values))
        plan = make_plan(make_project(), numbering=mode)
        sections = [make_section(plan, f"Раздел {number}") for number in range(3)]
        for number, section in enumerate([None, sections[0], sections[0], *sections[1:], sections[2]]):
            make_item(plan, f"Пункт {number}", section=section)
        before = shown(plan), paper(plan)
        done = []
        for _ in range(data.draw(st.integers(1, 6))):
            last = PlanChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            try:
                self.act(plan, data)
            except ValidationError:
                continue
            new = PlanChange.objects.filter(pk__gt=last).values_list("batch", flat=True)
            done += sorted(set(new))
            orders = list(PlanItem.everything.filter(plan=plan).order_by("order").values_list("order", flat=True))
            assert len(set(orders)) == len(orders)
        for batch in reversed(done):
            undo_change(batch, now=NOW, actor=None)
        assert (shown(plan), paper(plan)) == before

    def act(self, plan: Plan, data: st.DataObject) -> None:
        lines = read_outline(plan).lines
        keys = [line.key for line in lines if not line.is_removed]
        if not keys:
            return
        row = data.draw(st.sampled_from(keys))
        section = row.startswith("s")
        move = data.draw(st.sampled_from(["up", "down", "in", "out", "to", "add", "head", "remove", "number"]))
        if move in {"up", "down", "in", "out"}:
            move_row(plan.pk, None, row, move, actor=None)
        elif move == "to":
            move_row(plan.pk, None, row, data.draw(st.sampled_from(["top", *keys])), actor=None)
        elif move == "add":
            add_item(plan.pk, None, NewItem("Новый", "май 2023"), after=row, actor=None)
        elif move == "head":
            add_section(plan.pk, None, "Новый раздел", after=row, actor=None)
        elif move == "number":
            renumber_plan(plan.pk, None, data.draw(st.sampled_from(Plan.Numbering.values)), actor=None)
        elif section:
            remove_section(plan.pk, None, int(row[1:]), with_items=data.draw(st.booleans()), now=NOW, actor=None)
        else:
            remove_item(plan.pk, None, int(row[1:]), now=NOW, actor=None)
