"""On whose behalf sheets of marks are taken and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader
from plans.access.marking import MarkScope, PlanScope, require_marker
from plans.access.visible import visible_plans
from plans.models import MarkSheet
from plans.queries import ItemRow, project_today

WHOLE = "item"
WHOLE_PLAN, OWN_ITEMS = "Весь план", "Мои пункты"


@dataclass(frozen=True, slots=True)
class SheetActor:
    """On whose behalf a sheet is filled in: an organisation, or (`None`) the items themselves."""

    organization_id: int | None
    label: str

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return str(self.organization_id or WHOLE)


def sheet_actors(scope: PlanScope, rows: Sequence[ItemRow]) -> list[SheetActor]:
    """Those the reader may fill a sheet in for: the items themselves first, then organisations by name."""
    acting = [row_scope(scope, row) for row in rows]
    found = []
    if any(each.for_item for each in acting):
        found.append(SheetActor(None, WHOLE_PLAN if scope.can_coordinate else OWN_ITEMS))
    ids = {pk for each in acting for pk in each.organization_ids}
    names = {each.pk: each.short_name for row in rows for each in row.organizations if each.pk in ids}
    return [*found, *sorted((SheetActor(pk, name) for pk, name in names.items()), key=lambda actor: actor.label)]


def row_scope(scope: PlanScope, row: ItemRow) -> MarkScope:
    """On whose behalf the reader may mark a row."""
    return scope.acting(row.responsibilities, (each.pk for each in row.organizations))


def may_mark_row(scope: PlanScope, row: ItemRow, organization_id: int | None) -> bool:
    """The reader may mark the row for this organisation; `None`: for the item itself."""
    return row_scope(scope, row).covers(organization_id)


def own_sheets(user: Reader) -> QuerySet[MarkSheet]:
    """Sheets the reader brought herself, of plans she still sees."""
    return MarkSheet.objects.filter(author=user.pk, plan__in=visible_plans(user))


def mark_sheet_for_review(user: Reader, key: str, now: datetime) -> MarkSheet:
    """Her own sheet, or 404; 403 where she may mark nothing in its plan any more."""
    sheets = own_sheets(user).select_related("plan__project__organization")
    sheet = get_object_or_404(sheets, key=key)
    require_marker(user, sheet.plan, project_today(sheet.plan.project, now))
    return sheet
