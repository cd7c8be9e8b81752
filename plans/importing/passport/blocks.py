"""A document as one run of paragraphs and places of tables; frames drawn as a table of one column are text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.passport.formtable import form_lines
from plans.importing.passport.wrapped import is_wrapped, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plans.importing.source import Line, SourceTable

MAX_LINES = 20_000
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands; `above` is how many centred or bold lines stand right above it."""

    index: int
    above: int = 0


def blocks_of(tables: Iterable[SourceTable]) -> tuple[Line | TablePlace, ...]:
    """Paragraphs and tables in the order of the paper, empty ones left out.

    Raises ImportRefused for a document that is longer than any passport.
    """
    found = list(_captioned(_put_together(list(_blocks(tables)))))
    lines = [block for block in found if not isinstance(block, TablePlace)]
    if len(lines) > MAX_LINES or sum(len(line.shown) for line in lines) > MAX_CHARACTERS:
        raise ImportRefused(
            "too_long",
            "Документ слишком длинный для паспорта проекта. "
            "Оставьте в нём только паспорт, сохраните заново и загрузите ещё раз.",
        )
    return tuple(found)


def caption_places(blocks: Sequence[Line | TablePlace]) -> frozenset[int]:
    """Places of the lines that are titles of the tables below them."""
    return frozenset(
        above
        for place, block in enumerate(blocks)
        if isinstance(block, TablePlace)
        for above in range(place - block.above, place)
    )


def shown(line: Line) -> str:
    """The words of a paragraph as printed, without spaces at the ends of its lines."""
    return "\n".join(part.strip() for part in line.shown.split("\n") if part.strip())


def flat(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def is_title_line(line: Line) -> bool:
    """True for a centred bold line or a heading without a number: a title of something."""
    return (line.is_heading or (line.is_bold and line.is_centered)) and not line.mark


def _blocks(tables: Iterable[SourceTable]) -> Iterator[Line | TablePlace]:
    for table in tables:
        if table.is_nested:
            continue
        yield from (line for line in table.before if line.shown.strip())
        form = form_lines(table)
        if table.columns == 1 or form:
            yield from form or (line for cell in table.cells for line in cell.lines if line.shown.strip())
        elif table.cells:
            yield TablePlace(table.index)


def _put_together(blocks: Sequence[Line | TablePlace]) -> Iterator[Line | TablePlace]:
    """Paragraphs of a document that was broken into printed lines; any other document as it is."""
    if not is_wrapped([block for block in blocks if not isinstance(block, TablePlace)]):
        yield from blocks
        return
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, TablePlace):
            yield from unwrapped(run)
            yield block
            run = []
        else:
            run.append(block)
    yield from unwrapped(run)


def _captioned(blocks: Iterable[Line | TablePlace]) -> Iterator[Line | TablePlace]:
    """Tables with the count of centred and bold lines above them; a line that begins with a number is a heading."""
    above = 0
    for block in blocks:
        if isinstance(block, TablePlace):
            yield TablePlace(block.index, above)
            above = 0
            continue
        above = above + 1 if _is_caption(block) else 0
        yield block


def _is_caption(line: Line) -> bool:
    looks_so = line.is_centered or (line.is_bold and not line.mark)
    return looks_so and not line.is_heading and not line.shown.strip()[:1].isdigit()
