"""Words that are sought: cutting, finding, marking, snippets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.search import LONGEST, MOST_WORDS, first_with, pieces, read_words, snippet, stem

TEXTS = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЁЯ abc 0123456789.,-«»\n<>&", max_size=60)


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("семинары", "семинар"),
        ("семинаров", "семинар"),
        ("методическими", "методическ"),
        ("конференция", "конференц"),
        ("конференций", "конференц"),
        ("учителей", "учител"),
        ("ковалева", "ковалев"),
        ("план", "план"),
        ("плана", "план"),
        ("школа", "школ"),
        ("день", "ден"),
        ("мая", "мая"),
        ("zoom", "zoom"),
        ("2022", "2022"),
        ("ии", "ии"),
    ],
)
def test_ending_is_cut(word: str, left: str) -> None:
    assert stem(word) == left


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Круглый   СТОЛ ", ["круглый", "стол"]),
        ("отчёт о ходе", ["отчет", "ходе"]),
        ("№ 5-а", ["5"]),
        ("семинар семинар", ["семинар"]),
        ("и в на", []),
        ("я", []),
        ("«»!?()", []),
        ("", []),
        ("учебно-методический", ["учебно", "методический"]),
    ],
)
def test_what_is_typed_is_cut_into_words(typed: str, words: list[str]) -> None:
    assert [word.text for word in read_words(typed).words] == words


def test_words_and_letters_are_bounded() -> None:
    many = read_words(" ".join(f"слово{chr(1072 + number)}" for number in range(20)))
    assert (len(many.words), len(read_words("ж" * 1000).typed)) == (MOST_WORDS, LONGEST)


@pytest.mark.parametrize(
    ("typed", "text", "is_found"),
    [
        ("семинары", "Обучающий СЕМИНАР", True),
        ("семин", "Обучающий семинар", True),
        ("минар", "Обучающий семинар", False),
        ("отчет", "Отчёты школ", True),
        ("отчёт", "отчеты", True),
        ("5", "пункт 5.", True),
        ("5", "15 мая", False),
        ("2022", "до 20.10.2022", True),
        ("семинар октябрь", "Октябрьский день\nи семинар", True),
        ("семинар октябрь", "семинар в ноябре", False),
        (".*", "всё", False),
    ],
)
def test_what_is_found(typed: str, text: str, is_found: bool) -> None:
    words = read_words(typed)
    assert (bool(words) and bool(re.search(words.pattern, text, re.IGNORECASE))) is is_found


def marked(text: str, typed: str) -> str:
    return "".join(f"[{part}]" if is_found else part for part, is_found in pieces(text, read_words(typed)))


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Обучающий семинар наставников", "семинары наставник", "Обучающий [семинар] [наставников]"),
        ("Отчёт", "отчет", "[Отчёт]"),
        ("ничего", "семинар", "ничего"),
        ("", "семинар", ""),
        ("<b>семинар</b>", "семинар b", "<[b]>[семинар]</[b]>"),
    ],
)
def test_found_words_are_marked_whole(text: str, typed: str, shown: str) -> None:
    if typed.endswith(" b"):  # a single letter is no word
        shown = "<b>[семинар]</b>"
    assert marked(text, typed) == shown


@given(TEXTS, TEXTS)
def test_pieces_are_the_text(text: str, typed: str) -> None:
    assert "".join(part for part, _ in pieces(text, read_words(typed))) == text


@given(TEXTS, TEXTS)
def test_text_is_found_exactly_when_every_word_is_marked(text: str, typed: str) -> None:
    words = read_words(typed)
    is_found = bool(re.search(words.pattern, text, re.IGNORECASE))
    assert is_found is not bool(words.missing_from(text))


@given(TEXTS, TEXTS, st.integers(min_value=20, max_value=80))
def test_snippet_is_a_bounded_piece_of_the_text(text: str, typed: str, longest: int) -> None:
    line, shown = " ".join(text.split()), snippet(text, read_words(typed), longest)
    assert len(shown) <= longest + 40
    assert shown.strip("…") in line


def test_snippet_stands_around_the_word() -> None:
    text = f"{'Начало дела. ' * 30}Здесь семинар наставников. {'Конец дела. ' * 30}"
    shown = snippet(text, read_words("семинар"))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "семинар наставников" in shown


def test_first_text_with_a_word() -> None:
    texts = [("срок", "октябрь"), ("место", "актовый зал"), ("форма", "зал")]
    assert first_with(texts, read_words("залы")) == ("место", "актовый зал")
    assert first_with(texts, read_words("семинар")) is None
