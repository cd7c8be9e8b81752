"""Points of lists among the paragraphs of a section: marked by the word processor, by hand, or by nothing at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.passport.blocks import shown
from plans.importing.passport.draft import ItemDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.source import Line

BULLET = re.compile(r"\A[•▪◦‣·●○\uf000-\uf0ff–—−-]\s*(?=\S)")
POINT = re.compile(
    r"\A(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[.)](?!\d)|[а-яa-z]\))\s*(?P<text>(?=[^\d\s]|\d+\s).*)\Z", re.DOTALL
)
LONGEST = 300  # characters of a point that nothing marks
FEWEST = 3  # such points in a section that holds nothing else
ENDING = (";", ",")


def points_of(lines: Sequence[Line]) -> tuple[ItemDraft, ...]:
    """Points of lists in order; paragraphs between them are no points."""
    unmarked = _bare_list(lines)
    found = [
        _point(line) or (ItemDraft("", shown(line)) if place in unmarked else None) for place, line in enumerate(lines)
    ]
    return tuple(point for point in found if point is not None)


def _point(line: Line) -> ItemDraft | None:
    """The point a paragraph is by its own mark."""
    text = _stripped(line.text)
    if line.mark:
        is_number = line.mark[0].isalnum() or line.mark[0] == "("
        return ItemDraft(line.mark if is_number else "", text)
    typed = POINT.match(text)
    if typed:
        return ItemDraft(typed["number"], typed["text"])
    bullet = BULLET.match(text)
    if bullet:
        return ItemDraft("", text[bullet.end() :])
    return None


def _stripped(text: str) -> str:
    return "\n".join(part.strip() for part in text.split("\n") if part.strip())


def _bare_list(lines: Sequence[Line]) -> set[int]:
    """Places of points without marks: short paragraphs that end as points do, after a colon or alone in a section."""
    if len(lines) >= FEWEST and all(_is_short(line) and not _ends(line, (".", ":", "!", "?")) for line in lines):
        return set(range(len(lines)))
    found: set[int] = set()
    run: list[int] | None = None
    for place, line in enumerate(lines):
        if run is not None and _is_short(line) and not line.mark and not _ends(line, (":",)):
            run.append(place)
            if _ends(line, ENDING):
                continue
            found |= set(run) if len(run) > 1 else set()
        run = [] if _ends(line, (":",)) else None
    return found


def _is_short(line: Line) -> bool:
    return len(line.text) <= LONGEST


def _ends(line: Line, signs: tuple[str, ...]) -> bool:
    return line.text.rstrip().endswith(signs)
