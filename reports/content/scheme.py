"""The scheme of a network on paper: who takes part, by what paper, what was done together; drawn anew from these."""

from __future__ import annotations

from datetime import date

from portal.text.russian import date_short
from reports.content.document import (
    Document,
    Paragraph,
    SchemePicture,
    Sentence,
    Sheet,
    TableBlock,
    TitleLine,
)
from reports.content.model import Cell, Column, Row, SchemePart

KIND = "scheme"
TITLE = "Схема сетевого взаимодействия"
EMPTY = "В это время в сети проекта нет участников."
COLUMNS = (
    Column("number", "№"),
    Column("title", "Организация"),
    Column("responsible", "Муниципалитет"),
    Column("task", "Роль в проекте"),
    Column("expected_result", "Документ участия"),
    Column("fact", "Совместных событий"),
)


def scheme_content(
    organization: str,
    as_of: date,
    title: str,
    picture: SchemePicture,
) -> Document:
    """The picture and the same as a table, a sentence where nobody takes part.

    Papers as they stood on `as_of`, events those that were held by then.
    """
    rows = tuple(_row(number, part) for number, part in enumerate(picture.parts, 1))
    return Document(
        kind=KIND,
        organization=organization,
        as_of=as_of,
        title=tuple(TitleLine(line, is_strong=not place) for place, line in enumerate(title.split("\n"))),
        docname=f"{TITLE} · на {date_short(as_of)}",
        blocks=(picture, TableBlock(COLUMNS, rows, "Участники сети")) if rows else (Paragraph((Sentence(EMPTY),)),),
        sheet=Sheet.WIDE,
    )


def scheme_title(project: str, period: tuple[date, date], as_of: date) -> str:
    """Three lines: what it is, of which project, of which days (both inclusive) with papers of which day."""
    start, end = period
    return f"{TITLE}\n{project}\nс {date_short(start)} по {date_short(end)}, документы на {date_short(as_of)}"


def _row(number: int, part: SchemePart) -> Row:
    words = (str(number), part.name, part.municipality, part.role, part.paper, str(part.events))
    return Row(tuple(Cell((text,)) for text in words))
