"""Who may see and change participants, their cards, people, groups and the dictionary of municipalities."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, can_act_for, editable_organizations, own_organizations
from network.models import FormerPosition, Group, Municipality, Organization, OrganizationAlias, Person
from projects.access.leading import housed_organizations, keeps_house, led_organizations, require_house
from projects.access.projects import (
    ARCHIVED,
    can_coordinate,
    can_read_whole,
    project_for_coordination,
    project_for_viewing,
    require_coordinator,
    visible_participations,
)
from projects.models import Participation, Project

NOT_YOURS = "Карточку организации меняет координатор проекта или сама организация: её редактор или руководитель."
PEOPLE_ARE_OWN = "Людей и контакты организации видят координатор проекта и сама организация."
OF_OTHERS = (
    "Объединить нельзя: «{names}» участвует и в проектах, которые ведут другие. Попросите администратора портала."
)
PLACE_OF_OTHERS = (
    "Менять это название нельзя: в муниципалитете есть организации проектов, которые ведут другие. "
    "Попросите администратора портала."
)


def participation_for_viewing(user: Reader, pk: int) -> Participation:
    """Somebody's part in a project the user sees, or 404."""
    rows = visible_participations(user).select_related("project__organization", "organization__municipality")
    return get_object_or_404(rows, pk=pk)


def participation_for_editing(user: Reader, pk: int) -> Participation:
    """Somebody's part in a project to change; 403 for everybody but coordinators."""
    part = participation_for_viewing(user, pk)
    require_coordinator(user, part.project)
    return part


def organizations_of(project: Project) -> QuerySet[Organization]:
    """Everybody who takes part, was or is invited, and the institution that runs the project."""
    parts = Participation.objects.filter(project=project)
    return Organization.objects.filter(Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id))


def organization_for_viewing(user: Reader, slug: str, pk: int) -> tuple[Project, Organization]:
    """An organisation of a project the user sees, or 404."""
    project = project_for_viewing(user, slug)
    rows = organizations_of(project).select_related("municipality", "parent")
    return project, get_object_or_404(rows, pk=pk)


def organization_for_coordination(user: Reader, slug: str, pk: int) -> tuple[Project, Organization]:
    """An organisation whose names, spellings and place in the project the user may change; 403 for members, and for
    coordinators where others work with it too.
    """
    project, organization = organization_for_viewing(user, slug, pk)
    require_coordinator(user, project)
    require_house(user, organization)
    return project, organization


def organization_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, Organization]:
    """An organisation whose contacts and people the user may change: as coordinator or in its own name."""
    project, organization = organization_for_viewing(user, slug, pk)
    _require_card(user, project, organization)
    return project, organization


def can_edit_card(user: Reader, project: Project, organization: Organization) -> bool:
    """The user acts for the organisation, or coordinates the project and nobody else works with it."""
    if project.state == Project.State.ARCHIVED:
        return False
    return can_act_for(user, organization) or (can_coordinate(user, project) and keeps_house(user, organization))


def _require_card(user: Reader, project: Project, organization: Organization) -> None:
    """Raise `PermissionDenied` with the reason unless the user may edit the card."""
    if can_edit_card(user, project, organization):
        return
    if project.state == Project.State.ARCHIVED:
        raise PermissionDenied(ARCHIVED)
    if can_coordinate(user, project):
        require_house(user, organization)
    raise PermissionDenied(NOT_YOURS)


def can_see_contacts(user: Reader, project: Project, organization: Organization) -> bool:
    """People, phone and mail of an organisation are for those who read the project in whole and for its own."""
    return can_read_whole(user, project) or own_organizations(user).filter(pk=organization.pk).exists()


def person_for_viewing(user: Reader, slug: str, pk: int) -> tuple[Project, Person]:
    """Somebody of an organisation of the project; 403 for other members."""
    project = project_for_viewing(user, slug)
    rows = Person.objects.filter(organization__in=organizations_of(project)).select_related("organization")
    person = get_object_or_404(rows, pk=pk)
    if person.organization is None or not can_see_contacts(user, project, person.organization):
        raise PermissionDenied(PEOPLE_ARE_OWN)
    return project, person


def person_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, Person]:
    """Somebody whose names and places the user may change."""
    project, person = person_for_viewing(user, slug, pk)
    if person.organization is None:
        raise PermissionDenied(NOT_YOURS)
    _require_card(user, project, person.organization)
    return project, person


def organizations_to_move_to(user: Reader, project: Project) -> QuerySet[Organization]:
    """Where the user may put somebody: into organisations she acts for, as coordinator also into those she leads."""
    if can_coordinate(user, project):
        return housed_organizations(user, organizations_of(project))
    return organizations_of(project).filter(pk__in=editable_organizations(user).values("pk"))


def former_position_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, FormerPosition]:
    """A place somebody held before, to correct or to forget."""
    former = get_object_or_404(FormerPosition.objects.select_related("person"), pk=pk)
    project, _ = person_for_editing(user, slug, former.person_id)
    return project, former


def spelling_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, OrganizationAlias]:
    """A spelling of an organisation of the project; coordinators only."""
    project = project_for_viewing(user, slug)
    rows = OrganizationAlias.objects.filter(organization__in=organizations_of(project))
    alias = get_object_or_404(rows.select_related("organization"), pk=pk)
    require_coordinator(user, project)
    require_house(user, alias.organization)
    return project, alias


def groups_of(project: Project) -> QuerySet[Group]:
    """Groups that plans of the project name: those of its institution."""
    return Group.objects.filter(organization=project.organization_id)


def group_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, Group]:
    """A group of the project's institution; coordinators only, where other projects name it only of her own house."""
    project = project_for_viewing(user, slug)
    group = get_object_or_404(groups_of(project), pk=pk)
    require_coordinator(user, project)
    require_house(user, project.organization)
    return project, group


def municipality_for_editing(user: Reader, slug: str, pk: int) -> tuple[Project, Municipality]:
    """A municipality to rename or to join with another; 403 where it is of others' projects too."""
    project = project_for_coordination(user, slug)
    municipality = get_object_or_404(Municipality, pk=pk)
    if not _are_all_led(user, Organization.objects.filter(municipality=municipality)):
        raise PermissionDenied(PLACE_OF_OTHERS)
    return project, municipality


def organization_for_merging(user: Reader, slug: str, pk: int) -> tuple[Project, Organization]:
    """An organisation to be made one with another: by a coordinator or an administrator."""
    project, organization = organization_for_viewing(user, slug, pk)
    if not _is_administrator(user):
        require_coordinator(user, project)
    return project, organization


def require_merge(user: Reader, one: Organization, other: Organization) -> None:
    """Raise `PermissionDenied` where either of the two takes part in a project that somebody else runs."""
    pair = (one, other)
    foreign = [each for each in pair if not _are_all_led(user, Organization.objects.filter(pk=each.pk))]
    if foreign:
        raise PermissionDenied(OF_OTHERS.format(names="», «".join(str(each) for each in foreign)))


def _are_all_led(user: Reader, organizations: QuerySet[Organization]) -> bool:
    """The user coordinates every project the organisations run or take part in, or is an administrator."""
    return not organizations.exclude(pk__in=led_organizations(user, organizations).values("pk")).exists()


def _is_administrator(user: Reader) -> bool:
    return user.is_authenticated and user.is_active and user.is_staff
