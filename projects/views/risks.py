"""Risks of a project: the matrix with the register, one risk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from portal.requests import back_to
from projects.access import can_coordinate, can_read_whole, project_for_coordination
from projects.access.passport import project_for_risks, risk_for_editing
from projects.forms.risks import RiskForm
from projects.models import Risk
from projects.queries.people import people_choices, person_of_project
from projects.queries.risks import IMPACTS, heaviest, risk_matrix, risk_rows
from projects.services.risks import remove_risk, write_risk
from projects.views.common import place_of, today_in

SAVED = "Риск сохранён."
REMOVED = "Риск убран из реестра."
FIELDS = ("text", "likelihood", "impact", "measures", "review_on", "state")


@require_GET
def risks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the risks stand in the matrix, then each with what is done about it."""
    project = project_for_risks(request.user, slug)
    today = today_in(project)
    rows = risk_rows(project, today)
    context = {
        "project": project,
        "tab": "project",
        "today": today,
        "rows": heaviest(rows),
        "matrix": risk_matrix(rows),
        "impacts": IMPACTS,
        "late": sum(bool(row.late_days) for row in rows),
        "can_edit": place_of(request, project).can_coordinate,
    }
    return render(request, "projects/risks.html", context)


@require_http_methods(["GET", "POST"])
def risk_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new risk, behind the others."""
    project = project_for_coordination(request.user, slug)
    return _page(request, Risk(project=project))


@require_http_methods(["GET", "POST"])
def risk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One risk, for its coordinator or whoever watches it; only a coordinator takes it out."""
    risk = risk_for_editing(request.user, pk)
    if "remove" in request.POST and can_coordinate(request.user, risk.project):
        remove_risk(risk, actor=reader(request))
        messages.success(request, REMOVED)
        return redirect("projects:risks", slug=risk.project.slug)
    return _page(request, risk)


def _page(request: HttpRequest, risk: Risk) -> HttpResponse:
    project = risk.project
    initial = {name: getattr(risk, name) for name in FIELDS} | {"owner": risk.owner_id or ""}
    whole = can_read_whole(request.user, project)
    # Who only watches the risk is not shown the people of all organisations.
    own = [(risk.owner.pk, risk.owner.short_name)] if risk.owner else []
    people = people_choices(project, risk.owner) if whole else own
    form = RiskForm(request.POST or None, initial=initial, people=people, today=today_in(project))
    home = reverse("projects:risks", args=[project.slug]) if whole else reverse("reports:cabinet")
    if request.method == "POST" and form.is_valid():
        owner = person_of_project(form.cleaned_data["owner"])
        write_risk(risk, {**form.cleaned_data, "owner": owner}, actor=reader(request))
        messages.success(request, SAVED)
        return redirect(back_to(request, home))
    context = {"project": project, "tab": "project", "form": form, "risk": risk, "home": home, "is_whole": whole}
    context["may_remove"] = bool(risk.pk) and can_coordinate(request.user, project)
    return render(request, "projects/risk_form.html", context, status=422 if form.is_bound else 200)
