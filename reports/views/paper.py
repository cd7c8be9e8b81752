"""How papers of an organisation are laid out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.access import reader
from projects.models import Project
from projects.views.common import today_in
from reports.access import project_for_paper
from reports.forms.paper import PaperFormForm, typed_values, with_preset
from reports.models import PaperForm
from reports.queries import paper as papers
from reports.services.paper import save_paper_form

SAVED = "Оформление сохранено. Новые документы будут такими; готовые не изменятся."


@require_http_methods(["GET", "POST"])
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Margins, heading, approval, signers; a preset or a look before saving change nothing."""
    project = project_for_paper(request.user, slug)
    written = papers.paper_form(project)
    if request.method == "GET":
        return _page(request, project, PaperFormForm(initial=typed_values(written)), written)
    if preset := request.POST.get("preset"):
        typed = with_preset(request.POST.dict(), preset)
        form = PaperFormForm(typed)
        return _page(request, project, form, _typed(form, written))
    form = PaperFormForm(request.POST)
    if "look" in request.POST:
        return _page(request, project, form, _typed(form, written))
    if not form.is_valid():
        return _page(request, project, form, written, status=422)
    save_paper_form(project.organization, form.values(), actor=reader(request))
    messages.success(request, SAVED)
    return redirect("reports:paper_form", slug)


def _typed(form: PaperFormForm, written: PaperForm) -> PaperForm:
    """A row as it would be saved, else the one that is written."""
    if not form.is_valid():
        return written
    return PaperForm(organization=written.organization, **form.values())


def _page(
    request: HttpRequest, project: Project, form: PaperFormForm, shown: PaperForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "project": project,
        "tab": "reports",
        "form": form,
        "shown": shown,
        "head": papers.sample_head(project, shown, today_in(project)),
        "width": 210 - shown.left - shown.right,
    }
    is_part = getattr(request, "htmx", False) and "look" in request.POST
    return render(request, "reports/_paper_head.html" if is_part else "reports/paper_form.html", context, status=status)
