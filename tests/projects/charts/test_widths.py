"""Widths of words and where lines break; the table is held against the fonts themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.charts.widths import text_width, wrapped

FONTS = Path(__file__).resolve().parents[3] / "static/fonts"
TEXTS = st.text(alphabet="абвщ -wWi…日 ", max_size=60)


@cache
def advances(name: str, weight: int) -> dict[str, float]:
    """Widths of letters in thousandths of the size, read from a shipped font."""
    font: Any = TTFont(FONTS / name)
    if "fvar" in font:
        instance: Any = instantiateVariableFont
        font = instance(font, {"wght": weight})
    scale = 1000 / font["head"].unitsPerEm
    return {chr(code): font["hmtx"][glyph][0] * scale for code, glyph in font.getBestCmap().items()}


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize(
    "family", ["golos-text-cyrillic-wght-normal.woff2", "golos-text-latin-wght-normal.woff2", "PT"]
)
def test_no_letter_is_wider_than_the_table_says(family: str, is_bold: bool) -> None:
    name = ("PTS75F.ttf" if is_bold else "PTS55F.ttf") if family == "PT" else family
    letters = [chr(code) for code in (*range(32, 127), *range(0x400, 0x460))] + list("«»„“”—–…№’·\u00a0")
    known = advances(name, 600 if is_bold else 400)
    assert [
        letter for letter in letters if letter in known and known[letter] > text_width(letter, 1000, is_bold=is_bold)
    ] == []


@settings(deadline=None)
@given(TEXTS, st.integers(20, 200))
def test_no_line_is_wider_than_asked_for_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, 13, width)
    assert [line for line in lines if text_width(line, 13) > width] == []
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(deadline=None)
@given(TEXTS, st.integers(40, 200))
def test_rest_of_too_many_lines_is_a_sign(text: str, width: int) -> None:
    every, two = wrapped(text, 13, width), wrapped(text, 13, width, most=2)
    assert [line for line in two if text_width(line, 13) > width] == []
    assert len(two) == min(len(every), 2)
    assert (two == every) == (len(every) <= 2)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Краевой научно-методический центр", ["Краевой научно-", "методический центр"]),
        ("Дом-интернат", ["Дом-интернат"]),
        ("Сверхдлинноеназваниегорода", ["Сверхдлинноеназва", "ниегорода"]),
        ("  Два   слова ", ["Два слова"]),
        ("", []),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert wrapped(text, 13, 140) == lines
