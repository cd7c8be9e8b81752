"""The one letter of the morning: what is overdue, what the week asks, whatever asks it; none with nothing to say."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from network.access import editable_organizations
from network.models import LetterPreference, Notification, SentLetter, User
from network.queries import letter_preference, unmailed_notifications
from network.services.letters import log_letter, queue_letter
from network.services.notifications import mark_mailed
from network.unsubscribing import unsubscribe_url
from plans.access import items_for_organization, items_for_person, reachable_projects
from plans.access.letters import DAYS, mark_link
from plans.models import Plan
from plans.queries.cabinet import Ask, asks_of, late_counts
from plans.queries.letters import digest_readers, has_digest, zone_of
from portal.text.russian import plural
from projects.access import coordinated_projects
from projects.asks import Errand
from reports.access.cabinet import cabinet_sources
from reports.queries.cabinet import errands_of

logger = logging.getLogger(__name__)

HOURS = range(8, 12)  # from eight in the morning; later ones only where the worker stood still before
WEEK = timedelta(days=7)
MONDAY = 0
MOST_NEWS = 20


@dataclass(frozen=True, slots=True)
class LinkedAsk:
    """What is expected, and the link that marks it."""

    ask: Ask
    link: str


@dataclass(frozen=True, slots=True)
class LinkedErrand:
    """What is expected besides marks, days since it was due, and the page of its button."""

    errand: Errand
    late_days: int
    link: str


@dataclass(frozen=True, slots=True)
class LateProject:
    """A project of a coordinator with overdue items, and the address of their list."""

    title: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a letter says: overdue first, the days of the week ahead, the projects one coordinates, what is new.

    `undated`: what has no day (papers of membership); it goes with a letter and makes one only on Mondays.
    """

    late: tuple[LinkedAsk, ...]
    soon: tuple[LinkedAsk, ...]
    projects: tuple[LateProject, ...]
    news: tuple[Notification, ...] = ()
    late_errands: tuple[LinkedErrand, ...] = ()
    soon_errands: tuple[LinkedErrand, ...] = ()
    undated: tuple[LinkedErrand, ...] = ()
    is_monday: bool = False

    def __bool__(self) -> bool:
        dated = self.late or self.soon or self.late_errands or self.soon_errands
        return bool(dated or self.projects or self.news or (self.undated and self.is_monday))

    @property
    def late_count(self) -> int:
        """How much is overdue."""
        return len(self.late) + len(self.late_errands)

    @property
    def soon_count(self) -> int:
        """How much the week asks."""
        return len(self.soon) + len(self.soon_errands)

    @property
    def told_news(self) -> tuple[Notification, ...]:
        """Those of the news that the letter has room for."""
        return self.news[:MOST_NEWS]

    @property
    def more_news(self) -> int:
        """How many more the page of notifications tells."""
        return max(len(self.news) - MOST_NEWS, 0)

    @property
    def subject(self) -> str:
        """«Просрочено 2, на этой неделе 3»; else what the projects of a coordinator have; else how much is new."""
        parts = [
            f"просрочено {self.late_count}" if self.late_count else "",
            f"в ближайшую неделю {self.soon_count}" if self.soon_count else "",
        ]
        own = ", ".join(part for part in parts if part)
        if not own and not self.projects and not self.news:
            return "От вас ждут: документы участия"
        if not own and not self.projects:
            new = len(self.news)
            return f"На портале новое: {new} {plural(new, 'уведомление', 'уведомления', 'уведомлений')}"
        count = sum(project.count for project in self.projects)
        words = own or f"в проекте {plural(count, 'просрочен', 'просрочено', 'просрочено')} {count}"
        return f"От вас ждут: {words}" if own else f"{words[:1].upper()}{words[1:]} {_items(count)}"


def send_digests(now: datetime) -> int:
    """Put the digests that are due into the queue, one a day for each account; gives how many were written.

    May be called at any time and by two workers at once: the database holds that there is one a day.
    """
    return sum(_sent(user, now) for user in digest_readers())


def digest_of(user: User, now: datetime, today: date) -> Digest:
    """What the letter of today would say; `today` where the reader is."""
    asks = asks_of(items_for_person(user), None, now) if user.person_id else []
    organizations = list(editable_organizations(user))
    for organization in organizations:
        asks += asks_of(items_for_organization(user, organization), organization, now)
    soon = [ask for ask in asks if not ask.is_late and ask.due_on and ask.due_on <= today + WEEK]
    found = late_counts(coordinated_projects(user), now)
    errands = [_open(errand, today) for errand in errands_of(user, organizations, cabinet_sources(user, None), today)]
    ahead = [each for each in errands if not each.late_days and each.errand.due_on]
    return Digest(
        late=tuple(_linked(ask, user) for ask in asks if ask.is_late),
        soon=tuple(_linked(ask, user) for ask in soon),
        projects=tuple(LateProject(plan.project.short_title, count, _late_link(plan)) for plan, count in found),
        news=tuple(unmailed_notifications(user)),
        late_errands=tuple(each for each in errands if each.late_days),
        soon_errands=tuple(each for each in ahead if each.errand.due_on and each.errand.due_on <= today + WEEK),
        undated=tuple(each for each in errands if each.errand.due_on is None),
        is_monday=today.weekday() == MONDAY,
    )


def _sent(user: User, now: datetime) -> bool:
    """One account whose digest cannot be made must not cost the others theirs."""
    try:
        return _send(user, now)
    except Exception:
        logger.exception("no digest for account %s", user.pk)
        return False


@transaction.atomic
def _send(user: User, now: datetime) -> bool:
    zone = zone_of(reachable_projects(user).order_by("pk"))
    local = now.astimezone(zone)
    if local.hour not in HOURS or not _is_wanted(user, local.date()) or has_digest(user, local.date()):
        return False
    digest = digest_of(user, now, local.date())
    if not digest or log_letter(user, SentLetter.Kind.DIGEST, digest.subject, day=local.date()) is None:
        return False
    stop = unsubscribe_url(user.pk)
    context = {
        "digest": digest,
        "cabinet": f"{settings.PUBLIC_URL}{reverse('reports:cabinet')}",
        "notifications": f"{settings.PUBLIC_URL}{reverse('network:notifications')}",
        "portal": settings.PUBLIC_URL,
        "settings": f"{settings.PUBLIC_URL}{reverse('network:letters')}",
        "stop": stop,
        "days": DAYS,
    }
    body = render_to_string("reports/letters/digest.txt", context)
    queue_letter(user.email, digest.subject, body, unsubscribe_url=stop, expires_at=_end_of(local.date(), zone))
    mark_mailed(digest.news, now)
    return True


def _is_wanted(user: User, day: date) -> bool:
    wanted = letter_preference(user)
    if wanted.frequency == LetterPreference.Frequency.WEEKLY:
        return day.weekday() == MONDAY
    return wanted.frequency == LetterPreference.Frequency.DAILY and day.weekday() not in wanted.quiet_days


def _linked(ask: Ask, user: User) -> LinkedAsk:
    return LinkedAsk(ask, mark_link(user, ask.occurrence, ask.organization))


def _open(errand: Errand, today: date) -> LinkedErrand:
    address = reverse(errand.url_name, args=errand.args)
    query = f"?{errand.query}" if errand.query else ""
    return LinkedErrand(errand, errand.late_days(today), f"{settings.PUBLIC_URL}{address}{query}")


def _late_link(plan: Plan) -> str:
    return f"{settings.PUBLIC_URL}{reverse('plans:plan_detail', args=[plan.pk])}?view=late"


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def _items(count: int) -> str:
    return plural(count, "пункт", "пункта", "пунктов")
