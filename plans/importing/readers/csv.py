"""Reader of tables of text: bytes of a .csv, whatever its separator and encoding, to the tables in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.guard import HEAD, WIDE_MARKS, wide_encoding
from plans.importing.header import find_header
from plans.importing.readers.limits import refuse_columns, refuse_rows
from plans.importing.readers.sheets import Sheet, cut_sheets
from plans.importing.source import MAX_COLUMNS, MAX_ROWS, Cell, Line
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plans.importing.source import SourceTable

SEPARATORS = (";", "\t", ",", "|")
TOLD = re.compile(r"sep=([;,\t|])[ \t]*\r?\n", re.IGNORECASE)
SAMPLE = 200_000  # characters by which the separator is chosen
CODE_PAGES = ("cp1251", "cp866", "koi8-r")
MOST_LINES = 3 * MAX_ROWS  # with the empty ones
SURE = 0.9
CLEAR = 0.1
COMMON = frozenset("оеаинтсрвлкі")
WORD = re.compile(r"[^\W\d_]{2,}")
RUSSIAN_WORD = re.compile(r"[А-ЯЁІЎа-яёіў]?[а-яёіў]+|[А-ЯЁІЎ]+")
UNKNOWN_LETTERS = (
    "Буквы в файле не читаются: не узнано, в какой кодировке он записан. "
    "Откройте его в Excel, сохраните как «CSV UTF-8» или «Книга Excel (.xlsx)» и загрузите ещё раз."
)


def read_csv(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of a text file with separators: semicolons, commas, tabs or upright lines.

    Raises ImportRefused if its letters cannot be told for certain or a table is too large.
    """
    return read_separated(decode(data))


def read_separated(text: str) -> tuple[SourceTable, ...]:
    """All tables of a text; of the separators the one that gives tables with heads and full rows."""
    told = TOLD.match(text)
    if told:
        return _tables(text[told.end() :], told[1])
    return _tables(text, _separator(text))


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or a one-byte Cyrillic code page, without its first mark.

    A code page is taken only if nearly all words come out as Russian words do and no other page
    gives as many; else ImportRefused.
    """
    is_wide = b"\x00" in data[:HEAD] or data.startswith(WIDE_MARKS)
    encoding = wide_encoding(data) if is_wide else "utf-8-sig"
    try:
        return clean_text(data.decode(encoding or "ascii")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if is_wide:
            raise ImportRefused("encoding", UNKNOWN_LETTERS) from error
    found = sorted(((*_likeness(data, page), page) for page in CODE_PAGES), reverse=True)
    (best, share, page), (second, _, _) = found[:2]
    if share < SURE or best - second < CLEAR:
        raise ImportRefused("encoding", UNKNOWN_LETTERS)
    return clean_text(data.decode(page, "replace"))


def _likeness(data: bytes, page: str) -> tuple[float, float]:
    """How much a text is like Russian in a code page, and the share of its letters that stand in such words.

    Words in a wrong page may come out all in capitals; but then their letters are rare ones.
    """
    text = data[:SAMPLE].decode(page, "replace")
    foreign = [sign for sign in text if sign > "\x7f"]
    words = [word for word in WORD.findall(text) if word > "\x7f"]
    good = sum(len(word) for word in words if RUSSIAN_WORD.fullmatch(word))
    signs = sum(sign in "«»–—№…“”„’•\xa0°±§" or "а" <= sign.casefold() <= "ў" for sign in foreign)
    if not words or not foreign:
        return 0.0, 0.0
    share = good / sum(len(word) for word in words) * signs / len(foreign)
    common = sum(sign.casefold() in COMMON for sign in foreign) / len(foreign)
    return share * common, share


def _separator(text: str) -> str:
    """The separator with the fullest tables: those with a known head first, then the most even rows."""
    sample = text[:SAMPLE]
    return max(SEPARATORS, key=lambda separator: (*_fitness(sample, separator), -SEPARATORS.index(separator)))


def _fitness(text: str, separator: str) -> tuple[bool, int]:
    rows: list[list[str]] = []
    for row in split_rows(text, separator):
        rows.append(row[: MAX_COLUMNS + 1])
        if len(rows) >= 100:  # noqa: PLR2004 - enough to tell
            break
    widths = [len(row) for row in rows if sum(bool(value.strip()) for value in row) > 1]
    even = max((widths.count(width) * (width - 1) for width in set(widths)), default=0)
    tables = cut_sheets([_sheet(rows)]) if max(widths, default=0) <= MAX_COLUMNS else ()
    return any(find_header(table) is not None for table in tables), even


def _tables(text: str, separator: str) -> tuple[SourceTable, ...]:
    rows: list[list[str]] = []
    filled = 0
    for row in split_rows(text, separator):
        while row and not row[-1].strip():
            row.pop()
        if len(row) > MAX_COLUMNS:
            refuse_columns()
        rows.append(row)
        filled += bool(row)
        if filled > MAX_ROWS or len(rows) > MOST_LINES:
            refuse_rows(max(filled, len(rows)))
    return cut_sheets([_sheet(rows)])


def _sheet(rows: list[list[str]]) -> Sheet:
    cells = tuple(
        Cell(number, column, 1, 1, tuple(Line(line) for line in value.split("\n")))
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value.strip()
    )
    return Sheet("", cells)


def split_rows(text: str, separator: str) -> Iterator[list[str]]:
    """Rows of values. A value in quotes may hold separators, line ends and doubled quotes.

    A quote that is not closed before a separator or the end of a line is a sign like any other, so
    that «"Лето" в школе» keeps its quotes.
    """
    mark = re.escape(separator)
    value = re.compile(rf'[ ]*"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"[ ]*(?={mark}|\n|\Z)|(?P<plain>[^{mark}\n]*+)')
    place, end = 0, len(text)
    row: list[str] = []
    while place <= end:
        found = value.match(text, place)
        if found is None:  # pragma: no cover - the second way fits anything
            return
        quoted = found["quoted"]
        row.append(quoted.replace('""', '"') if quoted is not None else found["plain"].strip(" "))
        place = found.end()
        if place < end and text[place] == separator:
            place += 1
            continue
        yield row
        row = []
        place += 1
        if place >= end:
            return
