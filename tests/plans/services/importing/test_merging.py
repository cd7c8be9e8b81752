"""Rows of a file in a plan that is there: what changes and what does not, and the way back as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import User
from plans.importing.correction import Corrections, DeadlineChoice, RowChange
from plans.importing.draft import DraftPlan
from plans.importing.plain import to_plain
from plans.layout import cell_text
from plans.models import Deadline, Occurrence, Plan, PlanChange, PlanImport, PlanItem, Responsibility, Section
from plans.progress import MarkState
from plans.queries.importing.state import ImportState
from plans.resources import compare_rows
from plans.services.importing.confirming import Confirmed, prepare_table
from plans.services.importing.drafts import confirm_import
from plans.services.importing.merging import NOTHING, MergeInput, merge_rows
from plans.services.importing.saving import save_plan
from plans.services.importing.undoing import undo_import
from plans.services.items import update_item
from tests.makers import history_of, make_mark, make_project, make_user
from tests.plans.importing.drafts import draft_plan, draft_row

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 14, 9, tzinfo=UTC)
SECTIONS = ("Работа с педагогами", "Работа с родителями")
ROWS = (
    draft_row(2, ["1.", "Семинар для наставников", "Октябрь 2022", "Соколова А.Б., методист", ""], (0, SECTIONS[0])),
    draft_row(3, ["2.", "Круглый стол по итогам года", "Май 2023", "Соколова А.Б.", ""], (0, SECTIONS[0])),
    draft_row(4, ["3.", "Родительское собрание", "Ежемесячно", "педагоги", "Проведено"], (1, SECTIONS[1])),
)


def file_of(*rows: Any, sections: Sequence[str] = SECTIONS, **fields: Any) -> DraftPlan:
    return draft_plan(*rows, sections=sections, **fields)


@pytest.fixture
def actor() -> User:
    return make_user()


@pytest.fixture
def plan(actor: User) -> Plan:
    return save_plan(file_of(*ROWS), project=make_project(coordinator=actor), actor=actor)


def started(plan: Plan, draft: DraftPlan, actor: User) -> PlanImport:
    state = to_plain(ImportState(tables=(draft,)))
    return PlanImport.objects.create(project=plan.project, author=actor, filename="план.xlsx", draft=state, target=plan)


def merged(plan: Plan, draft: DraftPlan, actor: User, corrections: Corrections | None = None) -> PlanImport:
    plan_import = started(plan, draft, actor)
    confirm_import(plan_import, 1, 1, corrections or Corrections(), compare_rows, actor=actor, now=NOW)
    return plan_import


def table(plan: Plan) -> list[list[str]]:
    """The plan as its table shows it, with sections and windows."""
    items = plan.items.select_related("deadline", "section").order_by("order", "pk")
    return [
        [
            item.section.title if item.section else "",
            *(cell_text(item, column["field"]) for column in plan.layout),
            "; ".join(f"{window.title}{window.label}" for window in item.occurrences.order_by("order")),
            "; ".join(party.label for party in item.responsibilities.order_by("order")),
        ]
        for item in items
    ]


def everything(plan: Plan) -> list[list[dict[str, Any]]]:
    """Every value of the plan's rows but the count of edits."""
    rows: list[list[dict[str, Any]]] = []
    for model, key in (
        (PlanItem, "plan"),
        (Deadline, "item__plan"),
        (Occurrence, "item__plan"),
        (Responsibility, "item__plan"),
        (Section, "plan"),
    ):
        manager: Any = getattr(model, "everything", None) or model._default_manager
        values = list(manager.filter(**{key: plan}).order_by("pk").values())
        rows.append([{name: value for name, value in row.items() if name != "version"} for row in values])
    return rows


# what a file changes -----------------------------------------------------------------------------


def test_the_same_file_changes_nothing(plan: Plan, actor: User) -> None:
    before = everything(plan)
    with pytest.raises(ValidationError, match=NOTHING):
        merged(plan, file_of(*ROWS), actor)
    assert everything(plan) == before


