"""From tables of a file to drafts: what each is, its head, what stands above it, its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plans.importing.approval import read_approvals
from plans.importing.checks import check
from plans.importing.columns import normal
from plans.importing.draft import DraftPlan, PlanKind, Problem
from plans.importing.header import is_participants
from plans.importing.joining import Group, group_tables
from plans.importing.likeness import doubt_columns
from plans.importing.matrix import read_matrix
from plans.importing.periods import find_period
from plans.importing.rows import Body, read_rows
from plans.importing.titles import Heading, is_genre_line, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plans.importing.source import Line, SourceTable

KINDS = (
    (PlanKind.ROAD_MAP, r"\bдорожн\w+ карт|\bдарожн\w+ карт"),
    (PlanKind.NETWORK, r"\bсетев\w+ взаимодейств|\bсеткав\w+ узаемадзе"),
    (PlanKind.CALENDAR, r"\bкалендарн|\bкаляндарн"),
    (PlanKind.SUPPORT, r"\bсопровожден|\bподдержк|\bсуправадж"),
)


def recognise(tables: Iterable[SourceTable]) -> tuple[DraftPlan, ...]:
    """Drafts of all content tables in their order; a table with no known head is `OTHER`."""
    return tuple(_draft(group) for group in group_tables(tuple(tables)))


def _draft(group: Group) -> DraftPlan:
    first = group.parts[0].table
    lines, heading = _heading(group)
    above = lines[: heading.start] if heading.start is not None else lines
    plan = DraftPlan(
        table=first.index,
        title=heading.title,
        approvals=read_approvals([line.text for line in above], group.fronts),
        period=heading.period,
        tables=tuple(part.table.index for part in group.parts),
        sheet=first.name,
        problems=tuple(_hidden_sheet(first)),
    )
    if group.header is None:
        return _unknown(plan, first)
    plan = replace(plan, columns=group.header.columns)
    if group.header.is_matrix:
        return replace(read_matrix(plan, first, group.header), kind=PlanKind.MATRIX)
    body = read_rows(group, group.header, heading.sections)
    plan = replace(
        plan,
        kind=_kind(plan, heading, body),
        sections=tuple(body.sections),
        rows=tuple(body.rows),
        problems=plan.problems + tuple(body.problems),
    )
    return check(doubt_columns(plan))


def _hidden_sheet(table: SourceTable) -> Iterator[Problem]:
    if table.is_hidden:
        text = f"Лист «{table.name}» в файле скрыт, но он прочитан. Если он не нужен, не загружайте эту таблицу."
        yield Problem(table.index, None, "", text, code="hidden")


def _heading(group: Group) -> tuple[tuple[Line, ...], Heading]:
    """The heading of a plan with the lines it was read from.

    A row above the head goes on with the title only if it says so itself, else it is a section.
    """
    is_sectioned = any(part.sections for part in group.parts[1:])
    lines = group.before + group.top
    if group.top and not any(is_genre_line(line.text) or find_period(line.text).text for line in group.top):
        outside = read_heading(group.before, is_sectioned=is_sectioned)
        if outside.start is not None and is_genre_line(group.before[outside.start].text):
            inner = tuple(line.shown.strip() for line in group.top)
            return group.before, replace(outside, sections=outside.sections + inner)
    return lines, read_heading(lines, is_sectioned=is_sectioned)


def _unknown(plan: DraftPlan, table: SourceTable) -> DraftPlan:
    text = "Шапка таблицы не узнана: среди заголовков граф нет названия мероприятия. Укажите, какая графа что значит."
    problem = Problem(table.index, None, "", text, is_blocking=True, code="no_header")
    return replace(plan, kind=PlanKind.OTHER, problems=(*plan.problems, problem))


def _kind(plan: DraftPlan, heading: Heading, body: Body) -> PlanKind:
    fields = {column.field for column in plan.columns}
    if "criterion" in fields and "title" not in fields:
        return PlanKind.CRITERIA
    if is_participants(fields):
        return PlanKind.PARTICIPANTS
    title = normal(heading.title or "")
    for kind, pattern in KINDS:
        if re.search(pattern, title):
            return kind
    if {"organisation", "municipality"} & fields and "deadline" not in fields:
        return PlanKind.NETWORK
    if any(section.is_stage for section in body.sections) or "stage" in fields:
        return PlanKind.STAGE
    return PlanKind.CALENDAR
