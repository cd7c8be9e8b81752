"""Who asks for parts of joint reports, who writes them, and who reads them."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from network.access import Reader, can_act_for, own_organizations
from network.models import User
from plans.queries import project_today
from projects.access import (
    ARCHIVED,
    Standing,
    can_read_whole,
    project_for_viewing,
    require_coordinator,
    standing,
    visible_projects,
    wholly_visible_projects,
)
from projects.access.comments import Talk, talk_about
from projects.models import Participation, Project
from reports.models import Contribution, ReportDue
from reports.queries.contributions import GIVEN, Place, place_of

NOT_A_MEMBER = "Сведения для отчётов собирают координаторы, пишут их участники сети."
NOT_A_READER = "Сведения всех участников читают координатор, директор и наблюдатель."
NOT_AN_EDITOR = "Сведения пишут редакторы и руководитель организации, у вас в ней другая роль."


def visible_dues(user: Reader) -> QuerySet[ReportDue]:
    """Joint reports of projects read in whole, and those that ask the user's organisations."""
    own = own_organizations(user)
    active = Participation.objects.filter(organization__in=own, status=Participation.Status.ACTIVE)
    mine = Q(project__in=active.values("project"), organizations__isnull=True) | Q(organizations__in=own)
    given = Contribution.objects.filter(organization__in=own)
    return ReportDue.objects.filter(
        Q(project__in=wholly_visible_projects(user))
        | Q(pk__in=ReportDue.objects.filter(mine, project__in=visible_projects(user)).values("pk"))
        | Q(pk__in=given.values("due"), project__in=visible_projects(user)),
    )


def visible_contributions(user: Reader) -> QuerySet[Contribution]:
    """Parts of one's own organisations, and all of projects read in whole: drafts of others are nobody's business."""
    return Contribution.objects.filter(
        Q(due__project__in=wholly_visible_projects(user))
        | Q(due__project__in=visible_projects(user), organization__in=own_organizations(user)),
    )


def project_for_dues(user: Reader, slug: str) -> tuple[Project, Standing]:
    """The project whose joint reports may be seen; 404 for strangers, 403 for an expert."""
    project = project_for_viewing(user, slug)
    place = standing(user, project)
    if not (place.can_read_whole or place.is_member):
        raise PermissionDenied(NOT_A_MEMBER)
    return project, place


def due_for_reading(user: Reader, pk: int) -> ReportDue:
    """A joint report with the parts of all; 404 for strangers, 403 for members."""
    due = _due_of_visible_project(user, pk)
    if not can_read_whole(user, due.project):
        raise PermissionDenied(NOT_A_READER)
    return due


def due_for_coordination(user: Reader, pk: int) -> ReportDue:
    """A joint report to change; 404 for strangers, 403 for those who only read."""
    due = _due_of_visible_project(user, pk)
    require_coordinator(user, due.project)
    return due


def place_for_viewing(user: Reader, pk: int, organization: int, now: datetime) -> Place:
    """The part of an organisation in a report: for the organisation and those who read the whole; 404 for others."""
    due = _due_of_visible_project(user, pk)
    place = place_of(due, organization, project_today(due.project, now))
    is_own = own_organizations(user).filter(pk=organization).exists()
    if place is None or not (is_own or can_read_whole(user, due.project)):
        raise Http404
    return place


def reads_text(user: Reader, place: Place) -> bool:
    """The words are open to the reader: to others than the organisation only once they were given."""
    part = place.contribution
    if part is None or part.submitted_at is not None or part.state in GIVEN:
        return True
    return own_organizations(user).filter(pk=place.organization.pk).exists()


def talk_about_contribution(user: Reader, place: Place) -> Talk | None:
    """The talk about a part, of its organisation and the coordinators; `None` before anything is saved of it."""
    part = place.contribution
    if part is None:
        return None
    return talk_about(
        user,
        place.due.project,
        part,
        title=f"{place.due.title}: {place.organization}",
        path=reverse("reports:contribution_detail", args=[place.due.pk, place.organization.pk]),
        sees=partial(_sees, part.pk),
        only_for=place.organization,
    )


def place_for_talking(user: Reader, pk: int, organization: int, now: datetime) -> tuple[Place, Talk]:
    """The part and the talk about it; 404 before anything is saved of it."""
    place = place_for_viewing(user, pk, organization, now)
    talk = talk_about_contribution(user, place)
    if talk is None:
        raise Http404
    return place, talk


def place_for_writing(user: Reader, pk: int, organization: int, now: datetime) -> Place:
    """The same for whoever writes it; 403 for those who only read."""
    place = place_for_viewing(user, pk, organization, now)
    if not can_act_for(user, place.organization):
        raise PermissionDenied(NOT_AN_EDITOR)
    if place.due.project.state == Project.State.ARCHIVED:
        raise PermissionDenied(ARCHIVED)
    return place


def place_for_decision(user: Reader, pk: int, organization: int, now: datetime) -> Place:
    """The same for whoever accepts it or gives it back; 403 for others, 404 where nothing was written."""
    place = place_for_viewing(user, pk, organization, now)
    require_coordinator(user, place.due.project)
    if place.contribution is None:
        raise Http404
    return place


def _due_of_visible_project(user: Reader, pk: int) -> ReportDue:
    rows = ReportDue.objects.filter(project__in=visible_projects(user))
    return get_object_or_404(rows.select_related("project__organization", "author__person"), pk=pk)


def _sees(pk: int, user: User) -> bool:
    return visible_contributions(user).filter(pk=pk).exists()
