"""Signs of reviews and of their rounds."""

from __future__ import annotations

from datetime import date

from django import template

from projects.models import Review, ReviewRound

register = template.Library()
ROUNDS = {
    ReviewRound.State.DRAFT.value: "plan",
    ReviewRound.State.OPEN.value: "active",
    ReviewRound.State.CLOSED.value: "done",
}


@register.filter
def review_look(review: Review, today: date) -> str:
    """The value of the state by which a review is drawn; needs its round."""
    if review.state == Review.State.DONE:
        return "done"
    if review.state == Review.State.DECLINED:
        return "cancelled"
    if review.round.state == ReviewRound.State.CLOSED:
        return "moved"
    return "late" if review.round.due_on < today and review.round.state == ReviewRound.State.OPEN else "plan"


@register.filter
def round_look(round_: ReviewRound) -> str:
    """The value of the state by which a round is drawn."""
    return ROUNDS[round_.state]


@register.filter
def points(review: Review) -> int:
    """All points of a review together."""
    return sum(review.scores.values())
