"""What an account is, wants and was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from network.models import LetterPreference, Membership, Organization, SentLetter, User

WEEKEND = (5, 6)
LAST_LETTERS = 20


def memberships_of(user: User) -> QuerySet[Membership]:
    """Places of the user in organisations, with the organisations."""
    return Membership.objects.filter(user=user).select_related("organization").order_by("organization__short_name")


def editors_by_organization(organization_ids: Iterable[int]) -> Mapping[int, list[User]]:
    """Accounts that act for organisations and may sign in, by id of the organisation; one query."""
    found: dict[int, list[User]] = defaultdict(list)
    places = Membership.objects.filter(organization__in=list(organization_ids), user__is_active=True)
    for place in places.exclude(role=Membership.Role.VIEWER).select_related("user__person").order_by("pk"):
        found[place.organization_id].append(place.user)
    return found


def editors_of(*organizations: Organization) -> list[User]:
    """Accounts that act for any of the organisations and may sign in, each once; one query."""
    found = editors_by_organization(each.pk for each in organizations)
    return list({user.pk: user for users in found.values() for user in users}.values())


def letter_preference(user: User) -> LetterPreference:
    """What the user chose, else what everybody has: a digest every working day."""
    return LetterPreference.objects.filter(user=user).first() or LetterPreference(user=user, quiet_days=list(WEEKEND))


def sent_letters(user: User) -> list[SentLetter]:
    """The last letters to the user, newest first."""
    return list(SentLetter.objects.filter(user=user)[:LAST_LETTERS])