def test_new_rows_go_after_the_row_before_them(plan: Plan, actor: User) -> None:
    new = draft_row(9, ["2а", "Мастер-класс", "до 15 декабря 2022", "Соколова А.Б.", ""], (0, SECTIONS[0]))
    plan_import = merged(plan, file_of(ROWS[0], new, *ROWS[1:]), actor)
    assert [row[1] for row in table(plan)] == ["1.", "2а", "2.", "3."]
    item = plan.items.get(number="2а")
    assert (item.section and item.section.title, item.deadline.ends_on) == (SECTIONS[0], date(2022, 12, 15))
    assert item.responsibilities.get().person == plan.items.get(number="1.").responsibilities.get().person
    assert (plan_import.state, plan_import.plan) == ("confirmed", plan)


def test_a_new_row_of_a_new_section_makes_it(plan: Plan, actor: User) -> None:
    new = draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""], (2, "Итоги"))
    merged(plan, file_of(*ROWS, new, sections=(*SECTIONS, "Итоги")), actor)
    assert [(row[0], row[1]) for row in table(plan)][-1] == ("Итоги", "4.")
    assert list(plan.sections.order_by("order").values_list("title", flat=True)) == [*SECTIONS, "Итоги"]


def test_other_words_are_written_as_they_stand(plan: Plan, actor: User) -> None:
    other = replace(ROWS[0], title="Семинар-практикум  для наставников", responsible="Белова В.Г.")
    merged(plan, file_of(other, *ROWS[1:]), actor)
    item = plan.items.get(number="1.")
    assert (item.title, item.responsible_text) == ("Семинар-практикум  для наставников", "Белова В.Г.")
    assert [party.label for party in item.responsibilities.all()] == ["Белова В.Г."]
    assert item.deadline.text == "Октябрь 2022"


def test_spacing_alone_is_no_difference(plan: Plan, actor: User) -> None:
    before = table(plan)
    other = replace(ROWS[0], title="Семинар\nдля  наставников")
    with pytest.raises(ValidationError, match=NOTHING):
        merged(plan, file_of(other, *ROWS[1:]), actor)
    assert table(plan) == before


def test_a_new_deadline_keeps_the_mark_of_the_old_one(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="1.")
    mark = make_mark(item, text="Прошёл, 30 человек")
    merged(plan, file_of(replace(ROWS[0], deadline="Ноябрь 2022"), *ROWS[1:]), actor)
    item.refresh_from_db()
    windows = item.occurrences.order_by("starts_on")
    assert [(window.label, window.marks.count()) for window in windows] == [("октябрь 2022", 1), ("ноябрь 2022", 0)]
    mark.refresh_from_db()
    assert (mark.state, mark.text) == (MarkState.DONE, "Прошёл, 30 человек")


def test_windows_of_a_new_deadline_are_as_many_as_it_says(plan: Plan, actor: User) -> None:
    once, often = plan.items.get(number="1."), plan.items.get(number="3.")
    rows = (replace(ROWS[0], deadline="Ежемесячно"), ROWS[1], replace(ROWS[2], deadline="Октябрь 2022"))
    merged(plan, file_of(*rows), actor)
    labels = [window.label for window in once.occurrences.order_by("order")]
    assert (len(labels), labels[0], labels[-1]) == (9, "сентябрь 2022", "май 2023")
    assert [window.label for window in often.occurrences.all()] == ["октябрь 2022"]
    gone = history_of(Occurrence).filter(item_id=often.pk, history_type="-")
    assert (gone.count(), {row.history_user for row in gone}) == (8, {actor})


