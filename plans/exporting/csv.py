"""Tables as CSV that Excel of a Russian machine opens by a double click."""

from __future__ import annotations

import codecs
import csv
from datetime import date
from typing import IO

from plans.exporting.content import ExportTable, Line
from portal.text.cells import neutralised
from portal.text.clean import clean_text
from portal.text.russian import date_short


def write_csv(table: ExportTable, file: IO[bytes]) -> None:
    """UTF-8 with a mark, «;» between cells, one row of headings; words that look like formulas get an apostrophe."""
    file.write(codecs.BOM_UTF8)
    writer = csv.writer(codecs.getwriter("utf-8")(file), delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(column.heading) for column in table.columns])
    for line in table.lines:
        if isinstance(line, Line):
            writer.writerow([_cell(value) for value in line.cells])


def _cell(value: str | date | None) -> object:
    if isinstance(value, date):
        return date_short(value)
    return neutralised(clean_text(value or ""))
