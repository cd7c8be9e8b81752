"""Reviews: written, given in, declined; what they decide about a product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from network.models import Notification, User
from network.services.history import save_signed
from network.services.notifications import notify
from portal.text.clean import clean_text
from portal.text.short import shortened
from projects.models import Product, Review, ReviewCriterion, ReviewRound
from projects.queries.accounts import coordinators_of
from projects.queries.reviews import criteria_of_reviews
from projects.services.products import set_product_state

State = Review.State
Verdict = Review.Verdict
MOST_TITLE: Final = 90
NO_VERDICT = "Выберите заключение."
NO_SCORE = "Поставьте балл от 0 до {most}."
NO_COMMENT = "Напишите, что доработать или почему не рекомендуете: авторы увидят эти слова."
NO_REASON = "Напишите, почему отказываетесь: координатор подберёт другого рецензента."
SHUT = "Эту рецензию уже нельзя изменить: она сдана или круг завершён."
ALL_IN = "Все рецензии на «{title}» сданы, но заключения разошлись: решение за вами."
GIVEN_UP = "{who}: отказ от рецензии на «{title}». Назначьте другого рецензента."
SETTLED = "Рецензии на «{title}» сданы. {what}"
WHAT = {Product.State.APPROVED: "Продукт одобрен.", Product.State.RETURNED: "Продукт возвращён авторам на доработку."}


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer wrote; `scores`: points by the id of the criterion, those not given left out."""

    verdict: str = ""
    scores: Mapping[int, int] = field(default_factory=dict)
    comment: str = ""
    private_comment: str = ""


@transaction.atomic
def save_review_draft(review: Review, said: Said, *, actor: User | None) -> Review:
    """Keep what is written so far, whatever is missing; raises ValidationError if the review is shut."""
    return save_signed(_filled(_locked(review), said), actor)


@transaction.atomic
def submit_review(review: Review, said: Said, *, actor: User | None, now: datetime) -> Review:
    """Give a review in; the last one of a product decides about it where they agree.

    Raises ValidationError by field («verdict», «comment», «score-<criterion>») in Russian.
    """
    row = _locked(review)
    problems = review_errors(said, criteria_of_reviews(row.round.project))
    if problems:
        raise ValidationError(problems)
    _filled(row, said)
    row.state, row.submitted_at = State.DONE, now
    save_signed(row, actor)
    settle(row.round, row.product, now=now)
    return row


@transaction.atomic
def decline_review(review: Review, reason: str, *, actor: User) -> Review:
    """Refuse to review; the coordinators are told. Raises ValidationError without a reason."""
    row = _locked(review)
    why = clean_text(reason).strip()
    if not why:
        raise ValidationError({"reason": NO_REASON})
    row.state, row.decline_reason = State.DECLINED, why
    save_signed(row, actor)
    words = GIVEN_UP.format(who=actor.display_name, title=shortened(row.product.title, MOST_TITLE))
    _tell_coordinators(row.round, words)
    return row


def review_errors(said: Said, criteria: Iterable[ReviewCriterion]) -> dict[str, str]:
    """What keeps a review from being given in, by field."""
    found = {}
    for criterion in criteria:
        score = said.scores.get(criterion.pk)
        if score is None or not 0 <= score <= criterion.max_score:
            found[f"score-{criterion.pk}"] = NO_SCORE.format(most=criterion.max_score)
    if said.verdict not in Verdict.values:
        found["verdict"] = NO_VERDICT
    elif said.verdict != Verdict.APPROVE and not said.comment.strip():
        found["comment"] = NO_COMMENT
    return found


def settle(round_: ReviewRound, product: Product, *, now: datetime) -> None:
    """Let the reviews of a product decide, once all of them are in; in a closed round those that are in are all.

    All recommend it: approved. None is against it and some ask for work: returned with what they ask for. Else the
    coordinators are told that they decide. The history of the product names nobody: authors read it, and a reviewer is
    not to be told from it. Call inside a transaction.
    """
    current = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    counted = {State.DONE} if round_.state == ReviewRound.State.CLOSED else {State.DONE, State.ASSIGNED}
    reviews = [each for each in round_.reviews.filter(product=product).order_by("pk") if each.state in counted]
    if current.state != Product.State.IN_REVIEW or not reviews or any(each.state != State.DONE for each in reviews):
        return
    verdicts = {each.verdict for each in reviews}
    title = shortened(product.title, MOST_TITLE)
    if Verdict.REJECT in verdicts:
        _tell_coordinators(round_, ALL_IN.format(title=title))
        return
    state = Product.State.APPROVED if verdicts == {Verdict.APPROVE} else Product.State.RETURNED
    reason = asked_for(reviews) if state == Product.State.RETURNED else ""
    set_product_state(current, state, reason=reason, actor=None, now=now)
    _tell_coordinators(round_, SETTLED.format(title=title, what=WHAT[state]))


def asked_for(reviews: Iterable[Review]) -> str:
    """What reviewers ask for, one under another, none of them named."""
    asking = [each for each in reviews if each.verdict != Verdict.APPROVE and each.comment]
    if len(asking) == 1:
        return asking[0].comment
    return "\n\n".join(f"Рецензия {number}\n{each.comment}" for number, each in enumerate(asking, 1))


def _filled(row: Review, said: Said) -> Review:
    row.verdict = said.verdict if said.verdict in Verdict.values else ""
    row.scores = {str(pk): score for pk, score in said.scores.items()}
    row.comment = clean_text(said.comment).strip()
    row.private_comment = clean_text(said.private_comment).strip()
    return row


def _locked(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("round__project__organization", "product")
    row = rows.get(pk=review.pk)
    if row.state != State.ASSIGNED or row.round.state != ReviewRound.State.OPEN:
        raise ValidationError(SHUT)
    return row


def _tell_coordinators(round_: ReviewRound, words: str) -> None:
    path = reverse("projects:review_round", args=[round_.pk])
    notify(coordinators_of(round_.project), Notification.Kind.REVIEW, words, path)
