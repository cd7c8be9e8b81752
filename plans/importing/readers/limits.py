"""The words that every reader refuses a too large table with."""

from __future__ import annotations

from typing import NoReturn

from plans.importing.errors import ImportRefused
from plans.importing.source import MAX_COLUMNS

MAX_TABLES = 200


def refuse_rows(rows: int) -> NoReturn:
    """Refuse a table of so many rows."""
    raise ImportRefused(
        "too_many_rows",
        f"В таблице слишком много строк: {rows}, а можно не больше 5 000. "
        "Разделите план на несколько файлов и загрузите их по одному.",
    )


def refuse_columns() -> NoReturn:
    """Refuse a table that is wider than 60 columns."""
    raise ImportRefused(
        "too_many_columns",
        f"В таблице слишком много столбцов: больше {MAX_COLUMNS}. "
        "Оставьте в таблице только графы плана и загрузите ещё раз.",
    )


def refuse_tables() -> NoReturn:
    """Refuse a file with more tables than any plan has."""
    raise ImportRefused(
        "too_many_tables",
        f"В документе слишком много таблиц: больше {MAX_TABLES}. Оставьте в документе только план и загрузите ещё раз.",
    )
