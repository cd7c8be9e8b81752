"""Sections of a passport put together: headings, the paragraphs below them, points of lists, places of tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plans.importing.passport.blocks import TablePlace, caption_places, flat, shown
from plans.importing.passport.draft import SectionDraft, TableNote
from plans.importing.passport.lists import points_of
from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from plans.importing.passport.headings import Heading


def sections_of(blocks: Sequence[Line | TablePlace], headings: Sequence[Heading]) -> tuple[SectionDraft, ...]:
    """A section for every heading, up to the next one."""
    captions = caption_places(blocks)
    bounds = pairwise([*(heading.places for heading in headings), (len(blocks),)])
    return tuple(
        _section(heading, range(own[-1] + 1, following[0]), blocks, captions)
        for heading, (own, following) in zip(headings, bounds, strict=True)
    )


def _section(
    heading: Heading, places: range, blocks: Sequence[Line | TablePlace], captions: Collection[int]
) -> SectionDraft:
    lines = [block for place in places if isinstance(block := blocks[place], Line) and place not in captions]
    body = [heading.tail] if heading.tail else []
    return SectionDraft(
        number=heading.number,
        heading=heading.text,
        text="\n".join([*body, *map(shown, lines)]),
        items=points_of(lines),
        level=heading.level,
        source=heading.source,
        tables=tuple(_notes(places, blocks)),
    )


def _notes(places: range, blocks: Sequence[Line | TablePlace]) -> Iterator[TableNote]:
    """Tables with the lines above them, but for those that are the heading itself."""
    for place in places:
        block = blocks[place]
        if isinstance(block, TablePlace):
            above = (blocks[each] for each in range(max(place - block.above, places.start), place))
            yield TableNote(block.index, flat(" ".join(line.shown for line in above if isinstance(line, Line))))