def test_marks_and_readings_of_rows_that_stay_are_not_touched(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="3.")
    make_mark(item.occurrences.order_by("order")[1])
    Deadline.objects.filter(item=item).update(explanation="понято человеком", source=Deadline.Source.MANUAL)
    before = everything(plan)
    merged(plan, file_of(*ROWS, draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""])), actor)
    kept = [[row for row in rows if item.pk in {row.get("item_id"), row["id"]}] for rows in everything(plan)[:4]]
    assert kept == [[row for row in rows if item.pk in {row.get("item_id"), row["id"]}] for rows in before[:4]]


def test_an_empty_mark_column_empties_nothing(plan: Plan, actor: User) -> None:
    rows = (*ROWS[:2], replace(ROWS[2], mark="", title="Родительское собрание школы"))
    merged(plan, file_of(*rows), actor)
    assert plan.items.get(number="3.").mark_text == "Проведено"


def test_columns_the_file_does_not_have_stay_as_they_are(plan: Plan, actor: User) -> None:
    whole = file_of(replace(ROWS[0], title="Семинар для молодых наставников"))
    short = replace(whole, columns=whole.columns[:2])
    merged(plan, short, actor)
    item = plan.items.get(number="1.")
    assert (item.title, item.responsible_text, item.deadline.text) == (
        "Семинар для молодых наставников",
        "Соколова А.Б., методист",
        "Октябрь 2022",
    )


def test_an_item_goes_to_another_section(plan: Plan, actor: User) -> None:
    moved = replace(ROWS[1], section_index=1, section=SECTIONS[1])
    merged(plan, file_of(ROWS[0], ROWS[2], moved), actor)
    assert [(row[0], row[1]) for row in table(plan)] == [(SECTIONS[0], "1."), (SECTIONS[1], "3."), (SECTIONS[1], "2.")]


def test_items_the_file_does_not_have_stay_unless_ticked(plan: Plan, actor: User) -> None:
    gone = plan.items.get(number="2.")
    make_mark(gone)
    extra = draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""])
    merged(plan, file_of(ROWS[0], ROWS[2], extra), actor)
    assert plan.items.filter(pk=gone.pk).exists()
    merged(plan, file_of(ROWS[0], ROWS[2], extra), actor, Corrections(removed=(gone.pk,)))
    assert [row[1] for row in table(plan)] == ["1.", "3.", "4."]
    kept = PlanItem.everything.get(pk=gone.pk)
    assert (kept.removed_at, kept.occurrences.get().marks.count()) == (NOW, 1)


def test_an_item_of_the_file_is_never_removed(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="1.")
    extra = draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""])
    merged(plan, file_of(*ROWS, extra), actor, Corrections(removed=(item.pk,)))
    assert plan.items.filter(pk=item.pk).exists()


def test_a_row_switched_off_changes_nothing_and_its_item_is_not_missing(plan: Plan, actor: User) -> None:
    rows = (replace(ROWS[0], title="Семинар для молодых наставников"), replace(ROWS[1], deadline="Июнь 2023"), ROWS[2])
    merged(plan, file_of(*rows), actor, Corrections(rows=(RowChange(1, 2, is_skipped=True),)))
    titles = [row[2] for row in table(plan)]
    assert titles == ["Семинар для наставников", "Круглый стол по итогам года", "Родительское собрание"]
    assert plan.items.get(number="2.").deadline.text == "Июнь 2023"


def test_a_person_says_which_item_a_row_is(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="2.")
    row = replace(ROWS[1], title="Выставка")
    merged(plan, file_of(ROWS[0], row, ROWS[2]), actor, Corrections(rows=(RowChange(1, 3, item=item.pk),)))
    item.refresh_from_db()
    assert (item.title, plan.items.count()) == ("Выставка", 3)


def test_a_person_says_that_a_row_is_new(plan: Plan, actor: User) -> None:
    row = replace(ROWS[1], title="Круглый стол по итогам полугодия")
    merged(plan, file_of(ROWS[0], row, ROWS[2]), actor, Corrections(rows=(RowChange(1, 3, item=0),)))
    assert sorted(plan.items.values_list("title", flat=True)) == [
        "Круглый стол по итогам года",
        "Круглый стол по итогам полугодия",
        "Родительское собрание",
        "Семинар для наставников",
    ]


