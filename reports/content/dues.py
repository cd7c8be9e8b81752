"""Days on which joint reports are due, typed together, and the stretch that each report tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.text.deadlines import Window, read_deadline

MOST_DAYS = 36
NO_DAYS = "Напишите хотя бы один день: 05.10.2022."
NOT_A_DAY = "«{words}»: не понято, какой это день. Напишите его с годом: 05.10.2022."
NO_YEAR = "«{words}»: не сказано, какого года день. Напишите его с годом: 05.10.2022."
NOT_ONE_DAY = "«{words}» — это промежуток, а нужен последний день сдачи: 31.10.2022."
TOO_MANY = "Дней больше {most}: разделите их на несколько отчётов."
BEFORE_START = "{day:%d.%m.%Y} раньше, чем начался период отчёта: {start:%d.%m.%Y}."


@dataclass(frozen=True, slots=True)
class Stretch:
    """A report's period, both days inclusive, and the last day its parts are waited for."""

    starts_on: date
    ends_on: date
    due_on: date


def read_days(text: str) -> tuple[date, ...]:
    """The days of «до 05.10.2022, 12.12.2022, 15.05.2023», or of one a line, each once, in order.

    Raises ValueError with a sentence that names what cannot be read.
    """
    found: set[date] = set()
    for line in text.splitlines():
        words = line.strip(" \t;,.–—-")
        if words:
            found |= set(_days_of(words))
    if not found:
        raise ValueError(NO_DAYS)
    if len(found) > MOST_DAYS:
        raise ValueError(TOO_MANY.format(most=MOST_DAYS))
    return tuple(sorted(found))


def stretches(starts_on: date, days: Sequence[date]) -> tuple[Stretch, ...]:
    """Periods that follow one another: each ends on the day its report is due, the next begins the day after.

    Raises ValueError with a sentence for a day before the first period begins.
    """
    found: list[Stretch] = []
    for day in sorted(days):
        if day < starts_on:
            raise ValueError(BEFORE_START.format(day=day, start=starts_on))
        found.append(Stretch(starts_on, day, day))
        starts_on = day + timedelta(days=1)
    return tuple(found)


def _days_of(words: str) -> Iterable[date]:
    reading = read_deadline(words, None)
    if reading.windows and any(window.end is None for window in reading.windows):
        raise ValueError(NO_YEAR.format(words=words))
    if not reading.windows or reading.warnings:
        raise ValueError(NOT_A_DAY.format(words=words))
    if not all(_is_a_day(window) for window in reading.windows):
        raise ValueError(NOT_ONE_DAY.format(words=words))
    return [window.end for window in reading.windows if window.end]


def _is_a_day(window: Window) -> bool:
    return window.start is None or window.start == window.end
