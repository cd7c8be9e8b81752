"""Hyphens at the ends of printed lines: those that break a word go, those of the word itself stay.

A PDF keeps no trace of which is which, so the judge asks, in this order: the sign itself; whether the
program that made the file draws its own hyphens apart from the words; how the word is written
elsewhere in the document; how compound words are built; whether this document breaks words at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.importing.readers.pdf_lines import HYPHENS, SOFT_HYPHEN
from plans.importing.readers.pdf_words import SUFFIX, TORN_END, VOWELS, cannot_begin, is_compound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plans.importing.readers.pdf_lines import TextLine, Word

DRAWS_APART = re.compile(r"\b(?:LibreOffice|OpenOffice|Writer)\b", re.IGNORECASE)
BREAKS_WORDS = re.compile(r"\bWeasyPrint\b")  # the printer of our own paper
UNICODE_HYPHEN = "\u2010"
UNBREAKABLE = "\u2011"
TOKEN = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
TAIL = re.compile(r"([^\W_]+)[-\u00ad\u2010\u2011]$")
ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ом|ем|ую|юю|ью|ию|ия|ии|"
    r"ам|ям|[аяоеиыуюьй])$"
)
HEAD = re.compile(r"[^\W_]+")
ADVERB_ENDS = frozenset({"но", "нно", "чно", "сно", "ско", "вно", "льно"})
LONG_WORD = 4
MIN_STEM = 5
OFTEN = 0.04
NOISY = 0.05
MANY = 25


@dataclass
class Words:
    """Words of a document as they stand inside lines, with compound ones and their parts."""

    whole: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)
    compound_stems: Counter[str] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Learn the words of a piece of a line that is broken at neither end."""
        for token in TOKEN.findall(text.casefold()):
            parts = re.split(r"[-\u2010\u2011]", token)
            if len(parts) > 1:
                for place in range(1, len(parts)):
                    self.compounds["-".join(parts[place - 1 : place + 1])] += 1
                    self.compound_stems[parts[place - 1] + "-" + stem(parts[place])] += 1
                    self.firsts[parts[place - 1]] += 1
            for part in parts:
                self.whole[part] += 1
                self.stems[stem(part)] += 1


def _inner(flow: Sequence[TextLine], place: int) -> Sequence[Word]:
    """The words of a line that are surely whole: without those that a line's end may have cut."""
    line, above = flow[place], flow[place - 1] if place else None
    begins = above is not None and (above.words[-1].text[-1:] in HYPHENS or above.is_lone)
    ends = line.words[-1].text[-1:] in HYPHENS or line.is_lone
    return line.words[1 if begins else 0 : -1 if ends else None]


def stem(word: str) -> str:
    """A word without its ending, if at least five letters are left."""
    cut = ENDING.sub("", word)
    return cut if len(cut) >= MIN_STEM else word


