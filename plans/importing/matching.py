"""Which rows of a file are which items of a plan: by number, title and section, never two to one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.text.names import comparison_key

LIKE: Final = 0.75  # titles this much alike are one item, reworded
LIKE_UNDER_NUMBER: Final = 0.4  # enough where number and section agree
CLEAR: Final = 0.12  # by so much the best has to be ahead of the next, else it is left to a person
COMMON: Final = 200  # a word of more titles than this finds nobody
STEM: Final = 5
MAX_CANDIDATES: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of a file and an item of a plan are compared by; `section` is the whole path of headings."""

    number: str
    title: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Places of items by places of rows, and for rows that may be several items, or perhaps one, those places.

    A row in neither is new; no item stands twice in `pairs`.
    """

    pairs: dict[int, int]
    unsure: dict[int, tuple[int, ...]]


def match_rows(rows: Sequence[Entry], items: Sequence[Entry]) -> Matching:
    """Match rows to items from the surest sign to the weakest; what is not clear is told and matched to nothing.

    1. number, title and section agree (of several alike the first goes to the first);
    2. title and section, title and number, then the title alone, where only one row and one item have it;
    3. number and section, where the titles have something in common;
    4. titles that are much alike, where no other is nearly as much.

    Case, signs and look-alike letters do not count (`comparison_key`). Order does not either.
    """
    left = _Left([_keys(row) for row in rows], [_keys(item) for item in items])
    left.take_in_order(lambda key: key)
    for sign in (_title_and_section, _title_and_number, _title):
        left.take_single(sign)
    left.take_single(_number_and_section, at_least=LIKE_UNDER_NUMBER)
    left.take_alike()
    return Matching(left.pairs, left.unsure())


def likeness(one: str, other: str) -> float:
    """How much two titles have in common, 0 to 1: shared beginnings of words, counted (Dice)."""
    return _dice(_stems(one), _stems(other))


@dataclass(frozen=True, slots=True)
class _Key:
    number: str
    title: str
    section: str
    words: str


class _Left:
    """Rows and items not matched yet."""

    def __init__(self, rows: list[_Key], items: list[_Key]) -> None:
        self.rows = dict(enumerate(rows))
        self.items = dict(enumerate(items))
        self.pairs: dict[int, int] = {}

    def take(self, row: int, item: int) -> None:
        self.pairs[row] = item
        del self.rows[row], self.items[item]

    def take_in_order(self, sign: Callable[[_Key], Hashable]) -> None:
        """Match those of one sign, first to first."""
        found = _by_sign(self.items, sign)
        for row, places in list(_by_sign(self.rows, sign).items()):
            for one, other in zip(places, found.get(row, ()), strict=False):
                self.take(one, other)

    def take_single(self, sign: Callable[[_Key], Hashable | None], at_least: float = 0.0) -> None:
        """Match those of a sign that one row and one item bear."""
        found = _by_sign(self.items, sign)
        for key, places in list(_by_sign(self.rows, sign).items()):
            others = found.get(key, [])
            if len(places) == len(others) == 1:
                row, item = places[0], others[0]
                if not at_least or self.likeness(row, item) >= at_least:
                    self.take(row, item)

    def take_alike(self) -> None:
        """Match titles that are each other's best and clearly so."""
        index = self.index()
        scored = {row: self.scores(row, index) for row in self.rows}
        best_of: dict[int, list[float]] = defaultdict(list)
        for scores in scored.values():
            for item, score in scores:
                best_of[item].append(score)
        for row, scores in scored.items():
            if not scores:
                continue
            item, score = scores[0]
            rival = max([other for _, other in scores[1:]] + _without(best_of[item], score), default=0.0)
            if score >= LIKE and score - rival >= CLEAR:
                self.take(row, item)

    def unsure(self) -> dict[int, tuple[int, ...]]:
        """Items left that a row left may be: of a like title, of its number and section, or of just its title."""
        index, by_number, by_title = self.index(), _by_sign(self.items, _number_and_section), self.by_title()
        found: dict[int, tuple[int, ...]] = {}
        for row, key in self.rows.items():
            alike = [item for item, score in self.scores(row, index) if score >= LIKE - CLEAR]
            sign = _number_and_section(key)
            numbered = by_number.get(sign, []) if sign else []
            places = tuple(dict.fromkeys([*by_title.get(key.title, []), *alike, *numbered]))[:MAX_CANDIDATES]
            if places:
                found[row] = places
        return found

    def by_title(self) -> dict[str, list[int]]:
        return {key: places for key, places in _by_sign(self.items, _title).items() if isinstance(key, str)}

    def index(self) -> dict[str, list[int]]:
        """Items by the words of their titles."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, key in self.items.items():
            for stem in _stems(key.words):
                index[stem].append(place)
        return index

    def scores(self, row: int, index: dict[str, list[int]]) -> list[tuple[int, float]]:
        """Items that share a word that is not everywhere, the most alike first."""
        found: set[int] = set()
        for stem in _stems(self.rows[row].words):
            places = index.get(stem, [])
            if len(places) <= COMMON:
                found.update(places)
        scores = ((item, self.likeness(row, item)) for item in found)
        return sorted(((item, score) for item, score in scores if score), key=lambda pair: (-pair[1], pair[0]))

    def likeness(self, row: int, item: int) -> float:
        return _dice(_stems(self.rows[row].words), _stems(self.items[item].words))


def _keys(entry: Entry) -> _Key:
    number = " ".join(re.findall(r"\w+", entry.number.casefold()))
    return _Key(number, comparison_key(entry.title), comparison_key(entry.section), entry.title)


def _by_sign(entries: dict[int, _Key], sign: Callable[[_Key], Hashable | None]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in entries.items():
        value = sign(key)
        if value:
            found[value].append(place)
    return found


def _title_and_section(key: _Key) -> Hashable | None:
    return (key.title, key.section) if key.title else None


def _title_and_number(key: _Key) -> Hashable | None:
    return (key.title, key.number) if key.title and key.number else None


def _title(key: _Key) -> Hashable | None:
    return key.title or None


def _number_and_section(key: _Key) -> Hashable | None:
    return (key.number, key.section) if key.number else None


@lru_cache(maxsize=16_384)
def _stems(title: str) -> Counter[str]:
    """Beginnings of the words of a title: Russian endings change with the sentence."""
    words = (comparison_key(word) for word in re.findall(r"\w+", title))
    return Counter(word[:STEM] for word in words if word)


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _without(scores: Iterable[float], one: float) -> list[float]:
    """The scores without one of those that are equal to `one`."""
    rest = list(scores)
    rest.remove(one)
    return rest
