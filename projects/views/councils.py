"""Councils of a project: what there are, one with its members and meetings, their changes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from projects.access import project_for_coordination, project_for_viewing, visible_files
from projects.access.passport import (
    can_read_meetings,
    council_for_editing,
    council_for_viewing,
    meeting_for_editing,
)
from projects.forms.councils import CouncilForm, MeetingForm, Members
from projects.models import Council, CouncilMeeting, Project
from projects.queries.councils import council_cards, meetings_of, members_of
from projects.queries.files import readable_ids
from projects.queries.people import people_choices, person_of_project
from projects.services.councils import (
    Seat,
    remove_council,
    remove_meeting,
    set_members,
    write_council,
    write_meeting,
)
from projects.views.common import place_of, today_in

SAVED = "Совет сохранён."
REMOVED = "Совет убран."
MEMBERS_SAVED = "Состав совета сохранён."
MEETING_SAVED = "Заседание сохранено."
MEETING_REMOVED = "Заседание убрано."
MEETING = ("held_on", "place", "number", "agenda", "decisions")


@require_GET
def councils(request: HttpRequest, slug: str) -> HttpResponse:
    """Councils of the project with their next meetings."""
    project = project_for_viewing(request.user, slug)
    context = {
        "project": project,
        "tab": "project",
        "cards": council_cards(project, today_in(project)),
        "can_edit": place_of(request, project).can_coordinate,
    }
    return render(request, "projects/councils.html", context)


@require_GET
def council_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One council: who is in it; to whom it may be shown, its agenda and decisions."""
    council = council_for_viewing(request.user, pk)
    project = council.project
    meetings = meetings_of(council, today_in(project))
    may_read = can_read_meetings(request.user, council)
    held = [row.minutes_id for row in meetings.held] if may_read else []
    context = {
        "project": project,
        "tab": "project",
        "council": council,
        "members": members_of(council),
        "meetings": meetings,
        "may_read": may_read,
        "readable": readable_ids(visible_files(request.user), held),
        "can_edit": place_of(request, project).can_coordinate,
    }
    return render(request, "projects/council_detail.html", context)


@require_http_methods(["GET", "POST"])
def council_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new council."""
    return _council_page(request, Council(project=project_for_coordination(request.user, slug)))


@require_http_methods(["GET", "POST"])
def council_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a council is called; or take it away."""
    council = council_for_editing(request.user, pk)
    if "remove" not in request.POST:
        return _council_page(request, council)
    try:
        remove_council(council, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("projects:council_detail", pk=pk)
    messages.success(request, REMOVED)
    return redirect("projects:councils", slug=council.project.slug)


@require_http_methods(["GET", "POST"])
def council_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Members of a council, a row each, with some rows to spare."""
    council = council_for_editing(request.user, pk)
    people = {"people": people_choices(council.project)}
    there = [
        {"person": row.person_id or "", "name": row.name, "position": row.position, "role": row.role}
        for row in members_of(council)
    ]
    rows = Members(request.POST or None, initial=there, prefix="members", form_kwargs=people)
    problem = ""
    if request.method == "POST" and rows.is_valid():
        seats = [_seat(form.cleaned_data) for form in rows if form.is_seat]
        try:
            set_members(council, seats, actor=reader(request))
        except ValidationError as wrong:
            problem = " ".join(wrong.messages)
        else:
            messages.success(request, MEMBERS_SAVED)
            return redirect("projects:council_detail", pk=pk)
    context = {"project": council.project, "tab": "project", "council": council, "formset": rows, "problem": problem}
    return render(request, "projects/council_members.html", context, status=422 if rows.is_bound else 200)


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new meeting of the council `pk`."""
    return _meeting_page(request, CouncilMeeting(council=council_for_editing(request.user, pk)))


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting: agenda, decisions, minutes; or take it away."""
    meeting = meeting_for_editing(request.user, pk)
    if "remove" in request.POST:
        remove_meeting(meeting, actor=reader(request))
        messages.success(request, MEETING_REMOVED)
        return redirect("projects:council_detail", pk=meeting.council_id)
    return _meeting_page(request, meeting)


def _seat(said: dict[str, object]) -> Seat:
    person = person_of_project(said["person"])  # type: ignore[arg-type]
    return Seat(str(said["name"]), str(said["role"]), str(said["position"]), person)


def _council_page(request: HttpRequest, council: Council) -> HttpResponse:
    project: Project = council.project
    initial = {"kind": council.kind, "title": council.title, "basis": council.basis}
    form = CouncilForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        write_council(council, form.cleaned_data, actor=reader(request))
        messages.success(request, SAVED)
        return redirect("projects:council_detail", pk=council.pk)
    context = {"project": project, "tab": "project", "form": form, "council": council}
    return render(request, "projects/council_form.html", context, status=422 if form.is_bound else 200)


def _meeting_page(request: HttpRequest, meeting: CouncilMeeting) -> HttpResponse:
    council = meeting.council
    initial = {name: getattr(meeting, name) for name in MEETING}
    form = MeetingForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_meeting(meeting, form.cleaned_data, upload=form.upload(), actor=reader(request))
        except ValidationError as problem:
            form.add_error("file", problem.messages)
        else:
            messages.success(request, MEETING_SAVED)
            return redirect("projects:council_detail", pk=council.pk)
    context = {"project": council.project, "tab": "project", "form": form, "council": council, "meeting": meeting}
    return render(request, "projects/meeting_form.html", context, status=422 if form.is_bound else 200)
