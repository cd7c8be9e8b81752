"""Rounds of reviews: all of them, a new one, one with its reviews, what products are judged by."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from portal.text.numbers import number_in
from projects.access import project_for_coordination, project_for_viewing
from projects.access.reviews import round_for_coordination, round_for_viewing
from projects.forms.reviews import USUAL_CRITERIA, CriteriaForm, ReviewerForm, RoundDaysForm, RoundForm
from projects.models import Project, ReviewRound
from projects.queries.days import project_today
from projects.queries.reviews import (
    candidates_of,
    criteria_of_reviews,
    loads_of,
    products_to_review,
    reviews_of_reviewer,
    rounds_of,
    rows_of_round,
)
from projects.services.review_rounds import (
    add_review,
    close_round,
    create_round,
    drop_product,
    edit_round,
    open_round,
    proposed_for,
    remind_reviewers,
    remove_round,
    write_criteria,
)
from projects.views.common import place_of, today_in

SHARED_OUT = "Рецензии распределены. Проверьте, кому что досталось, и начните круг."
EDITED = "Круг изменён."
OPENED = "Круг начат, рецензенты об этом узнают."
CLOSED = "Круг завершён."
REMOVED = "Круг удалён."
DROPPED = "Продукт убран из круга: он дождётся следующего."
REMINDED = "Напоминания отправлены: {count}."
NOBODY = "Напоминать некому: сегодня напоминания уже уходили или все рецензии сданы."
GIVEN = "Рецензия поручена."
WRITTEN = "Критерии сохранены."
USUAL_DAYS = 21
ROMAN = ("I", "II", "III", "IV")


@require_GET
def review_rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """What the reader has to review; all rounds for those who read the whole project."""
    project = project_for_viewing(request.user, slug)
    place = place_of(request, project)
    context = {
        "project": project,
        "tab": "network",
        "today": today_in(project),
        "own": reviews_of_reviewer(reader(request), project),
        "rounds": rounds_of(project) if place.can_read_whole else [],
        "can_edit": place.can_coordinate,
        "can_read_whole": place.can_read_whole,
        "waiting": len(products_to_review(project)) if place.can_read_whole else 0,
    }
    return render(request, "projects/review_rounds.html", context)


@require_http_methods(["GET", "POST"])
def review_round_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new round, its reviews shared out at once but given to nobody yet."""
    project = project_for_coordination(request.user, slug)
    products, candidates = products_to_review(project), candidates_of(project)
    choices: dict[str, Any] = {
        "products": [(each.pk, f"{each.title} — {each.organization.short_name}") for each in products],
        "reviewers": [(each.user.pk, f"{each.words} (раньше: {each.before})") for each in candidates],
    }
    form = RoundForm(request.POST or None, initial=_usual(today_in(project), choices), **choices)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.ids("products"), form.ids("reviewers")
            found, _ = create_round(project, form.new_round(), *chosen, actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
        else:
            messages.success(request, SHARED_OUT)
            return redirect("projects:review_round", pk=found.pk)
    context = {"project": project, "tab": "network", "form": form, **choices}
    return render(request, "projects/review_round_add.html", context, status=422 if form.is_bound else 200)


@require_GET
def review_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: products with their reviews, loads of reviewers, what is missing."""
    found = round_for_viewing(request.user, pk)
    rows = rows_of_round(found)
    loads = loads_of(rows)
    given, today = [load.given for load in loads], today_in(found.project)
    context = {
        "project": found.project,
        "tab": "network",
        "round": found,
        "rows": rows,
        "loads": loads,
        "spread": max(given, default=0) - min(given, default=0),
        "missing": sum(row.missing for row in rows),
        "today": today,
        "late": found.due_on < today and found.state == ReviewRound.State.OPEN,
        "can_edit": place_of(request, found.project).can_coordinate,
    }
    return render(request, "projects/review_round.html", context)


@require_http_methods(["GET", "POST"])
def review_round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The name and the days of a round; whether it is blind while it is not begun."""
    found = round_for_coordination(request.user, pk)
    names = ("title", "starts_on", "due_on", "is_blind")
    form = RoundDaysForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            edit_round(found, form.new_round(), actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
        else:
            messages.success(request, EDITED)
            return redirect("projects:review_round", pk=pk)
    context = {"project": found.project, "tab": "network", "round": found, "form": form}
    return render(request, "projects/review_round_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def review_round_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a round, remind, end it, delete it, take a product out: `step=open|remind|close|remove`, `drop=<id>`."""
    found = round_for_coordination(request.user, pk)
    try:
        said = _taken(found, request.POST.get("step", ""), request)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, said)
        if said == REMOVED:
            return redirect("projects:review_rounds", slug=found.project.slug)
    return redirect("projects:review_round", pk=pk)


@require_http_methods(["GET", "POST"])
def review_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more reviewer for a product of a round: `?product=5`; whom the rules would ask stands chosen."""
    found = round_for_coordination(request.user, pk)
    asked = request.POST.get("product") or request.GET.get("product") or ""
    row = next((row for row in rows_of_round(found) if str(row.product.pk) == asked), None)
    if row is None:
        messages.error(request, "Выберите продукт в круге и нажмите «Добавить рецензента» под ним.")
        return redirect("projects:review_round", pk=pk)
    proposed = None if request.method == "POST" else proposed_for(found, row.product.pk)
    form = reviewer_form(request, found.project, proposed)
    if request.method == "POST" and form.is_valid():
        try:
            add_review(found, row.product.pk, int(form.cleaned_data["reviewer"]), actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
        else:
            messages.success(request, GIVEN)
            return redirect("projects:review_round", pk=pk)
    return reviewer_page(request, found, row.product.pk, form, {"product": row.product, "review": None})


@require_http_methods(["GET", "POST"])
def review_criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """What products are judged by, a line each."""
    project = project_for_coordination(request.user, slug)
    known = criteria_of_reviews(project)
    lines = "\n".join(f"{each.title}; {each.max_score}" for each in known)
    form = CriteriaForm(request.POST or None, initial={"lines": lines or USUAL_CRITERIA})
    if request.method == "POST" and form.is_valid():
        write_criteria(project, form.cleaned_data["lines"], actor=reader(request))
        messages.success(request, WRITTEN)
        return redirect("projects:review_rounds", slug=slug)
    context = {"project": project, "tab": "network", "form": form, "is_usual": not known and not form.is_bound}
    return render(request, "projects/review_criteria.html", context, status=422 if form.is_bound else 200)


def reviewer_form(request: HttpRequest, project: Project, proposed: int | None) -> ReviewerForm:
    """The choice of a reviewer with what each was given before."""
    choices = [(each.user.pk, f"{each.words} (рецензий: {each.before})") for each in candidates_of(project)]
    return ReviewerForm(request.POST or None, initial={"reviewer": proposed}, reviewers=choices)


def reviewer_page(
    request: HttpRequest, round_: ReviewRound, product_id: int, form: ReviewerForm, context: dict[str, object]
) -> HttpResponse:
    """The page on which a reviewer is chosen."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    known = {"project": round_.project, "tab": "network", "round": round_, "form": form, "product_id": product_id}
    return render(request, "projects/review_change.html", {**known, **context}, status=status)


def _taken(round_: ReviewRound, step: str, request: HttpRequest) -> str:
    """Do what was asked for; what to say of it."""
    actor, now = reader(request), timezone.now()
    dropped = number_in(request.POST.get("drop", ""))
    if dropped is not None:
        drop_product(round_, dropped, actor=actor)
        return DROPPED
    match step:
        case "open":
            open_round(round_, actor=actor, now=now)
            return OPENED
        case "remind":
            count = remind_reviewers(round_, project_today(round_.project, now))
            return REMINDED.format(count=count) if count else NOBODY
        case "close":
            close_round(round_, actor=actor, now=now)
            return CLOSED
        case "remove":
            remove_round(round_, actor=actor)
            return REMOVED
    raise ValidationError("Нажмите одну из кнопок на странице круга.")


def _usual(today: date, choices: dict[str, Any]) -> dict[str, Any]:
    """What a new round is filled in with: this quarter, three weeks, everything that waits, everybody who may."""
    return {
        "title": f"Рецензирование, {ROMAN[(today.month - 1) // 3]} квартал {today.year} г.",
        "starts_on": today,
        "due_on": today + timedelta(days=USUAL_DAYS),
        "reviews_per_product": 2,
        "products": [pk for pk, _ in choices["products"]],
        "reviewers": [pk for pk, _ in choices["reviewers"]],
    }
