"""Words in the cells of spreadsheets: never taken for a formula, never refused, cut only where told."""

from __future__ import annotations

import re
from typing import Final

from portal.text.clean import clean_text

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_LETTERS: Final = 32_767  # of one cell of Excel
CUT: Final = "… (дальше обрезано: в ячейку Excel больше не помещается)"
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def neutralised(value: object) -> object:
    """The value as a cell no spreadsheet takes for a formula: an apostrophe before `= + - @`, a tab or a line end."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def restored(value: object) -> object:
    """The value `neutralised` was given."""
    if isinstance(value, str) and value.startswith("'") and value[1:].startswith(FORMULA_STARTS):
        return value[1:]
    return value


def excel_text(text: str) -> str:
    """The words as the XML of an .xlsx file holds them: clean, at most 32,767 letters, «_x0041_» kept as it is."""
    clean = clean_text(text)
    whole = clean if len(clean) <= MOST_LETTERS else clean[: MOST_LETTERS - len(CUT)] + CUT
    return _ESCAPE.sub("_x005F_", whole)
