"""Joint events of a network: the list, one event, its changing and cancelling, its materials."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from plans.access import visible_items
from plans.access.joint_events import (
    event_scope,
    joint_event_for_editing,
    joint_event_for_viewing,
    joint_events_of,
    require_runner,
)
from plans.forms.joint_events import CancelEventForm, JointEventForm, MaterialForm, event_initial
from plans.queries.joint_events import event_rows, is_over, linked_windows, parties_of, seen_windows, when_of
from plans.services.attendance import own_proposals
from plans.services.joint_events import (
    add_material,
    cancel_joint_event,
    change_joint_event,
    plan_joint_event,
    remove_material,
)
from portal.text.numbers import number_in
from projects.access import project_for_coordination, project_for_viewing
from projects.models import Project
from projects.queries.people import network_of
from projects.views.common import network_frame, query_without_page, today_in

ON_A_PAGE = 20
PAST = "past"
PLANNED = "Событие добавлено: редакторы организаций получили уведомление."
CHANGED = "Событие сохранено."
CANCELLED = "Событие отменено. Все, кто записан, получили уведомление с причиной."
KEPT = "Файл приложен: он открыт всей сети."
DROPPED = "Файл убран."


@require_GET
def joint_events(request: HttpRequest, slug: str) -> HttpResponse:
    """Events of the network: to come, or over."""
    project = project_for_viewing(request.user, slug)
    past, words = request.GET.get("show") == PAST, request.GET.get("q", "").strip()
    here, own = joint_events_of(request.user, project)
    page = Paginator(event_rows(here, own, today_in(project), past=past, words=words), ON_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "past": past,
        "words": words,
        "rest": query_without_page(request),
    }
    return render(request, "plans/joint_events.html", network_frame(request, project) | context)


@require_GET
def joint_event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One event: when and where, who comes, its files, its windows in plans."""
    event = joint_event_for_viewing(request.user, pk)
    today = today_in(event.project)
    scope = event_scope(request.user, event, today)
    parties = parties_of(event, scope.readable)
    context = {
        "event": event,
        "when": when_of(event),
        "is_over": is_over(event, today),
        "scope": scope,
        "parties": [party for party in parties if party.people],
        "registered": sum(party.count for party in parties),
        "came": sum(party.came for party in parties),
        "organizations": len(parties),
        "materials": list(event.materials.all()),
        "material_form": MaterialForm() if scope.can_run else None,
        "windows": seen_windows(linked_windows(event), visible_items(request.user)),
        "to_mark": sum(not each.is_marked for each in own_proposals(reader(request), event, today)),
    }
    return render(request, "plans/joint_event_detail.html", network_frame(request, event.project) | context)


@require_http_methods(["GET", "POST"])
def joint_event_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Announce an event."""
    project = project_for_coordination(request.user, slug)
    form = _form(request, project, {"organizer": str(project.organization_id)})
    if request.method == "POST" and form.is_valid():
        try:
            event = plan_joint_event(project, form.given(), actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, PLANNED)
            return redirect("plans:joint_event_detail", pk=event.pk)
    context = network_frame(request, project) | {"event": None, "form": form}
    return render(request, "plans/joint_event_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def joint_event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event; who is registered is told of another time or place."""
    event = joint_event_for_editing(request.user, pk)
    form = _form(request, event.project, event_initial(event))
    if request.method == "POST" and form.is_valid():
        try:
            change_joint_event(event, form.given(), actor=reader(request), now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, CHANGED)
            return redirect("plans:joint_event_detail", pk=pk)
    context = network_frame(request, event.project) | {"event": event, "form": form}
    return render(request, "plans/joint_event_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def joint_event_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an event and say why."""
    event = joint_event_for_editing(request.user, pk)
    form = CancelEventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_joint_event(event, form.cleaned_data["reason"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, CANCELLED)
            return redirect("plans:joint_event_detail", pk=pk)
    registered = sum(party.count for party in parties_of(event, None))
    context = {"event": event, "when": when_of(event), "form": form, "registered": registered}
    status = 422 if request.method == "POST" else 200
    return render(
        request, "plans/joint_event_cancel.html", network_frame(request, event.project) | context, status=status
    )


@require_http_methods(["GET", "POST"])
def joint_event_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file to an event."""
    event = joint_event_for_viewing(request.user, pk)
    require_runner(event_scope(request.user, event, today_in(event.project)), event)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, title = form.cleaned_data["file"], form.cleaned_data["title"]
        try:
            add_material(event, file.name, file.read(), title=title, actor=reader(request))
        except ValidationError as problem:
            form.add_error("file", problem.messages)
        else:
            messages.success(request, KEPT)
            return redirect("plans:joint_event_detail", pk=pk)
    context = {"event": event, "when": when_of(event), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(
        request, "plans/joint_event_material.html", network_frame(request, event.project) | context, status=status
    )


@require_POST
def joint_event_material_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file of an event away."""
    event = joint_event_for_viewing(request.user, pk)
    require_runner(event_scope(request.user, event, today_in(event.project)), event)
    file = get_object_or_404(event.materials, pk=number_in(request.POST.get("file", "")))
    remove_material(event, file, actor=reader(request))
    messages.success(request, DROPPED)
    return redirect("plans:joint_event_detail", pk=pk)


def _form(request: HttpRequest, project: Project, initial: dict[str, object]) -> JointEventForm:
    zone = ZoneInfo(project.time_zone) if project.time_zone else timezone.get_default_timezone()
    organizations = network_of(project)
    return JointEventForm(request.POST or None, zone=zone, organizations=organizations, initial=initial)
