"""One person takes over from another: open items move, what is printed and done stays."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.models import Person
from plans.access import items_for_person, mark_scope, plan_scope, visible_items
from plans.models import Plan, PlanChange, PlanItem, Responsibility
from plans.progress import MarkState
from plans.queries import plan_table
from plans.queries.replacement import answering_people, groups_of, known_people, open_assignments
from plans.services.replacement import (
    NO_REASON,
    NO_SURNAME,
    NOT_HERE,
    NOTHING_LEFT,
    SAME,
    Replacement,
    new_person,
    replace_person,
    undo_replacement,
)
from projects.models import Project
from tests.makers import (
    history_of,
    make_group,
    make_item,
    make_mark,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_responsibility,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 12, 20)
ON = date(2023, 1, 9)
AFTER = date(2023, 2, 1)
MAY = ((date(2023, 5, 1), date(2023, 5, 31)),)
NOW = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.fixture
def project() -> Project:
    return make_project()


@pytest.fixture
def leaving(project: Project) -> Person:
    return make_person("Ковалёва А.П.", organization=project.organization, user=make_user())


@pytest.fixture
def coming(project: Project) -> Person:
    person = make_person("Ломов С.И.", organization=project.organization, user=make_user())
    person.position = "методист"
    person.save()
    return person


def replaced(project: Project, leaving: Person, coming: Person, reason: str = "Перешла в другую школу") -> uuid.UUID:
    return replace_person(project, Replacement(leaving, coming, ON, reason), today=TODAY, actor=None)[0]


def parties(item: PlanItem) -> list[tuple[str, date | None, date | None]]:
    rows = Responsibility.objects.filter(item=item).order_by("order", "pk")
    return [(row.label, row.starts_on, row.ends_on) for row in rows]


def test_open_items_move_from_the_day_on(project: Project, leaving: Person, coming: Person) -> None:
    plan, actor = make_plan(project), make_user()
    item = make_item(plan, windows=MAY, responsible=[leaving, "педагоги"])
    key, count = replace_person(project, Replacement(leaving, coming, ON, "Отпуск"), today=TODAY, actor=actor)
    change = PlanChange.objects.get()
    item.refresh_from_db()
    assert count == 1
    assert parties(item) == [
        ("Ковалёва А.П.", None, date(2023, 1, 8)),
        ("Ломов С.И.", date(2023, 1, 9), None),
        ("педагоги", None, None),
    ]
    assert item.responsible_text == "Ковалёва А.П., педагоги"
    assert (change.kind, change.item, change.reason, change.author) == ("reassigned", item, "Отпуск", actor)
    assert change.after["replacement"] == str(key)
    assert history_of(Responsibility).last().history_user == actor
    assert Responsibility.objects.get(person=coming).position == "методист"


def test_what_is_done_stays_and_what_is_late_moves(project: Project, leaving: Person, coming: Person) -> None:
    plan = make_plan(project)
    done, cancelled, late = (
        make_item(plan, title, responsible=leaving) for title in ("Сделан", "Отменён", "Просрочен")
    )
    make_mark(done)
    make_mark(cancelled, MarkState.CANCELLED)
    replaced(project, leaving, coming)
    assert parties(done) == parties(cancelled) == [("Ковалёва А.П.", None, None)]
    assert parties(late)[1] == ("Ломов С.И.", ON, None)


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_closed_plans_and_removed_items_keep_their_people(
    project: Project, leaving: Person, coming: Person, state: Plan.State
) -> None:
    make_item(make_plan(project, state=state), responsible=leaving)
    gone = make_item(make_plan(project), responsible=leaving)
    PlanItem.objects.filter(pk=gone.pk).update(removed_at=NOW)
    make_item(make_plan(make_project()), responsible=leaving)
    with pytest.raises(ValidationError, match=NOTHING_LEFT):
        replaced(project, leaving, coming)


def test_who_answers_already_is_not_named_twice(project: Project, leaving: Person, coming: Person) -> None:
    item = make_item(make_plan(project), windows=MAY, responsible=[leaving, coming])
    replaced(project, leaving, coming)
    assert parties(item) == [("Ковалёва А.П.", None, date(2023, 1, 8)), ("Ломов С.И.", None, None)]


def test_replaced_before_she_began(project: Project, leaving: Person, coming: Person) -> None:
    item = make_item(make_plan(project), windows=MAY)
    make_responsibility(item, leaving, starts_on=date(2023, 3, 1))
    replaced(project, leaving, coming)
    assert parties(item) == [("Ломов С.И.", date(2023, 3, 1), None)]


def test_chosen_items_alone_move(project: Project, leaving: Person, coming: Person) -> None:
    plan = make_plan(project)
    first, second = (make_item(plan, windows=MAY, responsible=leaving) for _ in range(2))
    given = Replacement(leaving, coming, ON, "Отпуск")
    replace_person(project, given, today=TODAY, actor=None, chosen={second.pk})
    assert (len(parties(first)), len(parties(second))) == (1, 2)


def test_wrong_replacement(project: Project, leaving: Person, coming: Person) -> None:
    make_item(make_plan(project), windows=MAY, responsible=leaving)
    with pytest.raises(ValidationError) as same:
        replaced(project, leaving, leaving)
    with pytest.raises(ValidationError) as silent:
        replaced(project, leaving, coming, reason=" ")
    assert same.value.message_dict == {"coming": [SAME]}
    assert silent.value.message_dict == {"reason": [NO_REASON]}


def test_everything_is_taken_back_at_once(project: Project, leaving: Person, coming: Person) -> None:
    plans = [make_plan(project), make_plan(project)]
    items = [make_item(plan, windows=MAY, responsible=[leaving, "педагоги"]) for plan in plans]
    before = [parties(item) for item in items]
    key = replaced(project, leaving, coming)
    undo_replacement(project, key, now=NOW, actor=None)
    assert [parties(item) for item in items] == before
    with pytest.raises(ValidationError):
        undo_replacement(project, key, now=NOW, actor=None)


def test_nothing_is_taken_back_where_hands_changed_again(project: Project, leaving: Person, coming: Person) -> None:
    plans = [make_plan(project), make_plan(project)]
    items = [make_item(plan, windows=MAY, responsible=leaving) for plan in plans]
    key = replaced(project, leaving, coming)
    Responsibility.objects.filter(item=items[1], person=coming).delete()
    with pytest.raises(ValidationError):
        undo_replacement(project, key, now=NOW, actor=None)
    assert len(parties(items[0])) == 2


def test_replacement_of_another_project_is_not_known(project: Project, leaving: Person, coming: Person) -> None:
    make_item(make_plan(project), windows=MAY, responsible=leaving)
    key = replaced(project, leaving, coming)
    with pytest.raises(ValidationError, match=NOT_HERE):
        undo_replacement(make_project(), key, now=NOW, actor=None)


def test_table_shows_who_answered_on_the_day(project: Project, leaving: Person, coming: Person) -> None:
    plan = make_plan(project)
    make_item(plan, windows=MAY, responsible=leaving)
    replaced(project, leaving, coming)
    shown = {day: [party.label for party in plan_table(plan, day).rows[0].responsibilities] for day in (TODAY, AFTER)}
    assert shown == {TODAY: ["Ковалёва А.П."], AFTER: ["Ломов С.И."]}


def test_only_who_answers_that_day_marks(project: Project, leaving: Person, coming: Person) -> None:
    plan = make_plan(project)
    item = make_item(plan, windows=MAY, responsible=leaving)
    replaced(project, leaving, coming)
    old, new = leaving.user, coming.user
    rows = list(item.responsibilities.all())
    for user, day, may in ((old, TODAY, True), (old, AFTER, False), (new, TODAY, False), (new, AFTER, True)):
        assert mark_scope(user, item, day).for_item is may
        assert plan_scope(user, plan, day).may_mark(rows, ()) is may


def test_who_was_replaced_long_ago_has_no_such_item_any_more(project: Project, leaving: Person, coming: Person) -> None:
    item = make_item(make_plan(project), windows=MAY, responsible=leaving)
    replaced(project, leaving, coming)
    old, new = leaving.user, coming.user
    assert (list(visible_items(old)), list(items_for_person(old))) == ([], [])
    assert (list(visible_items(new)), list(items_for_person(new))) == ([item], [item])


def test_people_to_choose_from(project: Project, leaving: Person, coming: Person) -> None:
    partner = make_person("Берёзов К.К.", organization=make_organization())
    plan = make_plan(project)
    make_item(plan, responsible=[leaving, partner])
    make_item(make_plan(project, state=Plan.State.CLOSED), responsible=coming)
    make_person("Чужой Ч.Ч.", organization=make_organization())
    assert list(answering_people(project)) == [partner, leaving]
    assert list(known_people(project)) == [partner, leaving, coming]


def test_groups_of_the_person_are_told(project: Project, leaving: Person) -> None:
    group = make_group(project.organization, "наставники", people=[leaving])
    make_group(project.organization, "другие", people=[leaving])
    make_item(make_plan(project), responsible=group)
    make_item(make_plan(project), responsible=group)
    assert groups_of(project, leaving) == ["наставники"]


def test_new_person_is_written_down_once(project: Project) -> None:
    first = new_person(project, "Яснова М.И.", "методист", actor=None)
    again = new_person(project, "Яснова М. И.", "", actor=None)
    assert (first, first.position, first.organization) == (again, "методист", project.organization)
    with pytest.raises(ValidationError) as problem:
        new_person(project, "№ 5", "", actor=None)
    assert problem.value.message_dict == {"name": [NO_SURNAME]}


def test_preview_takes_as_many_queries_for_twenty_items_as_for_one(project: Project, leaving: Person) -> None:
    plan = make_plan(project)
    counts = []
    for number in (1, 19):
        for _ in range(number):
            make_item(plan, windows=MAY, responsible=leaving)
        with CaptureQueriesContext(connection) as found:
            open_assignments(project, leaving, ON, TODAY)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_who_was_replaced_comes_back(project: Project, leaving: Person, coming: Person) -> None:
    item = make_item(make_plan(project), windows=MAY, responsible=leaving)
    replaced(project, leaving, coming)
    back = Replacement(coming, leaving, AFTER, "Вернулась из отпуска")
    replace_person(project, back, today=TODAY, actor=None)
    assert parties(item) == [
        ("Ковалёва А.П.", None, date(2023, 1, 8)),
        ("Ломов С.И.", ON, date(2023, 1, 31)),
        ("Ковалёва А.П.", AFTER, None),
    ]


def test_somebody_named_twice_answers_no_more(project: Project, leaving: Person, coming: Person) -> None:
    item = make_item(make_plan(project), windows=MAY, responsible=[leaving, leaving])
    replaced(project, leaving, coming)
    last_day = date(2023, 1, 8)
    assert sorted(parties(item), key=str) == [
        ("Ковалёва А.П.", None, last_day),
        ("Ковалёва А.П.", None, last_day),
        ("Ломов С.И.", ON, None),
    ]