def test_one_item_for_two_rows_is_refused(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="2.")
    changes = (RowChange(1, 2, item=item.pk), RowChange(1, 3, item=item.pk))
    before = everything(plan)
    with pytest.raises(ValidationError, match="есть ошибки"):
        merged(plan, file_of(*ROWS), actor, Corrections(rows=changes))
    assert everything(plan) == before


def test_a_deadline_read_by_a_person_is_written_though_its_words_stay(plan: Plan, actor: User) -> None:
    choice = DeadlineChoice("date-range", "2022-10-05", "2022-10-07")
    merged(plan, file_of(*ROWS), actor, Corrections(rows=(RowChange(1, 2, deadline=choice),)))
    deadline = plan.items.get(number="1.").deadline
    assert (deadline.text, deadline.starts_on, deadline.source) == ("Октябрь 2022", date(2022, 10, 5), "manual")
    with pytest.raises(ValidationError, match=NOTHING):
        merged(plan, file_of(*ROWS), actor, Corrections(rows=(RowChange(1, 2, deadline=choice),)))


def test_a_number_that_is_no_number_is_refused(plan: Plan, actor: User) -> None:
    before = everything(plan)
    with pytest.raises(ValidationError, match="есть ошибки"):
        merged(plan, file_of(*ROWS, draft_row(9, ["1" * 51, "Отчёт", "Май 2023", "", ""])), actor)
    assert everything(plan) == before


def test_a_row_without_a_title_blocks(plan: Plan, actor: User) -> None:
    with pytest.raises(ValidationError, match="нет названия"):
        merged(plan, file_of(*ROWS, draft_row(9, ["4.", "", "Май 2023", "", ""])), actor)


# records and reasons -----------------------------------------------------------------------------


def test_every_change_is_recorded_in_one_batch(plan: Plan, actor: User) -> None:
    rows = (
        replace(ROWS[0], title="Семинар для молодых наставников", deadline="Ноябрь 2022", responsible="Белова В.Г."),
        draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""], (0, SECTIONS[0])),
        replace(ROWS[2], section_index=0, section=SECTIONS[0]),
    )
    gone = plan.items.get(number="2.")
    merged(plan, file_of(*rows), actor, Corrections(removed=(gone.pk,)))
    changes = PlanChange.objects.filter(plan=plan).order_by("kind")
    assert [(change.kind, change.subject) for change in changes] == [
        ("added", "4. Отчёт"),
        ("moved", "3. Родительское собрание"),
        ("reassigned", "1. Семинар для наставников"),
        ("redated", "1. Семинар для наставников"),
        ("removed", "2. Круглый стол по итогам года"),
        ("reworded", "1. Семинар для наставников"),
    ]
    assert len({change.batch for change in changes}) == 1
    assert {change.author for change in changes} == {actor}
    redated = next(change for change in changes if change.kind == "redated")
    assert (redated.before, redated.after) == (
        {"cells": {"deadline": "Октябрь 2022"}},
        {"cells": {"deadline": "Ноябрь 2022"}},
    )


def test_an_approved_plan_asks_for_a_reason_and_keeps_it(plan: Plan, actor: User) -> None:
    Plan.objects.update(state=Plan.State.APPROVED)
    draft = file_of(replace(ROWS[0], title="Семинар для молодых наставников"), *ROWS[1:])
    with pytest.raises(ValidationError, match="напишите причину"):
        merged(plan, draft, actor)
    merged(plan, draft, actor, Corrections(reason="Приказ № 5"))
    assert PlanChange.objects.get().reason == "Приказ № 5"


