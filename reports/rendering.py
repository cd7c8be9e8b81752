"""Contents to the HTML of paper; knows no database and no settings, so that it runs in the limited child too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from projects import charts as scheme
from reports.content import Column, PlanContent, ProgressContent, ReportContent, Row, SchemeContent, Table, charts

TEMPLATE_VERSION = "2"
"""Grows with every change of templates or style that is seen on paper: a file of another version is not reused."""

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
PORTRAIT = 180.0  # mm between the margins, 20 and 10
LANDSCAPE = 267.0
NUMBER_WIDTH = 11.0
UNDER_TITLE, ON_A4 = 470, 640  # units of a scheme: a picture that stands under the title, on an A4 sheet of its own
A3_WIDTH, A3_HEIGHT = 388.0, 236.0  # mm between the margins of A3, room for the head of the sheet left out
WEIGHTS = {
    "title": 5.6,
    "responsible": 3.4,
    "result": 4.0,
    "mark": 2.9,
    "expected_result": 3.4,
    "task": 3.2,
    "deadline": 2.0,
    "deadline_place": 2.4,
    "start": 1.8,
    "finish": 1.8,
    "fact": 1.8,
    "delay": 2.1,
}
OTHER_WEIGHT = 2.4
TALL = 700  # letters
CLASSES = {"number": "n", "deadline": "c", "start": "c", "finish": "c", "fact": "c", "delay": "c", "mark": "mk"}


def paper_html(content: ReportContent, check_url: str) -> str:
    """Lay a content out as an HTML document that refers to nothing but `paper:css/paper.css`."""
    drawn = _drawn(content)
    blocks = content.approvals
    sides = ([block for block in blocks if block.is_left], [block for block in blocks if not block.is_left])
    shared = {
        "content": content,
        "sides": sides if blocks else (),
        "qr": qr_code(check_url),
        "check_url": check_url.rpartition("://")[2],
    }
    context = Context({**shared, **drawn}, use_l10n=False, use_tz=False)
    return str(_engine().get_template(f"reports/paper/{content.kind}.html").render(context))


def qr_code(url: str) -> SafeString:
    """Inline SVG of the QR code, one path, with a title for readers who do not see it."""
    svg = segno.make(url, error="m", micro=False).svg_inline(
        border=0, dark="#111", omitsize=True, title="QR-код страницы проверки документа"
    )
    return mark_safe(svg)  # noqa: S308 - drawn by the library from a URL of our own


def column_widths(fields: Sequence[str], width: float) -> tuple[str, ...]:
    """Millimetres of each column by what stands in it; the number column is narrow, the sum is `width`."""
    fixed = NUMBER_WIDTH * sum(field == "number" for field in fields)
    total = sum(WEIGHTS.get(field, OTHER_WEIGHT) for field in fields if field != "number") or 1
    unit = (width - fixed) / total
    return tuple(
        f"{NUMBER_WIDTH if field == 'number' else unit * WEIGHTS.get(field, OTHER_WEIGHT):.1f}" for field in fields
    )


def is_tall(row: Row) -> bool:
    """A row may be divided between sheets when a cell of it would take about half of one."""
    return any(sum(len(line) for line in cell.lines) > TALL for cell in row.cells)


def _drawn(content: ReportContent) -> dict[str, Any]:
    if isinstance(content, PlanContent):
        return _plan(content)
    return _progress(content) if isinstance(content, ProgressContent) else _scheme(content)


def _scheme(content: SchemeContent) -> dict[str, Any]:
    parts = [
        scheme.Participant(part.key, part.name, part.municipality, scheme.Tie(part.tie), part.note, part.events)
        for part in content.parts
    ]
    links = [scheme.Link(link.first, link.second, link.count) for link in content.links]
    figures = scheme.scheme_figures(content.hub, parts, links)
    return {
        "is_small": figures[0].height <= UNDER_TITLE,
        "figures": [(figure, *_sheet(figure)) for figure in figures],
        "keys": [(scheme.key_of(scheme.Tie(key.tie)), key) for key in content.keys],
        "table": _table(content.table, LANDSCAPE),
    }


def _sheet(figure: scheme.Figure) -> tuple[str, str]:
    """The sort of sheet a picture stands on, as a class, and its width there in millimetres."""
    if figure.height <= UNDER_TITLE:
        return "", f"{LANDSCAPE:.0f}"
    if figure.height <= ON_A4:
        return "whole", f"{LANDSCAPE:.0f}"
    return "large", f"{min(A3_WIDTH, A3_HEIGHT * figure.width / figure.height):.0f}"


def _plan(content: PlanContent) -> dict[str, Any]:
    width = LANDSCAPE if content.is_wide else PORTRAIT
    return {"table": _table(Table(content.title, content.columns, content.rows), width)}


def _progress(content: ProgressContent) -> dict[str, Any]:
    return {
        "strip": charts.strip(content.strip),
        "line": charts.line(content.months, content.as_of),
        "bars": charts.bars(content.bars),
        "tables": [(number, _table(table, PORTRAIT)) for number, table in enumerate(content.tables, 2)],
    }


def _table(table: Table, width: float) -> dict[str, Any]:
    fields = [column.field for column in table.columns]
    classes = [CLASSES.get(field, "") for field in fields]
    columns: tuple[Column, ...] = table.columns
    return {
        "title": table.title,
        "widths": column_widths(fields, width),
        "columns": columns,
        "span": len(columns),
        "rows": [(row.heading, is_tall(row), list(zip(classes, row.cells, strict=False))) for row in table.rows],
    }


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(TEMPLATES)],
        builtins=["reports.templatetags.paper_tags"],
        libraries={"l10n": "django.templatetags.l10n"},
    )
