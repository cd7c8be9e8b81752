"""What a plan would look like next year: every text with its years moved, deadlines read anew, doubts named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.models import Deadline, Occurrence, Plan, PlanItem, Responsibility, Section
from plans.queries.life import FINISHED
from plans.queries.readings import calendar_for, period_of, window_label
from plans.queries.table import ItemRow, plan_table
from plans.services.items import ManualDeadline, manual_reading
from plans.text.deadlines import DeadlineKind, DeadlineReading, Recurrence, Window, explain_deadline, read_deadline
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.shifting import Move, Shifted, shift_date, shift_years
from portal.text.russian import date_range_short, join_list

TEXTS = ("title", "form", "audience", "place", "task", "expected_result", "responsible_text", "note")
# The grammar of dates with weekdays, weeks and the ends of February moves by days, one with quarters by weeks.
NEAR, NEAR_IN_SCHOOL = timedelta(days=8), timedelta(days=21)
BY_CALENDAR = frozenset(
    {DeadlineKind.QUARTER, DeadlineKind.HALF_YEAR, DeadlineKind.SEASON, DeadlineKind.RECURRENCE, DeadlineKind.COMPOUND}
)
UNEXPECTED = "Срок понят не так, как ожидалось: сейчас {found}, а по прежнему плану было бы {wanted}. Проверьте."
NO_DAY = "Срок, указанный вручную, приходится на день, которого в новом году нет: {day}. Укажите его заново."
QUARTER_MOVED = "Это были дни {number} четверти, а в новом году она {days}. Проверьте срок."
REPLACED = "Отвечает теперь {names}, а в тексте названы прежние ответственные."
NUMBERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One item as it would be: `words` by attribute, its reading, what to look at. `is_open`: not finished here."""

    row: ItemRow
    words: Mapping[str, str]
    extra: Mapping[str, str]
    reading: DeadlineReading
    source: Deadline.Source
    parties: tuple[Responsibility, ...]
    is_open: bool
    moves: tuple[Move, ...]
    flags: tuple[str, ...]

    @property
    def item(self) -> PlanItem:
        """The item that is copied."""
        return self.row.item

    @property
    def old_deadline(self) -> str:
        """The deadline's words as they are."""
        return self.item.deadline.text if hasattr(self.item, "deadline") else ""

    @property
    def understood(self) -> str:
        """The new deadline in the portal's words."""
        return explain_deadline(self.reading)


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """A plan as it would be in `period`; sections by id with their titles, `flags` are about the plan's head."""

    plan: Plan
    period: PlanPeriod
    title: str
    period_text: str
    sections: tuple[tuple[Section, str], ...]
    rows: tuple[CopyRow, ...]
    flags: tuple[str, ...]

    @property
    def flagged(self) -> int:
        """How many rows need a look."""
        return sum(bool(row.flags) for row in self.rows)


def next_period(plan: Plan, later: int = 1) -> PlanPeriod:
    """The period that follows, `later` times: the next year, for a plan of several years as many years after it."""
    period = period_of(plan)
    by = later * (period.end.year - period.start.year + 1 if period.kind is PeriodKind.SPAN else 1)
    # 29 February is the last day of its month in any other year.
    start, end = (shift_date(day, by) or date(day.year + by, 2, 28) for day in (period.start, period.end))
    return PlanPeriod(period.kind, start, end)


def copy_draft(plan: Plan, period: PlanPeriod, today: date, *, only_open: bool = False) -> CopyDraft:
    """The plan moved to another period; `only_open` leaves out what is done or cancelled. Writes nothing.

    Years of all texts move by as many years as the period does, marks are dropped. Each doubt is a sentence.
    """
    mover = _Mover(plan, period)
    sections = [(row, mover.shifted(row.title)) for row in Section.objects.filter(plan=plan).order_by("order", "pk")]
    headings = {row.pk: moved.text for row, moved in sections}
    windows: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in Occurrence.objects.filter(item__plan=plan, is_ad_hoc=False).order_by("item_id", "order", "pk"):
        windows[occurrence.item_id].append(occurrence)
    parties = _parties(plan)
    rows = [
        mover.row(row, headings.get(row.item.section_id or 0, ""), windows[row.item.pk], parties[row.item.pk])
        for row in plan_table(plan, today).rows
    ]
    title, period_text = mover.shifted(plan.title), mover.shifted(plan.period_text)
    heads = [title, period_text, *(moved for _, moved in sections)]
    return CopyDraft(
        plan=plan,
        period=period,
        title=title.text,
        period_text=period_text.text,
        sections=tuple((row, moved.text) for row, moved in sections),
        rows=tuple(row for row in rows if row.is_open or not only_open),
        flags=tuple(dict.fromkeys(doubt.text for moved in heads for doubt in moved.doubts)),
    )


def _parties(plan: Plan) -> Mapping[int, list[Responsibility]]:
    found: dict[int, list[Responsibility]] = defaultdict(list)
    rows = Responsibility.objects.filter(item__plan=plan).select_related("person", "group", "organization")
    for party in rows.order_by("item_id", "order", "pk"):
        found[party.item_id].append(party)
    return found


