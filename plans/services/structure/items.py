"""Items added to a plan and taken out of it, rows moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from network.models import User
from network.services.history import save_signed
from plans.models import PlanChange, PlanItem, Section
from plans.outline import (
    CannotMoveError,
    Line,
    Lines,
    block_of,
    inserted,
    item_key,
    moved_after,
    moved_down,
    moved_up,
    nested_in,
    nested_out,
    sections_of,
)
from plans.queries.readings import calendar_of, period_of
from plans.services.responsibles import set_responsibles
from plans.services.schedule import set_deadline
from plans.services.structure.action import Action, place_record
from plans.text.deadlines import read_deadline
from portal.text.clean import clean_text

NO_TITLE = "Напишите, что это за мероприятие: пустую строку не добавить."
LONG_TITLE = "Слишком длинно: в строке плана помещается не больше 10 000 знаков."
GONE = "Этой строки в плане уже нет: её кто-то убрал."
MAX_TITLE = 10_000
MOVES: dict[str, Callable[[Sequence[Line], str], Lines]] = {
    "up": moved_up,
    "down": moved_down,
    "in": nested_in,
    "out": nested_out,
}
CELLS = 3


@dataclass(frozen=True, slots=True)
class NewItem:
    """Words of a new row: what, when and who, as they are to stand in the plan."""

    title: str
    deadline: str = ""
    responsible: str = ""

    def cleaned(self) -> NewItem:
        """The words without marks no document carries; cells pasted into the title by tabs go to their own places."""
        cells = [clean_text(cell).strip() for cell in self.title.split("\t")]
        cells += [""] * (CELLS - len(cells))
        return NewItem(
            title=cells[0],
            deadline=clean_text(self.deadline).strip() or cells[1],
            responsible=clean_text(self.responsible).strip() or cells[2],
        )


@transaction.atomic
def add_item(
    plan_id: int,
    version: int | None,
    new: NewItem,
    *,
    after: str | None,
    actor: User | None,
    reason: str = "",
) -> PlanItem:
    """Add an item right below a row («i12», «s3», `None`: on top); its deadline and responsibles are read at once.

    Raises StalePlanError, or ValidationError in Russian.
    """
    words = new.cleaned()
    if not words.title or len(words.title) > MAX_TITLE:
        raise ValidationError({"title": LONG_TITLE if words.title else NO_TITLE})
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    item = PlanItem(plan=action.plan, title=words.title, responsible_text=words.responsible, order=0)
    save_signed(item, actor)
    line = Line(item_key(item.pk))
    lines = placed(lambda: inserted(action.before.lines, line, after))
    around = section_chain(action, lines, line.key)
    item.stage = next((section.stage for section in around if section.stage_id), None)
    if item.stage:
        PlanItem.objects.filter(pk=item.pk).update(stage=item.stage)
    period, calendar = period_of(action.plan), calendar_of(action.plan)
    heading = "\n".join(section.title for section in reversed(around))
    set_deadline(
        item, read_deadline(words.deadline, period, heading=heading, calendar=calendar), period, calendar, actor=actor
    )
    set_responsibles(item, words.responsible, actor=actor)
    action.record(
        PlanChange.Kind.ADDED,
        words.title,
        item=item,
        before={"is_removed": True},
        after={"is_removed": False, "texts": {"title": words.title}},
    )
    action.finish(lines)
    item.refresh_from_db()
    return item


@transaction.atomic
def remove_item(
    plan_id: int, version: int | None, pk: int, *, now: datetime, actor: User | None, reason: str = ""
) -> PlanChange:
    """Take an item out of the plan; its marks stay for the list of changes. Gives the change to take back."""
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    item = action.before.items.get(pk)
    if item is None or item.removed_at is not None:
        raise ValidationError(GONE)
    change = removed(action, item, now)
    action.finish(without(action.before.lines, {item_key(pk)}))
    return change


@transaction.atomic
def move_row(
    plan_id: int, version: int | None, key: str, where: str, *, actor: User | None, reason: str = ""
) -> PlanChange:
    """Move a row: «up», «down», a section also «in» and «out»; or right below another row («i12», «s3», «top»).

    Raises StalePlanError, or ValidationError saying why it cannot be moved there.
    """
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    before = action.before.lines
    lines = placed(lambda: _moved(before, key, where))
    is_item = key.startswith("i")
    change = action.record(
        PlanChange.Kind.MOVED if is_item else PlanChange.Kind.SECTION,
        row_name(action, key),
        item=action.before.items[int(key[1:])] if is_item else None,
        section=None if is_item else action.before.sections[int(key[1:])],
        before=row_place(action, before, key),
        after=row_place(action, lines, key),
    )
    action.finish(lines)
    return change


def removed(action: Action, item: PlanItem, now: datetime) -> PlanChange:
    """Take an item out within an action."""
    PlanItem.everything.filter(pk=item.pk).update(removed_at=now, version=F("version") + 1)
    action.written.add(item.pk)
    return action.record(
        PlanChange.Kind.REMOVED,
        str(item),
        item=item,
        before={"is_removed": False},
        after={"is_removed": True},
    )


def without(lines: Lines, keys: set[str]) -> Lines:
    """The rows, those items marked as taken out: their place is kept."""
    return tuple(Line(line.key, line.level, is_removed=True) if line.key in keys else line for line in lines)


def placed(move: Callable[[], Lines]) -> Lines:
    """The rows after a move; ValidationError where it cannot be done."""
    try:
        return move()
    except CannotMoveError as reason:
        raise ValidationError(str(reason)) from reason


def section_chain(action: Action, lines: Lines, key: str) -> list[Section]:
    """Sections a row stands in, the nearest first."""
    stands_in = sections_of(lines)
    found = []
    at = stands_in.get(key)
    while at is not None:
        section = action.before.sections.get(int(at[1:]))
        if section is None:
            break
        found.append(section)
        at = stands_in[at]
    return found


def row_name(action: Action, key: str) -> str:
    """How a row is called in the list of changes."""
    rows = action.before.items if key.startswith("i") else action.before.sections
    return str(rows[int(key[1:])])


def row_place(action: Action, lines: Lines, key: str) -> dict[str, object]:
    """Where a row with all that stood in it stands among these rows, with the section around it in words."""
    keys = {line.key for line in block_of(action.before.lines, key)}
    chain = section_chain(action, lines, key)
    place = place_record(lines, tuple(line for line in lines if line.key in keys))
    return {**place, "section": chain[0].pk if chain else None, "section_title": chain[0].title if chain else ""}


def _moved(lines: Lines, key: str, where: str) -> Lines:
    if where in MOVES:
        return MOVES[where](lines, key)
    return moved_after(lines, key, None if where == "top" else where)
