"""How a row of a plan looks on screen: its words, its sign, its place among headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.access import PlanScope
from plans.models import CompletionMark, Deadline, Section
from plans.progress import ItemState
from plans.queries import ItemRow, OccurrenceRow
from plans.text.deadlines import DeadlineKind
from portal.text.russian import date_short, plural

STATE_GROUPS = (
    (ItemState.LATE, "Просрочено"),
    (ItemState.IN_PROGRESS, "В работе"),
    (ItemState.MOVED, "Перенесено"),
    (ItemState.AHEAD, "Впереди"),
    (ItemState.DONE, "Выполнено"),
    (ItemState.CANCELLED, "Отменено"),
)
APART, APART_PLACE = "Без контрольного срока", 4
NEEDS_DAYS = frozenset({DeadlineKind.QUARTER, DeadlineKind.HALF_YEAR, DeadlineKind.SEASON, DeadlineKind.WEEK})
NOBODY = "Без ответственного"
BY_DOCUMENT, BY_URGENCY, BY_RESPONSIBLE = "document", "urgency", "responsible"
MAX_DOTS = 12


@dataclass(frozen=True, slots=True)
class RowView:
    """A row ready for a template."""

    row: ItemRow
    may_mark: bool
    word: str
    due: str
    due_state: str
    reading: str
    people: str
    others: str
    dots: tuple[bool, ...]
    note: str
    part: str = ""

    @property
    def state(self) -> ItemState:
        """State of the item."""
        return self.row.progress.state


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under headings; `headings` are those that begin here, outermost first. `count` is shown by states only."""

    headings: tuple[str, ...]
    rows: tuple[RowView, ...]
    is_counted: bool = False


def row_view(row: ItemRow, scope: PlanScope) -> RowView:
    """Words of one row for a reader of this scope."""
    due, due_state = due_words(row)
    parties = row.responsibilities
    people = [party.label for party in parties if party.person_id]
    others = [party.name_text or party.label for party in parties if not party.person_id]
    if not parties:
        others = [row.item.responsible_text] if row.item.responsible_text else []
    return RowView(
        row=row,
        may_mark=scope.may_mark(parties, (organization.pk for organization in row.organizations)),
        word=state_words(row),
        due=due,
        due_state=due_state,
        reading=told_reading(getattr(row.item, "deadline", None)),
        people=", ".join(people),
        others=", ".join(others),
        dots=_dots(row),
        note=_note(row.mark),
        part=part_words(row),
    )


def state_words(row: ItemRow) -> str:
    """«3 из 9», «9 из 11 отметились», else the empty string, where the state's own word is enough.

    Of an item that repeats for many organisations the ticks of its present window are told once there are any.
    """
    progress = row.progress
    if progress.state in {ItemState.DONE, ItemState.CANCELLED}:
        return ""
    is_between = progress.is_repeated and progress.closed > 0 and progress.state is not ItemState.LATE
    if progress.ticks is not None and progress.ticks.needed > 1 and (progress.ticks.closed or not is_between):
        verb = plural(progress.ticks.closed, "отметилась", "отметились", "отметились")
        return f"{progress.ticks.closed} из {progress.ticks.needed} {verb}"
    if progress.is_repeated:
        return f"{progress.closed} из {progress.total}"
    return ""


def due_words(row: ItemRow) -> tuple[str, str]:
    """What stands under the deadline's own words, and the state it is coloured by (empty for none)."""
    progress, deadline = row.progress, getattr(row.item, "deadline", None)
    if progress.state is ItemState.LATE:
        return f"просрочено на {days_words(progress.late_days)}", "late"
    if deadline is None or (deadline.kind == DeadlineKind.UNKNOWN and progress.next_due_on is None):
        return ("срок не понят", "soon") if deadline is not None and deadline.text else ("срок не указан", "soon")
    if progress.state in {ItemState.DONE, ItemState.CANCELLED} or progress.next_due_on is None:
        return "", ""
    word = "следующий до" if progress.is_repeated else "перенесён на" if progress.state is ItemState.MOVED else "до"
    return f"{word}\N{NO-BREAK SPACE}{date_short(progress.next_due_on)}", "soon" if progress.is_soon else ""


