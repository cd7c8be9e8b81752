"""Papers of participation: written down, signed, given as a scan, ended; reminders before they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Notification, User
from network.queries.accounts import editors_by_organization, editors_of
from network.services.history import delete_signed, save_signed
from network.services.notifications import notify
from portal.text.clean import clean_text
from portal.text.russian import date_long, plural
from projects.models import Agreement, AgreementKind, Project, ProjectFile
from projects.queries.accounts import coordinators_of
from projects.queries.agreements import AgreementRow, ending_documents
from projects.queries.days import project_today
from projects.services.files import drop_file, keep_file

ENDS_EARLY: Final = "Документ не может закончить действие раньше, чем начал. Исправьте одну из дат."
SIGNED_LATER: Final = "Дата подписи не может быть в будущем."
TERMINATED_EARLY: Final = "Документ нельзя расторгнуть раньше, чем он начал действовать."
ALREADY_OVER: Final = "Этот документ уже расторгнут."
CONFIRMED: Final = "{paper}: координатор проверил документ и внёс даты."
ENDED: Final = "{paper}: документ расторгнут с {day}"
RESTORED: Final = "{paper}: расторжение отменено."
NO_SCAN: Final = "Выберите файл скана."
REMIND_BEFORE: Final = (3, 14, 30)
"""Days before the end of a paper on which those concerned are told, the soonest first."""


@dataclass(frozen=True, slots=True)
class AgreementInput:
    """What a paper says of itself; days are inclusive, a day of signing may be unknown."""

    kind: str
    number: str = ""
    title: str = ""
    signed_here_on: date | None = None
    signed_there_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, not checked yet."""

    name: str
    content: bytes


def agreement_errors(given: AgreementInput, today: date) -> dict[str, str]:
    """What is wrong with a paper, by field: days out of order, a signature of tomorrow."""
    found = {}
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        found["ends_on"] = ENDS_EARLY
    for name in ("signed_here_on", "signed_there_on"):
        day = getattr(given, name)
        if day and day > today:
            found[name] = SIGNED_LATER
    return found


@transaction.atomic
def save_agreement(
    agreement: Agreement, given: AgreementInput, scan: Upload | None = None, *, today: date, actor: User | None
) -> Agreement:
    """Write a paper down, new or there; a scan takes the place of the one before.

    The organisation is told once the paper it gave, or waits for, bears the day of its signature.
    Raises ValidationError in Russian, by field where it belongs to one.
    """
    errors = agreement_errors(given, today)
    if errors:
        raise ValidationError(errors)
    is_confirmed = agreement.pk is not None and agreement.signed_there_on is None and given.signed_there_on is not None
    for name, value in asdict(given).items():
        setattr(agreement, name, clean_text(value).strip() if isinstance(value, str) else value)
    if scan is not None:
        _attach(agreement, scan, actor)
    elif agreement.scan is not None and agreement.scan.organization_id != agreement.organization_id:
        # The scan goes along with its paper: the other organisation may read it no more.
        agreement.scan.organization_id = agreement.organization_id
        save_signed(agreement.scan, actor)
    save_signed(agreement, actor)
    if is_confirmed:
        _tell(agreement, CONFIRMED, actor)
    return agreement


@transaction.atomic
def hand_in(agreement: Agreement, scan: Upload | None, *, actor: User) -> Agreement:
    """A member gives the scan of a paper, new or there; days are for the coordinators, who are told of it.

    A paper of the kind that waits for its days already gets the scan, so that none stands twice.
    Raises ValidationError in Russian by the field `scan`.
    """
    if scan is None:
        raise ValidationError({"scan": NO_SCAN})
    agreement = _waiting_like(agreement) or agreement
    _attach(agreement, scan, actor)
    save_signed(agreement, actor)
    text = f"{agreement.organization.short_name}: получен скан, {agreement}. Проверьте его и внесите даты."
    notify(
        coordinators_of(agreement.project),
        Notification.Kind.DOCUMENT,
        text,
        reverse("projects:agreement_edit", args=[agreement.pk]),
    )
    return agreement


