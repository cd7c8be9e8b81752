"""Who may approve, close, reopen, archive and copy a plan, and replace a person in a project."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from network.access import Reader
from plans.access.plans import PUT_AWAY, plan_for_viewing, require_open
from plans.models import Plan, PlanSnapshot
from projects.access import ARCHIVED, can_read_whole, project_roles, require_coordinator
from projects.models import Project, ProjectRole

NOT_APPROVER = "Утвердить план может координатор или директор проекта."
NOT_WHOLE = "Проверку плана видят координатор, директор и наблюдатель проекта."


def plan_for_checking(user: Reader, pk: int) -> Plan:
    """The plan whose weak places may be read: 404 for strangers, 403 for members."""
    plan = plan_for_viewing(user, pk)
    if not can_read_whole(user, plan.project):
        raise PermissionDenied(NOT_WHOLE)
    return plan


def plan_for_approval(user: Reader, pk: int) -> Plan:
    """The plan to approve: a coordinator's or a director's; 404 for strangers, 403 for others and where it is shut."""
    plan = plan_for_viewing(user, pk)
    if not may_approve(user, plan.project):
        raise PermissionDenied(ARCHIVED if plan.project.state == Project.State.ARCHIVED else NOT_APPROVER)
    require_open(plan)
    return plan


def edition_for_viewing(plan: Plan, pk: int) -> PlanSnapshot:
    """An edition of a plan that the user sees, or 404."""
    return get_object_or_404(PlanSnapshot.objects.select_related("author__person"), plan=plan, pk=pk)


def may_approve(user: Reader, project: Project) -> bool:
    """The user approves plans of the project now."""
    approvers = {ProjectRole.Role.COORDINATOR.value, ProjectRole.Role.DIRECTOR.value}
    return project.state != Project.State.ARCHIVED and bool(approvers & project_roles(user, project))


def plan_for_coordination(user: Reader, pk: int) -> Plan:
    """The plan in any state of its own, to be opened again or copied by a coordinator."""
    plan = plan_for_viewing(user, pk)
    require_coordinator(user, plan.project)
    return plan


def plan_for_archiving(user: Reader, pk: int) -> Plan:
    """The plan to put away: as `plan_for_coordination`, 403 for one that is put away already."""
    plan = plan_for_coordination(user, pk)
    if plan.state == Plan.State.ARCHIVED:
        raise PermissionDenied(PUT_AWAY)
    return plan
