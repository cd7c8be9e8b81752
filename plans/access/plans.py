"""Who may open and change plans, their items and imports of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader
from plans.access.visible import reachable_projects, visible_imports, visible_items, visible_plans
from plans.models import EventLink, Plan, PlanChange, PlanImport, PlanItem
from projects.access import require_coordinator, visible_projects
from projects.models import Project

CLOSED = "План закрыт: отметки и пункты в нём больше не меняются."
PUT_AWAY = "План в архиве: его можно только читать."
SHUT = frozenset({Plan.State.CLOSED, Plan.State.ARCHIVED})


def require_open(plan: Plan) -> None:
    """Raise `PermissionDenied` with the reason where the plan is closed or in the archive."""
    if plan.state in SHUT:
        raise PermissionDenied(PUT_AWAY if plan.state == Plan.State.ARCHIVED else CLOSED)


def project_for_overview(user: Reader, slug: str) -> Project:
    """The project whose plans may be read: also by somebody who only answers for an item of one. 404 for strangers."""
    return get_object_or_404(reachable_projects(user), slug=slug)


def plan_for_viewing(user: Reader, pk: int) -> Plan:
    """The plan, or 404."""
    return get_object_or_404(visible_plans(user).select_related("project__organization"), pk=pk)


def plan_for_editing(user: Reader, pk: int) -> Plan:
    """The plan to change: 404 for strangers, 403 for readers and where the plan is closed or in the archive."""
    plan = plan_for_viewing(user, pk)
    require_coordinator(user, plan.project)
    require_open(plan)
    return plan


def plan_of_change(user: Reader, batch: str) -> Plan:
    """The plan of an action that may be taken back: 404 for strangers, 403 for readers and where the plan is closed."""
    changes = PlanChange.objects.filter(batch=batch, plan__in=visible_plans(user)).select_related("plan__project")
    change = changes.first()
    if change is None:
        raise Http404
    require_coordinator(user, change.plan.project)
    require_open(change.plan)
    return change.plan


def item_for_viewing(user: Reader, pk: int) -> PlanItem:
    """The item, or 404."""
    items = visible_items(user).select_related(
        "plan__project__organization", "section", "stage", "direction", "deadline"
    )
    return get_object_or_404(items, pk=pk)


def item_for_editing(user: Reader, pk: int) -> PlanItem:
    """The item whose words may be changed: only by a coordinator of a plan that is not closed."""
    item = item_for_viewing(user, pk)
    require_coordinator(user, item.plan.project)
    require_open(item.plan)
    return item


def import_for_review(user: Reader, key: str) -> PlanImport:
    """An import of a project the user coordinates, or 404."""
    return get_object_or_404(visible_imports(user).select_related("project", "plan"), key=key)


def event_link_for_coordination(user: Reader, pk: int) -> EventLink:
    """A window in an event of a project: 404 for those who do not see the project, 403 for those who only read."""
    links = EventLink.objects.filter(event__project__in=visible_projects(user))
    link = get_object_or_404(links.select_related("event__project", "occurrence__item"), pk=pk)
    require_coordinator(user, link.event.project)
    return link
