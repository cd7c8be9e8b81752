"""Sections of a plan: added, renamed, taken out with their items or without."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import save_signed
from plans.models import PlanChange, Section
from plans.outline import Line, Lines, block_of, inserted, section_key, sections_of, without_heading
from plans.services.structure.action import Action, place_record
from plans.services.structure.items import GONE, placed, removed, without
from portal.text.clean import clean_text

NO_TITLE = "Напишите название раздела."
FIELDS = ("kind", "number", "title", "stage_id")


@transaction.atomic
def add_section(
    plan_id: int, version: int | None, title: str, *, after: str | None, actor: User | None, reason: str = ""
) -> Section:
    """Begin a section right below a row, on the level of the section around it; rows below it fall into it.

    Raises StalePlanError, or ValidationError in Russian.
    """
    words = _title(title)
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    before = action.before.lines
    section = save_signed(Section(plan=action.plan, title=words, order=0), actor)
    line = Line(section_key(section.pk), _level_below(before, after))
    lines = placed(lambda: inserted(before, line, after))
    row = next(each for each in lines if each.key == line.key)
    action.record(
        PlanChange.Kind.SECTION,
        words,
        section=section,
        before={"rows": []},
        after={**place_record(lines, (row,)), "sections": section_record([section])},
    )
    action.finish(lines)
    section.refresh_from_db()
    return section


@transaction.atomic
def rename_section(
    plan_id: int, version: int | None, pk: int, title: str, *, actor: User | None, reason: str = ""
) -> Section:
    """Change the words of a heading row. Raises StalePlanError, or ValidationError in Russian."""
    words = _title(title)
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    section = _section(action, pk)
    action.record(
        PlanChange.Kind.SECTION,
        section.title,
        section=section,
        before={"title": section.title, "section": pk},
        after={"title": words, "section": pk},
    )
    section.title = words
    save_signed(section, actor)
    action.finish(action.before.lines)
    return section


@transaction.atomic
def remove_section(
    plan_id: int,
    version: int | None,
    pk: int,
    *,
    with_items: bool,
    now: datetime,
    actor: User | None,
    reason: str = "",
) -> PlanChange:
    """Take a heading out: its items fall to the heading above, or (`with_items`) go with it, and its sections too."""
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    section = _section(action, pk)
    before, key = action.before.lines, section_key(pk)
    block = block_of(before, key)
    gone = {line.key for line in block if line.is_section} if with_items else {key}
    if with_items:
        taken = {line.key for line in block if not line.is_section and not line.is_removed}
        for line in block:
            if line.key in taken:
                removed(action, action.before.items[line.pk], now)
        lines = tuple(line for line in without(before, taken) if line.key not in gone)
    else:
        lines = without_heading(before, key)
    change = action.record(
        PlanChange.Kind.SECTION,
        section.title,
        before={
            **place_record(before, block),
            "sections": section_record([action.before.sections[int(name[1:])] for name in sorted(gone)]),
        },
        after=_left(lines, block),
    )
    action.finish(lines)
    return change


def section_record(sections: list[Section]) -> dict[str, dict[str, Any]]:
    """Sections in plain values by id, enough to make them anew."""
    return {str(section.pk): {name: getattr(section, name) for name in FIELDS} for section in sections}


def _left(lines: Lines, block: Lines) -> dict[str, Any]:
    """Where the rows of a section stand that lost its heading."""
    keys = {line.key for line in block}
    return place_record(lines, tuple(line for line in lines if line.key in keys))


def _level_below(lines: Lines, after: str | None) -> int:
    """Level of a section that begins below a row: that of the section the row stands in."""
    level = 0
    around = sections_of(lines).get(after or "")
    for line in lines:
        if line.key in {after, around} and line.is_section:
            level = line.level
    return level


def _section(action: Action, pk: int) -> Section:
    section = action.before.sections.get(pk)
    if section is None:
        raise ValidationError(GONE)
    return section


def _title(title: str) -> str:
    words = clean_text(title).strip()
    if not words:
        raise ValidationError({"title": NO_TITLE})
    return words
