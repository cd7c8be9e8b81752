"""Drafts survive the way to JSON and back."""

from __future__ import annotations

import json

import pytest

from plans.importing.draft import DraftColumn, DraftPlan
from plans.importing.gold import plan_as_json, tables_as_json
from plans.importing.plain import from_plain, to_plain
from plans.importing.readers.docx import read_docx
from plans.importing.recognise import recognise
from plans.importing.source import SourceTable
from tests.plans.importing.word_files import HEAD, p, plan_row, tbl, tc, tr, word

DATA = word(
    p("УТВЕРЖДАЮ"),
    p("А.Б. Соколова"),
    p("План на 2023/2024 учебный год"),
    tbl([*HEAD, "Смета"], tr(tc("Раздел", span=5)), [*plan_row(1), "10"], [*plan_row(1), ""]),
)


def test_draft_goes_to_json_and_back() -> None:
    (plan,) = recognise(read_docx(DATA))

    assert from_plain(DraftPlan, json.loads(json.dumps(to_plain(plan)))) == plan


def test_table_goes_to_json_and_back() -> None:
    (table,) = read_docx(DATA)

    assert from_plain(SourceTable, json.loads(json.dumps(to_plain(table)))) == table


@pytest.mark.parametrize(
    "data",
    [
        {"index": "1", "heading": "Срок"},
        {"index": 1, "heading": "Срок", "unknown": 1},
        {"index": 1},
        [],
        None,
    ],
)
def test_other_data_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match="DraftColumn"):
        from_plain(DraftColumn, data)


def test_list_in_place_of_text_is_refused() -> None:
    plan = to_plain(recognise(read_docx(DATA))[0])
    plan["kind"] = "poem"

    with pytest.raises(ValueError, match="poem"):
        from_plain(DraftPlan, plan)


def test_what_a_draft_tells_of_itself() -> None:
    (plan,) = recognise(read_docx(DATA))

    assert plan.approval == plan.approvals[0]
    assert (plan.heading_of("title"), plan.heading_of("place")) == ("Мероприятия", "")
    assert plan.blocking == ()


def test_place_and_date_in_one_column_say_when() -> None:
    (plan,) = recognise(read_docx(word(tbl(["Дата и место проведения", "Мероприятие"], ["5 мая, зал", "Семинар"]))))

    assert plan.rows[0].deadline is None
    assert plan.rows[0].deadline_text == "5 мая, зал"
    assert plan_as_json(plan)["rows"][0]["deadline"] == "5 мая, зал"


def test_other_tables_are_not_shown() -> None:
    plans = recognise(read_docx(word(tbl(["Город", "Население"], ["Луговск", "100"]))))

    assert tables_as_json(plans) == {"tables": []}


def test_text_in_place_of_a_list_is_refused() -> None:
    plan = to_plain(recognise(read_docx(DATA))[0])
    plan["rows"] = "нет"

    with pytest.raises(ValueError, match="a list was expected"):
        from_plain(DraftPlan, plan)
