"""The passport of a project out of a document: the file, what was read from it, what of it is saved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import reader
from plans.access import import_for_review
from plans.forms.passports import PassportPicksForm, PassportUploadForm
from plans.importing import ImportRefused
from plans.models import PlanImport
from plans.queries.importing.passport import passport_of_import, review_of_passport
from plans.services.importing.passport import confirm_passport, start_passport
from plans.views.reviews import UNPROCESSABLE, settled
from projects.access import project_for_coordination


@require_http_methods(["GET", "POST"])
def passport_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a document; a readable one leads to its review, another is refused and nothing is kept."""
    project = project_for_coordination(request.user, slug)
    is_sent = request.method == "POST"
    form = PassportUploadForm(request.POST, request.FILES) if is_sent else PassportUploadForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            started = start_passport(project, file.read(), file.name or "паспорт", author=reader(request))
        except ImportRefused as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("plans:passport_review", key=started.pk)
    context = {"project": project, "tab": "project", "form": form}
    return render(request, "plans/passport_import.html", context, status=UNPROCESSABLE if is_sent else 200)


@require_http_methods(["GET", "POST"])
def passport_review(request: HttpRequest, key: str) -> HttpResponse:
    """«Прочитано так»: what the project lacks is ticked; POST saves what is, in one transaction."""
    plan_import = import_for_review(request.user, key)
    draft = passport_of_import(plan_import)
    if plan_import.state != PlanImport.State.REVIEW or draft is None:
        return settled(plan_import)
    review = review_of_passport(plan_import.project, draft, {})
    form = PassportPicksForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_bound and form.is_valid():
        try:
            saved = confirm_passport(plan_import, form.cleaned_data["pick"], form.names, actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            undo = reverse("plans:import_undo", args=[plan_import.pk])
            messages.success(request, saved.words, extra_tags=f"undo:{undo}")
            return redirect("projects:passport", slug=plan_import.project.slug)
    context = {"project": plan_import.project, "tab": "project", "plan_import": plan_import}
    context |= {"review": review, "form": form}
    return render(request, "plans/passport_review.html", context, status=UNPROCESSABLE if form.is_bound else 200)
