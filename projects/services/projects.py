"""Opening a project; its roles, stages, directions and participants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from network.models import Organization, User
from network.services.history import delete_signed, save_signed
from projects.models import Direction, Participation, Project, ProjectRole, Stage
from projects.services.network_groups import join_network_groups

NO_COORDINATOR = "У проекта, который идёт, должен быть хотя бы один координатор."


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a project is opened with; dates are inclusive."""

    slug: str
    title: str
    short_title: str
    organization: Organization
    starts_on: date
    ends_on: date
    topic: str = ""
    goal: str = ""
    time_zone: str = ""
    country: str = "BY"
    state: str = Project.State.ACTIVE


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage: its period as written, the dates beside it."""

    title: str
    period_text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    planned_results: str = ""


@transaction.atomic
def create_project(new: NewProject, *, coordinators: Iterable[User], actor: User | None) -> Project:
    """Open a project; raises ValidationError if it is active and nobody coordinates it, or a field is wrong."""
    project = Project(
        slug=new.slug,
        title=new.title,
        short_title=new.short_title,
        topic=new.topic,
        goal=new.goal,
        organization=new.organization,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        time_zone=new.time_zone,
        country=new.country,
        state=new.state,
    )
    save_signed(project, actor)
    for user in coordinators:
        grant_role(project, user, ProjectRole.Role.COORDINATOR, actor=actor)
    require_a_coordinator(project)
    return project


def grant_role(project: Project, user: User, role: str, *, actor: User | None) -> ProjectRole:
    """Give a role; the one that is there already stays as it is."""
    found = ProjectRole.objects.filter(project=project, user=user, role=role).first()
    if found:
        return found
    granted = ProjectRole(project=project, user=user, role=role)
    return save_signed(granted, actor)


@transaction.atomic
def revoke_role(role: ProjectRole, *, actor: User | None) -> None:
    """Take a role away; raises ValidationError if an active project would stay without a coordinator."""
    project = Project.objects.select_for_update().get(pk=role.project_id)
    delete_signed(role, actor)
    require_a_coordinator(project)


def require_a_coordinator(project: Project) -> None:
    """Raise ValidationError unless an active project has a coordinator."""
    roles = ProjectRole.objects.filter(project=project, role=ProjectRole.Role.COORDINATOR)
    if project.state == Project.State.ACTIVE and not roles.exists():
        raise ValidationError(NO_COORDINATOR)


def add_stages(project: Project, stages: Iterable[NewStage], *, actor: User | None) -> list[Stage]:
    """Add stages behind those that are there, in the given order; overlaps are allowed."""
    first = Stage.objects.filter(project=project).count()
    new = [
        Stage(
            project=project,
            order=first + place,
            title=stage.title,
            period_text=stage.period_text,
            starts_on=stage.starts_on,
            ends_on=stage.ends_on,
            planned_results=stage.planned_results,
        )
        for place, stage in enumerate(stages)
    ]
    return list(bulk_create_with_history(new, Stage, default_user=actor))


def add_directions(project: Project, titles: Iterable[str], *, actor: User | None) -> list[Direction]:
    """Add directions behind those that are there, in the given order."""
    first = Direction.objects.filter(project=project).count()
    new = [Direction(project=project, order=first + place, title=title) for place, title in enumerate(titles)]
    return list(bulk_create_with_history(new, Direction, default_user=actor))


@transaction.atomic
def add_participant(
    project: Project,
    organization: Organization,
    *,
    role: str = "",
    starts_on: date | None = None,
    actor: User | None,
) -> Participation:
    """Make an organisation an active participant, in «участники сети» too; raises ValidationError if it is one."""
    part = save_signed(Participation(project=project, organization=organization, role=role, starts_on=starts_on), actor)
    join_network_groups(project, organization, actor=actor)
    return part
