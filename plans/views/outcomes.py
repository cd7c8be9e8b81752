"""A matrix, criteria or participants of a file: saved in the project they belong to."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from network.access import reader
from plans.access import import_for_review
from plans.importing.draft import PlanKind
from plans.models import PlanImport
from plans.resources import compare_rows
from plans.services.importing.drafts import OVERTAKEN, StaleImportError, confirm_outcome
from plans.views.reviews import CONFLICT, UNPROCESSABLE, number_of, review_page, reviewed, settled

PAGES = {
    PlanKind.MATRIX: "plans:matrix",
    PlanKind.CRITERIA: "projects:criteria",
    PlanKind.PARTICIPANTS: "plans:participants",
}
PARTS = ("stage-", "direction-", "organization-")
ELSEWHERE = "plans:overview"


@require_POST
def import_outcome(request: HttpRequest, key: str) -> HttpResponse:
    """Save the table with the names that were corrected, in one transaction; one button takes it back."""
    plan_import = import_for_review(request.user, key)
    review = reviewed(plan_import, number_of(request.POST.get("table")))
    if plan_import.state != PlanImport.State.REVIEW or review is None or not review.draft.kind.is_outcome:
        return settled(plan_import)
    names = {name: str(text) for name, text in request.POST.items() if name.startswith(PARTS)}
    version = number_of(request.POST.get("version"))
    try:
        done = confirm_outcome(
            plan_import, version, review.draft.table, names, compare_rows, actor=reader(request), now=timezone.now()
        )
    except StaleImportError:
        messages.error(request, OVERTAKEN)
        return review_page(request, import_for_review(request.user, key), review, status=CONFLICT, names=names)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return review_page(request, plan_import, review, status=UNPROCESSABLE, names=names)
    messages.success(request, done.words, extra_tags=f"undo:{reverse('plans:import_undo', args=[plan_import.pk])}")
    return redirect(PAGES.get(review.draft.kind, ELSEWHERE), slug=plan_import.project.slug)
