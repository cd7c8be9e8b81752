"""One review: written by its reviewer, read by those who decide, refused, given to somebody else."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from network.access import reader
from portal.downloads import download
from projects.access.reviews import (
    file_of_review,
    is_hidden_from,
    review_for_coordination,
    review_for_viewing,
    review_for_writing,
    why_shut,
)
from projects.forms.reviews import DeclineForm, ReviewForm
from projects.models import Review
from projects.queries.products import product_authors
from projects.queries.reviews import criteria_of_reviews
from projects.services.review_rounds import change_reviewer, proposed_for
from projects.services.reviews import decline_review, save_review_draft, submit_review
from projects.views.common import today_in
from projects.views.review_rounds import GIVEN, reviewer_form, reviewer_page

KEPT = "Черновик сохранён. Пока рецензия не сдана, её видите только вы."
SENT = "Рецензия сдана. Спасибо!"
REFUSED = "Отказ записан. Координатор подберёт другого рецензента."


@require_http_methods(["GET", "POST"])
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a review; its reviewer writes it here, keeps it as a draft (`draft`) or gives it in."""
    if request.method == "POST":
        return _written(request, review_for_writing(request.user, pk))
    review = review_for_viewing(request.user, pk)
    form = ReviewForm(initial=ReviewForm.of(review), criteria=criteria_of_reviews(review.round.project))
    return _page(request, review, form)


@require_http_methods(["GET", "POST"])
def review_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse to review, and say why."""
    review = review_for_writing(request.user, pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_review(review, form.cleaned_data["reason"], actor=reader(request))
        except ValidationError as problem:
            form.add_error("reason", ValidationError(problem.messages))
        else:
            messages.success(request, REFUSED)
            return redirect("projects:review_rounds", slug=review.round.project.slug)
    context = {"project": review.round.project, "tab": "network", "review": review, "form": form}
    return render(request, "projects/review_decline.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def review_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a review to somebody else; whom the rules would ask stands chosen."""
    review = review_for_coordination(request.user, pk)
    proposed = None if request.method == "POST" else proposed_for(review.round, review.product_id)
    form = reviewer_form(request, review.round.project, proposed)
    if request.method == "POST" and form.is_valid():
        try:
            change_reviewer(review, int(form.cleaned_data["reviewer"]), actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
        else:
            messages.success(request, GIVEN)
            return redirect("projects:review_round", pk=review.round_id)
    context: dict[str, object] = {"product": review.product, "review": review}
    return reviewer_page(request, review.round, review.product_id, form, context)


@require_GET
def review_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """A file of the reviewed product; in a blind round under a name that tells nothing of its authors."""
    review, kept = file_of_review(request.user, pk, number)
    name = kept.title
    if is_hidden_from(request.user, review):
        name = f"Файл {number}{extension_of(kept.title)}"
    return download(kept.file.open("rb"), name, kept.content_type)


def extension_of(title: str) -> str:
    """«.docx» of a name, nothing of one that has none or a strange one."""
    _, dot, ending = title.rpartition(".")
    return f".{ending.lower()}" if dot and ending.isascii() and ending.isalnum() and len(ending) < 6 else ""  # noqa: PLR2004


def _written(request: HttpRequest, review: Review) -> HttpResponse:
    form = ReviewForm(request.POST, criteria=criteria_of_reviews(review.round.project))
    if form.is_valid():
        try:
            if "draft" in request.POST:
                save_review_draft(review, form.said(), actor=reader(request))
            else:
                submit_review(review, form.said(), actor=reader(request), now=timezone.now())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, KEPT if "draft" in request.POST else SENT)
            if "draft" in request.POST:
                return redirect("projects:review_edit", pk=review.pk)
            return redirect("projects:review_rounds", slug=review.round.project.slug)
    return _page(request, review, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(request: HttpRequest, review: Review, form: ReviewForm, status: int = HTTPStatus.OK) -> HttpResponse:
    is_hidden = is_hidden_from(request.user, review)
    shut = why_shut(review)
    files = list(review.product.files.order_by("pk"))
    context = {
        "project": review.round.project,
        "tab": "network",
        "today": today_in(review.round.project),
        "review": review,
        "form": form,
        "is_own": review.reviewer == request.user,
        "can_write": review.reviewer == request.user and not shut,
        "shut": shut,
        "is_hidden": is_hidden,
        "authors": [] if is_hidden else product_authors(review.product),
        "files": [(number, extension_of(each.title), each) for number, each in enumerate(files, 1)],
    }
    return render(request, "projects/review_edit.html", context, status=status)
