"""Rows of a plan as a list with headings of several levels: moved, nested, taken out, put back. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

DEEPEST: Final = 2
STEP: Final = 1024

FIRST = "Выше переставить некуда: это первая строка."
LAST = "Ниже переставить некуда: это последняя строка."
FIRST_SECTION = "Выше переставить некуда: это первый раздел."
LAST_SECTION = "Ниже переставить некуда: это последний раздел."
NO_PLACE = "Строки, рядом с которой нужно встать, в плане уже нет."
INSIDE_ITSELF = "Раздел нельзя переставить внутрь самого себя."
NOTHING_ABOVE = "Вложить раздел не во что: над ним нет другого раздела."
TOO_DEEP = "Глубже вложить нельзя: в плане бывает не больше трёх уровней разделов."
ALREADY_OUT = "Раздел и так не вложен ни в какой другой."


class CannotMoveError(Exception):
    """A row cannot be put where it was asked to; the reason is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: «i12» is item 12, «s3» the heading of section 3 with its level from 0.

    A removed item keeps its place among the rows, so that it can be put back exactly there; nobody sees it.
    """

    key: str
    level: int = 0
    is_removed: bool = False

    @property
    def is_section(self) -> bool:
        """The row is a heading."""
        return self.key.startswith("s")

    @property
    def pk(self) -> int:
        """Number of the item or of the section."""
        return int(self.key[1:])


Lines = tuple[Line, ...]


def item_key(pk: int) -> str:
    """Key of an item's row."""
    return f"i{pk}"


def section_key(pk: int) -> str:
    """Key of a section's row."""
    return f"s{pk}"


def sections_of(lines: Iterable[Line]) -> dict[str, str | None]:
    """The section each row stands in, by key: an item in the nearest heading above, a heading in its parent."""
    found: dict[str, str | None] = {}
    chain: list[Line] = []
    for line in lines:
        if line.is_section:
            chain = [above for above in chain if above.level < line.level]
        found[line.key] = chain[-1].key if chain else None
        if line.is_section:
            chain.append(line)
    return found


def section_paths(lines: Iterable[Line]) -> list[tuple[int, ...]]:
    """For every item in the plan the place of its section: (2, 1) is the first inside the second, () is none."""
    paths: list[tuple[int, ...]] = []
    place: tuple[int, ...] = ()
    for line in lines:
        if line.is_section:
            depth = min(line.level, len(place))
            place = (*place[:depth], place[depth] + 1 if depth < len(place) else 1)
        elif not line.is_removed:
            paths.append(place)
    return paths


def levelled(lines: Iterable[Line]) -> Lines:
    """Headings no deeper than one level under the heading above."""
    found: list[Line] = []
    above = -1
    for line in lines:
        if line.is_section:
            above = min(line.level, above + 1)
            found.append(replace(line, level=above))
        else:
            found.append(line)
    return tuple(found)


def place_of(lines: Sequence[Line], key: str) -> int:
    """Index of a row; raises CannotMoveError for one that is not there."""
    for place, line in enumerate(lines):
        if line.key == key:
            return place
    raise CannotMoveError(NO_PLACE)


def block_of(lines: Sequence[Line], key: str) -> Lines:
    """The row with all that stands in it: an item alone, a section with its items and sections."""
    start = place_of(lines, key)
    return tuple(lines[start : _block_end(lines, start)])


def inserted(lines: Sequence[Line], line: Line, after: str | None) -> Lines:
    """The rows with a new one right below `after`; `None`: on top."""
    place = place_of(lines, after) + 1 if after else 0
    return levelled((*lines[:place], line, *lines[place:]))


def moved_up(lines: Sequence[Line], key: str) -> Lines:
    """An item one visible row higher, past a heading into the section above; a section before its neighbour."""
    start = place_of(lines, key)
    if lines[start].is_section:
        return _before_neighbour(lines, start)
    for place in range(start - 1, -1, -1):
        if not lines[place].is_removed:
            return (*lines[:place], lines[start], *lines[place:start], *lines[start + 1 :])
    raise CannotMoveError(FIRST)


def moved_down(lines: Sequence[Line], key: str) -> Lines:
    """An item one visible row lower, past a heading into the section below; a section after its neighbour."""
    start = place_of(lines, key)
    if lines[start].is_section:
        end = _block_end(lines, start)
        if end == len(lines) or lines[end].level < lines[start].level:
            raise CannotMoveError(LAST_SECTION)
        return _before_neighbour(lines, end)
    for place in range(start + 1, len(lines)):
        if not lines[place].is_removed:
            return (*lines[:start], *lines[start + 1 : place + 1], lines[start], *lines[place + 1 :])
    raise CannotMoveError(LAST)


def moved_after(lines: Sequence[Line], key: str, anchor: str | None) -> Lines:
    """A row with all that stands in it right below another row; `None`: on top of the plan.

    A section put below a row of another section cuts that one in two, so it goes behind the whole section instead.
    """
    block = block_of(lines, key)
    if anchor in {line.key for line in block}:
        raise CannotMoveError(INSIDE_ITSELF)
    rest = [line for line in lines if line not in block]
    place = place_of(rest, anchor) + 1 if anchor else 0
    if block[0].is_section and anchor:
        place = _behind_section(rest, place - 1, block[0].level)
    return levelled((*rest[:place], *block, *rest[place:]))


