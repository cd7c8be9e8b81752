"""Items of a plan as its year strip draws them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plans.charts import StripItem, Window
from plans.models import Plan, Section
from plans.progress import ItemState
from plans.queries.calendar import Entry, entries_of
from plans.queries.table import ItemRow
from plans.text.deadlines import DeadlineKind
from projects.models import Project, Stage

STATE_WORDS = {
    ItemState.LATE: "просрочено",
    ItemState.IN_PROGRESS: "в работе",
    ItemState.MOVED: "перенесено",
    ItemState.AHEAD: "впереди",
    ItemState.DONE: "выполнено",
    ItemState.CANCELLED: "отменено",
}


def strip_items(rows: Sequence[ItemRow]) -> list[StripItem]:
    """Rows in document order; a heading stands at the first item of its section."""
    by_item: dict[int, list[Entry]] = {}
    for entry in entries_of(rows):
        by_item.setdefault(entry.row.item.pk, []).append(entry)
    found, opened = [], list[int]()
    for row in rows:
        chain = _chain(row.item.section)
        headings = tuple(section.title for section in chain if section.pk not in opened)
        opened = [section.pk for section in chain]
        found.append(_strip_item(row, by_item.get(row.item.pk, []), headings))
    return found


def stage_spans(project: Project) -> list[tuple[str, date, date]]:
    """Stages of the project that have both dates, in order; one query."""
    stages = Stage.objects.filter(project=project).order_by("order", "pk")
    return [
        (stage.title, stage.starts_on, stage.ends_on)
        for stage in stages
        if stage.starts_on and stage.ends_on and stage.starts_on <= stage.ends_on
    ]


def year_of_day(plan: Plan, day: date, years: int) -> int:
    """Which twelve months of the plan a day lies in: the first before it, the last after it."""
    months = (day.year - plan.starts_on.year) * 12 + day.month - plan.starts_on.month
    return min(max(months // 12, 0), years - 1)


def _strip_item(row: ItemRow, entries: Sequence[Entry], headings: tuple[str, ...]) -> StripItem:
    deadline = getattr(row.item, "deadline", None)
    windows = tuple(
        Window(entry.starts_on, entry.ends_on, entry.state.value, _words(entry)) for entry in entries if entry.last_day
    )
    return StripItem(
        pk=row.item.pk,
        number=row.item.number,
        title=row.item.title,
        state=row.progress.state.value,
        windows=windows,
        is_repeated=deadline is not None and deadline.kind == DeadlineKind.RECURRENCE and len(entries) > 1,
        is_whole=bool(entries) and all(entry.is_whole for entry in entries),
        note=deadline.text if deadline is not None and deadline.text else "срок не указан",
        headings=headings,
    )


def _words(entry: Entry) -> str:
    label = entry.window.occurrence.label
    return ", ".join(part for part in (label, entry.when if entry.is_moved else "", STATE_WORDS[entry.state]) if part)


def _chain(section: Section | None) -> list[Section]:
    if section is None:
        return []
    return [section.parent, section] if section.parent else [section]
