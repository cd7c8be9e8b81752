"""The one way into the readers: a file of any kind that is read, to the tables in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plans.importing.guard import FileKind, refuse, refuse_old_word
from plans.importing.package import kind_of

if TYPE_CHECKING:
    from plans.importing.source import SourceTable

TEXT = "text:"  # stands before the ending of a document whose text is wanted with its tables
SHEETS = "sheets:"  # stands before the ending of a book whose sheets are wanted as they are
AS_TEXT = "Откройте паспорт в Word, сохраните его как «Документ Word (.docx)» и загрузите ещё раз."
CLIPBOARD = "clipboard"  # what is pasted comes beside files, as `{"html", "text"}` in JSON


def read_file(data: bytes, filename: str = "") -> tuple[SourceTable, ...]:
    """All tables of a file, whatever its kind, in their order.

    The content says what the file is; the ending of `filename` only breaks ties between texts.
    Raises ImportRefused for a file that is not read, is damaged or too large.
    """
    kind = kind_of(data, filename)
    if kind is FileKind.WORD:
        from plans.importing.readers.docx import read_docx as read
    elif kind is FileKind.OPEN_TEXT:
        from plans.importing.readers.odt import read_odt as read
    elif kind is FileKind.EXCEL:
        from plans.importing.readers.xlsx import read_xlsx as read
    elif kind is FileKind.OPEN_SHEET:
        from plans.importing.readers.ods import read_ods as read
    elif kind is FileKind.PDF:
        from plans.importing.readers.pdf import read_pdf as read
    elif kind is FileKind.TEXT:
        from plans.importing.readers.csv import read_csv as read
    else:
        refuse_old_word()
    return read(data)


def read_text(data: bytes, filename: str = "") -> tuple[SourceTable, ...]:
    """The text of a Word file, an OpenDocument text or a PDF with its tables.

    The lines above a table stand before it, those below the last before an empty one at the end.

    Raises ImportRefused for a file of another kind, and for one that is damaged or too large.
    """
    kind = kind_of(data, filename)
    if kind is FileKind.WORD:
        from plans.importing.readers.docx import read_docx_text as read
    elif kind is FileKind.OPEN_TEXT:
        from plans.importing.readers.odt import read_odt_text as read
    elif kind is FileKind.PDF:
        from plans.importing.readers.pdf import read_pdf_text as read
    else:
        what = "Паспорт читается только из текстового документа: .docx, .odt, .doc или .pdf."
        refuse("not_a_text", what, AS_TEXT)
    return read(data)
