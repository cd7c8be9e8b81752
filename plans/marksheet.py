"""The sheet of marks: its columns, what a person wrote in them, how that stands to the marks of the portal. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from plans.importing.errors import ImportRefused
from plans.importing.source import SourceTable
from plans.progress import MarkState
from portal.text.names import comparison_key

STATE, FACT, MOVED, TEXT, REASON, COUNT, KEY = "state", "fact_on", "moved_to", "text", "reason", "participants", "key"
TITLE = "title"
HEADINGS = {
    "number": "№",
    TITLE: "Мероприятие",
    "window": "Срок исполнения",
    "deadline": "Сроки, как в плане",
    "responsible": "Ответственный",
    STATE: "Отметка",
    FACT: "Дата выполнения",
    MOVED: "Перенесено на",
    TEXT: "Что сделано",
    REASON: "Причина",
    COUNT: "Участников",
    KEY: "Ключ строки",
}
FILLED_IN = (STATE, FACT, MOVED, TEXT, REASON, COUNT)
WORDS = {
    MarkState.DONE: "выполнено",
    MarkState.PARTLY: "частично",
    MarkState.IN_PROGRESS: "в работе",
    MarkState.MOVED: "перенесено",
    MarkState.CANCELLED: "отменено",
}
READ_AS = {word: state for state, word in WORDS.items()} | {
    "выполнено частично": MarkState.PARTLY,
    "частично выполнено": MarkState.PARTLY,
    "выполнен": MarkState.DONE,
    "выполнена": MarkState.DONE,
}
HAS_FACT = (MarkState.DONE, MarkState.PARTLY)
MOST_LETTERS = {TEXT: 5_000, REASON: 2_000}
MOST_PEOPLE = 1_000_000
LIKE = 0.7
CENTURY = 2000
DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\s*(?:г\.?)?(?:\s+0?0:00(?::00)?)?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00)?")
KEY_SHAPE = re.compile(r"[\w.-]+:[\w-]{20,}")

NO_TABLE = (
    "В файле нет таблицы ведомости: не найдена строка с заголовками «Отметка» и «Дата выполнения». "
    "Загрузите ведомость, скачанную с портала, не убирая строку заголовков."
)
NO_COLUMNS = "В ведомости нет колонок: {columns}. Верните их или скачайте ведомость заново и перенесите в неё отметки."
NO_KEYS = (
    "В файле нет ключей строк (скрытая колонка «Ключ строки»), поэтому непонятно, к каким пунктам относятся отметки. "
    "Скачайте ведомость с портала и заполните её."
)
NO_KEY = (
    "В этой строке нет ключа, поэтому непонятно, к какому пункту она относится. Перенесите отметку в строку пункта."
)
TWICE = "Эта строка уже есть выше (строка {row}). Оставьте одну."
UNKNOWN_STATE = "Слова «{word}» портал не знает. {advice}"
MAYBE = "Может быть, «{word}»?"
ONE_OF = "Напишите одно из слов: выполнено, частично, в работе, перенесено, отменено."
NO_STATE = "Строка заполнена, а отметка не выбрана. " + ONE_OF
NO_DAY = "Такой даты нет: «{text}». Напишите её так: 31.12.2022."
NO_NUMBER = "Напишите число участников цифрами, например 25."
TOO_LONG = "Слишком длинно: {count} знаков, а можно не больше {most}. Сократите."
FACT_OUT_OF_PLACE = "Дата выполнения бывает только у отметок «выполнено» и «частично»."
COUNT_OUT_OF_PLACE = "Число участников бывает только у отметок «выполнено» и «частично»."
MOVED_OUT_OF_PLACE = "Новый срок указывают только с отметкой «перенесено»."
REASON_OUT_OF_PLACE = "У выполненного причины не бывает. Что сделано, напишите в колонке «Что сделано»."


class Outcome(StrEnum):
    """How a row of the sheet stands to the portal."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    BLANK = "blank"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Said:
    """A mark as a person says it in one row."""

    state: MarkState
    fact_on: date | None = None
    moved_to: date | None = None
    text: str = ""
    reason: str = ""
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the file: its number as the sheet shows it, its key (empty: none) and what stands in each column."""

    row: int
    key: str
    title: str
    values: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Nothing is filled in."""
        return not any(self.values.values())


def sheet_rows(tables: Sequence[SourceTable]) -> list[SheetRow]:
    """Rows of all sheets that have the headings, in their order; whatever else stands in the file is left alone.

    Columns are known by their headings, so that they may stand anywhere. Raises ImportRefused in words where there is
    no head, a column is missing, or no row has a key.
    """
    found: list[SheetRow] = []
    missing: list[str] = []
    for table in tables:
        cells: dict[int, dict[int, str]] = {}
        for cell in table.cells:
            cells.setdefault(cell.row, {})[cell.column] = cell.text.strip()
        head = next((row for row in sorted(cells) if _is_head(cells[row])), None)
        if head is None:
            continue
        places = _places(cells[head])
        missing += [HEADINGS[field] for field in FILLED_IN if field not in places]
        found += _rows(cells, head, places)
    if missing:
        raise ImportRefused("no_columns", NO_COLUMNS.format(columns=", ".join(f"«{name}»" for name in missing)))
    if not any(row.key for row in found):
        raise ImportRefused(*(("no_keys", NO_KEYS) if found or _has_head(tables) else ("no_sheet", NO_TABLE)))
    return found


