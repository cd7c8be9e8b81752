"""Documents as Excel workbooks: a sheet of what the report says, then a sheet for each of its tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from portal.excel import CellWriter, head_cell, new_book, set_up_page
from portal.packages import steady_bytes
from portal.text.cells import FORMULA_STARTS, excel_text
from portal.text.clean import clean_text, one_line
from portal.text.russian import date_short
from reports.content import (
    Block,
    Charts,
    Document,
    Figures,
    Heading,
    Listing,
    Pairs,
    Paragraph,
    SchemePicture,
    StripChart,
    TableBlock,
)
from reports.content.layout import OTHER_WEIGHT, WEIGHTS
from reports.content.told import chart_tables, strip_words

ABOUT = "Сведения"
NAMES, VALUES = 34, 90  # letters in the columns of the first sheet
UNIT, NUMBER = 8.0, 7  # letters of Excel for one share of width, for a number
MOST_NAME = 31  # letters of the name of a sheet
RESERVED = {"history"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
STRONG = Font(bold=True)
ACROSS = Alignment(vertical="top", wrap_text=False)


def document_to_xlsx(document: Document) -> bytes:
    """The file; the same document gives the same bytes. A report without tables has the first sheet only."""
    book = new_book(document.name)
    book.properties.creator = excel_text(one_line(document.organization))[:255]
    _about(book.create_sheet(ABOUT), document)
    taken = {ABOUT.casefold()}
    for table in _tables(document):
        name = _sheet_name(table.caption, taken)
        taken.add(name.casefold())
        _table(book.create_sheet(name), table, document)
    made = io.BytesIO()
    book.save(made)
    return steady_bytes(made.getvalue(), document.as_of)


def _tables(document: Document) -> Iterator[TableBlock]:
    for block in document.blocks:
        if isinstance(block, TableBlock):
            yield block
        elif isinstance(block, Charts):
            yield from chart_tables(block)


def _about(sheet: Any, document: Document) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = NAMES, VALUES
    set_up_page(sheet, document.name)
    name, value, heading = CellWriter(sheet), CellWriter(sheet), CellWriter(sheet, font=STRONG)
    title = "\n".join(_lines(line.text) for line in document.title)
    given = [
        ("Документ", title),
        ("Организация", document.organization),
        ("На дату", date_short(document.as_of)),
        *((("Бланк", "\n".join(map(_lines, document.letterhead))),) if document.letterhead else ()),
        *(
            (block.label, "\n".join(filter(None, (block.basis, block.position, block.name, block.date))))
            for block in document.approvals
        ),
    ]
    for first, second in given:
        sheet.append([name.of(_words(first)), value.of(_lines(second))])
    for block in document.blocks:
        for first, second in _said(block):
            writer = heading if isinstance(block, Heading) else name
            sheet.append([writer.of(_words(first)), value.of(_lines(second))])
    for signer in document.signers:
        sheet.append([name.of("Подпись"), value.of(_lines(f"{signer.position}\n{signer.name}".strip()))])


def _said(block: Block) -> Iterable[tuple[str, str]]:
    """What a block says beside tables, as names and values."""
    said: Iterable[tuple[str, str]] = ()
    if isinstance(block, Heading):
        said = [(f"{block.number} {block.text}", "")]
    elif isinstance(block, Paragraph):
        said = [("", block.text)]
    elif isinstance(block, Pairs):
        said = [(pair.name, "\n".join(pair.lines)) for pair in block.rows]
    elif isinstance(block, Listing):
        said = [(f"{number}." if block.is_numbered else "–", item) for number, item in enumerate(block.items, 1)]
    elif isinstance(block, Figures):
        said = [
            (str(figure.value) if figure.of is None else f"{figure.value} из {figure.of}", figure.caption)
            for figure in block.figures
        ]
    elif isinstance(block, StripChart):
        said = [("Пункты по порядку", strip_words(block.cells))]
    elif isinstance(block, SchemePicture):
        said = [(key.word, str(key.count)) for key in block.keys]
    return said


def _table(sheet: Any, table: TableBlock, document: Document) -> None:
    """A frozen head that is printed on every page; headings of parts run across without a border."""
    for place, column in enumerate(table.columns, 1):
        width = NUMBER if column.field == "number" else UNIT * WEIGHTS.get(column.field, OTHER_WEIGHT)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    set_up_page(sheet, f"{table.caption} · {document.docname}" if table.caption else document.docname)
    sheet.append([head_cell(sheet, _words(column.heading)) for column in table.columns])
    cells = [CellWriter(sheet) for _ in table.columns]
    for row in table.rows:
        if row.heading:
            sheet.append([_across(sheet, _words(row.heading))])
            continue
        said = ("\n".join(map(_words, (*filter(None, (cell.strong,)), *cell.lines))) for cell in row.cells)
        sheet.append([cell.of(text) for cell, text in zip(cells, said, strict=False)])


def _across(sheet: Any, text: str) -> Cell:
    clean = excel_text(text)
    cell: Cell = WriteOnlyCell(sheet, clean)
    cell.data_type, cell.number_format, cell.font, cell.alignment = "s", "@", STRONG, ACROSS
    cell.quotePrefix = clean.startswith(FORMULA_STARTS)
    return cell


def _sheet_name(caption: str, taken: set[str]) -> str:
    """Thirty-one letters at most, none that Excel forbids, not the name of another sheet."""
    words = " ".join(_FORBIDDEN.sub(" ", excel_text(one_line(caption))).split()).strip("'")
    base = words if words and words.casefold() not in RESERVED else "Таблица"
    name, number = base[:MOST_NAME].strip(" '"), 1
    while not name or name.casefold() in taken:
        number += 1
        tail = f" {number}"
        name = base[: MOST_NAME - len(tail)].strip(" '") + tail
    return name


def _words(text: str) -> str:
    return " ".join(filter(None, re.split("[ \t\n]+", clean_text(text))))


def _lines(text: str) -> str:
    return "\n".join(map(_words, clean_text(text).split("\n")))