class _Mover:
    """Moves rows of one plan to one period."""

    def __init__(self, plan: Plan, period: PlanPeriod) -> None:
        self.old, self.period = period_of(plan), period
        self.by = period.start.year - self.old.start.year
        self.before = calendar_for(self.old, plan.project)
        self.after = calendar_for(period, plan.project)
        self.read: dict[tuple[str, str], DeadlineReading] = {}

    def shifted(self, text: str, *, is_deadline: bool = False) -> Shifted:
        return shift_years(text, self.by, self.old, is_deadline=is_deadline)

    def row(
        self, row: ItemRow, heading: str, windows: Sequence[Occurrence], parties: Sequence[Responsibility]
    ) -> CopyRow:
        item = row.item
        words = {name: self.shifted(getattr(item, name)) for name in TEXTS}
        extra = {name: self.shifted(str(text)) for name, text in item.extra.items()}
        deadline = getattr(item, "deadline", None)
        due = self.shifted(deadline.text if deadline else "", is_deadline=True)
        reading, doubts = self._reading(deadline, due.text, heading, windows)
        lasting = tuple(party for party in parties if party.ends_on is None)
        if len(lasting) < len(parties):
            doubts.append(REPLACED.format(names=join_list(party.label for party in lasting) or "никто"))
        texts = [*words.values(), *extra.values(), due]
        return CopyRow(
            row=row,
            words={name: moved.text for name, moved in words.items()},
            extra={name: moved.text for name, moved in extra.items()},
            reading=reading,
            source=Deadline.Source(deadline.source) if deadline else Deadline.Source.PARSED,
            parties=lasting,
            is_open=row.progress.state not in FINISHED,
            moves=tuple(move for moved in texts for move in moved.moves),
            flags=tuple(dict.fromkeys([doubt.text for moved in texts for doubt in moved.doubts] + doubts)),
        )

    def _reading(
        self, deadline: Deadline | None, text: str, heading: str, windows: Sequence[Occurrence]
    ) -> tuple[DeadlineReading, list[str]]:
        """The deadline in the new period, and what is not as it was."""
        if deadline is not None and deadline.source == Deadline.Source.MANUAL:
            return self._given(deadline, text)
        key = (text, heading)
        if key not in self.read:
            self.read[key] = read_deadline(text, self.period, heading=heading, calendar=self.after)
        reading = self.read[key]
        doubts = [] if deadline is None else list(self._disagreements(deadline, reading, windows))
        return _titled(reading, [self.shifted(window.title).text for window in windows]), doubts

    def _given(self, deadline: Deadline, text: str) -> tuple[DeadlineReading, list[str]]:
        """A reading set by hand, its days moved."""
        days = (deadline.starts_on, deadline.ends_on)
        moved = [shift_date(day, self.by) if day else None for day in days]
        lost = [day for day, new in zip(days, moved, strict=True) if day and new is None]
        given = ManualDeadline(DeadlineKind(deadline.kind), moved[0], moved[1], Recurrence(deadline.recurrence))
        doubts = [NO_DAY.format(day=window_label(day, day)) for day in lost]
        return manual_reading(text, given, self.period, self.after), doubts

    def _disagreements(
        self, deadline: Deadline, reading: DeadlineReading, windows: Sequence[Occurrence]
    ) -> Iterable[str]:
        read = [row for row in windows if _within(row, deadline)]
        wanted = [Window(self._moved(row.starts_on), self._moved(row.ends_on), row.label) for row in read]
        near = NEAR_IN_SCHOOL if reading.kind in BY_CALENDAR else NEAR
        is_counted = deadline.kind == reading.kind.value and reading.kind is not DeadlineKind.RECURRENCE
        if deadline.kind != reading.kind.value or (is_counted and not _agree(wanted, reading.windows, near)):
            yield UNEXPECTED.format(found=_told(reading.windows), wanted=_told(wanted))
            return
        for row in read:
            yield from self._quarter_moved(row, reading)

    def _moved(self, day: date | None) -> date | None:
        """A day so many years later; the end of February is the end of February."""
        return None if day is None else shift_date(day, self.by) or date(day.year + self.by, 2, 28)

    def _quarter_moved(self, row: Occurrence, reading: DeadlineReading) -> Iterable[str]:
        """Days that were exactly those of a quarter and are not any more."""
        if reading.kind is not DeadlineKind.DATE_RANGE or (row.starts_on, row.ends_on) not in self.before.quarters:
            return
        number = self.before.quarters.index((row.starts_on, row.ends_on))
        days = self.after.quarters[number]
        if days not in [(window.start, window.end) for window in reading.windows]:
            yield QUARTER_MOVED.format(number=NUMBERS[number], days=date_range_short(*days))


def _within(row: Occurrence, deadline: Deadline) -> bool:
    """The window comes of the deadline as it stands; one that was kept for its mark may come of an older one."""
    starts, ends = row.starts_on or row.ends_on, row.ends_on or row.starts_on
    is_early = starts is not None and deadline.starts_on is not None and starts < deadline.starts_on
    return not is_early and not (ends is not None and deadline.ends_on is not None and ends > deadline.ends_on)


def _agree(wanted: Sequence[Window], found: Sequence[Window], near: timedelta) -> bool:
    """As many windows, each within a few days of where the old one would be."""
    if not found:
        return all(window.start is None and window.end is None for window in wanted)
    return len(wanted) == len(found) and all(
        _close(old.start, new.start, near) and _close(old.end, new.end, near)
        for old, new in zip(wanted, found, strict=True)
    )


def _close(one: date | None, other: date | None, near: timedelta) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= near


def _told(windows: Sequence[Window]) -> str:
    days = [window_label(window.start, window.end) for window in windows]
    return join_list(day for day in days if day) or "без даты"


def _titled(reading: DeadlineReading, titles: Sequence[str]) -> DeadlineReading:
    """The reading with sub-items at its windows, where there are as many of them as before."""
    if not any(titles) or len(titles) != len(reading.windows):
        return reading
    windows = zip(reading.windows, titles, strict=True)
    return replace(reading, windows=tuple(replace(window, title=title) for window, title in windows))
