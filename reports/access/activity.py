"""Who reads the activity of a network, and who closes a month of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from network.access import Reader, own_organizations
from projects.access import project_for_viewing, standing
from projects.models import Project
from reports.content.activity import FactKind, MemberActivity

if TYPE_CHECKING:
    from reports.queries.activity import MonthReport

NOT_A_MEMBER = "Активность участников видят участники сети, координаторы, директор и наблюдатель."
NOT_YOURS = "Что сделала другая организация, видят только она сама и координаторы."


@dataclass(frozen=True, slots=True)
class ActivityScope:
    """Whose facts a reader may see: of all, or of her organisations by id."""

    is_whole: bool
    can_close: bool
    own: frozenset[int]

    def reads_facts_of(self, organization_id: int) -> bool:
        """The facts behind the figures of the organisation are open to the reader."""
        return self.is_whole or organization_id in self.own

    def rows_of(self, report: MonthReport) -> list[MemberActivity]:
        """Her own row always; those of all once the month is closed, without reviews: who wrote them is not told."""
        seen = [row for row in report.rows if report.closed is not None or self.reads_facts_of(row.id)]
        return [row if self.reads_facts_of(row.id) else row.without(FactKind.REVIEW) for row in seen]


def project_for_activity(user: Reader, slug: str) -> tuple[Project, ActivityScope]:
    """The project and what of its activity the user reads; 404 for strangers, 403 for an expert."""
    project = project_for_viewing(user, slug)
    place = standing(user, project)
    if not (place.can_read_whole or place.is_member):
        raise PermissionDenied(NOT_A_MEMBER)
    own = frozenset(own_organizations(user).values_list("pk", flat=True))
    return project, ActivityScope(place.can_read_whole, place.can_coordinate, own)


def require_facts(scope: ActivityScope, organization_id: int) -> None:
    """Raise PermissionDenied unless the reader may see what the organisation did."""
    if not scope.reads_facts_of(organization_id):
        raise PermissionDenied(NOT_YOURS)
