"""What an account is, wants and was sent."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import LetterPreference, Membership, SentLetter, User

WEEKEND = (5, 6)
LAST_LETTERS = 20


def memberships_of(user: User) -> QuerySet[Membership]:
    """Places of the user in organisations, with the organisations."""
    return Membership.objects.filter(user=user).select_related("organization").order_by("organization__short_name")


def letter_preference(user: User) -> LetterPreference:
    """What the user chose, else what everybody has: a digest every working day."""
    return LetterPreference.objects.filter(user=user).first() or LetterPreference(user=user, quiet_days=list(WEEKEND))


def sent_letters(user: User) -> list[SentLetter]:
    """The last letters to the user, newest first."""
    return list(SentLetter.objects.filter(user=user)[:LAST_LETTERS])