def read_said(values: Mapping[str, str]) -> tuple[Said | None, dict[str, str]]:
    """What a filled row says, and what is wrong with it by column; with errors nothing is said."""
    errors: dict[str, str] = {}
    state = _state(values[STATE], errors)
    days = {field: _day(values[field], field, errors) for field in (FACT, MOVED)}
    count = _count(values[COUNT], errors)
    for field, most in MOST_LETTERS.items():
        if len(values[field]) > most:
            errors[field] = TOO_LONG.format(count=len(values[field]), most=most)
    if errors or state is None:
        return None, errors
    return Said(state, days[FACT], days[MOVED], values[TEXT], values[REASON], count), {}


def settled(said: Said, base: Said | None, *, is_for_others: bool = False) -> tuple[Said, dict[str, str]]:
    """The mark without what does not belong to its state, and errors by column.

    What was left over from the mark that stood in the sheet before (`base`) is dropped; what a person added is not
    dropped but told. Who closes an item for others (`is_for_others`) gives a reason for what is done, too.
    """
    allowed = {
        FACT: said.state in HAS_FACT,
        COUNT: said.state in HAS_FACT,
        MOVED: said.state is MarkState.MOVED,
        REASON: said.state is not MarkState.DONE or is_for_others,
    }
    words = {FACT: FACT_OUT_OF_PLACE, COUNT: COUNT_OUT_OF_PLACE, MOVED: MOVED_OUT_OF_PLACE, REASON: REASON_OUT_OF_PLACE}
    errors = {
        field: words[field]
        for field, is_allowed in allowed.items()
        if not is_allowed and getattr(said, field) and getattr(said, field) != getattr(base, field, None)
    }
    return replace(
        said,
        fact_on=said.fact_on if allowed[FACT] else None,
        participants=said.participants if allowed[COUNT] else None,
        moved_to=said.moved_to if allowed[MOVED] else None,
        reason=said.reason if allowed[REASON] else "",
    ), errors


def outcome(said: Said | None, base: Said | None, standing: Said | None) -> Outcome:
    """Compare what the sheet says with the mark it was made with (`base`) and the one that stands now.

    A row nobody touched is the same even where the portal has moved on; a row that was emptied takes nothing back.
    """
    if said is None:
        return Outcome.BLANK
    if said in {standing, base}:
        return Outcome.SAME
    if standing != base:
        return Outcome.CONFLICT
    return Outcome.NEW if standing is None else Outcome.CHANGED


def repeated(rows: Sequence[SheetRow]) -> dict[int, str]:
    """Errors of rows whose key stands further up already, by place in the list."""
    first: dict[str, int] = {}
    found = {}
    for place, row in enumerate(rows):
        if row.key and row.key in first:
            found[place] = TWICE.format(row=first[row.key])
        first.setdefault(row.key, row.row)
    return found


def _has_head(tables: Sequence[SourceTable]) -> bool:
    rows: dict[tuple[int, int], dict[int, str]] = {}
    for number, table in enumerate(tables):
        for cell in table.cells:
            rows.setdefault((number, cell.row), {})[cell.column] = cell.text
    return any(map(_is_head, rows.values()))


def _is_head(row: Mapping[int, str]) -> bool:
    return {STATE, FACT} <= set(_places(row))


def _places(row: Mapping[int, str]) -> dict[str, int]:
    """Columns by the headings in a row, the first of equal ones."""
    known = {comparison_key(HEADINGS[field]): field for field in (*FILLED_IN, TITLE, KEY)}
    found: dict[str, int] = {}
    for column in sorted(row):
        field = known.get(comparison_key(row[column]))
        if field is not None:
            found.setdefault(field, column)
    return found


def _rows(cells: Mapping[int, Mapping[int, str]], head: int, places: Mapping[str, int]) -> Iterator[SheetRow]:
    """Rows below the head that have a key, or a mark without one."""
    for row in sorted(number for number in cells if number > head):
        given = {field: cells[row].get(places[field], "") if field in places else "" for field in FILLED_IN}
        key = cells[row].get(places.get(KEY, -1), "")
        key = key if KEY_SHAPE.fullmatch(key) else next(filter(KEY_SHAPE.fullmatch, cells[row].values()), "")
        if key or given[STATE] or given[FACT]:
            yield SheetRow(row + 1, key, cells[row].get(places.get(TITLE, -1), ""), given)


def _state(text: str, errors: dict[str, str]) -> MarkState | None:
    word = " ".join(re.sub(r"[.,;:!]", " ", text).casefold().split())
    if not word:
        errors[STATE] = NO_STATE
        return None
    if word in READ_AS:
        return READ_AS[word]
    like = get_close_matches(word, READ_AS, 1, LIKE)
    advice = MAYBE.format(word=WORDS[READ_AS[like[0]]]) if like else ONE_OF
    errors[STATE] = UNKNOWN_STATE.format(word=text, advice=advice)
    return None


def _day(text: str, field: str, errors: dict[str, str]) -> date | None:
    if not text:
        return None
    found, iso = DAY.fullmatch(text), ISO_DAY.fullmatch(text)
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            return date(year if year > 99 else CENTURY + year, month, day)  # noqa: PLR2004 - two digits or four
        if iso:
            return date(*(int(part) for part in iso.groups()))
    except ValueError:
        pass
    errors[field] = NO_DAY.format(text=text)
    return None


def _count(text: str, errors: dict[str, str]) -> int | None:
    digits = "".join(text.split())
    if not digits:
        return None
    if digits.isdecimal() and digits.isascii() and len(digits) <= len(str(MOST_PEOPLE)) and int(digits) <= MOST_PEOPLE:
        return int(digits)
    errors[COUNT] = NO_NUMBER
    return None
