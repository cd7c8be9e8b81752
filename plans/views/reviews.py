"""The page «Прочитано так»: its review and its form, for looking and for what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from plans.access import import_for_review
from plans.forms.imports import ReviewForm, only_shown
from plans.forms.merging import MergeForm, listed_rows, missing_items
from plans.importing.correction import Corrections, RowKey
from plans.models import PlanImport
from plans.queries.importing.outcomes import Outcome, outcome_of
from plans.queries.importing.review import DOUBTS_SHOWN, ROWS_SHOWN, Review, compared, review_of, row_key
from plans.queries.importing.state import is_passport, period_text
from plans.resources import compare_rows
from plans.services.importing.drafts import OVERTAKEN

MAX_SHOWN = 5001
UNPROCESSABLE, CONFLICT = 422, 409
AT_WORK = (PlanImport.State.SAVING, PlanImport.State.FAILED)


def reviewed(
    plan_import: PlanImport,
    number: int | None = None,
    corrections: Corrections | None = None,
    edited: Iterable[RowKey] = (),
) -> Review | None:
    """The review of a table, compared with the plan its rows go into, if they do."""
    keys = list(edited)
    review = review_of(plan_import, number, corrections, keys)
    if review is None or review.target is None:
        return review
    comparison = compare_rows(review.draft, review.corrections, review.target, review.readings)
    return compared(review, comparison, keys)


def posted(request: HttpRequest, plan_import: PlanImport) -> tuple[Review | None, ReviewForm | None]:
    """The review of the table that was sent and its bound form; nothing for a table that is not there."""
    review = reviewed(plan_import, number_of(request.POST.get("table")))
    if review is None or not review.draft.is_plan:
        return review, None
    shown = only_shown(review.rows, request.POST.getlist("row"))
    if review.comparison is None:
        return review, ReviewForm(request.POST, review=review, shown=shown, initial_period=_period(review))
    form = MergeForm(
        request.POST,
        review=review,
        shown=shown,
        initial_period=_period(review),
        listed=listed_rows(review, request.POST.getlist("diff"), MAX_SHOWN),
        missing=missing_items(review, MAX_SHOWN),
    )
    return review, form


def review_page(
    request: HttpRequest,
    plan_import: PlanImport,
    review: Review | None,
    form: ReviewForm | None = None,
    *,
    status: int = 200,
    names: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page; without a form, with a fresh one of the rows to be looked at."""
    limit = min(number_of(request.GET.get("shown")) or ROWS_SHOWN, MAX_SHOWN)
    if review is not None and form is None and review.draft.is_plan:
        form = _fresh_form(review, limit)
    context = {
        "project": plan_import.project,
        "tab": "import",
        "plan_import": plan_import,
        "review": review,
        "form": form,
        "outcome": _outcome(plan_import, review, names or {}),
        "preview": review.rows[:limit] if review else (),
        "shown": limit,
        "next_shown": limit + ROWS_SHOWN,
    }
    return render(request, "plans/import_review.html", context, status=status)


def conflict_page(request: HttpRequest, plan_import: PlanImport, review: Review, form: ReviewForm) -> HttpResponse:
    """Somebody else was quicker: what was typed stays on the page, the next attempt counts from the new version."""
    fresh = import_for_review(request.user, str(plan_import.pk))
    if fresh.state != PlanImport.State.REVIEW:
        return settled(fresh)
    form.add_error(None, OVERTAKEN)
    return review_page(request, fresh, review, form, status=CONFLICT)


def settled(plan_import: PlanImport) -> HttpResponse:
    """Where an import is to be seen as it stands now."""
    if plan_import.state == PlanImport.State.REVIEW:
        page = "plans:passport_review" if is_passport(plan_import) else "plans:import_review"
        return redirect(page, key=plan_import.pk)
    if plan_import.state in AT_WORK:
        return redirect("plans:import_progress", key=plan_import.pk)
    if plan_import.plan is not None:
        return redirect("plans:plan_detail", pk=plan_import.plan.pk)
    return redirect("plans:import_upload", slug=plan_import.project.slug)


def back_to_review(request: HttpRequest, review: Review) -> HttpResponse:
    """To the page again, with as many rows as asked for and the row that was asked to be corrected."""
    asked: dict[str, str] = {"table": str(review.draft.table)}
    if shown := number_of(request.POST.get("shown")):
        asked["shown"] = str(min(shown, MAX_SHOWN))
    edit = request.POST.get("edit", "")
    anchor = ""
    if row_key(edit) is not None:
        asked["edit"], anchor = edit, f"#row-{edit}"
    address = reverse("plans:import_review", args=[review.plan_import.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}{anchor}")


def edited_rows(request: HttpRequest) -> list[RowKey]:
    """Rows asked to be corrected."""
    return [key for code in request.GET.getlist("edit") if (key := row_key(code)) is not None]


def number_of(text: str | None) -> int:
    """A number out of an address or a form; 0 for anything else."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) <= len("999999999") else 0


def _fresh_form(review: Review, limit: int) -> ReviewForm:
    shown = review.doubtful[: max(limit, DOUBTS_SHOWN)]
    if review.comparison is None:
        return ReviewForm(review=review, shown=shown, initial_period=_period(review))
    return MergeForm(
        review=review,
        shown=shown,
        initial_period=_period(review),
        listed=listed_rows(review, None, limit),
        missing=missing_items(review, limit),
    )


def _outcome(plan_import: PlanImport, review: Review | None, names: Mapping[str, str]) -> Outcome | None:
    """What a matrix, criteria or participants would bring; nothing for a plan."""
    if review is None or not review.draft.kind.is_outcome:
        return None
    return outcome_of(plan_import.project, review.draft, names)


def _period(review: Review) -> str:
    return review.corrections.period or ("" if review.period_is_assumed else period_text(review.period) or "")
