"""Parts of joint reports: written by a member, given, taken back, accepted or returned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Notification, Organization, User
from network.queries.accounts import editors_of
from network.services.history import save_signed
from network.services.notifications import notify
from plans.models import CompletionMark
from portal.text.clean import clean_text
from projects.queries.accounts import coordinators_of
from projects.services.files import keep_file
from reports.models import Contribution, ReportDue
from reports.queries.contributions import WRITABLE, marks_to_pick

EMPTY = "Напишите, что сделано, или отметьте галочкой выполненное: сдавать пока нечего."
NO_REASON = "Напишите, что исправить: причину увидит организация."
CLOSED = "Отчёт закрыт: сведения больше не принимают. Если они ещё нужны, попросите координатора открыть его снова."
WAITING = "Сведения уже на проверке. Чтобы исправить их, заберите их назад."
DECIDED = "Сведения приняты, менять их нельзя. Если в них ошибка, напишите координатору: он вернёт их."
ABSENT = "Отчёт закрыт без ваших сведений."
NOT_WAITING = "Эти сведения уже не на проверке: обновите страницу."
LOCKS = {
    Contribution.State.SUBMITTED: WAITING,
    Contribution.State.ACCEPTED: DECIDED,
    Contribution.State.ABSENT: ABSENT,
}


class Conflict(Exception):  # noqa: N818 - not an error of anybody: two people worked at once
    """Somebody saved the part since it was opened; `current` is the part as it stands now."""

    def __init__(self, current: Contribution) -> None:
        super().__init__("Пока вы писали, эти сведения сохранил кто-то другой.")
        self.current = current


class Locked(Exception):  # noqa: N818 - a state, not an error
    """The part cannot be written now; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class PartInput:
    """What a member wrote: words, ids of marks, a new file by name and bytes, files that stay.

    `version` is that of the part she opened, 0 where there was none. `kept` empty leaves the files as they are.
    """

    text: str
    marks: Sequence[int] = ()
    version: int = 0
    file_name: str = ""
    content: bytes = b""
    kept: Sequence[int] | None = None


@transaction.atomic
def save_contribution(
    due: ReportDue, organization: Organization, said: PartInput, *, actor: User | None, is_auto: bool = False
) -> Contribution:
    """Save what is written so far. An automatic save leaves no line in the history.

    Raises Conflict where somebody saved other words meanwhile, Locked where the part is not the member's to write,
    ValidationError for a file that is not accepted.
    """
    part = _opened(due, organization)
    text = clean_text(said.text).strip()
    picked = set(marks_to_pick(due, organization).filter(pk__in=said.marks).values_list("pk", flat=True))
    if part.pk and part.version != said.version and (part.text != text or set(_ids(part)) != picked):
        raise Conflict(part)
    if part.pk and actor and part.author_id != actor.pk and part.text != text:
        # Words kept by themselves have no line in the history: another person's must not go without one.
        save_signed(part, part.author)
    part.text, part.author = text, actor
    part.version = part.version + 1 if part.pk else 1
    if is_auto and part.pk:
        part.skip_history_when_saving = True  # type: ignore[attr-defined]
    save_signed(part, actor)
    part.marks.set(CompletionMark.objects.filter(pk__in=picked))
    if said.kept is not None:
        part.files.set(part.files.filter(pk__in=said.kept))
    if said.content:
        part.files.add(keep_file(due.project, said.file_name, said.content, organization=organization, actor=actor))
    return part


@transaction.atomic
def submit_contribution(part: Contribution, *, actor: User | None, now: datetime) -> Contribution:
    """Give the part to the coordinator, who is told. Raises ValidationError where there is nothing in it, Locked.

    A part that was returned keeps the day it was first given on: the member answered in time.
    """
    part = _locked_row(part)
    _require_writable(part.due, part)
    if not part.text and not part.marks.exists() and not part.files.exists():
        raise ValidationError(EMPTY)
    if part.state != Contribution.State.RETURNED or part.submitted_at is None:
        part.submitted_at = now
    words = f"{part.organization}: сданы сведения для отчёта «{part.due.title}»"
    _step(part, Contribution.State.SUBMITTED, actor)
    path = reverse("reports:contribution_detail", args=[part.due_id, part.organization_id])
    told = [user for user in coordinators_of(part.due.project) if user != actor]
    notify(told, Notification.Kind.CONTRIBUTION, words, path)
    return part


