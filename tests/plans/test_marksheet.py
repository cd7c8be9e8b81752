"""What a filled-in sheet says and how that stands to the marks of the portal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing.errors import ImportRefused
from plans.importing.source import Cell, Line, SourceTable
from plans.marksheet import (
    COUNT,
    FACT,
    FILLED_IN,
    HEADINGS,
    MOVED,
    NO_STATE,
    ONE_OF,
    REASON,
    STATE,
    TEXT,
    WORDS,
    Outcome,
    Said,
    SheetRow,
    outcome,
    read_said,
    repeated,
    settled,
    sheet_rows,
)
from plans.progress import MarkState

HEAD = list(HEADINGS.values())
KEY = "1.2.3.4:" + "k" * 43
DONE = Said(MarkState.DONE, date(2022, 10, 20), text="Проведено", participants=12)
MOVED_ON = Said(MarkState.MOVED, moved_to=date(2022, 12, 1), reason="Карантин")


def table(*rows: list[str]) -> SourceTable:
    cells = [
        Cell(row, column, lines=(Line(text),))
        for row, words in enumerate(rows)
        for column, text in enumerate(words)
        if text
    ]
    return SourceTable(1, len(rows), 20, tuple(cells))


def filled(state: str = "выполнено", fact: str = "20.10.2022", key: str = KEY) -> list[str]:
    return ["1", "Совет", "октябрь 2022", "Октябрь", "Белый К.К.", state, fact, "", "Проведено", "", "12", key]


def values(**given: str) -> dict[str, str]:
    return dict.fromkeys(FILLED_IN, "") | given


def test_rows_under_the_head_are_read() -> None:
    assert sheet_rows([table(["Ведомость"], [], HEAD, filled())]) == [
        SheetRow(4, KEY, "Совет", values(state="выполнено", fact_on="20.10.2022", text="Проведено", participants="12")),
    ]


def test_columns_may_stand_anywhere_with_others_between_them() -> None:
    order = [11, 5, 8, 0, 9, 10, 6, 7, 1, 2, 3, 4]
    rows = [[row[place] for place in order] for row in (HEAD, filled())]
    rows = [["Моё", *rows[0], "Ещё"], ["да", *rows[1], "нет"]]
    assert [(row.key, row.values) for row in sheet_rows([table(*rows)])] == [
        (KEY, values(state="выполнено", fact_on="20.10.2022", text="Проведено", participants="12")),
    ]


def test_key_is_known_by_its_shape_where_its_heading_is_gone() -> None:
    assert [row.key for row in sheet_rows([table(HEAD[:-1], filled())])] == [KEY]


def test_empty_rows_and_notes_between_are_left_alone() -> None:
    found = sheet_rows([table(HEAD, filled(), [], ["", "Итого: 5"], filled(key=KEY + "1"))])
    assert [row.row for row in found] == [2, 5]


def test_mark_without_a_key_is_not_lost() -> None:
    found = sheet_rows([table(HEAD, filled(), filled(key=""))])
    assert [(row.row, row.key) for row in found] == [(2, KEY), (3, "")]


def test_sheets_beside_it_do_not_matter() -> None:
    assert len(sheet_rows([table(["Черновик"], ["1", "2"]), table(HEAD, filled())])) == 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Пункт", "Срок"], ["1", "2"]], "no_sheet"),
        ([], "no_sheet"),
        ([HEAD], "no_keys"),
        ([HEAD, filled(key="")], "no_keys"),
        ([[*HEAD[:9], *HEAD[10:]], filled()], "no_columns"),
    ],
)
def test_other_tables_are_refused_in_words(rows: list[list[str]], code: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        sheet_rows([table(*rows)])
    assert refused.value.code == code


def test_missing_column_is_named() -> None:
    with pytest.raises(ImportRefused, match="нет колонок: «Причина»"):
        sheet_rows([table([*HEAD[:9], *HEAD[10:]], filled())])


def test_filled_row_says_a_mark() -> None:
    given = values(state="Выполнено.", fact_on="20.10.22", text="Проведено", participants="1 200")
    assert read_said(given) == (Said(MarkState.DONE, date(2022, 10, 20), None, "Проведено", "", 1200), {})


@pytest.mark.parametrize("state", list(WORDS))
def test_every_state_has_its_word(state: MarkState) -> None:
    assert read_said(values(state=WORDS[state].upper()))[0] == Said(state)


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("выполнно", "Слова «выполнно» портал не знает. Может быть, «выполнено»?"),
        ("Перенесенно", "Слова «Перенесенно» портал не знает. Может быть, «перенесено»?"),
        ("отменен", "Слова «отменен» портал не знает. Может быть, «отменено»?"),
        ("ура", f"Слова «ура» портал не знает. {ONE_OF}"),
        ("", NO_STATE),
    ],
)
def test_unknown_word_is_told_with_the_likely_one(word: str, advice: str) -> None:
    assert read_said(values(state=word, text="Проведено")) == (None, {STATE: advice})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20.10.2022", date(2022, 10, 20)),
        ("1.9.2022", date(2022, 9, 1)),
        ("20/10/2022", date(2022, 10, 20)),
        ("20.10.22 г.", date(2022, 10, 20)),
        ("2022-10-20", date(2022, 10, 20)),
        ("29.02.2024", date(2024, 2, 29)),
        ("20.10.2022 00:00", date(2022, 10, 20)),
    ],
)
def test_days_are_read(text: str, day: date) -> None:
    said, errors = read_said(values(state="выполнено", fact_on=text))
    assert (said and said.fact_on, errors) == (day, {})


@pytest.mark.parametrize("text", ["31.02.2022", "29.02.2023", "завтра", "10.2022", "44854", "2022-13-01", "20.10.22.5"])
def test_what_is_no_day_is_told(text: str) -> None:
    told = f"Такой даты нет: «{text}». Напишите её так: 31.12.2022."
    assert read_said(values(state="перенесено", moved_to=text)) == (None, {MOVED: told})


@pytest.mark.parametrize("text", ["много", "-5", "12,5", "9" * 30, "²"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert list(read_said(values(state="выполнено", participants=text))[1]) == [COUNT]


def test_too_long_words_are_told() -> None:
    given = values(state="частично", text="ш" * 5001, reason="ш" * 2001)
    assert list(read_said(given)[1]) == [TEXT, REASON]


def test_left_over_words_are_dropped() -> None:
    said = Said(MarkState.CANCELLED, DONE.fact_on, None, "Проведено", "Карантин", 12)
    assert settled(said, DONE) == (Said(MarkState.CANCELLED, text="Проведено", reason="Карантин"), {})


def test_added_words_that_do_not_fit_are_told() -> None:
    said = Said(MarkState.CANCELLED, date(2022, 10, 21), date(2022, 12, 1), "", "Карантин", 5)
    assert list(settled(said, DONE)[1]) == [FACT, COUNT, MOVED]
    assert list(settled(replace(DONE, reason="Так вышло"), None)[1]) == [REASON]


@pytest.mark.parametrize(
    ("said", "base", "standing", "found"),
    [
        (None, None, None, Outcome.BLANK),
        (None, DONE, DONE, Outcome.BLANK),
        (DONE, None, None, Outcome.NEW),
        (MOVED_ON, DONE, DONE, Outcome.CHANGED),
        (DONE, DONE, DONE, Outcome.SAME),
        (DONE, None, DONE, Outcome.SAME),
        (DONE, DONE, MOVED_ON, Outcome.SAME),
        (DONE, None, MOVED_ON, Outcome.CONFLICT),
        (MOVED_ON, DONE, None, Outcome.CONFLICT),
        (MOVED_ON, DONE, replace(DONE, text="Иначе"), Outcome.CONFLICT),
    ],
)
def test_row_against_the_portal(said: Said | None, base: Said | None, standing: Said | None, found: Outcome) -> None:
    assert outcome(said, base, standing) is found


def test_nothing_of_the_portal_is_changed_without_being_asked() -> None:
    """Over all combinations: what differs from what stood when somebody else has marked is never simply written."""
    marks = [None, DONE, MOVED_ON, replace(DONE, text="Иначе")]
    for said, base, standing in product(marks, repeat=3):
        if outcome(said, base, standing) in {Outcome.NEW, Outcome.CHANGED}:
            assert (base == standing, said not in {None, standing}) == (True, True)


def test_row_that_stands_twice_is_told() -> None:
    rows = [SheetRow(number, key, "", values()) for number, key in ((4, "a"), (5, "b"), (6, "a"), (7, ""), (8, ""))]
    assert repeated(rows) == {2: "Эта строка уже есть выше (строка 4). Оставьте одну."}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(FILLED_IN, st.text(max_size=30))))
def test_any_words_are_a_mark_or_told(given_values: dict[str, str]) -> None:
    said, errors = read_said(given_values)
    assert (said is None) == bool(errors)


def test_who_closes_for_others_says_why() -> None:
    said = replace(DONE, reason="Остальные заняты")
    assert settled(said, None, is_for_others=True) == (said, {})
