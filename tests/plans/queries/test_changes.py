"""«Лист изменений»: what changed, why, by whom."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.changes import AlterationKind
from plans.models import CompletionMark, Plan, PlanChange, PlanItem, PlanSnapshot
from plans.outline import item_key
from plans.progress import MarkState
from plans.queries.changes import ChangeList, change_list
from plans.queries.snapshots import chosen_editions
from plans.services.items import update_item
from plans.services.life import close_plan, reopen_plan
from plans.services.plans import approve_plan
from plans.services.structure.items import move_row
from plans.services.structure.layout import set_columns
from plans.services.structure.numbering import renumber_plan
from plans.services.structure.sections import add_section
from tests.makers import make_item, make_mark, make_organization, make_plan, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2022, 11, 14)


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(state=Plan.State.DRAFT)
    for title in ("Первая", "Вторая", "Третья"):
        make_item(plan, title)
    return approve_plan(plan, actor=None)


def listed(plan: Plan, base: int = 1, against: int | None = None) -> ChangeList:
    first = PlanSnapshot.objects.get(plan=plan, kind="approval", number=base)
    second = PlanSnapshot.objects.get(plan=plan, kind="approval", number=against) if against else None
    return change_list(plan, first, second, CompletionMark.objects.all())


def test_plan_as_it_was_approved_has_no_changes(plan: Plan) -> None:
    assert listed(plan).is_empty


def test_reason_author_and_moment_stand_beside_the_change(plan: Plan) -> None:
    actor = make_user()
    item = plan.items.order_by("order")[1]
    update_item(item.pk, item.version, {"title": "Слёт"}, actor=actor, reason="По решению совета")
    (row,) = listed(plan).rows
    change = PlanChange.objects.get()
    assert (row.alteration.kind, row.alteration.item_id) == (AlterationKind.REWORDED, item.pk)
    assert (row.reasons, row.author, row.made_at) == (("По решению совета",), actor, change.created_at)


def test_change_nobody_gave_a_reason_for_is_shown_all_the_same(plan: Plan) -> None:
    plan.items.filter(title="Вторая").update(number="9.")
    (row,) = listed(plan).rows
    assert (row.alteration.kind, row.reasons, row.author) == (AlterationKind.RENUMBERED, (), None)


def test_reason_of_a_change_taken_back_is_not_told(plan: Plan) -> None:
    item = plan.items.order_by("order")[0]
    values = {"plan": plan, "item": item, "kind": PlanChange.Kind.REWORDED}
    wrong = PlanChange.objects.create(**values, reason="Ошибка")
    PlanChange.objects.create(**values, reason="Возврат", undoes=wrong)
    PlanChange.objects.create(**values, reason="Верно", batch=uuid.uuid4())
    PlanItem.objects.filter(pk=item.pk).update(title="Слёт")
    (row,) = listed(plan).rows
    assert row.reasons == ("Верно",)


def test_reason_of_a_change_done_again_is_told(plan: Plan) -> None:
    item = plan.items.order_by("order")[0]
    values = {"plan": plan, "item": item, "kind": PlanChange.Kind.REWORDED}
    first = PlanChange.objects.create(**values, reason="Верно")
    back = PlanChange.objects.create(**values, reason="Возврат", undoes=first)
    PlanChange.objects.create(**values, reason="Возврат возврата", undoes=back)
    PlanItem.objects.filter(pk=item.pk).update(title="Слёт")
    (row,) = listed(plan).rows
    assert row.reasons == ("Верно",)


def test_added_and_removed_items(plan: Plan) -> None:
    added = make_item(plan, "Четвёртая")
    removed = plan.items.order_by("order")[0]
    PlanItem.objects.filter(pk=removed.pk).update(removed_at="2022-11-01T10:00:00Z")
    found = [(row.alteration.kind, row.alteration.item_id) for row in listed(plan).rows]
    assert found == [(AlterationKind.ADDED, added.pk), (AlterationKind.REMOVED, removed.pk)]


def test_reasons_of_actions_on_many_rows(plan: Plan) -> None:
    first, second, third = plan.items.order_by("order")
    section = add_section(plan.pk, None, "Новый", after=item_key(first.pk), actor=None, reason="Так решил совет")
    move_row(plan.pk, None, item_key(third.pk), "top", actor=None, reason="Раньше по времени")
    renumber_plan(plan.pk, None, Plan.Numbering.HIERARCHICAL, actor=None, reason="Номера по разделам")
    set_columns(plan.pk, None, list(reversed(plan.layout)), actor=None, reason="Короче")
    plan.refresh_from_db()
    found = [(row.alteration.kind, row.alteration.item_id, row.reasons) for row in listed(plan).rows]
    numbers = [each for each in found if each[0] is AlterationKind.RENUMBERED]
    assert {reasons for _, _, reasons in numbers} == {("Номера по разделам",)}
    assert [each for each in found if each not in numbers] == [
        (AlterationKind.MOVED, third.pk, ("Раньше по времени",)),
        (AlterationKind.MOVED, second.pk, ("Так решил совет",)),
        (AlterationKind.SECTION, None, ("Так решил совет",)),
        (AlterationKind.LAYOUT, None, ("Короче",)),
    ]
    assert section.title == "Новый"


def test_two_editions_are_compared_with_each_other(plan: Plan) -> None:
    plan.items.filter(title="Вторая").update(title="Слёт")
    approve_plan(plan, actor=None)
    plan.items.filter(title="Третья").update(title="Форум")
    titles = {key: [row.alteration.title for row in listed(plan, *key).rows] for key in ((1, None), (1, 2), (2, None))}
    assert titles == {(1, None): ["Слёт", "Форум"], (1, 2): ["Слёт"], (2, None): ["Форум"]}


def test_moved_marks_that_stand(plan: Plan) -> None:
    first, second, third = plan.items.order_by("order")
    organization = make_organization()
    moved_to = date(2022, 12, 1)
    now = date(2099, 1, 1)
    kept = make_mark(first, MarkState.MOVED, on=now, moved_to=moved_to)
    of_member = make_mark(first, MarkState.MOVED, organization=organization, on=now, moved_to=moved_to)
    make_mark(second, MarkState.MOVED, on=now, moved_to=moved_to)
    make_mark(second, on=now)
    make_mark(third, MarkState.MOVED, on=date(2022, 1, 1), moved_to=moved_to)
    found = listed(plan)
    assert found.moved == (kept, of_member)
    assert not found.is_empty


def test_only_marks_the_reader_may_read(plan: Plan) -> None:
    make_mark(plan.items.order_by("order")[0], MarkState.MOVED, on=date(2099, 1, 1), moved_to=date(2022, 12, 1))
    base = PlanSnapshot.objects.get()
    assert change_list(plan, base, None, CompletionMark.objects.none()).moved == ()


def test_closing_and_opening_are_told(plan: Plan) -> None:
    close_plan(plan, actor=None, today=TODAY, reason="Год окончен")
    reopen_plan(plan, actor=None, reason="Пришёл протокол")
    assert [change.reason for change in listed(plan).states] == ["Год окончен", "Пришёл протокол"]


@pytest.mark.parametrize(
    ("base", "against", "expected"),
    [("", "", (3, None)), ("1", "", (1, None)), ("1", "3", (1, 3)), ("3", "1", (3, None)), ("9", "x", (3, None))],
)
def test_editions_that_are_asked_for(plan: Plan, base: str, against: str, expected: tuple[int, int | None]) -> None:
    found = [PlanSnapshot(plan=plan, number=number) for number in (1, 2, 3)]
    first, second = chosen_editions(found, base, against)
    assert (first and first.number, second and second.number) == expected


def test_no_edition_at_all() -> None:
    assert chosen_editions([], "1", "2") == (None, None)


def queries(plan: Plan) -> int:
    base = PlanSnapshot.objects.get()
    with CaptureQueriesContext(connection) as found:
        change_list(plan, base, None, CompletionMark.objects.all())
    return len(found)


def test_as_many_queries_for_twenty_changes_as_for_one(plan: Plan) -> None:
    make_item(plan, "Новая")
    one = queries(plan)
    for number in range(19):
        make_item(plan, f"Новая {number}")
    assert one == queries(plan)
