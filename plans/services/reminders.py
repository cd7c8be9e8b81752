"""Requests to mark an item: a letter to each who has not, with a link that marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string

from network.models import Organization, SentLetter, User
from network.queries.accounts import editors_by_organization
from network.services.letters import log_letter, queue_letter
from plans.access.letters import DAYS, mark_link
from plans.queries import ItemRow, OccurrenceRow
from plans.queries.letters import accounts_of_people, was_reminded
from portal.text.short import shortened

PAUSE = timedelta(hours=20)  # the same request goes to somebody once a day
TERM = timedelta(days=2)
MAX_TITLE = 150

NOTHING_OPEN = "Напоминать не о чем: по этому пункту всё отмечено."
NOBODY = "Письмо не ушло: ни у кого из ответственных нет учётной записи на портале."


@dataclass(frozen=True, slots=True)
class Reminded:
    """Names: to whom a letter went, who had one today already, who has no account to write to."""

    sent: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    is_open: bool = True

    @property
    def words(self) -> str:
        """What happened, as a sentence or two."""
        if not self.is_open:
            return NOTHING_OPEN
        if not self.sent and not self.recent:
            return NOBODY
        parts = [
            f"Письмо с просьбой отметить ушло: {', '.join(self.sent)}." if self.sent else "",
            f"Сегодня уже напоминали: {', '.join(self.recent)}." if self.recent else "",
            f"Нет учётной записи: {', '.join(self.silent)}." if self.silent else "",
        ]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Addressee:
    name: str
    users: tuple[User, ...]
    organization: Organization | None = None


@transaction.atomic
def remind(row: ItemRow, *, actor: User, now: datetime) -> Reminded:
    """Ask everybody who has not marked the first open window of the item, each once a day."""
    window = next((each for each in row.occurrences if not each.progress.is_closed), None)
    if window is None:
        return Reminded(is_open=False)
    sent: list[str] = []
    recent: list[str] = []
    silent: list[str] = []
    for party in _addressees(row, window):
        fresh = [user for user in party.users if not was_reminded(user, _subject(row), now - PAUSE)]
        for user in fresh:
            _write(row, window, user, party.organization, actor, now)
        (sent if fresh else recent if party.users else silent).append(party.name)
    return Reminded(tuple(sent), tuple(recent), tuple(silent))


def _addressees(row: ItemRow, window: OccurrenceRow) -> Iterator[_Addressee]:
    """Organisations that have not ticked the window, and people the item names."""
    today = [party for party in row.responsibilities if party.person_id]
    people = accounts_of_people(party.person_id for party in today if party.person_id)
    waiting = [each for each in row.organizations if each.pk in window.progress.waiting_ids]
    editors = editors_by_organization(each.pk for each in waiting)
    for party in today:
        user = people.get(party.person_id or 0)
        yield _Addressee(party.label, (user,) if user else ())
    for organization in waiting:
        yield _Addressee(str(organization), tuple(editors.get(organization.pk, ())), organization)


def _subject(row: ItemRow) -> str:
    number = f" {row.item.number.rstrip('.')}" if row.item.number else ""
    title = shortened(row.item.title, MAX_TITLE)
    return f"Отметьте пункт{number}: {title} ({row.item.plan.short_title})"


def _write(
    row: ItemRow, window: OccurrenceRow, user: User, organization: Organization | None, actor: User, now: datetime
) -> None:
    context = {
        "item": row.item,
        "window": window,
        "organization": organization,
        "link": mark_link(user, window.occurrence, organization),
        "days": DAYS,
        "actor": actor.display_name,
    }
    subject = _subject(row)
    queue_letter(user.email, subject, render_to_string("plans/letters/reminder.txt", context), expires_at=now + TERM)
    log_letter(user, SentLetter.Kind.REMINDER, subject)
