"""A network as a ring: participants around the institution, labels outside, arcs of joint events within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from portal.text.russian import plural
from projects.charts.model import (
    HUB_SIZE,
    LEADING,
    MARGIN,
    NAME,
    NODE,
    NOTE,
    TOWN,
    WIDTH,
    Figure,
    Hub,
    Label,
    Line,
    Link,
    Node,
    Participant,
    Stroke,
    label_of,
    names_of,
    node_of,
)
from projects.charts.widths import text_width, wrapped

CENTRE: Final = WIDTH / 2
WIDE: Final = 255.0
LEAST_HIGH: Final = 165.0
OVER: Final = 1.1
BESIDE: Final = 9.0
LABEL: Final = CENTRE - WIDE - NODE - BESIDE - MARGIN
NAME_LINES: Final = 4
APART, TOGETHER = 16.0, 7.0
ROOMY, MOST_STRETCH = 340.0, 46.0
SPLIT_PRICE: Final = 70.0
LEAST_HUB, MOST_HUB, HUB_LINES, HUB_PAD = 84.0, 118.0, 6, 10.0
MOST_ARCS: Final = 40
PULL: Final = 0.5
THICKEST: Final = 3


@dataclass(frozen=True, slots=True)
class _Block:
    """A participant with its words and the room before it."""

    participant: Participant
    label: Label
    gap: float


def ring_figure(hub: str, participants: Sequence[Participant], links: Sequence[Link]) -> Figure:
    """The picture of participants in their order: the left side from above to below, then the right one."""
    cut = _cut(participants)
    sides = [_blocks(participants[:cut]), _blocks(participants[cut:])]
    stretches = [_stretch(side) for side in sides]
    total = max(_height(side) + stretch * max(len(side) - 1, 0) for side, stretch in zip(sides, stretches, strict=True))
    high = max(total / 2 * OVER, LEAST_HIGH)
    middle = max(total / 2, MOST_HUB) + MARGIN
    nodes: list[Node] = []
    lines: list[Line] = []
    for side, stretch, sign in zip(sides, stretches, (-1, 1), strict=True):
        top = middle - (_height(side) + stretch * max(len(side) - 1, 0)) / 2
        for number, block in enumerate(side):
            top += (block.gap + stretch) if number else 0
            y = top + block.label.middle
            x = CENTRE + sign * WIDE * sqrt(1 - ((y - middle) / high) ** 2)
            nodes.append(node_of(block.participant, x, y))
            lines += block.label.placed(x + sign * (NODE + BESIDE), top, "start" if sign > 0 else "end")
            top += block.label.height
    arcs, untold = _arcs(nodes, links, participants, middle)
    return Figure(
        width=WIDTH,
        height=round(2 * middle),
        hub=_hub(hub, middle),
        rails="",
        spokes=tuple(Stroke(f"M{CENTRE} {middle:.1f}L{node.x} {node.y}", node.tie.value) for node in nodes),
        arcs=arcs,
        nodes=tuple(nodes),
        lines=tuple(lines),
        untold=untold,
    )


def _blocks(participants: Sequence[Participant]) -> list[_Block]:
    """Blocks of a side; a municipality is named at the first of its participants."""
    found: list[_Block] = []
    town: str | None = None
    for each in participants:
        begins = each.municipality != town or not each.municipality
        town = each.municipality
        head = [("town", TOWN, town, NAME_LINES)] if town and begins else []
        kind, size = ("name", NAME) if town else ("town", TOWN)
        label = label_of([*head, (kind, size, each.name, NAME_LINES), ("note", NOTE, each.note, 2)], LABEL)
        found.append(_Block(each, label, APART if begins else TOGETHER))
    return found


def _height(side: Sequence[_Block]) -> float:
    return sum(block.label.height + (block.gap if number else 0) for number, block in enumerate(side))


def _stretch(side: Sequence[_Block]) -> float:
    """How much farther apart the blocks of a short side stand."""
    gaps = len(side) - 1
    return min(max(ROOMY - _height(side), 0) / gaps, MOST_STRETCH) if gaps > 0 else 0.0


def _cut(participants: Sequence[Participant]) -> int:
    """How many stand on the left: sides alike in height, a municipality parted only where it is far too long."""

    def price(place: int) -> tuple[float, int]:
        tallest = max(_height(_blocks(participants[:place])), _height(_blocks(participants[place:])))
        parts = 0 < place < len(participants) and participants[place - 1].municipality
        splits = parts and participants[place - 1].municipality == participants[place].municipality
        return tallest + (SPLIT_PRICE if splits else 0), place

    return min(range(len(participants) + 1), key=price)


def _hub(text: str, y: float) -> Hub:
    """A circle that holds the name of the institution."""
    lines = wrapped(text, HUB_SIZE, 1.75 * LEAST_HUB, is_bold=True, most=HUB_LINES)
    top = -len(lines) * HUB_SIZE * LEADING / 2
    radius = LEAST_HUB
    for number, line in enumerate(lines):
        edge = max(abs(top + number * HUB_SIZE * LEADING), abs(top + (number + 1) * HUB_SIZE * LEADING))
        radius = max(radius, sqrt(edge**2 + (text_width(line, HUB_SIZE, is_bold=True) / 2) ** 2) + HUB_PAD)
    placed = tuple(
        Line(CENTRE, round(y + top + number * HUB_SIZE * LEADING + HUB_SIZE * 0.98, 1), "middle", "hub", HUB_SIZE, line)
        for number, line in enumerate(lines)
    )
    radius = round(min(radius, MOST_HUB), 1)
    return Hub(CENTRE, round(y, 1), 2 * radius, 2 * radius, radius, placed)


def _arcs(
    nodes: Sequence[Node], links: Sequence[Link], participants: Sequence[Participant], middle: float
) -> tuple[tuple[Stroke, ...], int]:
    """Arcs of the pairs that did most together, bent towards the institution; how many pairs have none."""
    at = {node.key: node for node in nodes}
    names = names_of(participants)
    known = [link for link in links if link.first in at and link.second in at and link.count > 0]
    ranked = sorted(known, key=lambda link: (-link.count, *sorted((link.first, link.second))))
    largest = max(ranked[0].count if ranked else 0, THICKEST)
    found = []
    for link in ranked[:MOST_ARCS]:
        one, other = at[link.first], at[link.second]
        x = CENTRE + PULL * ((one.x + other.x) / 2 - CENTRE)
        y = middle + PULL * ((one.y + other.y) / 2 - middle)
        weight = -(-THICKEST * link.count // largest)
        words = plural(link.count, "совместное событие", "совместных события", "совместных событий")
        found.append(
            Stroke(
                f"M{one.x} {one.y}Q{x:.1f} {y:.1f} {other.x} {other.y}",
                f"arc-{weight}",
                f"{names[one.key]} и {names[other.key]}: {link.count} {words}",
            )
        )
    return tuple(found), len(known) - len(found)
