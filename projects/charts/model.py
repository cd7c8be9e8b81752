"""What a scheme of a network is made of, and the pieces both of its shapes share.

The state of an agreement is the shape of a node, the stroke of its line and a word, so that the scheme is read in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from projects.charts.widths import text_width, wrapped

WIDTH: Final = 1100
MARGIN: Final = 14
NODE: Final = 11
TOWN, NAME, NOTE, HUB_SIZE = 15.0, 13.0, 12.0, 15.0
LEADING: Final = 1.3
BOLD: Final = frozenset({"town", "hub"})


class Tie(StrEnum):
    """How the agreement with a participant stands; `MEMBER`: it takes part, its papers are not for this reader."""

    SIGNED = "signed"
    SIGNING = "signing"
    SOON = "soon"
    EXPIRED = "expired"
    NONE = "none"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation of the network; `note`: what is to be known of its agreement, `events`: how many joint ones."""

    key: int
    name: str
    municipality: str = ""
    tie: Tie = Tie.NONE
    note: str = ""
    events: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Two participants that were at joint events together."""

    first: int
    second: int
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words; `y` is its baseline, `anchor` one of SVG's `text-anchor`."""

    x: float
    y: float
    anchor: str
    kind: str
    size: float
    text: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the room it takes."""
        width = text_width(self.text, self.size, is_bold=self.kind in BOLD)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - self.size * 0.86, left + width, self.y + self.size * 0.26


@dataclass(frozen=True, slots=True)
class Hub:
    """The institution that runs the project: a circle (`radius`) or a box."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Where the box begins."""
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        """Where the box begins from above."""
        return round(self.y - self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Node:
    """A participant's sign: `body` is filled or outlined by its tie, `sign` drawn over it; `words` say all of it."""

    key: int
    x: float
    y: float
    tie: Tie
    body: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the picture: `kind` is a tie, or `arc-1` … `arc-3` by how much two participants did together."""

    path: str
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """The picture. `untold`: pairs that did things together but have no arc here."""

    width: int
    height: int
    hub: Hub
    rails: str
    spokes: tuple[Stroke, ...]
    arcs: tuple[Stroke, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a participant in lines, broken to a width: kind, size and text of each."""

    lines: tuple[tuple[str, float, str], ...]

    @property
    def height(self) -> float:
        """The room it takes from above to below, at least that of a node."""
        return max(sum(size * LEADING for _, size, _ in self.lines), 2 * NODE + 4)

    @property
    def middle(self) -> float:
        """Where its node stands, from above: beside the first two lines."""
        return max(sum(size * LEADING for _, size, _ in self.lines[:2]) / 2, NODE + 2)

    def placed(self, x: float, top: float, anchor: str) -> list[Line]:
        """Its lines at a place."""
        found = []
        y = top + max(self.height - sum(size * LEADING for _, size, _ in self.lines), 0) / 2
        for kind, size, text in self.lines:
            found.append(Line(round(x, 1), round(y + size * 0.98, 1), anchor, kind, size, text))
            y += size * LEADING
        return found


def label_of(parts: Sequence[tuple[str, float, str, int]], width: float) -> Label:
    """The label of some texts: kind, size, text and how many lines it may take at most."""
    return Label(
        tuple(
            (kind, size, line)
            for kind, size, text, most in parts
            for line in wrapped(text, size, width, is_bold=kind in BOLD, most=most)
        )
    )


def node_of(participant: Participant, x: float, y: float) -> Node:
    """The sign of a participant at a place."""
    x, y = round(x, 1), round(y, 1)
    circle = f"M{x - NODE:.1f} {y}a{NODE} {NODE} 0 1 1 {2 * NODE} 0a{NODE} {NODE} 0 1 1 -{2 * NODE} 0Z"
    triangle = f"M{x} {y - NODE:.1f}l{NODE} {2 * NODE - 2}h-{2 * NODE}Z"
    words = f"{participant.name}: {participant.note}" if participant.note else participant.name
    return Node(
        participant.key,
        x,
        y,
        participant.tie,
        triangle if participant.tie is Tie.EXPIRED else circle,
        _sign(participant.tie, x, y),
        f"{participant.municipality}. {words}" if participant.municipality else words,
    )


def key_of(tie: Tie) -> Node:
    """The sign of a tie for a legend, in a field of 44 by 24."""
    return node_of(Participant(0, "", tie=tie), 32, 12)


def _sign(tie: Tie, x: float, y: float) -> str:
    match tie:
        case Tie.SIGNED:
            return f"M{x - 4.6:.1f} {y + 0.3:.1f}l3.4 3.4l6 -6.6"
        case Tie.SIGNING:
            return f"M{x} {y - NODE + 3:.1f}a{NODE - 3} {NODE - 3} 0 0 1 0 {2 * NODE - 6}Z"
        case Tie.SOON:
            return f"M{x} {y - 6:.1f}v6h4.6"
        case Tie.EXPIRED:
            return f"M{x} {y - 3.6:.1f}v5.6M{x} {y + 5.2:.1f}v.2"
        case Tie.MEMBER:
            return f"M{x - 4:.1f} {y}a4 4 0 1 1 8 0a4 4 0 1 1 -8 0Z"
    return ""


def names_of(participants: Sequence[Participant]) -> dict[int, str]:
    """How participants are called where two are told of together: the name, with its municipality where it has one."""
    return {each.key: f"{each.name} ({each.municipality})" if each.municipality else each.name for each in participants}