def reading_words(deadline: Deadline) -> str:
    """«понято так: IV четверть, 03.04.2023–31.05.2023»: the same words wherever a reading stands beside its text."""
    source = "указано вручную" if deadline.source == Deadline.Source.MANUAL else "понято так"
    return f"{source}: {deadline.explanation}"


def told_reading(deadline: Deadline | None) -> str:
    """Those words where the text itself does not tell the days: of quarters, seasons, weeks, and readings by hand."""
    if deadline is None or not deadline.explanation:
        return ""
    is_own = deadline.source == Deadline.Source.MANUAL and deadline.starts_on != deadline.ends_on
    return reading_words(deadline) if is_own or deadline.kind in NEEDS_DAYS else ""


def part_words(row: ItemRow) -> str:
    """The sub-item that comes next, where an item has several with deadlines of their own; empty once all is done."""
    window = row.first_open(None)
    if window is None or row.progress.state in {ItemState.DONE, ItemState.CANCELLED}:
        return ""
    return window.occurrence.title


def days_words(days: int) -> str:
    """«45 дней»."""
    return f"{days}\N{NO-BREAK SPACE}{plural(days, 'день', 'дня', 'дней')}"


def current_occurrence(row: ItemRow, organization_id: int | None = None) -> OccurrenceRow | None:
    """The occurrence a mark is most likely meant for: the first that the organisation, or the item, has not closed."""
    return row.first_open(organization_id) or (row.occurrences[-1] if row.occurrences else None)


def grouped(rows: Sequence[RowView], order: str) -> list[RowGroup]:
    """Rows with their headings: those of the document, states from the most urgent, or responsibles by name."""
    if order == BY_URGENCY:
        dated = [row for row in rows if not row.row.progress.is_apart]
        groups = [(title, [row for row in dated if row.state is state]) for state, title in STATE_GROUPS]
        # Those without a control date stand where the paper has them: behind what lies ahead.
        groups.insert(APART_PLACE, (APART, [row for row in rows if row.row.progress.is_apart]))
        return [RowGroup((title,), tuple(_by_due(found)), is_counted=True) for title, found in groups if found]
    if order == BY_RESPONSIBLE:
        names = sorted({_first(row) for row in rows}, key=lambda name: (name == NOBODY, name))
        return [RowGroup((name,), tuple(row for row in rows if _first(row) == name), is_counted=True) for name in names]
    return list(_by_section(rows))


def _by_section(rows: Sequence[RowView]) -> Iterable[RowGroup]:
    """Headings stand where the document has them: when a section begins, with those around it that begin too."""
    open_ids: list[int] = []
    found: list[RowView] = []
    headings: tuple[str, ...] = ()
    last: int | None = None
    for row in rows:
        section = row.row.item.section
        if (section.pk if section else None) != last:
            if found:
                yield RowGroup(headings, tuple(found))
            chain = _chain(section)
            headings = tuple(part.title for part in chain if part.pk not in open_ids)
            open_ids = [part.pk for part in chain]
            found, last = [], section.pk if section else None
        found.append(row)
    if found:
        yield RowGroup(headings, tuple(found))


def _chain(section: Section | None) -> list[Section]:
    """Headings a row stands under, the outermost first; `item_rows` loads three levels of them."""
    found: list[Section] = []
    while section is not None and section not in found:
        found.insert(0, section)
        section = section.parent
    return found


def _by_due(rows: Iterable[RowView]) -> list[RowView]:
    return sorted(rows, key=lambda view: (-view.row.progress.late_days, view.row.progress.next_due_on or date.max))


def _first(view: RowView) -> str:
    parties = view.row.responsibilities
    return parties[0].label if parties else NOBODY


def _dots(row: ItemRow) -> tuple[bool, ...]:
    total = row.progress.total
    if not 1 < total <= MAX_DOTS or row.progress.ticks is not None:
        return ()
    return (True,) * row.progress.closed + (False,) * (total - row.progress.closed)


def _note(mark: CompletionMark | None) -> str:
    """The last mark in one line: date of fact, then what was done or why not."""
    if mark is None:
        return ""
    words = mark.text or mark.reason
    return ". ".join(part for part in (date_short(mark.fact_on) if mark.fact_on else "", words) if part)
