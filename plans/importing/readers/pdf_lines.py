"""Letters of a page put together to words and lines of text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plans.importing.readers.pdf_canvas import Glyph

SAME_LINE = 0.45
WORD_GAP = 0.22
TWICE = 0.15
COLUMN_GAP = 1.6
SPREAD_FROM = 0.6
SPREAD_TO = 3.0
HYPHENS = "-\u00ad\u2010\u2011"
SOFT_HYPHEN = "\u00ad"
DROPPED = ("Cc", "Cf", "Cs", "Cn", "Co")


@dataclass(frozen=True, slots=True)
class Word:
    """A word between blanks: its text, its sides, whether all of it is bold.

    `breaks` counts the places where two letters of it were drawn by different operators;
    `is_detached` says that a hyphen at its end was drawn by an operator of its own.
    """

    text: str
    x0: float
    x1: float
    is_bold: bool = False
    breaks: int = 0
    is_detached: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its words from left to right, the height it stands at, its page.

    `ends_blank` says that the file itself puts a blank behind the last word.
    """

    words: tuple[Word, ...]
    base: float
    size: float
    page: int = 0
    ends_blank: bool = False

    @property
    def x0(self) -> float:
        """The left side."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right side."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def is_lone(self) -> bool:
        """True for one word, the mark of a list before it not counted."""
        return len(self.words) == 1 or (len(self.words) == 2 and not any(map(str.isalpha, self.words[0].text)))  # noqa: PLR2004

    @property
    def is_bold(self) -> bool:
        """True if every word that holds letters is bold; signs count where there are no letters."""
        lettered = [word for word in self.words if any(letter.isalnum() for letter in word.text)]
        return all(word.is_bold for word in lettered or self.words)


def build_lines(glyphs: Iterable[Glyph], page: int = 0) -> list[TextLine]:
    """Lines from top to bottom out of letters that run to the right."""
    rows: list[list[Glyph]] = []
    sizes: list[float] = []
    bases: list[float] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - bases[-1] <= SAME_LINE * max(sizes[-1], glyph.size):
            rows[-1].append(glyph)
            if glyph.size > sizes[-1] and glyph.text.strip():
                sizes[-1], bases[-1] = glyph.size, glyph.base
        else:
            rows.append([glyph])
            sizes.append(glyph.size)
            bases.append(glyph.base)
    lines = []
    for row, size, base in zip(rows, sizes, bases, strict=True):
        words = build_words(row)
        if words:
            last = max(glyph.x0 for glyph in row if glyph.text.strip())
            ends_blank = any(glyph.x0 > last and not glyph.text.strip() for glyph in row)
            lines.append(TextLine(tuple(words), base, size, page, ends_blank))
    return lines


def build_words(row: Sequence[Glyph]) -> list[Word]:
    """Words of one line: parted by blanks or by gaps wider than a fifth of the type."""
    words: list[Word] = []
    letters: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.x0):
        if not glyph.text.strip():
            _close(letters, words)
            continue
        if letters:
            last = letters[-1]
            if glyph.text == last.text and abs(glyph.x0 - last.x0) < TWICE * glyph.size:
                last.is_bold = True
                continue
            if glyph.x0 - last.x1 > WORD_GAP * max(min(glyph.size, last.size), 1.0):
                _close(letters, words)
        letters.append(glyph)
    _close(letters, words)
    return words


def _close(letters: list[Glyph], words: list[Word]) -> None:
    text = clean("".join(glyph.text for glyph in letters))
    if text:
        pairs = list(pairwise(letters))
        breaks = sum(one.run != two.run for one, two in pairs if one.text.isalpha() and two.text.isalpha())
        is_detached = bool(pairs) and text[-1] in HYPHENS and pairs[-1][0].run != pairs[-1][1].run
        is_bold = all(glyph.is_bold for glyph in letters)
        words.append(Word(text, letters[0].x0, letters[-1].x1, is_bold, breaks, is_detached))
    letters.clear()


def clean(text: str) -> str:
    """The text composed, private signs taken for bullets, signs that no program can keep dropped."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if "\uf000" <= letter <= "\uf0ff":
            kept.append("•")
        elif letter == SOFT_HYPHEN or unicodedata.category(letter) not in DROPPED:
            kept.append(letter)
    return "".join(kept)


def upright(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Letters of a cell turned to run to the right, if most of them do not; others are left out."""
    counts = [0, 0, 0, 0]
    for glyph in glyphs:
        counts[glyph.turn] += 1
    turn = counts.index(max(counts))
    kept = [glyph for glyph in glyphs if glyph.turn == turn]
    for glyph in kept:
        if turn in (1, 2):
            glyph.x0, glyph.x1 = -glyph.x1, -glyph.x0
        if turn in (2, 3):
            glyph.base = -glyph.base
        glyph.turn = 0
    return kept


def columns_apart(line: TextLine) -> list[TextLine]:
    """The line cut where a gap is too wide for a blank between words; a spread line stays whole."""
    gaps = sorted(two.x0 - one.x1 for one, two in pairwise(line.words))
    if len(gaps) > 1 and SPREAD_FROM <= gaps[(len(gaps) - 1) // 2] / line.size <= SPREAD_TO:
        return [line]
    parts: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - parts[-1][-1].x1 > COLUMN_GAP * line.size:
            parts.append([])
        parts[-1].append(word)
    return [replace(line, words=tuple(words)) for words in parts]
