"""Which windows of different plans may be one real event: like titles, near dates. Pure: no database, no clock.

Conservative on purpose: a person decides on every pair, and pairs that are plainly different cost her trust.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from math import ceil

from portal.text.names import folded

ALIKE = Fraction(7, 10)
SAME = Fraction(95, 100)
# Equal titles are proposed also when one plan moved the event to the next month.
NEAR = timedelta(days=31)
# A window of a term or a year meets everything: it is compared with windows of its own length only.
LONG = timedelta(days=100)
FEWEST_WORDS = 2
_STEM = 5
_WORD = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = "аеиоуыэюяйь"
_LITTLE = """
о об в во на по с со и или а к ко для от до из за при под над у не г гг год года году
проведение организация участие подготовка мероприятие
"""
_EMPTY = frozenset(_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window: its key, the plan it stands in, the item's title, its days (both inclusive)."""

    key: int
    plan: int
    title: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Pair:
    """Two windows of different plans that may be one event; `likeness` of their titles, up to 1."""

    first: int
    second: int
    likeness: Fraction


def title_words(title: str) -> frozenset[str]:
    """Words that make a title what it is, cut to their stems: «семинар наставников» and «Семинар для наставников»."""
    found = (folded(word) for word in _WORD.findall(title))
    return frozenset(word if word.isdigit() else _stem(word) for word in found if word not in _EMPTY)


def _stem(word: str) -> str:
    """Beginning of a word without its ending: «стол» of «стола», «кругл» of «круглого»."""
    return word[:_STEM].rstrip(_ENDINGS) or word[:_STEM]


def title_likeness(first: frozenset[str], second: frozenset[str]) -> Fraction:
    """Common words ÷ all words, 0 to 1; other numbers are another event («заседание 1» and «заседание 2»)."""
    numbers = [{word for word in words if word.isdigit()} for words in (first, second)]
    if numbers[0] != numbers[1] or not first or not second:
        return Fraction(0)
    return Fraction(len(first & second), len(first | second))


def like_pairs(candidates: Sequence[Candidate]) -> list[Pair]:
    """Pairs that may be one event, the likest first; a window is proposed at most once for each other plan."""
    titled: dict[frozenset[str], list[Candidate]] = defaultdict(list)
    for each in candidates:
        titled[title_words(each.title)].append(each)
    found = [
        Pair(min(first.key, second.key), max(first.key, second.key), likeness)
        for one, other, likeness in _alike(list(titled))
        for first, second in (combinations(titled[one], 2) if one is other else product(titled[one], titled[other]))
        if first.plan != second.plan and _meet(first, second, likeness)
    ]
    known = {each.key: each for each in candidates}
    found.sort(key=lambda pair: (-pair.likeness, _distance(known[pair.first], known[pair.second]), pair.first))
    return _once(found, known)


def days_apart(first: Candidate, second: Candidate) -> int:
    """Days between two windows, 0 where they have a day in common."""
    return max((max(first.start, second.start) - min(first.end, second.end)).days, 0)


def _meet(first: Candidate, second: Candidate, likeness: Fraction) -> bool:
    is_long = any(each.end - each.start > LONG for each in (first, second))
    if is_long and (first.start, first.end) != (second.start, second.end):
        return False
    gap = timedelta(days=days_apart(first, second))
    return not gap or (likeness >= SAME and gap <= NEAR)


def _alike(titles: Sequence[frozenset[str]]) -> Iterable[tuple[frozenset[str], frozenset[str], Fraction]]:
    """Titles that are alike, each with itself too; only those that share one of their rarest words are compared.

    Alike enough they must share one of so many (prefix filter of the Jaccard likeness).
    """
    often = Counter(word for words in titles for word in words)
    places: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(titles):
        if not words:
            continue
        yield words, words, Fraction(1)
        rarest = sorted(words, key=lambda word: (often[word], word))[: len(words) - ceil(ALIKE * len(words)) + 1]
        for other in {other for word in rarest for other in places[word]}:
            common = len(words & titles[other])
            # Whole numbers first: fractions are dear, and most pairs are not alike.
            if common >= FEWEST_WORDS and common * ALIKE.denominator >= ALIKE.numerator * len(words | titles[other]):
                likeness = title_likeness(words, titles[other])
                if likeness:
                    yield titles[other], words, likeness
        for word in rarest:
            places[word].append(number)


def _once(pairs: Iterable[Pair], known: dict[int, Candidate]) -> list[Pair]:
    taken: set[tuple[int, int]] = set()
    found = []
    for pair in pairs:
        ways = {(pair.first, known[pair.second].plan), (pair.second, known[pair.first].plan)}
        if not taken & ways:
            taken |= ways
            found.append(pair)
    return found


def _distance(first: Candidate, second: Candidate) -> tuple[int, int]:
    return days_apart(first, second), abs((first.end - second.end).days)
