"""Links in letters that let one mark one window of an item, without signing in and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from network.models import Organization, User
from plans.access.marking import NOT_YOURS, mark_scope
from plans.access.visible import visible_items
from plans.models import Occurrence
from plans.queries import ItemRow, OccurrenceRow, item_row
from projects.queries.days import project_today

SALT = "plans.mark_by_letter"
DAYS = 14
OLD = f"Ссылка старше {DAYS} дней и больше не действует. Войдите на портал: пункт ждёт в разделе «Мои дела»."
BROKEN = "Такой ссылки портал не выдавал. Откройте её из письма целиком или войдите на портал."
GONE = "Учётная запись закрыта, поэтому ссылка больше не действует."
REMOVED = "Этого пункта в плане больше нет."


class LinkRefused(Exception):  # noqa: N818 - says what became of the link
    """The link opens nothing; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link lets its holder do: as `user` mark one window, for an organisation or (`None`) as a whole."""

    user: User
    row: ItemRow
    window: OccurrenceRow
    organization: Organization | None

    @property
    def is_closed(self) -> bool:
        """Somebody has marked it already."""
        return self.window.is_closed_for(self.organization.pk if self.organization else None)


def mark_link(user: User, occurrence: Occurrence, organization: Organization | None) -> str:
    """The full address of the page that marks the window as this user, for 14 days."""
    token = signing.dumps([user.pk, occurrence.pk, organization.pk if organization else None], salt=SALT)
    return f"{settings.PUBLIC_URL}{reverse('plans:mark_by_letter', args=[token])}"


def grant_of(token: str, now: datetime) -> Grant:
    """What the link lets do today, the rights asked anew; raises LinkRefused in words."""
    user_id, occurrence_id, organization_id = _signed(token)
    user = User.objects.select_related("person").filter(pk=user_id).first()
    if user is None or not user.is_active:
        raise LinkRefused(GONE)
    occurrence = Occurrence.objects.filter(pk=occurrence_id, item__in=visible_items(user)).first()
    if occurrence is None:
        raise LinkRefused(REMOVED)
    item = visible_items(user).select_related("plan__project").get(pk=occurrence.item_id)
    today = project_today(item.plan.project, now)
    if not mark_scope(user, item, today).covers(organization_id):
        raise LinkRefused(NOT_YOURS)
    readable = frozenset({organization_id}) if organization_id else None
    row = item_row(item, today, readable)
    window = next(each for each in row.occurrences if each.occurrence.pk == occurrence_id)
    organization = next((each for each in row.organizations if each.pk == organization_id), None)
    return Grant(user, row, window, organization)


def _signed(token: str) -> tuple[int, int, int | None]:
    try:
        user_id, occurrence_id, organization_id = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS))
    except signing.SignatureExpired as error:
        raise LinkRefused(OLD) from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkRefused(BROKEN) from error
    return user_id, occurrence_id, organization_id
