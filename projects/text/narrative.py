"""Lays the lines of a document out as paragraphs and nested points; every word stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_MARKED: Final = re.compile(r"^\s*(?:[-–—•·*]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[а-яa-z]\))\s*\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together: a paragraph, or points of a list with the marks the document gave them."""

    lines: tuple[str, ...]
    is_list: bool = False


def blocks(text: str) -> list[Block]:
    """Paragraphs and lists of a text, a line being a paragraph or a point; empty lines are left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: bool(_MARKED.match(line))):
        together = tuple(group)
        found += [Block(together, is_list=True)] if is_list else [Block((line,)) for line in together]
    return found


@dataclass(frozen=True, slots=True)
class Nested:
    """An entry: its first line and the points nested in it; with `has_marks` they bring marks of their own."""

    first: str
    points: tuple[str, ...]

    @property
    def has_marks(self) -> bool:
        """The page adds no marks where the document gave them."""
        return any(_MARKED.match(point) for point in self.points)


def nested(text: str) -> Nested:
    """The first line of an entry and its points, one a line."""
    first, *points = [line.strip() for line in text.strip().split("\n")] or [""]
    return Nested(first, tuple(point for point in points if point))