@pytest.mark.parametrize("state", [Plan.State.CLOSED, Plan.State.ARCHIVED])
def test_a_closed_plan_takes_no_rows(plan: Plan, actor: User, state: Plan.State) -> None:
    Plan.objects.update(state=state)
    before = everything(plan)
    with pytest.raises(ValidationError, match="состав больше не меняется"):
        merged(plan, file_of(replace(ROWS[0], title="Другое"), *ROWS[1:]), actor)
    assert everything(plan) == before


def test_history_names_the_author_of_new_words(plan: Plan, actor: User) -> None:
    editor = make_user()
    merged(plan, file_of(replace(ROWS[0], title="Семинар для молодых наставников"), *ROWS[1:]), editor)
    item = plan.items.get(number="1.")
    last = history_of(PlanItem).filter(id=item.pk).latest("history_id")
    assert (last.history_user, last.title, last.version) == (editor, "Семинар для молодых наставников", item.version)


# two people at once ------------------------------------------------------------------------------


def test_an_item_edited_since_the_comparison_is_not_overwritten(plan: Plan, actor: User) -> None:
    draft = file_of(replace(ROWS[0], title="Семинар для молодых наставников"), *ROWS[1:])
    plan_import = started(plan, draft, actor)
    prepared = prepare_table(plan_import, 1, compare_rows)
    item = plan.items.get(number="1.")
    update_item(item.pk, item.version, {"title": "Семинар-тренинг"}, actor=actor)
    assert prepared.comparison is not None
    given = MergeInput(plan, prepared.draft, prepared.corrections, prepared.comparison, prepared.readings)
    with pytest.raises(ValidationError, match=r"Пока вы сверяли, в плане изменили пункты: «1\. Семинар-тренинг»"):
        merge_rows(given, actor=actor, now=NOW)
    assert plan.items.get(number="1.").title == "Семинар-тренинг"


# the way back ------------------------------------------------------------------------------------


@pytest.fixture
def big_change(plan: Plan, actor: User) -> tuple[PlanImport, list[list[dict[str, Any]]]]:
    """An import that adds, rewords, moves, redates and removes; and how everything stood before it."""
    make_mark(plan.items.get(number="1."))
    before = everything(plan)
    rows = (
        replace(ROWS[0], title="Семинар для молодых наставников", deadline="Ноябрь 2022", responsible="Белова В.Г."),
        draft_row(9, ["4.", "Отчёт", "Май 2023", "педагоги", ""], (2, "Итоги")),
        replace(ROWS[2], section_index=0, section=SECTIONS[0], deadline="1 раз в четверть"),
    )
    gone = plan.items.get(number="2.")
    draft = file_of(*rows, sections=(*SECTIONS, "Итоги"))
    return merged(plan, draft, actor, Corrections(removed=(gone.pk,))), before


def test_undo_brings_back_exactly_what_stood(
    plan: Plan, actor: User, big_change: tuple[PlanImport, list[list[dict[str, Any]]]]
) -> None:
    plan_import, before = big_change
    assert everything(plan) != before
    words = undo_import(plan_import, actor=actor)
    assert words == "Загрузка отменена: план такой же, как был до неё."
    assert everything(plan) == before
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.plan, plan_import.undo) == ("undone", plan, None)
    undone = PlanChange.objects.filter(plan=plan, undoes__isnull=False)
    assert undone.count() * 2 == PlanChange.objects.filter(plan=plan).count()


def test_undo_is_done_once(plan: Plan, actor: User, big_change: tuple[PlanImport, list[Any]]) -> None:
    plan_import, before = big_change
    undo_import(plan_import, actor=actor)
    with pytest.raises(ValidationError, match="уже завершена"):
        undo_import(plan_import, actor=actor)
    assert everything(plan) == before


