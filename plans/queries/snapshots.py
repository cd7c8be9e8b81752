"""Editions of a plan: what is frozen on approval and on closing, and what was frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from plans.changes import Edition, digest_of
from plans.models import (
    ApprovalBlock,
    CompletionMark,
    Deadline,
    Occurrence,
    Plan,
    PlanItem,
    PlanSnapshot,
    Responsibility,
    Section,
)
from plans.progress import MarkState

FORMAT = 1
PLAN_FIELDS = ("title", "kind", "period_text", "period_kind", "starts_on", "ends_on", "numbering", "approved_on")
BLOCK_FIELDS = ("order", "kind", "label", "position", "signature", "name", "date_text", "basis", "text")
ITEM_TEXTS = (
    "number",
    "title",
    "form",
    "audience",
    "place",
    "task",
    "expected_result",
    "responsible_text",
    "mark_text",
    "note",
)
DEADLINE_FIELDS = (
    "text",
    "kind",
    "starts_on",
    "ends_on",
    "recurrence",
    "interval",
    "expected_count",
    "explanation",
    "source",
)
WINDOW_FIELDS = ("order", "label", "title", "is_ad_hoc", "starts_on", "ends_on")
PARTY_FIELDS = ("role", "name_text", "position", "starts_on", "ends_on")
MARK_FIELDS = ("state", "fact_on", "moved_to", "text", "reason", "participants")


def edition_content(plan: Plan, *, with_marks: bool = False) -> dict[str, Any]:
    """The whole plan as plain JSON that needs no table beside it, days as ISO text; five queries, six with marks.

    `items` and `sections` stand in the order of the document; ids in it only tell rows apart. With marks, each window
    holds those that count.
    """
    return {
        "format": FORMAT,
        "project": {"title": plan.project.title, "organization": str(plan.project.organization)},
        "plan": {**_fields(plan, PLAN_FIELDS), "layout": plan.layout},
        "approvals": [
            _fields(row, BLOCK_FIELDS) for row in ApprovalBlock.objects.filter(plan=plan).order_by("order", "pk")
        ],
        "sections": [_section(row) for row in _sections(plan)],
        "items": _items(plan, with_marks=with_marks),
    }


def editions(plan: Plan) -> list[PlanSnapshot]:
    """Editions of a plan without their contents, newest first."""
    rows = PlanSnapshot.objects.filter(plan=plan).defer("content").select_related("author__person")
    return list(rows.order_by("-created_at", "-pk"))


def approved_editions(plan: Plan) -> list[PlanSnapshot]:
    """Approved editions with their contents, oldest first."""
    rows = PlanSnapshot.objects.filter(plan=plan, kind=PlanSnapshot.Kind.APPROVAL).select_related("author__person")
    return list(rows.order_by("number"))


def chosen_editions(
    found: Sequence[PlanSnapshot], base: str, against: str
) -> tuple[PlanSnapshot | None, PlanSnapshot | None]:
    """The edition asked for by its number, else the last one; and a later one to compare with, else none."""
    numbers = {str(edition.number): edition for edition in found}
    first = numbers.get(base) or (found[-1] if found else None)
    second = numbers.get(against)
    return first, second if first and second and second.number > first.number else None


def latest_edition(plan: Plan) -> PlanSnapshot | None:
    """The approved edition that stands now."""
    approved = PlanSnapshot.objects.filter(plan=plan, kind=PlanSnapshot.Kind.APPROVAL)
    return approved.order_by("-number").first()


def next_number(plan: Plan, kind: str) -> int:
    """The number of the next edition of a kind."""
    last: int | None = PlanSnapshot.objects.filter(plan=plan, kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def is_genuine(snapshot: PlanSnapshot) -> bool:
    """The content is still what was frozen."""
    content: Edition = snapshot.content
    return digest_of(content) == snapshot.digest


def _sections(plan: Plan) -> Iterable[Section]:
    return Section.objects.filter(plan=plan).select_related("stage").order_by("order", "pk")


def _section(row: Section) -> dict[str, Any]:
    stage = row.stage.title if row.stage else ""
    return {"id": row.pk, "parent": row.parent_id, "stage": stage, **_fields(row, ("kind", "order", "number", "title"))}


def _items(plan: Plan, *, with_marks: bool) -> list[dict[str, Any]]:
    marks = _marks(plan) if with_marks else None
    windows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in Occurrence.objects.filter(item__plan=plan).order_by("item_id", "order", "pk"):
        window = _fields(row, WINDOW_FIELDS)
        windows[row.item_id].append(window if marks is None else {**window, "marks": marks.get(row.pk, [])})
    parties: dict[int, list[dict[str, Any]]] = defaultdict(list)
    responsibles = Responsibility.objects.filter(item__plan=plan).select_related("person", "group", "organization")
    for party in responsibles.order_by("item_id", "order", "pk"):
        parties[party.item_id].append({"label": party.label, **_fields(party, PARTY_FIELDS)})
    rows = PlanItem.objects.filter(plan=plan).select_related("deadline", "stage", "direction")
    return [
        {
            "id": row.pk,
            "section": row.section_id,
            "order": row.order,
            **_fields(row, ITEM_TEXTS),
            "extra": row.extra,
            "stage": row.stage.title if row.stage else "",
            "direction": row.direction.title if row.direction else "",
            "deadline": _deadline(row),
            "windows": windows[row.pk],
            "responsibles": parties[row.pk],
        }
        for row in rows.order_by("order", "pk")
    ]


def _deadline(item: PlanItem) -> dict[str, Any] | None:
    deadline: Deadline | None = getattr(item, "deadline", None)
    return None if deadline is None else _fields(deadline, DEADLINE_FIELDS)


def _marks(plan: Plan) -> Mapping[int, list[dict[str, Any]]]:
    """Marks that count, by window."""
    last: dict[tuple[int, int | None], CompletionMark] = {}
    rows = CompletionMark.objects.filter(occurrence__item__plan=plan).select_related("organization", "author__person")
    for mark in rows.order_by("pk"):
        last[mark.occurrence_id, mark.organization_id] = mark
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for mark in last.values():
        if mark.state != MarkState.NONE:
            names = {"organization": str(mark.organization or ""), "author": str(mark.author or "")}
            found[mark.occurrence_id].append({**_fields(mark, MARK_FIELDS), **names})
    return found


def _fields(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