@transaction.atomic
def withdraw_contribution(part: Contribution, *, actor: User) -> Contribution:
    """Take the part back before anybody decides; raises Locked where that has happened."""
    part = _locked_row(part)
    if part.due.state == ReportDue.State.CLOSED:
        raise Locked(CLOSED)
    if part.state != Contribution.State.SUBMITTED:
        raise Locked(NOT_WAITING if part.state in WRITABLE else LOCKS[Contribution.State(part.state)])
    # What was returned once was given once: its first day stands, and its reason is still to be answered.
    was_returned = bool(part.return_reason)
    if not was_returned:
        part.submitted_at = None
    return _step(part, Contribution.State.RETURNED if was_returned else Contribution.State.DRAFT, actor)


@transaction.atomic
def accept_contribution(part: Contribution, *, actor: User, now: datetime) -> Contribution:
    """Accept what was given; the organisation is told. Raises Locked for a part that does not wait for a decision."""
    part = _locked_row(part)
    if part.state != Contribution.State.SUBMITTED:
        raise Locked(NOT_WAITING)
    part.decided_at = now
    part.return_reason = ""
    _step(part, Contribution.State.ACCEPTED, actor)
    _tell(part, f"Сведения приняты: {part.due.title}", "contribution_detail", actor)
    return part


@transaction.atomic
def return_contribution(part: Contribution, reason: str, *, actor: User, now: datetime) -> Contribution:
    """Give it back with what is to be mended; also what was accepted, while the report is open.

    Raises ValidationError without a reason, Locked for a part that was not given.
    """
    part = _locked_row(part)
    if part.due.state == ReportDue.State.CLOSED:
        raise Locked(CLOSED)
    if part.state not in {Contribution.State.SUBMITTED, Contribution.State.ACCEPTED}:
        raise Locked(NOT_WAITING)
    reason = clean_text(reason).strip()
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    part.decided_at, part.return_reason = now, reason
    _step(part, Contribution.State.RETURNED, actor)
    _tell(part, f"Сведения вернули с замечанием: {part.due.title}", "contribution_edit", actor)
    return part


def _opened(due: ReportDue, organization: Organization) -> Contribution:
    """The row to write, a new one where there is none; raises Locked."""
    # The report is held while a part of it is written: two first saves do not meet, and nobody closes it meanwhile.
    due = ReportDue.objects.select_for_update().get(pk=due.pk)
    part = Contribution.objects.select_for_update().filter(due=due, organization=organization).first()
    _require_writable(due, part)
    return part or Contribution(due=due, organization=organization)


def _require_writable(due: ReportDue, part: Contribution | None) -> None:
    if part is not None and part.state not in WRITABLE:
        raise Locked(LOCKS[Contribution.State(part.state)])
    if due.state == ReportDue.State.CLOSED:
        raise Locked(CLOSED)


def _locked_row(part: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("due__project", "organization")
    return rows.get(pk=part.pk)


def _step(part: Contribution, state: Contribution.State, actor: User | None) -> Contribution:
    part.state = state
    part.version += 1
    return save_signed(part, actor)


def _tell(part: Contribution, text: str, page: str, actor: User) -> None:
    path = reverse(f"reports:{page}", args=[part.due_id, part.organization_id])
    told = [user for user in editors_of(part.organization) if user != actor]
    notify(told, Notification.Kind.CONTRIBUTION, text, path)


def _ids(part: Contribution) -> Iterable[int]:
    return part.marks.values_list("pk", flat=True)