def test_undo_is_refused_once_a_touched_item_is_marked(
    plan: Plan, actor: User, big_change: tuple[PlanImport, list[Any]]
) -> None:
    plan_import, _ = big_change
    make_mark(plan.items.get(number="4."))
    stands = everything(plan)
    with pytest.raises(ValidationError, match=r"после неё отметили пункты: «4\. Отчёт»\. Сначала"):
        undo_import(plan_import, actor=actor)
    assert everything(plan) == stands


def test_undo_is_refused_once_a_touched_item_is_changed(
    plan: Plan, actor: User, big_change: tuple[PlanImport, list[Any]]
) -> None:
    plan_import, _ = big_change
    item = plan.items.get(number="4.")
    update_item(item.pk, item.version, {"title": "Большой отчёт"}, actor=actor)
    stands = everything(plan)
    with pytest.raises(ValidationError, match=r"после неё изменили пункты: «4\. Отчёт»\. Сначала"):
        undo_import(plan_import, actor=actor)
    assert everything(plan) == stands


def test_marks_and_edits_elsewhere_do_not_hinder_the_undo(plan: Plan, actor: User) -> None:
    draft = file_of(replace(ROWS[0], title="Семинар для молодых наставников"), *ROWS[1:])
    plan_import = merged(plan, draft, actor)
    item = plan.items.get(number="2.")
    make_mark(item)
    update_item(item.pk, item.version, {"title": "Стол"}, actor=actor)
    undo_import(plan_import, actor=actor)
    assert [row[2] for row in table(plan)] == ["Семинар для наставников", "Стол", "Родительское собрание"]


def test_undo_of_a_closed_plan_is_refused(plan: Plan, actor: User, big_change: tuple[PlanImport, list[Any]]) -> None:
    Plan.objects.update(state=Plan.State.CLOSED)
    with pytest.raises(ValidationError, match="план закрыт"):
        undo_import(big_change[0], actor=actor)


def whole_import(plan: Plan, actor: User) -> PlanImport:
    """The import the plan itself came of."""
    return PlanImport.objects.create(
        project=plan.project, author=actor, filename="план.docx", draft={}, plan=plan, state="confirmed"
    )


def test_a_plan_is_not_dropped_once_somebody_changed_it(plan: Plan, actor: User) -> None:
    item = plan.items.get(number="1.")
    update_item(item.pk, item.version, {"title": "Семинар-тренинг"}, actor=actor)
    with pytest.raises(ValidationError, match=r"после неё изменили пункты: «1\. Семинар для наставников»"):
        undo_import(whole_import(plan, actor), actor=actor)
    assert plan.items.count() == 3


def test_a_plan_is_dropped_once_its_changes_were_taken_back(
    plan: Plan, actor: User, big_change: tuple[PlanImport, list[Any]]
) -> None:
    PlanItem.everything.filter(plan=plan)[0].occurrences.get(marks__isnull=False).marks.all().delete()
    undo_import(big_change[0], actor=actor)
    assert undo_import(whole_import(plan, actor), actor=actor) == "Загрузка отменена: план убран."
    assert (Plan.objects.count(), PlanChange.objects.count()) == (0, 0)


def test_another_table_of_the_file_goes_on_waiting_for_the_same_plan(plan: Plan, actor: User) -> None:
    first = file_of(*ROWS, draft_row(9, ["4.", "Отчёт", "Май 2023", "", ""]))
    second = replace(first, table=2, rows=tuple(replace(row, table=2) for row in first.rows))
    state = to_plain(ImportState(tables=(first, second)))
    plan_import = PlanImport.objects.create(
        project=plan.project, author=actor, filename="план.xlsx", draft=state, target=plan
    )
    done: Confirmed = confirm_import(plan_import, 1, 1, Corrections(), compare_rows, actor=actor, now=NOW)
    assert (done.words, done.is_rest_waiting) == ("План дополнен: добавлено 1.", True)
    rest = PlanImport.objects.exclude(pk=plan_import.pk).get()
    assert (rest.target, rest.state, len(rest.draft["tables"])) == (plan, "review", 1)
