"""A member's part of a joint report: written, saved by itself, given, decided upon."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import can_act_for, reader
from portal.limits import limited
from projects.forms.comments import CommentForm
from projects.views.comments import comment_form, save_comment, talk_context
from reports.access import (
    place_for_decision,
    place_for_talking,
    place_for_viewing,
    place_for_writing,
    reads_text,
    talk_about_contribution,
)
from reports.forms import ContributionForm, ReturnForm
from reports.models import Contribution
from reports.queries.contributions import (
    Place,
    contribution_log,
    files_of,
    marks_to_pick,
    picked_marks,
)
from reports.services.contributions import (
    Conflict,
    Locked,
    accept_contribution,
    return_contribution,
    save_contribution,
    submit_contribution,
    withdraw_contribution,
)

A_MINUTE = 20
SAVED = "Черновик сохранён. Координатор увидит его, когда вы нажмёте «Сдать»."
GIVEN = "Сведения сданы: координатор получил уведомление."
TAKEN_BACK = "Сведения у вас: исправьте их и сдайте снова."
ACCEPTED = "Сведения приняты."
RETURNED = "Сведения вернулись организации с вашим замечанием."
NOT_KEPT = "Само не сохранилось. Нажмите «Сохранить черновик»: станет видно, что поправить."
KEEP_BY_HAND = "Ваш текст на месте: нажмите «Сохранить черновик», и вы увидите, что сохранено сейчас."


@require_GET
def contribution_detail(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """The part as it stands, with its steps."""
    place = place_for_viewing(request.user, pk, organization, timezone.now())
    return render(request, "reports/contribution_detail.html", _shown(request, place, ReturnForm()))


@require_http_methods(["GET", "POST"])
def contribution_edit(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Write the part; «Сдать» gives it to the coordinator."""
    place = place_for_writing(request.user, pk, organization, timezone.now())
    if request.method == "GET" and not place.is_writable:
        return redirect("reports:contribution_detail", pk, organization)
    form = _form(request, place)
    context: dict[str, Any] = {"form": form, "theirs": None, "stop": ""}
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _save(request, place, form, context)
        if status == HTTPStatus.OK:
            page = "contribution_detail" if "submit" in request.POST else "contribution_edit"
            return redirect(f"reports:{page}", pk, organization)
    return render(request, "reports/contribution_edit.html", _frame(place) | context, status=status)


@require_POST
def contribution_autosave(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Keep what is typed so far; the piece of the page says when it was kept or why not."""
    place = place_for_writing(request.user, pk, organization, timezone.now())
    form = _form(request, place)
    context: dict[str, Any] = {"version": form["version"].value(), "saved_at": None, "problem": NOT_KEPT}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            said = form.said(is_auto=True)
            part = save_contribution(place.due, place.organization, said, actor=reader(request), is_auto=True)
        except (Conflict, Locked) as problem:
            status, context["problem"] = HTTPStatus.CONFLICT, f"{problem} {KEEP_BY_HAND}"
        else:
            status = HTTPStatus.OK
            context = {"version": part.version, "saved_at": part.saved_at, "problem": ""}
    return render(request, "reports/_contribution_saved.html", context, status=status)


@require_POST
def contribution_withdraw(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Take the part back before the decision."""
    place = place_for_writing(request.user, pk, organization, timezone.now())
    if place.contribution is None:
        return redirect("reports:contribution_edit", pk, organization)
    try:
        withdraw_contribution(place.contribution, actor=reader(request))
    except Locked as problem:
        messages.error(request, str(problem))
        return redirect("reports:contribution_detail", pk, organization)
    messages.success(request, TAKEN_BACK)
    return redirect("reports:contribution_edit", pk, organization)


@require_POST
def contribution_decide(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Accept the part, or give it back with what to mend."""
    place = place_for_decision(request.user, pk, organization, timezone.now())
    assert place.contribution is not None  # noqa: S101 - access has looked
    form = ReturnForm(request.POST)
    try:
        if "accept" in request.POST:
            accept_contribution(place.contribution, actor=reader(request), now=timezone.now())
        elif form.is_valid():
            reason = form.cleaned_data["reason"]
            return_contribution(place.contribution, reason, actor=reader(request), now=timezone.now())
        else:
            return render(request, "reports/contribution_detail.html", _shown(request, place, form), status=422)
    except Locked as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, ACCEPTED if "accept" in request.POST else RETURNED)
    return redirect("reports:contribution_detail", pk, organization)


@require_POST
@limited("comments", A_MINUTE)
def contribution_comment(request: HttpRequest, pk: int, organization: int) -> HttpResponse:
    """Say something about the part; what cannot be saved comes back with its text and the reason."""
    place, talk = place_for_talking(request.user, pk, organization, timezone.now())
    form = comment_form(request, talk)
    comment = save_comment(request, talk, form)
    if comment is not None:
        return redirect(f"{talk.path}#comment-{comment.pk}")
    context = _shown(request, place, ReturnForm(), form)
    return render(request, "reports/contribution_detail.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _form(request: HttpRequest, place: Place) -> ContributionForm:
    """The form with what stands, or with what is sent."""
    part, files = place.contribution, files_of(place.contribution)
    initial = {
        "version": part.version if part else 0,
        "text": part.text if part else "",
        "marks": [mark.pk for mark in picked_marks(part)] if part else [],
        "kept": [file.pk for file in files],
    }
    marks = list(marks_to_pick(place.due, place.organization))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return ContributionForm(*sent, initial=initial, marks=marks, files=files)


def _save(request: HttpRequest, place: Place, form: ContributionForm, context: dict[str, Any]) -> HTTPStatus:
    """Save, and give where asked to; else the status of the answer, with what stands in the way in the context."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    actor = reader(request)
    try:
        with transaction.atomic():
            part = save_contribution(place.due, place.organization, form.said(), actor=actor)
            if "submit" in request.POST:
                submit_contribution(part, actor=actor, now=timezone.now())
    except Conflict as problem:
        data = request.POST.copy()
        data["version"] = str(problem.current.version)
        form.data, context["theirs"], context["saved_at"] = data, problem.current, None
        return HTTPStatus.CONFLICT
    except Locked as problem:
        context["stop"] = str(problem)
        return HTTPStatus.CONFLICT
    except ValidationError as problem:
        form.add_error("file" if form.cleaned_data.get("file") else "text", problem.messages)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    messages.success(request, GIVEN if "submit" in request.POST else SAVED)
    return HTTPStatus.OK


def _frame(place: Place) -> dict[str, Any]:
    project = place.due.project
    return {
        "project": project,
        "tab": "network",
        "due": place.due,
        "place": place,
        "part": place.contribution,
        "saved_at": place.contribution.saved_at if place.contribution else None,
        "organization": place.organization,
    }


def _shown(request: HttpRequest, place: Place, form: ReturnForm, said: CommentForm | None = None) -> dict[str, Any]:
    part: Contribution | None = place.contribution
    is_open = reads_text(request.user, place)
    talk = talk_about_contribution(request.user, place)
    action = reverse("reports:contribution_comment", args=[place.due.pk, place.organization.pk])
    return _frame(place) | {
        "form": form,
        "is_open": is_open,
        "marks": picked_marks(part) if part and is_open else [],
        "files": files_of(part) if is_open else [],
        "log": contribution_log(part) if part else [],
        "can_write": can_act_for(request.user, place.organization),
        "talk": talk_context(request, talk, action, said) if talk else None,
    }