@transaction.atomic
def terminate_agreement(agreement: Agreement, day: date, *, actor: User | None) -> Agreement:
    """End a paper before its time, from the day on; the organisation is told.

    Raises ValidationError by the field `terminated_on`.
    """
    if agreement.terminated_on is not None:
        raise ValidationError({"terminated_on": ALREADY_OVER})
    if agreement.starts_on and day < agreement.starts_on:
        raise ValidationError({"terminated_on": TERMINATED_EARLY})
    agreement.terminated_on = day
    save_signed(agreement, actor)
    _tell(agreement, ENDED, actor)
    return agreement


@transaction.atomic
def restore_agreement(agreement: Agreement, *, actor: User | None) -> Agreement:
    """Take the ending back; the organisation is told."""
    was_over = agreement.terminated_on is not None
    agreement.terminated_on = None
    save_signed(agreement, actor)
    if was_over:
        _tell(agreement, RESTORED, actor)
    return agreement


@transaction.atomic
def remove_agreement(agreement: Agreement, *, actor: User | None) -> None:
    """Delete a paper that was written down by mistake, with its scan; history keeps both."""
    scan = agreement.scan
    delete_signed(agreement, actor)
    if scan is not None:
        drop_file(scan, actor=actor)


def set_required_documents(project: Project, kinds: Iterable[str], *, actor: User | None) -> Project:
    """Say which papers every participant owes, by kind."""
    wanted = set(kinds)
    project.required_documents = [kind.value for kind in AgreementKind if kind.value in wanted]
    return save_signed(project, actor)


def remind_of_ending(now: datetime) -> int:
    """Tell of papers that end in 30, 14 or 3 days, each of these once; gives how many accounts were told.

    Told are coordinators of the project, heads and editors of the organisation. A day that was missed is made good
    for on the next one.
    """
    told = 0
    for project in Project.objects.filter(state=Project.State.ACTIVE).order_by("pk"):
        today = project_today(project, now)
        rows = ending_documents(project, today, timedelta(days=REMIND_BEFORE[-1]))
        coordinators = coordinators_of(project) if rows else []
        editors = editors_by_organization(row.agreement.organization_id for row in rows)
        for row in rows:
            told += _remind(project, row, [*coordinators, *editors.get(row.agreement.organization_id, [])])
    return told


def _waiting_like(new: Agreement) -> Agreement | None:
    """A paper of the same kind and organisation that no one has confirmed; None for one that is there itself."""
    if new.pk is not None:
        return None
    known = Agreement.objects.filter(project=new.project, organization=new.organization, kind=new.kind)
    waiting = known.filter(signed_there_on=None, terminated_on=None).select_related("project", "organization", "scan")
    found = waiting.order_by("pk").first()
    if found is not None:
        found.number, found.note = new.number or found.number, new.note or found.note
    return found


def _remind(project: Project, row: AgreementRow, users: Sequence[User]) -> int:
    agreement, left = row.agreement, row.days_left
    if left is None or agreement.ends_on is None:
        return 0
    step = next(days for days in REMIND_BEFORE if left <= days)
    when = f"через {left} {plural(left, 'день', 'дня', 'дней')}" if left else "сегодня"
    text = f"{agreement.organization.short_name}: {agreement} действует до {date_long(agreement.ends_on)}, {when}."
    path = reverse("projects:agreements", args=[project.slug])
    key = f"agreement-{agreement.pk}-{agreement.ends_on}-{step}"
    return notify(users, Notification.Kind.DOCUMENT, text, path, key=key)


def _tell(agreement: Agreement, words: str, actor: User | None) -> None:
    """Tell editors of the organisation, all but whoever did it."""
    ended = agreement.terminated_on
    text = words.format(paper=agreement, day=date_long(ended) if ended else "")
    told = [user for user in editors_of(agreement.organization) if user != actor]
    notify(told, Notification.Kind.DOCUMENT, text, reverse("projects:agreements", args=[agreement.project.slug]))


def _attach(agreement: Agreement, scan: Upload, actor: User | None) -> None:
    """Check and keep the scan; the one before goes."""
    former = agreement.scan
    try:
        agreement.scan = keep_file(
            agreement.project,
            scan.name,
            scan.content,
            organization=agreement.organization,
            audience=ProjectFile.Audience.ORGANIZATION,
            actor=actor,
        )
    except ValidationError as problem:
        raise ValidationError({"scan": problem.messages}) from problem
    if former is not None:
        drop_file(former, actor=actor)
