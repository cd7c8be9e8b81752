"""The chart of an indicator: plan and fact of each period as bars beside each other. Pure and colour-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from portal.text.numbers import number_words
from projects.charts.widths import wrapped

HEIGHT: Final = 200
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 22, 46
BAR: Final = 30
GAP: Final = 6
SLOT: Final = 112
NARROWEST: Final = 240
LABEL: Final = 12.0
LINES: Final = 2
LEADING: Final = 15


@dataclass(frozen=True, slots=True)
class Pair:
    """Plan and fact of one period, either may be unknown."""

    label: str
    plan: Decimal | None
    fact: Decimal | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `kind` is `plan` or `fact`; its number stands at (`x_text`, `y_text`), at the middle of the bar."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    x_text: float
    y_text: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a period's name, at the middle of its bars."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class PlanFactChart:
    """The picture: `zero` is where bars begin, `words` tell all of it to who does not see it."""

    width: int
    height: int
    zero: float
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    words: str


def plan_fact_chart(pairs: Sequence[Pair], unit: str = "") -> PlanFactChart | None:
    """Bars of periods in their order; `None` where nothing is known at all. Values below nought hang from the line."""
    known = [value for pair in pairs for value in (pair.plan, pair.fact) if value is not None]
    if not known:
        return None
    top, bottom = max(0.0, *map(float, known)), min(0.0, *map(float, known))
    room = HEIGHT - TOP - BOTTOM - (LEADING if bottom < 0 else 0)
    scale = room / ((top - bottom) or 1)
    zero = round(TOP + top * scale, 1) if top or bottom else float(HEIGHT - BOTTOM)
    bars, lines = [], []
    for place, pair in enumerate(pairs):
        middle = LEFT + SLOT * place + SLOT / 2
        for kind, value, x in (("plan", pair.plan, middle - GAP / 2 - BAR), ("fact", pair.fact, middle + GAP / 2)):
            if value is not None:
                bars.append(_bar(kind, value, x, zero, scale))
        names = wrapped(pair.label, LABEL, SLOT - 8, most=LINES)
        first = HEIGHT - BOTTOM + LEADING + 4
        lines += [Line(round(middle, 1), first + LEADING * row, text) for row, text in enumerate(names)]
    return PlanFactChart(
        width=max(LEFT + RIGHT + SLOT * len(pairs), NARROWEST),
        height=HEIGHT,
        zero=zero,
        bars=tuple(bars),
        lines=tuple(lines),
        words="; ".join(_words(pair, unit) for pair in pairs),
    )


def _bar(kind: str, value: Decimal, x: float, zero: float, scale: float) -> Bar:
    length = round(abs(float(value)) * scale, 1)
    is_below = value < 0
    return Bar(
        kind=kind,
        x=round(x, 1),
        y=zero if is_below else round(zero - length, 1),
        width=BAR,
        height=length,
        x_text=round(x + BAR / 2, 1),
        y_text=round(zero + length + LEADING - 2 if is_below else zero - length - 5, 1),
        text=number_words(value),
    )


def _words(pair: Pair, unit: str) -> str:
    parts = [
        f"{name} {number_words(value)}{' ' + unit if unit else ''}"
        for name, value in (("план", pair.plan), ("факт", pair.fact))
        if value is not None
    ]
    return f"{pair.label}: {', '.join(parts) or 'нет данных'}"
