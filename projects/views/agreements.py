"""Papers of participation: the register, a paper, the scan a member gives."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.access import project_for_coordination
from projects.access.agreements import (
    agreement_for_editing,
    agreement_for_scan,
    own_participants,
    papers_may_be_given_for,
    project_for_documents,
    project_for_handing_in,
    visible_agreements,
)
from projects.forms.agreements import (
    FIELDS,
    AgreementFilter,
    AgreementForm,
    HandInForm,
    RequiredDocumentsForm,
    ScanForm,
    TerminationForm,
)
from projects.models import Agreement, Project
from projects.queries.agreements import (
    AgreementRow,
    agreement_rows,
    agreements_in,
    missing_documents,
    participants_in,
    row_of,
)
from projects.services.agreements import (
    hand_in,
    remove_agreement,
    restore_agreement,
    save_agreement,
    set_required_documents,
    terminate_agreement,
)
from projects.views.common import place_of, query_without_page, today_in

ON_A_PAGE = 50
SAVED = "Документ сохранён."
HANDED_IN = "Скан передан координатору: он проверит его и внесёт даты."
TERMINATED = "Документ отмечен как расторгнутый."
RESTORED = "Расторжение отменено."
REMOVED = "Документ удалён."
REQUIRED_SAVED = "Список нужных документов сохранён."


@require_GET
def agreements(request: HttpRequest, slug: str) -> HttpResponse:
    """All papers the reader may see; those that are missing stand first."""
    project = project_for_documents(request.user, slug)
    place, today = place_of(request, project), today_in(project)
    rows = agreement_rows(agreements_in(project, visible_agreements(request.user)), today)
    own = None if place.can_read_whole else list(own_participants(request.user, project))
    form = AgreementFilter(request.GET)
    context = {
        "project": project,
        "tab": "network",
        "standing": place,
        "missing": missing_documents(project, today, own),
        "page": Paginator(form.chosen(rows), ON_A_PAGE).get_page(request.GET.get("page")),
        "total": len(rows),
        "form": form,
        "query": query_without_page(request),
        "required": RequiredDocumentsForm(initial={"kinds": project.required_documents}),
        "may_hand_in": papers_may_be_given_for(request.user, project).exists(),
    }
    return render(request, "projects/agreements.html", context)


@require_POST
def agreement_required(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which papers every participant owes."""
    project = project_for_coordination(request.user, slug)
    form = RequiredDocumentsForm(request.POST)
    if form.is_valid():
        set_required_documents(project, form.cleaned_data["kinds"], actor=reader(request))
        messages.success(request, REQUIRED_SAVED)
    return redirect("projects:agreements", slug=slug)


@require_http_methods(["GET", "POST"])
def agreement_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new paper of a participant."""
    project = project_for_coordination(request.user, slug)
    return _paper(request, Agreement(project=project))


@require_http_methods(["GET", "POST"])
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper with its dates and its scan."""
    return _paper(request, agreement_for_editing(request.user, pk))


@require_POST
def agreement_terminate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a paper from a day on, or take that back."""
    agreement = agreement_for_editing(request.user, pk)
    form = TerminationForm(request.POST)
    if "restore" in request.POST:
        restore_agreement(agreement, actor=reader(request))
        messages.success(request, RESTORED)
    elif form.is_valid() and _terminated(request, agreement, form):
        messages.success(request, TERMINATED)
    else:
        return _shown(request, agreement_for_editing(request.user, pk), termination=form)
    return redirect("projects:agreement_edit", pk=pk)


@require_POST
def agreement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a paper written down by mistake."""
    agreement = agreement_for_editing(request.user, pk)
    remove_agreement(agreement, actor=reader(request))
    messages.success(request, REMOVED)
    return redirect("projects:agreements", slug=agreement.project.slug)


@require_http_methods(["GET", "POST"])
def agreement_hand_in(request: HttpRequest, slug: str) -> HttpResponse:
    """A member gives the scan of a paper nobody has written down yet."""
    project = project_for_handing_in(request.user, slug)
    own = {each.pk: each for each in papers_may_be_given_for(request.user, project)}
    choices = [(pk, each.short_name) for pk, each in own.items()]
    start = {name: request.GET.get(name, "") for name in ("kind", "organization") if request.GET.get(name)}
    form = HandInForm(request.POST or None, request.FILES or None, organizations=choices, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        agreement = Agreement(project=project, organization=own[int(said["organization"])], kind=said["kind"])
        agreement.number, agreement.note = said["number"], said["note"]
        if _handed_in(request, agreement, form):
            return redirect("projects:agreements", slug=slug)
    return _scan_page(request, project, form, None)


@require_http_methods(["GET", "POST"])
def agreement_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """A member adds the scan to a paper of her organisation."""
    agreement = agreement_for_scan(request.user, pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _handed_in(request, agreement, form):
        return redirect("projects:agreements", slug=agreement.project.slug)
    return _scan_page(request, agreement.project, form, row_of(agreement, today_in(agreement.project)))


def _paper(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """The form of a paper, new or there."""
    project = agreement.project
    options: dict[str, Any] = {"organizations": participants_in(project, agreement), "today": today_in(project)}
    form = AgreementForm(request.POST or None, request.FILES or None, initial=_start(request, agreement), **options)
    if request.method == "POST" and form.is_valid() and _saved(request, agreement, form):
        messages.success(request, SAVED)
        return redirect("projects:agreements", slug=project.slug)
    return _shown(request, agreement, form=form)


def _shown(
    request: HttpRequest,
    agreement: Agreement,
    form: AgreementForm | None = None,
    termination: TerminationForm | None = None,
) -> HttpResponse:
    """The page of a paper, with whatever was typed."""
    project, today = agreement.project, today_in(agreement.project)
    if form is None:
        choices = participants_in(project, agreement)
        form = AgreementForm(initial=_start(request, agreement), organizations=choices, today=today)
    context = {
        "project": project,
        "tab": "network",
        "standing": place_of(request, project),
        "row": row_of(agreement, today) if agreement.pk else None,
        "form": form,
        "termination": termination or TerminationForm(initial={"terminated_on": today}),
    }
    wrong = bool(form.is_bound or termination)
    return render(request, "projects/agreement_edit.html", context, status=422 if wrong else 200)


def _scan_page(request: HttpRequest, project: Project, form: ScanForm, row: AgreementRow | None) -> HttpResponse:
    context = {
        "project": project,
        "tab": "network",
        "standing": place_of(request, project),
        "form": form,
        "row": row,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "projects/agreement_scan.html", context, status=status)


def _start(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What stands in the form at first: the paper, or what the address says of a new one."""
    if agreement.pk is None:
        return {name: request.GET.get(name, "") for name in ("organization", "kind")}
    return {name: getattr(agreement, name) for name in FIELDS} | {"organization": str(agreement.organization_id)}


def _saved(request: HttpRequest, agreement: Agreement, form: AgreementForm) -> bool:
    """The paper is written; else the form says why not."""
    agreement.organization_id = int(form.cleaned_data["organization"])
    today = today_in(agreement.project)
    try:
        save_agreement(agreement, form.given(), form.upload(), today=today, actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


def _terminated(request: HttpRequest, agreement: Agreement, form: TerminationForm) -> bool:
    try:
        terminate_agreement(agreement, form.cleaned_data["terminated_on"], actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


def _handed_in(request: HttpRequest, agreement: Agreement, form: ScanForm) -> bool:
    try:
        hand_in(agreement, form.upload(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, HANDED_IN)
    return True
