"""What the forms of marks offer: occurrences, organisations, proofs to keep, and what stands there already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from network.models import Organization
from plans.access import MarkScope, PlanScope
from plans.forms.marks import WHOLE_KEY
from plans.models import CompletionMark, Occurrence, PlanItem
from plans.queries import ItemRow, OccurrenceRow
from plans.queries.products import shown_products
from plans.rendering import current_occurrence
from plans.services.marks import SAID, without_absent
from portal.text.short import shortened

WHOLE = "Пункт в целом"
UNNAMED = "весь срок"
LONGEST_TITLE = 100


def mark_choices(row: ItemRow, scope: MarkScope, query: Mapping[str, str], today: date) -> dict[str, Any]:
    """Arguments of `MarkForm` for an item; `query` may name the occurrence and the organisation beforehand."""
    organizations = [(str(org.pk), str(org)) for org in row.organizations if org.pk in scope.organization_ids]
    if scope.for_item:
        organizations.insert(0, (WHOLE_KEY, WHOLE))
    asked = query.get("organization", organizations[0][0] if organizations else "")
    organization = asked if asked in dict(organizations) else organizations[0][0]
    organization_id = None if organization == WHOLE_KEY else int(organization)
    window = _asked_window(row, query.get("occurrence", ""), organization_id)
    standing = standing_mark(window, organization_id)
    proofs = list(standing.evidence.all()) if standing else []
    return {
        "occurrences": [(str(each.occurrence.pk), _window_label(each, organization_id)) for each in row.occurrences],
        "organizations": organizations,
        "ends": {str(each.occurrence.pk): each.occurrence.ends_on for each in row.occurrences},
        "kept": [(str(proof.key), proof.title) for proof in proofs],
        "products": offered_products(row.item, scope),
        "waiting": {str(each.occurrence.pk): row.waiting_names(each) for each in row.occurrences},
        "initial": {
            "occurrence": str(window.occurrence.pk) if window else "",
            "organization": organization,
            "keep": [str(proof.key) for proof in proofs],
            **_said(standing, today),
        },
    }


def offered_products(item: PlanItem, scope: MarkScope) -> list[tuple[str, str]]:
    """Approved products that may prove the mark: of organisations it is set for, of all where it is of the item."""
    rows = shown_products(item.plan.project, None if scope.for_item else scope.organization_ids)
    return [(str(row.pk), shortened(row.title, LONGEST_TITLE)) for row in rows]


def standing_mark(window: OccurrenceRow | None, organization_id: int | None) -> CompletionMark | None:
    """The mark that counts for the organisation (`None`: for the item itself) in a window."""
    if window is None:
        return None
    return next((mark for mark in window.marks if mark.organization_id == organization_id), None)


def bulk_choices(rows: Sequence[ItemRow], scope: PlanScope) -> list[tuple[str, str]]:
    """Items that may be marked together, by id."""
    return [(str(row.item.pk), str(row.item)) for row in rows if bulk_targets([row], scope, {row.item.pk})]


def bulk_waiting(rows: Sequence[ItemRow], scope: PlanScope) -> dict[int, tuple[str, ...]]:
    """By item, organisations that have not ticked what the reader would close for all of them."""
    found = {}
    for row in rows:
        for occurrence, organization in bulk_targets([row], scope, {row.item.pk}):
            window = next(each for each in row.occurrences if each.occurrence.pk == occurrence.pk)
            if organization is None and row.waiting_names(window):
                found[row.item.pk] = row.waiting_names(window)
    return found


def bulk_targets(
    rows: Sequence[ItemRow], scope: PlanScope, chosen: Collection[int]
) -> list[tuple[Occurrence, Organization | None]]:
    """Occurrences that the chosen items wait for: of the item itself, else of the organisations the reader acts for."""
    found: list[tuple[Occurrence, Organization | None]] = []
    for row in rows:
        if row.item.pk not in chosen:
            continue
        acting = scope.acting(row.responsibilities, (organization.pk for organization in row.organizations))
        actors: list[Organization | None] = [None]
        if not acting.for_item:
            actors = [organization for organization in row.organizations if organization.pk in acting.organization_ids]
        for actor in actors:
            window = current_occurrence(row, actor.pk if actor else None)
            if window is not None:
                found.append((window.occurrence, actor))
    return found


def _asked_window(row: ItemRow, asked: str, organization_id: int | None) -> OccurrenceRow | None:
    named = next((each for each in row.occurrences if str(each.occurrence.pk) == asked), None)
    return named or current_occurrence(row, organization_id)


def _window_label(window: OccurrenceRow, organization_id: int | None) -> str:
    label = window.occurrence.label or UNNAMED
    return f"{label} — отмечено" if window.is_closed_for(organization_id) else label


def _said(standing: CompletionMark | None, today: date) -> dict[str, Any]:
    if standing is None:
        return {"state": "done", "fact_on": today}
    return {name: getattr(standing, name) for name in SAID} | {"text": without_absent(standing.text)}
