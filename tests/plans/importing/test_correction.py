"""Corrections of a draft are applied to it anew each time and find its doubts anew."""

from __future__ import annotations

from plans.importing.correction import (
    KEPT,
    NO_TITLE_COLUMN,
    ColumnChoice,
    Corrections,
    DeadlineChoice,
    RowChange,
    corrected,
)
from plans.importing.draft import DraftColumn, DraftPlan, DraftRow, PlanKind, Problem
from plans.importing.plain import from_plain, to_plain

COLUMNS = (
    DraftColumn(0, "№", "number"),
    DraftColumn(1, "Мероприятия", "title"),
    DraftColumn(2, "Сроки", "deadline"),
    DraftColumn(3, "Шифр", None),
)


def row(index: int, number: str = "", title: str = "Семинар", code: str = "05-12") -> DraftRow:
    return DraftRow(1, index, number=number or str(index), title=title, deadline="май", others=((3, code),))


def draft(*rows: DraftRow, problems: tuple[Problem, ...] = ()) -> DraftPlan:
    return DraftPlan(1, title="План", columns=COLUMNS, rows=rows or (row(2), row(3)), problems=problems)


def codes(plan: DraftPlan) -> list[str]:
    return [problem.code for problem in plan.problems]


def test_nothing_corrected_leaves_all_as_it_was() -> None:
    plan = draft()
    same = corrected(plan, Corrections())
    assert (same.title, same.kind, same.columns, same.rows) == (plan.title, plan.kind, plan.columns, plan.rows)


def test_title_and_kind() -> None:
    plan = corrected(draft(), Corrections(title="Дорожная карта", kind=PlanKind.ROAD_MAP))
    assert (plan.title, plan.kind) == ("Дорожная карта", PlanKind.ROAD_MAP)


def test_kept_column_becomes_a_field() -> None:
    plan = corrected(draft(), Corrections(columns=(ColumnChoice(3, "note"),)))
    assert [(r.note, r.others) for r in plan.rows] == [("05-12", ())] * 2
    assert plan.columns[3].field == "note"


def test_field_becomes_a_kept_column() -> None:
    plan = corrected(draft(), Corrections(columns=(ColumnChoice(2, KEPT),)))
    assert [(r.deadline, r.others) for r in plan.rows] == [(None, ((2, "май"), (3, "05-12")))] * 2


def test_two_columns_change_places() -> None:
    plan = corrected(draft(), Corrections(columns=(ColumnChoice(1, "deadline"), ColumnChoice(2, "title"))))
    assert [(r.title, r.deadline) for r in plan.rows] == [("май", "Семинар")] * 2


def test_choice_that_changes_nothing_moves_nothing() -> None:
    plan = draft()
    choices = (ColumnChoice(1, "title"), ColumnChoice(3, KEPT), ColumnChoice(9, "note"))
    assert corrected(plan, Corrections(columns=choices)).rows == plan.rows


def test_column_that_was_decided_is_no_doubt_any_more() -> None:
    assert codes(corrected(draft(), Corrections())) == ["column"]
    assert codes(corrected(draft(), Corrections(columns=(ColumnChoice(3, KEPT),)))) == []


def test_without_a_column_of_titles_nothing_can_be_saved() -> None:
    plan = corrected(draft(), Corrections(columns=(ColumnChoice(1, KEPT), ColumnChoice(3, KEPT))))
    assert [problem.text for problem in plan.blocking] == [NO_TITLE_COLUMN]


def test_rows_are_renamed_renumbered_and_left_out() -> None:
    changes = (RowChange(1, 2, number="1а", title="Совет"), RowChange(1, 3, is_skipped=True))
    plan = corrected(draft(), Corrections(rows=changes))
    assert [(r.number, r.title, r.is_skipped) for r in plan.rows] == [("1а", "Совет", False), ("3", "Семинар", True)]


def test_doubts_of_rows_left_out_are_settled() -> None:
    plan = draft(row(2, "1"), row(3, "1"), row(4, title=""))
    assert codes(corrected(plan, Corrections())) == ["column", "no_title", "repeated_number", "repeated_number"]
    skipped = Corrections(rows=(RowChange(1, 3, is_skipped=True), RowChange(1, 4, is_skipped=True)))
    assert codes(corrected(plan, skipped)) == ["column"]


def test_other_problems_stay_and_old_doubts_go() -> None:
    known = (
        Problem(1, 9, "", "Строка с итогом не взята в план.", code="total"),
        Problem(1, 2, "", "?", code="deadline"),
    )
    assert codes(corrected(draft(problems=known), Corrections())) == ["total", "column"]


def test_deadlines_by_row() -> None:
    choice = DeadlineChoice("bound", end="2022-10-01")
    corrections = Corrections(rows=(RowChange(1, 2, deadline=choice), RowChange(1, 3, number="7")))
    assert corrections.deadlines() == {(1, 2): choice}
    assert corrections.row((1, 3)) == RowChange(1, 3, number="7")
    assert corrections.row((1, 4)) is None


def test_corrections_survive_being_kept() -> None:
    corrections = Corrections(
        title="План",
        period="2022/2023",
        kind=PlanKind.SUPPORT,
        columns=(ColumnChoice(3, KEPT),),
        rows=(RowChange(1, 2, deadline=DeadlineChoice("bound", end="2022-10-01")),),
    )
    assert from_plain(Corrections, to_plain(corrections)) == corrections


def test_a_matrix_has_no_column_of_titles_to_choose() -> None:
    columns = (DraftColumn(0, "Этап", None), DraftColumn(1, "Обучение", None))
    matrix = DraftPlan(1, title="Матрица", kind=PlanKind.MATRIX, columns=columns)
    assert NO_TITLE_COLUMN not in [problem.text for problem in corrected(matrix, Corrections()).problems]
