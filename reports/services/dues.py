"""Joint reports: asked for on one day or many, changed, closed without those who did not answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Notification, Organization, User
from network.queries.accounts import editors_by_organization
from network.services.history import delete_signed, save_signed
from network.services.notifications import notify
from portal.text.russian import date_short, join_list, plural
from projects.models import Project
from reports.content.dues import stretches
from reports.models import Contribution, ReportDue
from reports.queries.contributions import GIVEN, Place, places_of

UNDECIDED = "Сначала примите или верните то, что уже прислали: {names}."
TOO_EARLY = "Срок ещё не прошёл: сведения ждут до {day}. Закрыть раньше можно, когда всё принято."
ANSWERED = "Сведения уже присланы, убрать из списка нельзя: {names}."
NOT_EMPTY = "По этому отчёту уже пишут сведения: {names}. Его можно закрыть, но не удалить."
USED = "По этому запросу уже заказан документ, запрос нужен ему. Запрос можно закрыть, но не удалить."
CLOSED = "Отчёт уже закрыт."
ASKED = "{title}: ваши сведения ждут до {day}"
ASKED_MANY = "{title}: у вас запросили {many}, сведения для ближайшего ждут до {day}"
MOVED = "{title}: срок изменился, ваши сведения ждут до {day}"
SHUT = "{title}: отчёт закрыт без ваших сведений"
OPEN_AGAIN = "{title}: отчёт снова открыт, ваши сведения ждут"


@dataclass(frozen=True, slots=True)
class DueInput:
    """What a report asks for, of whom; nobody named: of everybody who takes part."""

    title: str
    instruction: str
    organizations: Sequence[Organization] = ()


@transaction.atomic
def add_dues(
    project: Project, said: DueInput, starts_on: date, days: Iterable[date], *, actor: User
) -> list[ReportDue]:
    """One report a day, their periods following one another; editors of those asked are told of all in one notice.

    Raises ValidationError for a day before the period begins.
    """
    try:
        wanted = stretches(starts_on, list(days))
    except ValueError as problem:
        raise ValidationError({"days": str(problem)}) from problem
    found = []
    for stretch in wanted:
        due = ReportDue(
            project=project,
            title=said.title,
            instruction=said.instruction,
            starts_on=stretch.starts_on,
            ends_on=stretch.ends_on,
            due_on=stretch.due_on,
            author=actor,
        )
        save_signed(due, actor)
        due.organizations.set(said.organizations)
        found.append(due)
    if found:
        first = found[0]
        words = ASKED if len(found) == 1 else ASKED_MANY
        many = f"{len(found)} {plural(len(found), 'отчёт', 'отчёта', 'отчётов')}"
        text = words.format(title=first.title, day=date_short(first.due_on), many=many)
        _tell(first, _organizations(first, starts_on), text, "contribution_edit", actor)
    return found


@transaction.atomic
def edit_due(due: ReportDue, said: DueInput, starts_on: date, ends_on: date, due_on: date, *, actor: User) -> ReportDue:
    """Change a report; told are those asked anew and, of another day, those who have not answered yet.

    Raises ValidationError for a wrong period and where somebody who has answered is left out.
    """
    due = ReportDue.objects.select_for_update(of=("self",)).select_related("project").get(pk=due.pk)
    former_day, former = due.due_on, {each.pk for each in _organizations(due, due.due_on)}
    named = {organization.pk for organization in said.organizations}
    answered = Contribution.objects.filter(due=due).exclude(state=Contribution.State.ABSENT)
    lost = [part.organization for part in answered.select_related("organization") if part.organization_id not in named]
    if named and lost:
        names = join_list(str(organization) for organization in lost)
        raise ValidationError({"organizations": ANSWERED.format(names=names)})
    due.title, due.instruction = said.title, said.instruction
    due.starts_on, due.ends_on, due.due_on = starts_on, ends_on, due_on
    save_signed(due, actor)
    due.organizations.set(said.organizations)
    if due.state == ReportDue.State.OPEN:
        day = date_short(due.due_on)
        waited = [place.organization for place in places_of(due, due_on) if place.is_writable]
        new = [each for each in waited if each.pk not in former]
        _tell(due, new, ASKED.format(title=due.title, day=day), "contribution_edit", actor)
        if due.due_on != former_day:
            stays = [each for each in waited if each.pk in former]
            _tell(due, stays, MOVED.format(title=due.title, day=day), "contribution_edit", actor)
    return due


@transaction.atomic
def close_due(due: ReportDue, *, actor: User, today: date) -> list[Organization]:
    """Close a report; gives those who did not answer, they are told: their parts become «сведения не представлены».

    Raises ValidationError before the day where somebody has still time to answer, and while something waits for a
    decision.
    """
    due = ReportDue.objects.select_for_update(of=("self",)).select_related("project").get(pk=due.pk)
    if due.state == ReportDue.State.CLOSED:
        raise ValidationError(CLOSED)
    places = places_of(due, today)
    waiting = [place for place in places if _state(place) == Contribution.State.SUBMITTED]
    if waiting:
        raise ValidationError(UNDECIDED.format(names=_names(waiting)))
    missing = [place for place in places if _state(place) not in GIVEN]
    if missing and today <= due.due_on:
        raise ValidationError(TOO_EARLY.format(day=date_short(due.due_on)))
    for place in missing:
        part = place.contribution or Contribution(due=due, organization=place.organization)
        part.state = Contribution.State.ABSENT
        part.version += 1
        save_signed(part, actor)
    due.state = ReportDue.State.CLOSED
    save_signed(due, actor)
    absent = [place.organization for place in missing]
    _tell(due, absent, SHUT.format(title=due.title), "contribution_detail", actor)
    return absent


@transaction.atomic
def reopen_due(due: ReportDue, *, actor: User) -> ReportDue:
    """Ask again: those who did not answer may, from what they had begun, and are told; what was accepted stays so."""
    due = ReportDue.objects.select_for_update(of=("self",)).select_related("project").get(pk=due.pk)
    was_closed = due.state == ReportDue.State.CLOSED
    for part in Contribution.objects.filter(due=due, state=Contribution.State.ABSENT).prefetch_related("marks"):
        if not part.text and not part.marks.all():
            delete_signed(part, actor)
            continue
        part.state = Contribution.State.RETURNED if part.return_reason else Contribution.State.DRAFT
        part.version += 1
        save_signed(part, actor)
    due.state = ReportDue.State.OPEN
    save_signed(due, actor)
    if was_closed:
        waited = [place.organization for place in places_of(due, due.due_on) if place.is_writable]
        _tell(due, waited, OPEN_AGAIN.format(title=due.title), "contribution_edit", actor)
    return due


@transaction.atomic
def delete_due(due: ReportDue, *, actor: User) -> None:
    """Take back a report that nobody has begun.

    Raises ValidationError with the names of those who have, and where a paper of it was ordered.
    """
    begun = Contribution.objects.filter(due=due).select_related("organization")
    if begun:
        names = join_list(str(part.organization) for part in begun)
        raise ValidationError(NOT_EMPTY.format(names=names))
    if due.reports.exists():
        raise ValidationError(USED)
    delete_signed(due, actor)


def _organizations(due: ReportDue, today: date) -> list[Organization]:
    return [place.organization for place in places_of(due, today)]


def _tell(due: ReportDue, organizations: Sequence[Organization], text: str, page: str, actor: User) -> None:
    """Tell editors of each organisation, all but whoever did it, and lead them to its own part."""
    editors = editors_by_organization(each.pk for each in organizations)
    for organization in organizations:
        path = reverse(f"reports:{page}", args=[due.pk, organization.pk])
        users = [user for user in editors.get(organization.pk, []) if user != actor]
        notify(users, Notification.Kind.CONTRIBUTION, text, path)


def _state(place: Place) -> str:
    return place.contribution.state if place.contribution else ""


def _names(places: Iterable[Place]) -> str:
    return join_list(str(place.organization) for place in places)
