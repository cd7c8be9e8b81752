"""Who may see rounds of reviews and reviews, write and decline them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from network.access import Reader
from projects.access.projects import (
    ARCHIVED,
    can_read_whole,
    require_coordinator,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import Project, ProjectFile, Review, ReviewRound

NOT_WHOLE = "Круги рецензирования видят координаторы и руководство проекта. Ваши рецензии — на странице «Рецензии»."
NOT_REVIEWER = "Рецензию пишет только тот, кому она поручена."
DONE = "Рецензия уже сдана: изменить её нельзя."
DECLINED = "Вы отказались от этой рецензии. Если передумали, напишите координатору."
CLOSED = "Круг рецензирования завершён: рецензии больше не принимаются."


def visible_reviews(user: Reader) -> QuerySet[Review]:
    """All reviews of projects read in whole, else those given to the reader in rounds that were opened."""
    if not user.is_authenticated or not user.is_active:
        return Review.objects.none()
    given = Q(reviewer=user, round__project__in=visible_projects(user))
    return Review.objects.filter(
        Q(round__project__in=wholly_visible_projects(user)) | given & ~Q(round__state=ReviewRound.State.DRAFT)
    )


def round_for_viewing(user: Reader, pk: int) -> ReviewRound:
    """The round; 404 for strangers, 403 for those who do not read the whole project."""
    rows = ReviewRound.objects.filter(project__in=visible_projects(user))
    found = get_object_or_404(rows.select_related("project__organization"), pk=pk)
    if not can_read_whole(user, found.project):
        raise PermissionDenied(NOT_WHOLE)
    return found


def round_for_coordination(user: Reader, pk: int) -> ReviewRound:
    """The round to change; as `round_for_viewing`, 403 for everybody but the coordinator."""
    found = round_for_viewing(user, pk)
    require_coordinator(user, found.project)
    return found


def review_for_viewing(user: Reader, pk: int) -> Review:
    """The review, or 404."""
    return get_object_or_404(
        visible_reviews(user).select_related("round__project__organization", "product__organization", "reviewer"), pk=pk
    )


def review_for_writing(user: Reader, pk: int) -> Review:
    """A review to write or to decline; 404 for strangers, 403 with the reason where it is not to be written now."""
    review = review_for_viewing(user, pk)
    if review.reviewer != user:
        raise PermissionDenied(NOT_REVIEWER)
    if reason := why_shut(review):
        raise PermissionDenied(reason)
    return review


def review_for_coordination(user: Reader, pk: int) -> Review:
    """A review whose reviewer may be changed; 404 for strangers, 403 for everybody but the coordinator."""
    review = review_for_viewing(user, pk)
    require_coordinator(user, review.round.project)
    return review


def why_shut(review: Review) -> str:
    """Why a review is not to be written now; empty where it is."""
    if review.round.project.state == Project.State.ARCHIVED:
        return ARCHIVED
    if review.state != Review.State.ASSIGNED:
        return DONE if review.state == Review.State.DONE else DECLINED
    return "" if review.round.state == ReviewRound.State.OPEN else CLOSED


def is_hidden_from(user: Reader, review: Review) -> bool:
    """Whose work it is must not be told to the reader: a blind round, and she does not read the whole project."""
    return review.round.is_blind and not can_read_whole(user, review.round.project)


def file_of_review(user: Reader, pk: int, number: int) -> tuple[Review, ProjectFile]:
    """A review and the file of its product at a place, from 1; 404 for a file there is not or after a refusal."""
    review = review_for_viewing(user, pk)
    if review.state == Review.State.DECLINED and review.reviewer == user:
        raise Http404
    files = list(review.product.files.order_by("pk"))
    if not 1 <= number <= len(files):
        raise Http404
    return review, files[number - 1]
