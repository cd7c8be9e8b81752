"""Documents whose every printed line is a paragraph of its own, as after a copy out of a PDF: put together again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 20  # lines by which a document is judged
WIDEST = 130  # characters; a document with longer paragraphs was not broken
LONG = 40
SHARE = 0.3
FULL = 0.9  # of the width: letters are of different widths, lines of one paper not equally long
TERMINAL = (".", "!", "?", ":", ";", "…")
BEGINS = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\s?[.)](?!\d)|\d{1,2}(?:\.\d{1,2})+\s|[•▪◦‣·●○–—−-]\s|[IVX]{1,5}\s?[.)])"
)
BROKEN_WORD = re.compile(r"[^\W\d_]-\Z")


def is_wrapped(lines: Sequence[Line]) -> bool:
    """True if no line is longer than a printed one, and many go on in the next with a small letter."""
    if len(lines) < FEWEST or _width(lines, 0.97) > WIDEST:
        return False
    broken = sum(_begins_small(other) and len(line.text) >= LONG and not _ends(line) for line, other in pairwise(lines))
    return broken >= SHARE * len(lines)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Paragraphs of lines that no table parts.

    A line goes on in the next where that begins with a small letter, or its first word had no room left.
    """
    width = _width(lines, 0.97)
    found: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _goes_on(last, line, width):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        last = line
    return found


def _width(lines: Sequence[Line], share: float) -> int:
    """The length that this share of the lines does not exceed; 0 for none."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int((len(lengths) - 1) * share)] if lengths else 0


def _goes_on(line: Line, other: Line, width: int) -> bool:
    if other.mark or line.is_bold != other.is_bold or line.is_heading or other.is_heading or BEGINS.match(other.text):
        return False
    if line.is_centered or other.is_centered:
        return False
    would_take = len(line.text.strip()) + 1 + len(other.text.split(maxsplit=1)[0])
    if _ends(line):
        return line.text.rstrip().endswith(";") and would_take > width
    return _begins_small(other) or would_take > FULL * width


def _joined(line: Line, other: Line) -> Line:
    glue = "" if BROKEN_WORD.search(line.text.rstrip()) and _begins_small(other) else " "
    return replace(line, text=f"{line.text.rstrip()}{glue}{other.text.strip()}")


def _begins_small(line: Line) -> bool:
    return line.text.strip()[:1].islower()


def _ends(line: Line) -> bool:
    return line.text.rstrip().endswith(TERMINAL)