@dataclass
class HyphenJudge:
    """Decides about hyphens at line ends of one document; learns from all its lines first."""

    words: Words = field(default_factory=Words)
    is_apart: bool = False
    is_breaking: bool = False
    has_inner_unicode: bool = False

    @classmethod
    def of(cls, flows: Iterable[Sequence[TextLine]], producer: str = "") -> HyphenJudge:
        """A judge that has read every column of text of the document (`flows`: lines one below the other)."""
        judge = cls()
        broken: list[tuple[str, str]] = []
        wrapped = detached = breaks = letters = 0
        for flow in flows:
            for place, line in enumerate(flow):
                inner = _inner(flow, place)
                judge.words.add(" ".join(word.text for word in inner))
                judge.has_inner_unicode |= any(UNICODE_HYPHEN in word.text for word in inner)
                breaks += sum(word.breaks for word in line.words)
                letters += sum(max(len(word.text) - 1, 0) for word in line.words)
                if place == len(flow) - 1:
                    continue
                wrapped += 1
                tail, head = TAIL.search(line.words[-1].text), HEAD.match(flow[place + 1].words[0].text)
                if tail and head and not line.ends_blank:
                    broken.append((tail[1], head[0]))
                    detached += line.words[-1].is_detached
        is_quiet = breaks <= NOISY * max(letters, 1)
        judge.is_apart = is_quiet and bool(DRAWS_APART.search(producer))
        is_often = len(broken) > OFTEN * max(wrapped, MANY)
        judge.is_breaking = (
            is_often or bool(BREAKS_WORDS.search(producer)) or any(judge.is_surely_broken(*pair) for pair in broken)
        )
        return judge

    def is_surely_broken(self, left: str, right: str) -> bool:
        """True if the document itself writes the word whole, or the rest cannot be a word."""
        one, two = left.casefold(), right.casefold()
        if one[-1].isdigit() or two[0].isdigit() or not right[0].islower():
            return False
        return bool(self._written_elsewhere(one, two)) or cannot_begin(two)

    def joins(self, left: str, right: str, *, is_detached: bool = False, above: str = "") -> bool:
        """True if the hyphen between the last word of a line and the first of the next only broke a word.

        `left` ends with the hyphen; `above` is the piece of the same word that ends the line before, if
        `left` fills its line alone. `is_detached` as in `Word`.
        """
        sign = left[-1:]
        if sign == SOFT_HYPHEN:
            return True
        tail, head = TAIL.search(left), HEAD.match(right)
        if sign == UNBREAKABLE or tail is None or head is None:
            return False
        if sign == UNICODE_HYPHEN and not self.has_inner_unicode:
            return True
        if self.is_apart:
            return is_detached
        begun = TAIL.search(above)
        if begun and self._is_parted(begun[1] + tail[1], head[0]):
            return False
        return self._by_words(tail[1], head[0])

    def _is_parted(self, left: str, right: str) -> bool:
        """True if the document or the build of the word says that its hyphen belongs to it."""
        return self._written_elsewhere(left.casefold(), right.casefold()) is False or is_compound(left, right)

    def _by_words(self, left: str, right: str) -> bool:
        if left[-1].isdigit() or right[0].isdigit():
            return False
        one, two = left.casefold(), right.casefold()
        known = self._written_elsewhere(one, two)
        if known is not None:
            return known
        if is_compound(left, right) or self._is_unbreakable(left, right):
            return False
        return self.is_breaking or (len(two) < LONG_WORD and not SUFFIX.match(two))

    def _is_unbreakable(self, left: str, right: str) -> bool:
        """True if a part has no vowel, or both parts are words that the document uses by themselves."""
        one, two = left.casefold(), right.casefold()
        if VOWELS.isdisjoint(one) or VOWELS.isdisjoint(two):
            return not left.isupper()
        if len(two) < LONG_WORD or SUFFIX.match(two):
            return False
        return bool(
            self.words.firsts[one] or (len(one) >= LONG_WORD and self.words.whole[one] and self.words.whole[two])
        )

    def _written_elsewhere(self, one: str, two: str) -> bool | None:
        """True or False if the document writes this word whole or with a hyphen; None if it does neither."""
        joined, parted = self.words.whole[one + two], self.words.compounds[f"{one}-{two}"]
        if not joined and not parted:
            whole = stem(one + two)
            joined = self.words.stems[whole] if len(whole) > len(one) else 0
            parted = self.words.compound_stems[f"{one}-{stem(two)}"]
        if joined == parted:
            return None
        return joined > parted

    def is_torn(self, left: str, right: str) -> bool:
        """True if a word filled its line and was torn without a hyphen: `right` is the rest of it.

        Asked only for a word that stands alone on its line from side to side.
        """
        if not (left[-1:].isalpha() and right[:1].isalpha() and right[:1].islower()):
            return False
        rest = HEAD.match(right)
        one, two = TOKEN.findall(left.casefold())[-1].split("-")[-1], rest[0].casefold() if rest else ""
        if self.words.whole[one + two]:
            return True
        if self.words.whole[one]:
            return False
        if self.words.stems[stem(one + two)] and len(one) >= MIN_STEM and len(stem(one + two)) > len(one):
            return True
        is_compound_part = two in ADVERB_ENDS and right[len(two) : len(two) + 1] == "-"
        return cannot_begin(two) or is_compound_part or (len(two) < LONG_WORD and bool(TORN_END.search(one + two)))
