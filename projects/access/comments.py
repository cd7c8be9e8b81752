"""Who reads the talk about a thing of a project, who joins it, to whom she speaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

from network.access import Reader, editable_organizations, own_organizations, visible_comments
from network.models import Comment, Organization, User
from projects.access.projects import can_read_whole, project_roles, standing
from projects.models import Participation, Project, ProjectRole

Role = ProjectRole.Role
EVERYBODY: Final = ""
LEADERS: Final = (Role.COORDINATOR, Role.DIRECTOR)

TO_ALL = "все, кто это видит"
TO_ONE = "только {name} и координаторы"
ARCHIVED = "Проект в архиве: обсуждения закрыты."
NOT_A_SPEAKER = (
    "Писать в обсуждении могут координатор, директор, ответственный и сотрудники организаций-участников, "
    "которым открыто редактирование."
)


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk about a thing as one reader has it.

    `path` and `title`: the page and the name of the thing. `sees` tells whether an account may open that page at all.
    `audiences`: to whom she may speak, by the key of an organisation (empty: to everybody), the usual one first.
    `people`: whom she may mention. `refusal`: why she only reads, empty where she may write.
    """

    subject: Model
    project: Project
    title: str
    path: str
    reads_whole: bool
    is_inside: bool
    leads: bool
    refusal: str
    audiences: tuple[tuple[str, str], ...]
    people: tuple[User, ...]
    sees: Callable[[User], bool]

    @property
    def may_write(self) -> bool:
        """She joins the talk."""
        return not self.refusal

    def comments(self, user: Reader) -> QuerySet[Comment]:
        """What of the talk the reader may read."""
        return visible_comments(user, self.subject, reads_whole=self.reads_whole, is_inside=self.is_inside)

    def require_speaker(self) -> None:
        """Raise `PermissionDenied` with the reason unless she may write."""
        if self.refusal:
            raise PermissionDenied(self.refusal)


def talk_about(  # noqa: PLR0913 - the thing in four words, and who is who
    user: Reader,
    project: Project,
    subject: Model,
    *,
    title: str,
    path: str,
    sees: Callable[[User], bool],
    only_for: Organization | None = None,
    answers: bool = False,
    closed: str = "",
) -> Talk:
    """The talk about a thing the user sees.

    `only_for`: the organisation whose thing it is, where other members know nothing of it. `answers`: she answers for
    the thing herself. `closed`: why nobody may write any more.
    """
    roles, place = project_roles(user, project), standing(user, project)
    leads = bool(roles & set(LEADERS))
    own = _speaking_for(user, project, only_for) if place.is_member else []
    speaks = leads or answers or bool(own)
    refusal = "" if speaks else NOT_A_SPEAKER
    if project.state == Project.State.ARCHIVED:
        refusal = ARCHIVED
    refusal = refusal or closed
    return Talk(
        subject=subject,
        project=project,
        title=title,
        path=path,
        reads_whole=place.can_read_whole,
        is_inside=place.is_member or answers or place.can_read_whole,
        leads=leads,
        refusal=refusal,
        audiences=() if refusal else _audiences(project, own, only_for, leads=leads),
        people=() if refusal else _mentionable(user, project, own, only_for, leads=leads),
        sees=sees,
    )


def may_read_comment(user: User, talk: Talk, organization: Organization | None) -> bool:
    """The account may read a remark said to the organisation (`None`: to everybody) in the talk."""
    if not talk.sees(user):
        return False
    if organization is None or can_read_whole(user, talk.project):
        return True
    return own_organizations(user).filter(pk=organization.pk).exists()


def _members_of(project: Project) -> QuerySet[Organization]:
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    return Organization.objects.filter(pk__in=parts.values("organization"))


def _speaking_for(user: Reader, project: Project, only_for: Organization | None) -> list[Organization]:
    own = editable_organizations(user).filter(pk__in=_members_of(project))
    return list(own.filter(pk=only_for.pk) if only_for else own)


def _audiences(
    project: Project, own: list[Organization], only_for: Organization | None, *, leads: bool
) -> tuple[tuple[str, str], ...]:
    """A member speaks to her organisation and the coordinators unless she says otherwise, a leader to everybody."""
    if only_for is not None:
        return ((str(only_for.pk), TO_ONE.format(name=only_for.short_name)),)
    everybody = (EVERYBODY, TO_ALL)
    some = [(str(each.pk), TO_ONE.format(name=each.short_name)) for each in (_members_of(project) if leads else own)]
    return (everybody, *some) if leads else (*some, everybody)


def _mentionable(
    user: Reader, project: Project, own: list[Organization], only_for: Organization | None, *, leads: bool
) -> tuple[User, ...]:
    """A leader mentions anybody of the project, everybody else the coordinators and her own organisations' people."""
    with_role = ProjectRole.objects.filter(project=project)
    if only_for is not None or not leads:
        with_role = with_role.filter(role__in=LEADERS)
    organizations = (
        _members_of(project)
        if leads and only_for is None
        else Organization.objects.filter(pk__in=[only_for.pk] if only_for else [each.pk for each in own])
    )
    people = User.objects.filter(
        Q(pk__in=with_role.values("user")) | Q(memberships__organization__in=organizations), is_active=True
    ).exclude(pk=user.pk or 0)
    return tuple(sorted(people.select_related("person").distinct(), key=lambda each: each.display_name))
