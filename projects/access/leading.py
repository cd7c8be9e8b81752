"""Whose house an organisation is: what a coordinator may do in one depends on who else works with it."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from network.access import Reader, editable_organizations
from network.models import Organization
from projects.models import Participation, Project, ProjectRole

LED_BY_OTHERS: Final = (
    "«{name}» участвует и в проектах, которые ведут другие. Её карточку, людей и доступ меняют она сама "
    "или администратор портала."
)


def led_organizations(user: Reader, organizations: QuerySet[Organization]) -> QuerySet[Organization]:
    """Those of the organisations that run and take part in no project but ones the user coordinates.

    All for an administrator. Whoever may invite into an organisation can read all it wrote in any project: that is
    nobody's right who coordinates only some of them.
    """
    if not user.is_authenticated or not user.is_active:
        return organizations.none()
    if user.is_staff:
        return organizations
    led = ProjectRole.objects.filter(user=user, role=ProjectRole.Role.COORDINATOR)
    others = Project.objects.exclude(pk__in=led.values("project"))
    parts = Participation.objects.filter(project__in=others)
    return organizations.exclude(Q(pk__in=others.values("organization")) | Q(pk__in=parts.values("organization")))


def housed_organizations(user: Reader, organizations: QuerySet[Organization]) -> QuerySet[Organization]:
    """Those of the organisations a coordinator keeps accounts, people and cards of: led wholly, or her own."""
    led = led_organizations(user, organizations).values("pk")
    return organizations.filter(Q(pk__in=led) | Q(pk__in=editable_organizations(user).values("pk")))


def keeps_house(user: Reader, organization: Organization) -> bool:
    """The organisation is among those, see `housed_organizations`."""
    return housed_organizations(user, Organization.objects.filter(pk=organization.pk)).exists()


def require_house(user: Reader, organization: Organization) -> None:
    """Raise `PermissionDenied` with the reason unless it is."""
    if not keeps_house(user, organization):
        raise PermissionDenied(LED_BY_OTHERS.format(name=organization))