def nested_in(lines: Sequence[Line], key: str) -> Lines:
    """A section one level deeper with all its sections: it becomes a part of the heading above it."""
    start = place_of(lines, key)
    line = lines[start]
    above = next((other for other in reversed(lines[:start]) if other.is_section), None)
    if above is None or above.level < line.level:
        raise CannotMoveError(NOTHING_ABOVE)
    block = block_of(lines, key)
    if max(each.level for each in block) >= DEEPEST:
        raise CannotMoveError(TOO_DEEP)
    return _shifted(lines, block, 1)


def nested_out(lines: Sequence[Line], key: str) -> Lines:
    """A section one level higher with all its sections; sections that follow it on its old level become parts of it."""
    block = block_of(lines, key)
    if block[0].level == 0:
        raise CannotMoveError(ALREADY_OUT)
    return _shifted(lines, block, -1)


def without_heading(lines: Sequence[Line], key: str) -> Lines:
    """The rows without a heading: its items fall to the heading above it, its sections take its own level."""
    block = block_of(lines, key)
    return levelled(line for line in _shifted(lines, block[1:], -1) if line.key != key)


def put_back(lines: Sequence[Line], rows: Sequence[Line], above: str | None, below: str | None) -> Lines:
    """Rows as they stood once, one after another below `above`; where that is gone, above `below`, else at the end.

    Rows that are there already are taken from where they stand now.
    """
    keys = {row.key for row in rows}
    rest = [line for line in lines if line.key not in keys]
    places = {line.key: place for place, line in enumerate(rest)}
    if above is None:
        place = 0
    elif above in places:
        place = places[above] + 1
    else:
        place = places.get(below or "", len(rest))
    return levelled((*rest[:place], *rows, *rest[place:]))


def neighbours_of(lines: Sequence[Line], rows: Sequence[Line]) -> tuple[str | None, str | None]:
    """Keys of the rows right above and right below a stretch of rows, `None` at either end."""
    if not rows:
        return None, None
    start = place_of(lines, rows[0].key)
    end = start + len(rows)
    return (lines[start - 1].key if start else None), (lines[end].key if end < len(lines) else None)


def spread(orders: Sequence[int]) -> list[int]:
    """Numbers of order that grow along the rows, as few as possible of them new; all anew where there is no room.

    Numbers leave room between them, so that a row put in between changes nothing but itself.
    """
    kept = _longest_growing(orders)
    found = list(orders)
    bounds = [-1, *kept, len(orders)]
    for left, right in pairwise(bounds):
        missing = right - left - 1
        if not missing:
            continue
        low = orders[left] if left >= 0 else None
        high = orders[right] if right < len(orders) else None
        given = _between(low, high, missing)
        if given is None:
            return [(place + 1) * STEP for place in range(len(orders))]
        found[left + 1 : right] = given
    return found


def changed_orders(old: Mapping[int, int], rows: Sequence[int]) -> dict[int, int]:
    """New numbers of order by id, only those that have to change; `rows` are ids as they stand, new ones among them."""
    wanted = spread([old.get(pk, -1) for pk in rows])
    return {pk: order for pk, order in zip(rows, wanted, strict=True) if old.get(pk) != order}


def _block_end(lines: Sequence[Line], start: int) -> int:
    line = lines[start]
    if not line.is_section:
        return start + 1
    after = range(start + 1, len(lines))
    return next((place for place in after if lines[place].is_section and lines[place].level <= line.level), len(lines))


def _before_neighbour(lines: Sequence[Line], start: int) -> Lines:
    """Exchange the section at `start` with the one of its level before it."""
    line = lines[start]
    for place in range(start - 1, -1, -1):
        other = lines[place]
        if other.is_section and other.level < line.level:
            break
        if other.is_section and other.level == line.level:
            end = _block_end(lines, start)
            return (*lines[:place], *lines[start:end], *lines[place:start], *lines[end:])
    raise CannotMoveError(FIRST_SECTION)


def _behind_section(lines: Sequence[Line], place: int, level: int) -> int:
    """Index behind the row at `place`, not inside of a section on the level of the heading to come."""
    end = place + 1
    while end < len(lines) and not (lines[end].is_section and lines[end].level <= level):
        end += 1
    return end


def _shifted(lines: Sequence[Line], block: Sequence[Line], by: int) -> Lines:
    keys = {line.key for line in block if line.is_section}
    return levelled(replace(line, level=line.level + by) if line.key in keys else line for line in lines)


def _longest_growing(orders: Sequence[int]) -> list[int]:
    """Indices of a longest strictly growing run of numbers that are not negative."""
    tails: list[int] = []
    before: list[int | None] = [None] * len(orders)
    for index, order in enumerate(orders):
        if order < 0:
            continue
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if orders[tails[middle]] < order:
                low = middle + 1
            else:
                high = middle
        before[index] = tails[low - 1] if low else None
        tails[low : low + 1] = [index]
    found: list[int] = []
    at: int | None = tails[-1] if tails else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]


def _between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """`count` numbers between two, `None` where there is no room."""
    if high is None:
        start = 0 if low is None else low
        return [start + STEP * (number + 1) for number in range(count)]
    start = -1 if low is None else low
    gap = (high - start) // (count + 1)
    if gap < 1:
        return None
    return [start + gap * (number + 1) for number in range(count)]
