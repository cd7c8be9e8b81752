"""Reader of OpenDocument sheets: bytes of an .ods to the tables in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.guard import ANOTHER_COPY
from plans.importing.package import open_package
from plans.importing.readers.odfstyles import OFFICE, STYLE, TABLE, OdfStyles
from plans.importing.readers.odftable import read_grid
from plans.importing.readers.odftext import OdfText
from plans.importing.readers.odt import parse_odf
from plans.importing.readers.sheets import Sheet, cut_sheets
from plans.importing.source import Line
from portal.text.clean import clean_text

if TYPE_CHECKING:
    from lxml import etree

    from plans.importing.source import SourceTable

VALUES = tuple(OFFICE + name for name in ("string-value", "date-value", "time-value", "boolean-value", "value"))


def read_ods(data: bytes) -> tuple[SourceTable, ...]:
    """All tables of an OpenDocument book, sheet by sheet, with the text that the sheet shows.

    Raises ImportRefused for a file that cannot be read or whose sheet is too large.
    """
    return cut_sheets(ods_sheets(data))


def ods_sheets(data: bytes) -> list[Sheet]:
    """All sheets of an OpenDocument book as they are; ImportRefused as above."""
    _, parts = open_package(data)
    content, styles = parse_odf(parts)
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise ImportRefused("damaged", f"Файл повреждён: в нём нет листов. {ANOTHER_COPY}")
    reader = _Reader(styles)
    return [reader.sheet(element) for element in body.findall(TABLE + "table")]


class _Reader:
    def __init__(self, styles: OdfStyles) -> None:
        self.styles = styles

    def sheet(self, element: etree._Element) -> Sheet:
        text = OdfText(self.styles)
        text.is_in_cell = True
        grid = read_grid(element, lambda cell: self._lines(cell, text), is_sheet=True)
        style = self.styles.properties("table", element.get(TABLE + "style-name"), STYLE + "table-properties")
        is_hidden = style is not None and style.get(TABLE + "display") == "false"
        name = clean_text(element.get(TABLE + "name", "")).strip()
        return Sheet(name, tuple(grid.cells), frozenset(grid.hidden_rows), is_hidden)

    def _lines(self, cell: etree._Element, text: OdfText) -> tuple[Line, ...]:
        look = self.styles.look("table-cell", cell.get(TABLE + "style-name"))
        typed = [line for child in cell for line in text.lines(child)]
        if not typed:
            value = next((value for name in VALUES if (value := cell.get(name))), "")
            typed = [Line(clean_text(value))] if value else []
        return tuple(
            Line(part, "", line.is_bold or bool(look.is_bold), line.is_centered or look.alignment == "center")
            for line in typed
            for part in line.text.split("\n")
        )
