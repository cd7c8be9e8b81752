"""Who may see and do what with organisations, people and groups."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from network.models import Comment, Group, Membership, Municipality, Organization, OrganizationAlias, Person, User
from network.queries import comments_on
from network.unsubscribing import user_of_link

Reader = User | AnonymousUser
ARCHIVED = "Проект в архиве: в нём ничего нельзя менять."


def reader(request: HttpRequest) -> User:
    """The signed-in reader; pages that need one are never reached by others."""
    if not isinstance(request.user, User):
        raise BadRequest
    return request.user


def subscriber_of(token: str) -> User:
    """The account whose digest the link stops; 404 for any other text. Who holds the link may do no more than that."""
    return get_object_or_404(User, pk=user_of_link(token) or 0)


def own_organizations(user: Reader) -> QuerySet[Organization]:
    """Organisations the user belongs to in any role."""
    if not user.is_authenticated or not user.is_active:
        return Organization.objects.none()
    return Organization.objects.filter(pk__in=Membership.objects.filter(user=user).values("organization"))


def editable_organizations(user: Reader) -> QuerySet[Organization]:
    """Organisations the user acts for: as editor or head, not as viewer."""
    if not user.is_authenticated or not user.is_active:
        return Organization.objects.none()
    editing = Membership.objects.filter(user=user).exclude(role=Membership.Role.VIEWER)
    return Organization.objects.filter(pk__in=editing.values("organization"))


def can_act_for(user: Reader, organization: Organization) -> bool:
    """The user is editor or head of the organisation."""
    return editable_organizations(user).filter(pk=organization.pk).exists()


def visible_organizations(user: Reader) -> QuerySet[Organization]:
    """All for an administrator, else the user's own; those of a project are given by `projects.access`."""
    return Organization.objects.all() if _is_administrator(user) else own_organizations(user)


def visible_aliases(user: Reader) -> QuerySet[OrganizationAlias]:
    """Spellings of visible organisations."""
    return OrganizationAlias.objects.filter(organization__in=visible_organizations(user))


def visible_municipalities(user: Reader) -> QuerySet[Municipality]:
    """The dictionary is open to everybody signed in."""
    return Municipality.objects.all() if user.is_authenticated and user.is_active else Municipality.objects.none()


def visible_people(user: Reader) -> QuerySet[Person]:
    """People of visible organisations and the person of the account herself."""
    if not user.is_authenticated or not user.is_active:
        return Person.objects.none()
    return Person.objects.filter(Q(organization__in=visible_organizations(user)) | Q(pk=user.person_id))


def visible_groups(user: Reader) -> QuerySet[Group]:
    """Groups of visible organisations."""
    return Group.objects.filter(organization__in=visible_organizations(user))


def visible_users(user: Reader) -> QuerySet[User]:
    """All for an administrator, else only one's own account: addresses of others are nobody's business."""
    if not user.is_authenticated or not user.is_active:
        return User.objects.none()
    return User.objects.all() if _is_administrator(user) else User.objects.filter(pk=user.pk)


def visible_memberships(user: Reader) -> QuerySet[Membership]:
    """Memberships of visible accounts."""
    return Membership.objects.filter(user__in=visible_users(user))


def visible_comments(user: Reader, subject: Model, *, reads_whole: bool, is_inside: bool = True) -> QuerySet[Comment]:
    """Remarks about a thing the reader sees: open ones, those to her organisations, her own, those that mention her.

    All of them where she reads the project in whole; who is not `is_inside` (an expert asked for a review) is not
    shown what members say to each other.
    """
    if not user.is_authenticated or not user.is_active:
        return Comment.objects.none()
    said = comments_on(subject)
    if reads_whole:
        return said
    own = Q(author=user) | Q(pk__in=Comment.mentions.through.objects.filter(user=user).values("comment"))
    if not is_inside:
        return said.filter(own)
    return said.filter(own | Q(organization__isnull=True) | Q(organization__in=own_organizations(user)))


def comment_for_removal(user: Reader, pk: int) -> Comment:
    """A remark of her own, or 404; 403 where the project of its thing is in the archive."""
    comment = get_object_or_404(Comment.objects.select_related("author"), pk=pk, author=user.pk)
    # Things people talk about are of other floors; each of them says so by itself.
    if getattr(comment.subject, "is_archived", False):
        raise PermissionDenied(ARCHIVED)
    return comment


def _is_administrator(user: Reader) -> bool:
    return user.is_authenticated and user.is_active and user.is_staff
