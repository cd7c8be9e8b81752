"""Whatever stands in a document: it is read without an error, and no paragraph is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing.passport import PassportDraft, passport_as_json, passport_of
from plans.importing.readers.docx import read_docx_text
from plans.importing.source import Line, SourceTable
from tests.plans.importing.passport.documents import BLOCKS
from tests.plans.importing.word_files import p, word

WORDS = st.sampled_from(
    [
        *("1. Цель", "1.1 Задачи:", "2) пункт;", "3 Состав работ – много", "I. Раздел", "Раздел 2.", "99.99.99"),
        *("Федеральный уровень: Закон № 1; Приказ № 2", "№ 7 от 31.02.2031", "Нормативные акты сети"),
        *("Состав участников: школа; лицей", "«Мастерская»", "Номинация", "Тема: «Да", "Проект", "г. Лесной, 2031 г."),
        *("- тире", "•", "4. Сроки: 2031"),
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=60), st.tuples(WORDS, WORDS).map(" ".join))
LINES = st.builds(
    Line,
    TEXTS,
    st.sampled_from(["", "", "1.", "•", "а)", "IV."]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 30),
)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)


def told(passport: PassportDraft) -> str:
    """Every word of the result in one line, marks and spaces left out."""
    notes = [note.caption for section in passport.sections for note in section.tables]
    parts = [*passport.front.lines, *notes]
    parts += [f"{each.source} {each.text}" for each in passport.sections]
    return bare("".join(parts))


def bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@SLOW
@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=3))
def test_no_paragraph_is_lost(before: list[Line], after: list[Line]) -> None:
    passport = passport_of([SourceTable(0, 0, 0, (), tuple(before)), SourceTable(0, 0, 0, (), tuple(after))])
    passport_as_json(passport)
    words = told(passport)
    assert [line.shown for line in (*before, *after) if bare(line.shown) not in words] == []


@SLOW
@given(st.permutations(BLOCKS))
def test_paragraphs_in_any_order(blocks: list[str]) -> None:
    tables = read_docx_text(word(*blocks))
    words = told(passport_of(tables))
    assert [line.text for table in tables for line in table.before if bare(line.text) not in words] == []


@SLOW
@given(st.text(max_size=3000))
def test_any_text_of_a_document(text: str) -> None:
    passport_as_json(passport_of([SourceTable(0, 0, 0, (), (Line("1. Нормативные акты", is_bold=True), Line(text)))]))


def test_long_runs_of_signs_are_read_in_time() -> None:
    lines = [p("1. Акты", bold=True), *(p(sign * 20_000) for sign in (".", "«", "(", " от ", "Я", ";", "1.", "\u2011"))]
    assert len(passport_of(read_docx_text(word(*lines))).sections) == 1
