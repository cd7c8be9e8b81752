"""Words in cells: no formula, no letter that a spreadsheet refuses, a cut that is told."""

from __future__ import annotations

import pytest

from portal.text.cells import CUT, MOST_LETTERS, excel_text, neutralised, restored


@pytest.mark.parametrize("value", ["=1+1", "+7 (29) 111-22-33", "-5", "@имя", "\tдва", "\rтри", "\n=4", "＝5"])
def test_a_cell_is_never_a_formula_and_comes_back_as_it_was(value: str) -> None:
    assert neutralised(value) == f"'{value}"
    assert restored(neutralised(value)) == value


@pytest.mark.parametrize("value", ["Ольшанский РМК", "'кавычка", "", 5, None])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert (neutralised(value), restored(value)) == (value, value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Совет\x0bпедагогов", "Совет\nпедагогов"),
        ("а\x00б\ud800в\ufffeг", "абвг"),
        ("код _x0041_ и _x_", "код _x005F_x0041_ и _x_"),
        ("=СУММ(A1)", "=СУММ(A1)"),
    ],
)
def test_excel_takes_the_words_as_they_are(text: str, written: str) -> None:
    assert excel_text(text) == written


def test_longest_cell_is_cut_and_says_so() -> None:
    written = excel_text("ш" * (MOST_LETTERS + 1))
    assert (len(written), written.endswith(CUT)) == (MOST_LETTERS, True)
    assert excel_text("ш" * MOST_LETTERS) == "ш" * MOST_LETTERS
