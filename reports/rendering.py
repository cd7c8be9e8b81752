"""Contents to the HTML of paper; knows no database and no settings, so that it runs in the limited child too."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from projects import charts as scheme
from reports.content import Block, Charts, Document, SchemePicture, Sheet, StripChart, TableBlock, charts
from reports.content.layout import SIZES, UNHYPHENATED, foot_name, is_tall, table_widths, width_of
from reports.letters import printable

TEMPLATE_VERSION = "8"
"""Grows with every change of templates or style that is seen on paper: a file of another version is not reused."""

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LANDSCAPE = 257.0  # mm a picture on a turned sheet may take with the widest margins
UNDER_TITLE, ON_A4 = 470, 640  # units of a scheme: a picture that stands under the title, on an A4 sheet of its own
OF_HEAD = 21.0  # mm of a large sheet that its head takes
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
SMALLER = (11.0, 10.5, 10.0, 9.5, 9.0)
IN_TABLES = 0.9  # letters of the tables of a single sheet, of those around
CLASSES = {"number": "n", "mark": "mk"} | dict.fromkeys(UNHYPHENATED, "c")


def letter_sizes(document: Document) -> tuple[float, ...]:
    """Sizes of letters in points to try one after another: one that must fit a sheet is drawn smaller and smaller."""
    size = float(document.rules.size)
    return (size, *(less for less in SMALLER if less < size)) if document.is_single else (size,)


def paper_html(document: Document, check_url: str, size: float | None = None) -> str:
    """Lay a document out as HTML that refers to nothing but `paper:css/paper.css`; `size`: of `letter_sizes`."""
    document = replace(printable(document), docname=foot_name(printable(document.docname)))
    rules = document.rules
    size = size or rules.size
    context = {
        "document": document,
        "size": f"{size:g}",
        "table_size": f"{max(size * IN_TABLES, SMALLER[-1]):g}",
        "qr": qr_code(check_url) if rules.has_code else "",
        "check_url": check_url.rpartition("://")[2],
        "blocks": [(block, drawn(block, document)) for block in document.blocks],
    }
    template = _engine().get_template("reports/paper/document.html")
    return str(template.render(Context(context, use_l10n=False, use_tz=False)))


def drawings(block: Block, document: Document) -> list[str]:
    """Every SVG that paper shows for the block, in order."""
    block = printable(block)
    context = Context({"block": block, "drawn": drawn(block, document)}, use_l10n=False, use_tz=False)
    return _DRAWING.findall(_engine().get_template("reports/paper/_block.html").render(context))


def drawn(block: Block, document: Document) -> Any:
    """What the template of the block needs beside the block itself: geometry of charts, widths of tables."""
    if isinstance(block, TableBlock):
        return _table(block, width_of(document))
    if isinstance(block, SchemePicture):
        return _scheme(block, document)
    if isinstance(block, StripChart):
        return charts.strip(block.cells)
    if isinstance(block, Charts):
        return {"line": charts.line(block.months, document.as_of), "bars": charts.bars(block.bars)}
    return None


def qr_code(url: str) -> SafeString:
    """Inline SVG of the QR code, one path, with a title for readers who do not see it."""
    svg = segno.make(url, error="m", micro=False).svg_inline(
        border=0, dark="#111", omitsize=True, title="QR-код страницы проверки документа"
    )
    return mark_safe(svg)  # noqa: S308 - drawn by the library from a URL of our own


def _scheme(picture: SchemePicture, document: Document) -> dict[str, Any]:
    parts = [
        scheme.Participant(part.key, part.name, part.municipality, scheme.Tie(part.tie), part.note, part.events)
        for part in picture.parts
    ]
    links = [scheme.Link(link.first, link.second, link.count) for link in picture.links]
    figures = scheme.scheme_figures(picture.hub, parts, links)
    return {
        "is_small": figures[0].height <= UNDER_TITLE,
        "figures": [(figure, *_sheet(figure, document)) for figure in figures],
        "keys": [(scheme.key_of(scheme.Tie(key.tie)), key) for key in picture.keys],
    }


def _sheet(figure: scheme.Figure, document: Document) -> tuple[str, str]:
    """The sort of sheet a picture stands on, as a class, and its width there in millimetres, between the margins."""
    if figure.height <= UNDER_TITLE:
        return "", f"{min(LANDSCAPE, width_of(document)):.0f}"
    if figure.height <= ON_A4:
        return "whole", f"{min(LANDSCAPE, _room(figure, document, Sheet.WIDE)):.0f}"
    return "large", f"{_room(figure, document, Sheet.LARGE):.0f}"


def _room(figure: scheme.Figure, document: Document, sheet: Sheet) -> float:
    """The width of a picture that stands alone on a sheet: as wide and as high as the margins leave room."""
    rules = document.rules
    width, height = SIZES[sheet]
    high = height - rules.top - rules.bottom - (OF_HEAD if sheet is Sheet.LARGE else 0)
    return min(width - rules.left - rules.right - 2, high * figure.width / figure.height)


def _table(table: TableBlock, width: float) -> dict[str, Any]:
    fields = [column.field for column in table.columns]
    classes = [CLASSES.get(field, "") for field in fields]
    return {
        "widths": [f"{each:.1f}" for each in table_widths(table, width)],
        "columns": table.columns,
        "span": len(table.columns),
        "rows": [(row.heading, is_tall(row), list(zip(classes, row.cells, strict=False))) for row in table.rows],
    }


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(TEMPLATES)],
        builtins=["reports.templatetags.paper_tags"],
        libraries={"l10n": "django.templatetags.l10n"},
    )
