"""On whose behalf sheets of marks are taken and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader
from plans.access.marking import PlanScope, require_marker
from plans.access.visible import visible_plans
from plans.models import MarkSheet
from plans.queries import ItemRow

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
    if not scope.is_open:
        return []
    found = []
    if any(may_mark_row(scope, row, None) for row in rows):
        found.append(SheetActor(None, WHOLE_PLAN if scope.can_coordinate else OWN_ITEMS))
    names = {each.pk: each.short_name for row in rows for each in row.organizations}
    own = (SheetActor(pk, name) for pk, name in names.items() if scope.can_coordinate or pk in scope.organization_ids)
    return [*found, *sorted(own, key=lambda actor: actor.label)]


def may_mark_row(scope: PlanScope, row: ItemRow, organization_id: int | None) -> bool:
    """As `mark_scope` of one item, for a row of a plan."""
    if not scope.is_open:
        return False
    if organization_id is None:
        return scope.can_coordinate or scope.is_answered(row.responsibilities)
    is_waited_for = any(each.pk == organization_id for each in row.organizations)
    return is_waited_for and (scope.can_coordinate or organization_id in scope.organization_ids)


def own_sheets(user: Reader) -> QuerySet[MarkSheet]:
    """Sheets the reader brought herself, of plans she still sees."""
    return MarkSheet.objects.filter(author=user.pk, plan__in=visible_plans(user))


def mark_sheet_for_review(user: Reader, key: str) -> MarkSheet:
    """Her own sheet, or 404; 403 where she may mark nothing in its plan any more."""
    sheets = own_sheets(user).select_related("plan__project__organization")
    sheet = get_object_or_404(sheets, key=key)
    require_marker(user, sheet.plan)
    return sheet
