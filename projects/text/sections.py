"""Order, depth and numbers of the sections of a narrative, which stand one behind another with a level each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

DEEPEST: Final = 4


def block_end(levels: Sequence[int], place: int) -> int:
    """Where the section at `place` ends with everything nested in it: the place behind the last of them."""
    end = place + 1
    while end < len(levels) and levels[end] > levels[place]:
        end += 1
    return end


def moved(levels: Sequence[int], place: int, step: int) -> list[int]:
    """Places in their new order after a section went up (-1) or down (1) past its neighbour, each with what is nested.

    A section that has no neighbour of its level on that side, within the section both stand in, stays where it is.
    """
    order = list(range(len(levels)))
    end = block_end(levels, place)
    if step < 0:
        above = next((at for at in range(place - 1, -1, -1) if levels[at] <= levels[place]), None)
        if above is None or levels[above] < levels[place]:
            return order
        return [*order[:above], *order[place:end], *order[above:place], *order[end:]]
    if end >= len(levels) or levels[end] < levels[place]:
        return order
    below = block_end(levels, end)
    return [*order[:place], *order[end:below], *order[place:end], *order[below:]]


def relevelled(levels: Sequence[int], place: int, step: int) -> list[int]:
    """Levels after a section went one deeper (1) or one up (-1) with what is nested in it.

    The same levels where it cannot: nothing stands above to nest in, the first level, the deepest one.
    """
    end = block_end(levels, place)
    wanted = levels[place] + step
    above = levels[place - 1] if place else 0
    if wanted < 1 or wanted > above + 1 or max(levels[place:end]) + step > DEEPEST:
        return list(levels)
    return [level + step if place <= at < end else level for at, level in enumerate(levels)]


def numbers(levels: Sequence[int]) -> list[str]:
    """Numbers by place: «1», «1.1», «1.2», «2», each its own; a level that was jumped over counts as the next one."""
    counts: list[int] = []
    above: list[int] = []
    found = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depth = len(above)
        counts = [*counts, 0][:depth]
        counts[-1] += 1
        found.append(".".join(str(count) for count in counts))
    return found
