"""A large network as columns: the institution above, municipalities hanging on rails below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    node_of,
)
from projects.charts.widths import text_width, wrapped

OTHERS: Final = "Другие участники"
COLUMNS: Final = 3
TALLEST: Final = 1250.0
COLUMN: Final = (WIDTH - 2 * MARGIN) / COLUMNS
HUB_WIDTH, HUB_LINES, HUB_PAD = 420.0, 3, 16.0
DROP: Final = 22.0
TICK: Final = 26.0
BESIDE: Final = 8.0
ROOM: Final = COLUMN - TICK - 2 * NODE - BESIDE - MARGIN
NAME_LINES: Final = 4
APART, TOGETHER, UNDER_HEAD = 16.0, 5.0, 4.0
STEP: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A participant in its column, below the name of its municipality where that begins."""

    participant: Participant
    head: Label
    label: Label

    def height(self, *, is_first: bool) -> float:
        """The room it takes with the gap before it."""
        head = self.head.height + UNDER_HEAD if self.head.lines else 0
        gap = 0 if is_first else APART if self.head.lines else TOGETHER
        return gap + head + self.label.height


def rails_figures(hub: str, participants: Sequence[Participant], links: Sequence[Link]) -> tuple[Figure, ...]:
    """Pictures of participants in their order, column by column, none much higher than a sheet of paper.

    Pairs have no arcs here: how many joint events a participant was at is told in its words.
    """
    columns = _columns(participants)
    untold = sum(link.count > 0 for link in links)
    return tuple(_figure(hub, columns[at : at + COLUMNS], untold) for at in range(0, len(columns), COLUMNS))


def _figure(hub: str, columns: Sequence[Sequence[_Row]], untold: int) -> Figure:
    box = _hub(hub)
    bus = box.top + box.height + DROP
    nodes: list[Node] = []
    lines: list[Line] = []
    rails: list[str] = []
    bottom = bus
    for number, column in enumerate(columns):
        x = MARGIN + number * COLUMN + NODE
        y = bus + DROP
        for place, row in enumerate(column):
            y += row.height(is_first=not place) - row.label.height
            lines += row.head.placed(x + NODE, y - row.head.height - UNDER_HEAD, "start")
            nodes.append(node_of(row.participant, x + TICK + NODE, y + row.label.middle))
            lines += row.label.placed(nodes[-1].x + NODE + BESIDE, y, "start")
            y += row.label.height
        rails.append(f"M{x:.1f} {bus:.1f}V{nodes[-1].y}")
        bottom = max(bottom, y)
    first, last = MARGIN + NODE, MARGIN + (len(columns) - 1) * COLUMN + NODE
    trunk = f"M{box.x} {box.top + box.height:.1f}V{bus:.1f}M{first:.1f} {bus:.1f}H{max(last, box.x):.1f}"
    return Figure(
        width=WIDTH,
        height=round(bottom + MARGIN),
        hub=box,
        rails=trunk + "".join(rails),
        spokes=tuple(Stroke(f"M{node.x - TICK - NODE:.1f} {node.y}H{node.x}", node.tie.value) for node in nodes),
        arcs=(),
        nodes=tuple(nodes),
        lines=tuple(lines),
        untold=untold,
    )


def _hub(text: str) -> Hub:
    lines = wrapped(text, HUB_SIZE, HUB_WIDTH, is_bold=True, most=HUB_LINES)
    height = len(lines) * HUB_SIZE * LEADING + 2 * HUB_PAD
    widest = max((text_width(line, HUB_SIZE, is_bold=True) for line in lines), default=0.0)
    placed = tuple(
        Line(
            WIDTH / 2,
            round(MARGIN + HUB_PAD + number * HUB_SIZE * LEADING + HUB_SIZE * 0.98, 1),
            "middle",
            "hub",
            HUB_SIZE,
            line,
        )
        for number, line in enumerate(lines)
    )
    return Hub(WIDTH / 2, round(MARGIN + height / 2, 1), round(widest + 3 * HUB_PAD, 1), round(height, 1), 0, placed)


def _columns(participants: Sequence[Participant]) -> list[list[_Row]]:
    """Columns as low as can be, in steps of a few units; as many pictures of them as keep each on a sheet."""
    rows = _filled(participants, float("inf"))[0]
    total = sum(row.height(is_first=not place) for place, row in enumerate(rows))
    count = COLUMNS * max(-(-total // (COLUMNS * TALLEST)), 1)
    height = total / count
    while len(columns := _filled(participants, height)) > count:
        height += STEP
    return columns


def _filled(participants: Sequence[Participant], height: float) -> list[list[_Row]]:
    """Columns filled up to a height; a municipality that goes on in the next one is named there again."""
    columns: list[list[_Row]] = [[]]
    town: str | None = None
    used = 0.0
    for each in participants:
        row = _row(each, begins=each.municipality != town)
        if columns[-1] and used + row.height(is_first=False) > height:
            row = _row(each, begins=True)
            columns.append([])
            used = 0.0
        used += row.height(is_first=not columns[-1])
        columns[-1].append(row)
        town = each.municipality
    return columns


def _row(participant: Participant, *, begins: bool) -> _Row:
    together = plural(participant.events, "совместное событие", "совместных события", "совместных событий")
    told = [participant.note, f"{participant.events} {together}" if participant.events else ""]
    note = ", ".join(part for part in told if part)
    head = label_of([("town", TOWN, (participant.municipality or OTHERS) if begins else "", 2)], ROOM + TICK)
    return _Row(
        participant, head, label_of([("name", NAME, participant.name, NAME_LINES), ("note", NOTE, note, 2)], ROOM)
    )
