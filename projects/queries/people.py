"""Who is in projects: roles of a user, the network of a project."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from network.models import Organization, Person, User
from projects.models import Participation, Project, ProjectRole


def roles_of(user: User) -> QuerySet[ProjectRole]:
    """What the user does in projects, with the projects, newest first."""
    return ProjectRole.objects.filter(user=user).select_related("project").order_by("-project__starts_on", "role")


def active_network(project: Project) -> list[Organization]:
    """Organisations that take part in the project now."""
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    return [part.organization for part in parts.select_related("organization").order_by("pk")]


def network_of(project: Project) -> list[Organization]:
    """The active participants and the institution that runs the project, by name; one query."""
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    either = Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id)
    return list(Organization.objects.filter(either).order_by("short_name", "pk"))


def people_choices(project: Project, also: Person | None = None) -> list[tuple[int, str]]:
    """People of the institution that runs the project, then of its network: id and name with the organisation.

    `also`: somebody who is chosen already though she stands in no organisation of the project.
    """
    network = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE).values("organization")
    rows = Person.objects.filter(Q(organization=project.organization_id) | Q(organization__in=network))
    people = sorted(
        rows.select_related("organization"),
        key=lambda row: (row.organization_id != project.organization_id, row.short_name.casefold(), row.pk),
    )
    choices = [
        (row.pk, f"{row.short_name}, {row.organization}" if row.organization else row.short_name) for row in people
    ]
    if also is not None and all(pk != also.pk for pk, _ in choices):
        choices.insert(0, (also.pk, also.short_name))
    return choices


def person_of_project(person_id: int | None) -> Person | None:
    """The person of a choice of `people_choices`."""
    return Person.objects.filter(pk=person_id).first() if person_id else None
