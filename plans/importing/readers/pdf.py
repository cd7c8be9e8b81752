"""Reader of PDF files: bytes of a .pdf to the ruled tables in it."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter

from plans.importing.errors import ImportRefused
from plans.importing.readers.pdf_canvas import Painter, turned
from plans.importing.readers.pdf_hyphens import HyphenJudge
from plans.importing.readers.pdf_pages import Page, drop_running, read_page
from plans.importing.readers.pdf_tables import as_source, free_text, join_pages
from plans.importing.source import SourceTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plans.importing.readers.pdf_lines import TextLine

MAX_PAGES = 200
MAX_GLYPHS = 1_000_000
FEW_LETTERS = 20
UNREADABLE = 0.2
BROKEN_LATIN = 0.5
THE_ORIGINAL = "Загрузите сам документ Word или Excel, из которого он сделан."


def read_pdf(data: bytes) -> tuple[SourceTable, ...]:
    """All ruled tables of a PDF in their order, those that run over several pages joined.

    Raises ImportRefused for a file that cannot be read, is a picture of a paper, or is too large.
    """
    return _guarded(data, _tables)


def read_pdf_text(data: bytes) -> tuple[SourceTable, ...]:
    """All ruled tables of a PDF with the text before each; what follows the last stands before an empty one.

    Raises ImportRefused as `read_pdf` does, but not for a PDF without tables.
    """
    return _guarded(data, _text)


def _guarded(data: bytes, read: Callable[[bytes], tuple[SourceTable, ...]]) -> tuple[SourceTable, ...]:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        return read(data)
    except (ImportRefused, MemoryError):
        raise
    except Exception as error:
        # on damaged files the library raises errors of every kind
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, MemoryError):
            raise cause from error
        if isinstance(cause, PDFPasswordIncorrect):
            raise ImportRefused(
                "encrypted",
                "Файл PDF закрыт паролем, поэтому прочитать его нельзя. "
                f"Сохраните его без пароля и загрузите ещё раз. Или так: {THE_ORIGINAL[0].lower()}{THE_ORIGINAL[1:]}",
            ) from error
        raise ImportRefused(
            "damaged",
            "Файл PDF повреждён: он не читается до конца. Проверьте, открывается ли он на компьютере, "
            f"и сохраните план в PDF заново. {THE_ORIGINAL}",
        ) from error


def _tables(data: bytes) -> tuple[SourceTable, ...]:
    pages, judge = _read(data)
    tables, rest = join_pages(pages)
    if not tables:
        raise ImportRefused(
            "no_table",
            "В файле PDF нет ни одной таблицы с линиями между строками и графами, а план читается из таблицы. "
            f"{THE_ORIGINAL}",
        )
    return as_source(tables, rest, pages, judge)


def _text(data: bytes) -> tuple[SourceTable, ...]:
    pages, judge = _read(data)
    tables, rest = join_pages(pages)
    below = free_text(rest, {page.number: page.room for page in pages}, judge)
    return (*as_source(tables, (), pages, judge), SourceTable(0, 0, 0, (), below))


def _read(data: bytes) -> tuple[list[Page], HyphenJudge]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        pages = list(_pages(document))
        producer = f"{document.metadata.get('Producer', '')} {document.metadata.get('Creator', '')}"
    drop_running(pages)
    return pages, HyphenJudge.of(_flows(pages), producer)


def _pages(document: Any) -> Iterator[Page]:
    painter = Painter(document.rsrcmgr)
    glyphs = images = unknown = latin = 0
    if len(document.pages) > MAX_PAGES:
        raise ImportRefused(
            "too_many_pages",
            f"В файле PDF слишком много страниц: {len(document.pages)}, а можно не больше {MAX_PAGES}. "
            "Сохраните в PDF только план и загрузите ещё раз.",
        )
    for number, page in enumerate(document.pages, 1):
        PDFPageInterpreter(document.rsrcmgr, painter).process_page(page.page_obj)
        canvas = turned(painter.canvas)
        seen = [glyph.text for glyph in canvas.glyphs if glyph.text.strip()]
        glyphs += len(seen)
        images += canvas.images
        unknown += canvas.unknown
        latin += sum("\u00c0" <= text[0] <= "\u00ff" for text in seen)
        if glyphs > MAX_GLYPHS:
            raise ImportRefused(
                "too_large",
                "В файле PDF слишком много текста. Сохраните в PDF только план и загрузите ещё раз.",
            )
        yield read_page(canvas, number)
    if glyphs < FEW_LETTERS and images:
        raise ImportRefused(
            "scan",
            f"Этот PDF состоит из картинок: это скан или снимок, букв в нём нет, прочитать его нельзя. {THE_ORIGINAL}",
        )
    if not glyphs:
        raise ImportRefused("empty", f"В файле PDF нет текста: его страницы пустые. {THE_ORIGINAL}")
    if unknown > UNREADABLE * glyphs or latin > BROKEN_LATIN * glyphs:
        raise ImportRefused(
            "no_letters",
            "Буквы в этом PDF записаны так, что программы не узнают, какие они: вместо слов вышла бы бессмыслица. "
            f"{THE_ORIGINAL}",
        )


def _flows(pages: Sequence[Page]) -> Iterator[Sequence[TextLine]]:
    """Every column of text of the document: of each cell, and of the text between tables."""
    for page in pages:
        yield page.lines
        for piece in page.pieces:
            for cell in piece.cells:
                yield cell.lines
