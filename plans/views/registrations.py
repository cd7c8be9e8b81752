"""Who comes to a joint event: registration, attendance, the marks it gives, the windows it is."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from network.models import Organization
from plans.access.joint_events import (
    NOT_REGISTRAR,
    event_scope,
    joint_event_for_editing,
    joint_event_for_viewing,
    registration_for_withdrawal,
    require_runner,
)
from plans.forms.joint_events import RegistrationForm
from plans.models import Event
from plans.queries.events import window_of_project
from plans.queries.joint_events import linked_windows, parties_of, people_to_register, proposed_windows, when_of
from plans.services.attendance import mark_attendance, own_proposals
from plans.services.events import link_window
from plans.services.registrations import register, save_attendance, withdraw
from portal.requests import back_to
from portal.text.numbers import number_in
from portal.text.russian import plural
from projects.views.common import network_frame, today_in

EVERYBODY = "all"
NOTHING_NEW = "Все они уже записаны."
WITHDRAWN = "Запись снята: {name}."
TICKED = "Явка сохранена: были {came} из {count}. Событие состоялось."
LINKED = "Теперь это событие стоит в плане: после явки портал предложит отметку."
NOT_YOURS_TO_MARK = "По этому событию вам отмечать нечего."


@require_http_methods(["GET", "POST"])
def joint_event_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register people of an organisation, several at once."""
    event = joint_event_for_viewing(request.user, pk)
    scope = event_scope(request.user, event, today_in(event.project))
    if not scope.registering:
        raise PermissionDenied(scope.refusal or NOT_REGISTRAR)
    organization = _chosen(request, scope.registering)
    form = RegistrationForm(request.POST or None, people=people_to_register(event, organization))
    if request.method == "POST" and form.is_valid() and _registered(request, event, organization, form):
        return redirect("plans:joint_event_detail", pk=pk)
    here = [party for party in parties_of(event, scope.readable) if party.organization.pk == organization.pk]
    context = {
        "event": event,
        "when": when_of(event),
        "form": form,
        "organization": organization,
        "choices": scope.registering,
        "registered": here[0].people if here else (),
    }
    status = 422 if request.method == "POST" else 200
    return render(
        request, "plans/joint_event_register.html", network_frame(request, event.project) | context, status=status
    )


@require_POST
def registration_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    registration = registration_for_withdrawal(request.user, pk, timezone.now())
    try:
        withdraw(registration, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, WITHDRAWN.format(name=registration.name))
    return redirect(back_to(request, reverse("plans:joint_event_detail", args=[registration.event_id])))


@require_http_methods(["GET", "POST"])
def joint_event_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of attendance: ticked here, or printed and ticked by hand."""
    event = joint_event_for_viewing(request.user, pk)
    require_runner(event_scope(request.user, event, today_in(event.project)), event)
    parties = parties_of(event, None)
    people = [person for party in parties for person in party.people]
    came = {person.pk for person in people if str(person.pk) in request.POST.getlist("came")}
    if request.POST.get("action") == EVERYBODY:
        came = {person.pk for person in people}
    errors: list[str] = []
    if request.method == "POST":
        try:
            save_attendance(event, came, actor=reader(request), now=timezone.now())
        except ValidationError as problem:
            errors = problem.messages
        else:
            messages.success(request, TICKED.format(came=len(came), count=len(people)))
            return _after_attendance(request, event)
    ticked = came if errors else {person.pk for person in people if person.attended}
    context = {"event": event, "when": when_of(event), "parties": parties, "ticked": ticked, "errors": errors}
    status = 422 if errors else 200
    return render(
        request, "plans/joint_event_attendance.html", network_frame(request, event.project) | context, status=status
    )


@require_http_methods(["GET", "POST"])
def joint_event_marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the attendance gives, to be looked at, ticked and set together."""
    event = joint_event_for_viewing(request.user, pk)
    today = today_in(event.project)
    proposals = own_proposals(reader(request), event, today)
    if not proposals:
        raise PermissionDenied(NOT_YOURS_TO_MARK)
    chosen = set(request.POST.getlist("mark"))
    errors: list[str] = []
    if request.method == "POST":
        try:
            marks = mark_attendance(event, proposals, chosen, author=reader(request), today=today)
        except ValidationError as problem:
            errors = problem.messages
        else:
            count = len(marks)
            words = f"{plural(count, 'Поставлена', 'Поставлены', 'Поставлено')} {count}"
            undo = f"undo:{reverse('plans:marks_undo', args=[marks[0].batch])}"
            messages.success(request, f"{words} {plural(count, 'отметка', 'отметки', 'отметок')}.", extra_tags=undo)
            return redirect("plans:joint_event_detail", pk=pk)
    ticked = chosen if errors else {each.key for each in proposals if not each.is_marked}
    context = {"event": event, "when": when_of(event), "proposals": proposals, "ticked": ticked, "errors": errors}
    status = 422 if errors else 200
    return render(
        request, "plans/joint_event_marks.html", network_frame(request, event.project) | context, status=status
    )


@require_http_methods(["GET", "POST"])
def joint_event_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Windows of plans that are this event: those of its days, or found by words."""
    event = joint_event_for_editing(request.user, pk)
    if request.method == "POST":
        return _linked(request, event)
    words = request.GET.get("q", "").strip()
    context = {
        "event": event,
        "when": when_of(event),
        "links": linked_windows(event),
        "proposed": proposed_windows(event, words),
        "words": words,
    }
    return render(request, "plans/joint_event_links.html", network_frame(request, event.project) | context)


def _linked(request: HttpRequest, event: Event) -> HttpResponse:
    """After linking: the page again, with the reason where it could not be done."""
    number = number_in(request.POST.get("occurrence", ""))
    window = window_of_project(event.project, number) if number is not None else None
    if window is None:
        raise Http404
    try:
        link_window(event, window, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, LINKED)
    return redirect("plans:joint_event_links", pk=event.pk)


def _after_attendance(request: HttpRequest, event: Event) -> HttpResponse:
    """Where there are marks to set, their preview; else the page of the event."""
    waiting = any(not each.is_marked for each in own_proposals(reader(request), event, today_in(event.project)))
    return redirect("plans:joint_event_marks" if waiting else "plans:joint_event_detail", pk=event.pk)


def _chosen(request: HttpRequest, choices: Sequence[Organization]) -> Organization:
    """The organisation the page is about: named in the address, else the first; 404 for one that is not hers."""
    asked = request.GET.get("organization", "")
    if not asked:
        return choices[0]
    found = next((each for each in choices if str(each.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _registered(request: HttpRequest, event: Event, organization: Organization, form: RegistrationForm) -> bool:
    """Whether they were registered; False with the reason at the form."""
    try:
        added = register(event, organization, form.guests(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    count = len(added)
    people = plural(count, "человек", "человека", "человек")
    words = f"{plural(count, 'Записан', 'Записаны', 'Записано')} {count} {people}: {organization}."
    messages.success(request, words if added else NOTHING_NEW)
    return True
