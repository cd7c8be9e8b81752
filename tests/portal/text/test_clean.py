"""Cleaning of text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text.clean import clean_text, one_line


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        ("срок\tдо 1 мая\nпотом", "срок\tдо 1 мая\nпотом"),
        ("строка\x0bв Word", "строка\nв Word"),
        ("а\r\nб\rв", "а\nб\nв"),
        ("а\x00б\x07в\x85г", "абвг"),
        ("а\ud800б\udfffв", "абв"),
        ("а\ufffe\uffffб", "аб"),
        ("и\u0306од", "йод"),
        ("«№ 5» — “x”\u00a0…\u00ad", "«№ 5» — “x”\u00a0…\u00ad"),
    ],
)
def test_clean_text(value: str, expected: str) -> None:
    assert clean_text(value) == expected


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_is_stable_and_encodable(value: str) -> None:
    cleaned = clean_text(value)

    assert clean_text(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        (" \t\n", ""),
        ("  Совет \r\n сети\x0bи\u00a0школ ", "Совет сети и школ"),
        ("и\u0306од\x00 5", "йод 5"),
        ("«№ 5»", "«№ 5»"),
    ],
)
def test_one_line(value: str, expected: str) -> None:
    assert one_line(value) == expected
