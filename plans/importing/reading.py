"""From the bytes of a file to drafts of the plans in it: the way in for the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plans.importing.draft import PlanKind
from plans.importing.errors import ImportRefused
from plans.importing.recognise import recognise
from plans.importing.sandbox import read_clipboard_safely, read_file_safely
from plans.importing.understand import understand
from plans.text.school_calendar import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plans.importing.draft import DraftPlan
    from plans.importing.source import SourceTable
    from plans.text.period import PlanPeriod

EXPECTED = "«Мероприятия», «Сроки», «Ответственный»"


def read_tables(data: bytes, filename: str) -> tuple[SourceTable, ...]:
    """All tables of a file as they stand in it; ImportRefused if it cannot be read or has none.

    What the file is, its content says: .docx, .odt, .xlsx, .ods, .csv, .pdf, and .doc where LibreOffice
    is installed. The ending of `filename` only breaks ties between texts.
    """
    tables = read_file_safely(data, filename)
    if not tables:
        raise ImportRefused(
            "no_table",
            "В документе нет ни одной таблицы, а план читается из таблицы. "
            "Оформите план таблицей с заголовками граф и загрузите ещё раз.",
        )
    return tables


def read_plan(
    data: bytes, filename: str, period: PlanPeriod | None = None, country: str = COUNTRY
) -> tuple[DraftPlan, ...]:
    """Drafts of all tables of a file in their order, with deadlines and people understood.

    `period` overrides what the titles say; `country` is that of the school calendar, BY or RU.
    Tables whose head is not known come as kind `OTHER` with
    a blocking problem. Raises ImportRefused if the file cannot be read, has no table, or no table
    with a head that is known.
    """
    return _drafts(read_tables(data, filename), period, country, "загрузите файл")


def read_pasted_plan(
    html: str, text: str, period: PlanPeriod | None = None, country: str = COUNTRY
) -> tuple[DraftPlan, ...]:
    """Drafts of all tables of what was pasted from Word, Excel or a page: as HTML, or as text with tabs.

    Raises ImportRefused as `read_plan` does.
    """
    return _drafts(read_clipboard_safely(html, text), period, country, "вставьте таблицу")


def _drafts(
    tables: Iterable[SourceTable], period: PlanPeriod | None, country: str, again: str
) -> tuple[DraftPlan, ...]:
    drafts = recognise(tables)
    if all(draft.kind is PlanKind.OTHER for draft in drafts):
        raise ImportRefused(
            "no_header",
            "В таблице не узнаны заголовки граф. Проверьте, что в первой строке таблицы написано, "
            f"что стоит в каждой графе, например {EXPECTED}, и {again} ещё раз.",
        )
    return tuple(understand(draft, period, country) for draft in drafts)
