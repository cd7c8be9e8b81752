"""Who takes part in a project, as lists and cards show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from network.models import Group, Municipality, Organization, Person
from projects.models import Participation, Project
from projects.queries.agreements import AgreementRow, states_of

# Signs of a participation among those of the portal.
SIGNS = {
    Participation.Status.ACTIVE: "done",
    Participation.Status.INVITED: "plan",
    Participation.Status.ENDED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participation with the paper that speaks for it, if there is any."""

    part: Participation
    paper: AgreementRow | None

    @property
    def sign(self) -> str:
        """The sign of the participation itself."""
        return SIGNS[Participation.Status(self.part.status)]


def participant_rows(project: Project, today: date) -> list[ParticipantRow]:
    """All participations of the project by district and name, in two queries."""
    papers = states_of(project, today)
    parts = Participation.objects.filter(project=project).select_related("organization__municipality")
    ordered = parts.order_by("organization__municipality__name", "organization__short_name", "pk")
    return [ParticipantRow(part, papers.get(part.organization_id)) for part in ordered]


def other_participations(organization: Organization, projects: QuerySet[Project], here: Project) -> list[Participation]:
    """Its parts in the given projects besides this one, the newest first."""
    rows = Participation.objects.filter(organization=organization, project__in=projects).exclude(project=here)
    return list(rows.select_related("project").order_by("-project__starts_on", "-pk"))


def participation_in(project: Project, organization: Organization) -> Participation | None:
    """Its part in the project, the one that lasts before one that ended; None for whoever runs it."""
    rows = list(Participation.objects.filter(project=project, organization=organization).order_by("-pk"))
    lasting = (row for row in rows if row.status != Participation.Status.ENDED)
    return next(lasting, rows[0] if rows else None)


def places() -> list[tuple[int, str]]:
    """Municipalities to choose from, by name, with the region where it is written down."""
    rows = Municipality.objects.order_by("name", "region", "pk")
    return [(row.pk, f"{row.name}, {row.region}" if row.region else row.name) for row in rows]


def other_places(municipality: Municipality) -> list[tuple[int, str]]:
    """Municipalities besides the one given, to choose from."""
    return [choice for choice in places() if choice[0] != municipality.pk]


def organization_choices(organizations: QuerySet[Organization]) -> list[tuple[int, str]]:
    """Organisations to choose from, by name, with their municipality: two may share a short name."""
    rows = organizations.select_related("municipality").order_by("short_name", "pk")
    return [(row.pk, f"{row.short_name} ({row.municipality})" if row.municipality else row.short_name) for row in rows]


def people_choices(project: Project, organizations: QuerySet[Organization]) -> list[tuple[int, str]]:
    """People of the organisations to choose from: those of the project's institution first."""
    rows = Person.objects.filter(organization__in=organizations).select_related("organization")
    named = sorted(rows, key=lambda row: (row.organization_id != project.organization_id, row.surname, row.pk))
    return [(row.pk, ", ".join(filter(None, (row.short_name, row.position, str(row.organization))))) for row in named]


def group_members(group: Group) -> tuple[list[int], list[int]]:
    """Ids of people and of organisations in a group; none in one that is not saved yet."""
    if group.pk is None:
        return [], []
    return (
        list(group.people.values_list("pk", flat=True)),
        list(group.organizations.values_list("pk", flat=True)),
    )


def chosen_members(
    group: Group, offered: QuerySet[Organization], people: set[int], organizations: set[int]
) -> tuple[list[Person], list[Organization]]:
    """Members of a group once the ticks count: those ticked, and those the form had no tick for."""
    shown_people = Q(organization__in=offered)
    hidden_people = ~shown_people & Q(groups=group) if group.pk else Q(pk__in=[])
    hidden = ~Q(pk__in=offered.values("pk")) & Q(member_of_groups=group) if group.pk else Q(pk__in=[])
    return (
        list(Person.objects.filter(shown_people & Q(pk__in=people) | hidden_people).distinct()),
        list(Organization.objects.filter(Q(pk__in=offered.values("pk")) & Q(pk__in=organizations) | hidden).distinct()),
    )


def merge_candidates(organizations: QuerySet[Organization], organization: Organization) -> list[tuple[int, str]]:
    """Others it may be the same as, those of its own municipality first."""
    others = organizations.exclude(pk=organization.pk).select_related("municipality").order_by("short_name", "pk")
    own = Q(municipality=organization.municipality_id) if organization.municipality_id else Q(pk__in=[])
    near = set(others.filter(own).values_list("pk", flat=True))
    return sorted(organization_choices(others), key=lambda choice: choice[0] not in near)


def municipality_of(pk: int | None) -> Municipality | None:
    """The municipality of that id, None for none."""
    return Municipality.objects.filter(pk=pk).first() if pk is not None else None


def organization_of(organizations: QuerySet[Organization], pk: int | None) -> Organization | None:
    """The one of the organisations with that id, None for none."""
    return organizations.filter(pk=pk).first() if pk is not None else None


def parents_for(organizations: QuerySet[Organization], organization: Organization) -> QuerySet[Organization]:
    """Those of the organisations it may belong to, the one it belongs to now included."""
    wanted = Q(pk__in=organizations.values("pk")) | Q(pk=organization.parent_id)
    return Organization.objects.filter(wanted).exclude(pk=organization.pk)
