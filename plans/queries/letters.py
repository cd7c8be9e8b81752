"""Who gets letters: accounts of people, accounts whose digest may be due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from network.models import LetterPreference, Notification, SentLetter, User
from projects.models import Project, ProjectRole


def accounts_of_people(person_ids: Iterable[int]) -> Mapping[int, User]:
    """Accounts that may sign in, by id of the person they stand for."""
    users = User.objects.filter(person__in=list(person_ids), is_active=True).select_related("person")
    return {user.person_id: user for user in users if user.person_id}


def was_reminded(user: User, subject: str, since: datetime) -> bool:
    """The same request went to the account since then."""
    letters = SentLetter.objects.filter(user=user, kind=SentLetter.Kind.REMINDER, subject=subject)
    return letters.filter(created_at__gte=since).exists()


def digest_readers() -> list[User]:
    """Active accounts something may be expected of or told to, except those that want no digest."""
    news = Notification.objects.filter(user=OuterRef("pk"), read_at__isnull=True, mailed_at__isnull=True)
    involved = (
        Q(person__isnull=False)
        | Q(memberships__isnull=False)
        | Q(reviews__isnull=False)
        | Q(project_roles__role=ProjectRole.Role.COORDINATOR)
        | Exists(news)
    )
    never = Q(letter_preference__frequency=LetterPreference.Frequency.NEVER)
    users = User.objects.filter(involved, is_active=True).exclude(never).distinct()
    return list(users.select_related("person", "letter_preference").order_by("pk"))


def zone_of(projects: Iterable[Project]) -> ZoneInfo:
    """Where the reader's morning is: in the zone of her first project that has one, else in the portal's."""
    name = next((project.time_zone for project in projects if project.time_zone), "")
    return ZoneInfo(name or timezone.get_default_timezone_name())


def has_digest(user: User, day: date) -> bool:
    """The digest of the day was put into the queue."""
    return SentLetter.objects.filter(user=user, kind=SentLetter.Kind.DIGEST, day=day).exists()
