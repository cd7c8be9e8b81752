"""Rounds of reviews: shared out, changed by hand, opened, reminded of, closed; what products are judged by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from network.models import Notification, User
from network.services.history import delete_signed, save_signed
from network.services.notifications import notify
from portal.text.russian import date_long, plural
from portal.text.short import shortened
from projects.models import Product, Project, Review, ReviewCriterion, ReviewRound
from projects.queries.reviews import (
    Candidate,
    RoundRow,
    candidates_of,
    owed_reviews,
    rows_of_round,
    titles_of,
    with_authors,
    work_of,
)
from projects.reviewing import Assignment, Bar, assign, bar_of
from projects.services.products import set_product_state
from projects.services.reviews import settle

RoundState = ReviewRound.State
State = Review.State
MOST_TITLE: Final = 90
NO_PRODUCTS = "Выберите хотя бы один продукт."
NO_REVIEWERS = "Выберите хотя бы одного рецензента."
GONE = "«{title}» больше не ждёт рецензии: его забрали назад или он в другом круге. Снимите с него отметку."
NOT_A_CANDIDATE = "Этот человек не может рецензировать в этом проекте: он не эксперт и не ведёт дела участника сети."
BARRED = {
    Bar.ORGANIZATION: "{who} из организации автора: рецензент должен быть из другой. Выберите кого-нибудь ещё.",
    Bar.AUTHOR: "{who} среди авторов продукта. Выберите кого-нибудь ещё.",
    Bar.DECLINED: "{who}: отказ от этой рецензии уже был. Выберите кого-нибудь ещё.",
}
ALREADY = "{who} уже рецензирует этот продукт."
NOT_DRAFT = "Круг уже начат: так его больше не изменить."
NOT_OPEN = "Этот круг не идёт: он ещё не начат или уже завершён."
IS_DONE = "Эта рецензия уже сдана: рецензента у неё не сменить."
FOREIGN_PRODUCT = "Этого продукта в круге нет."
WRONG_ONE = "«{title}»: {why}"
NOT_ANY_MORE = "{who} больше не может рецензировать в этом проекте. Выберите кого-нибудь ещё."
NO_ONE = "У продукта «{title}» нет ни одного рецензента. Назначьте его или уберите продукт из круга."
EMPTY = "В круге нет ни одного продукта."
GIVEN = "Вам поручена рецензия на «{title}». Она нужна до {day}"
TAKEN = "Рецензию на «{title}» напишет другой человек, вам её писать не нужно."
GIVEN_MANY = "Вам поручено {count} {words}. Они нужны до {day}"
REMINDER = "Напоминаем о рецензии на «{title}»: она нужна до {day}"


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a coordinator says of a round."""

    title: str
    starts_on: date
    due_on: date
    reviews_per_product: int = 2
    is_blind: bool = False


@transaction.atomic
def create_round(
    project: Project, new: NewRound, product_ids: Collection[int], user_ids: Collection[int], *, actor: User | None
) -> tuple[ReviewRound, Assignment]:
    """A round that is not open yet, its reviews shared out among the chosen; raises ValidationError in Russian."""
    chosen = [each for each in candidates_of(project) if each.user.pk in set(user_ids)]
    errors = {}
    if not product_ids:
        errors["products"] = NO_PRODUCTS
    if not chosen:
        errors["reviewers"] = NO_REVIEWERS
    if errors:
        raise ValidationError(errors)
    products = _waiting(project, product_ids)
    round_ = save_signed(
        ReviewRound(
            project=project,
            title=new.title,
            starts_on=new.starts_on,
            due_on=new.due_on,
            reviews_per_product=new.reviews_per_product,
            is_blind=new.is_blind,
        ),
        actor,
    )
    found = assign([work_of(each) for each in products], [each.reviewer for each in chosen], new.reviews_per_product)
    by_user = {each.user.pk: each for each in chosen}
    rows = [
        Review(
            round=round_,
            product_id=each.product,
            reviewer_id=each.reviewer,
            organization=by_user[each.reviewer].organization,
        )
        for each in found.given
    ]
    bulk_create_with_history(rows, Review, default_user=actor)
    return round_, found


@transaction.atomic
def open_round(round_: ReviewRound, *, actor: User | None, now: datetime) -> ReviewRound:
    """Begin: products go to review, reviewers are told; raises ValidationError where something is missing."""
    row = _locked(round_, RoundState.DRAFT, NOT_DRAFT)
    rows = rows_of_round(row)
    if not rows:
        raise ValidationError(EMPTY)
    for each in rows:
        title = shortened(each.product.title, MOST_TITLE)
        if all(review.state == State.DECLINED for review in each.reviews):
            raise ValidationError(NO_ONE.format(title=title))
        if each.product.state != Product.State.SUBMITTED:
            raise ValidationError(GONE.format(title=title))
    _require_rules(row, rows)
    row.state = RoundState.OPEN
    save_signed(row, actor)
    for each in rows:
        set_product_state(each.product, Product.State.IN_REVIEW, actor=actor, now=now)
    _tell_reviewers(row, [review for each in rows for review in each.reviews])
    return row


@transaction.atomic
def edit_round(round_: ReviewRound, new: NewRound, *, actor: User | None) -> ReviewRound:
    """Change the name and the days of a round that is not closed; whether it is blind only before it is begun.

    How many reviews a product gets is not changed here: what is shared out stays shared out.
    """
    row = ReviewRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if row.state == RoundState.CLOSED:
        raise ValidationError(NOT_OPEN)
    row.title, row.starts_on, row.due_on = new.title, new.starts_on, new.due_on
    if row.state == RoundState.DRAFT:
        row.is_blind = new.is_blind
    return save_signed(row, actor)


@transaction.atomic
def remind_reviewers(round_: ReviewRound, today: date) -> int:
    """Remind those who owe a review and still see the project, each once a day; gives how many were reminded of."""
    row = _locked(round_, RoundState.OPEN, NOT_OPEN)
    told = 0
    for review in owed_reviews().filter(round=row).select_related("reviewer", "product"):
        words = REMINDER.format(title=shortened(review.product.title, MOST_TITLE), day=date_long(row.due_on))
        key = f"review-reminder-{review.pk}-{today.isoformat()}"
        told += notify([review.reviewer], Notification.Kind.REVIEW, words, _path(review), key=key)
    return told


@transaction.atomic
def close_round(round_: ReviewRound, *, actor: User | None, now: datetime) -> ReviewRound:
    """End a round; what is not in is waited for no more.

    Reviews that are in decide about their product as if they were all; a product without any waits for another round.
    """
    row = _locked(round_, RoundState.OPEN, NOT_OPEN)
    row.state = RoundState.CLOSED
    save_signed(row, actor)
    for each in rows_of_round(row):
        if each.product.state != Product.State.IN_REVIEW:
            continue
        if any(review.state == State.DONE for review in each.reviews):
            settle(row, each.product, now=now)
        else:
            set_product_state(each.product, Product.State.SUBMITTED, actor=actor, now=now)
    return row


@transaction.atomic
def remove_round(round_: ReviewRound, *, actor: User | None) -> None:
    """Delete a round that was not begun."""
    row = _locked(round_, RoundState.DRAFT, NOT_DRAFT)
    for review in row.reviews.all():
        delete_signed(review, actor)
    delete_signed(row, actor)


@transaction.atomic
def drop_product(round_: ReviewRound, product_id: int, *, actor: User | None) -> None:
    """Take a product out of a round that was not begun."""
    row = _locked(round_, RoundState.DRAFT, NOT_DRAFT)
    for review in row.reviews.filter(product=product_id):
        delete_signed(review, actor)


@transaction.atomic
def add_review(round_: ReviewRound, product_id: int, user_id: int, *, actor: User | None) -> Review:
    """One more reviewer for a product of the round; raises ValidationError where the rules are against it."""
    row = ReviewRound.objects.select_for_update(of=("self",)).select_related("project").get(pk=round_.pk)
    if row.state == RoundState.CLOSED:
        raise ValidationError(NOT_OPEN)
    if not row.reviews.filter(product=product_id).exists():
        raise ValidationError(FOREIGN_PRODUCT)
    chosen = _checked(row, product_id, user_id)
    review = save_signed(
        Review(round=row, product_id=product_id, reviewer=chosen.user, organization=chosen.organization), actor
    )
    if row.state == RoundState.OPEN:
        _tell_reviewers(row, [review])
    return review


@transaction.atomic
def change_reviewer(review: Review, user_id: int, *, actor: User | None) -> Review:
    """Give a review to somebody else; of one that was declined the refusal stays and a new one is given.

    What the former reviewer had written of a draft goes; she is told. Raises ValidationError in Russian where the
    rules are against.
    """
    row = Review.objects.select_for_update(of=("self",)).select_related("round__project", "reviewer").get(pk=review.pk)
    if row.state == State.DONE:
        raise ValidationError(IS_DONE)
    if row.state == State.DECLINED:
        return add_review(row.round, row.product_id, user_id, actor=actor)
    if row.round.state == RoundState.CLOSED:
        raise ValidationError(NOT_OPEN)
    chosen, former = _checked(row.round, row.product_id, user_id), row.reviewer
    row.reviewer, row.organization = chosen.user, chosen.organization
    row.scores, row.verdict, row.comment, row.private_comment = {}, "", "", ""
    save_signed(row, actor)
    if row.round.state == RoundState.OPEN:
        _tell_reviewers(row.round, [row])
        title = shortened(titles_of([row.product_id])[row.product_id], MOST_TITLE)
        path = reverse("projects:review_rounds", args=[row.round.project.slug])
        notify([former], Notification.Kind.REVIEW, TAKEN.format(title=title), path)
    return row


@transaction.atomic
def write_criteria(project: Project, lines: Sequence[tuple[str, int]], *, actor: User | None) -> list[ReviewCriterion]:
    """Let products be judged by these, in this order: title and highest score. A title that stays keeps its scores."""
    old = {row.title: row for row in ReviewCriterion.objects.filter(project=project).order_by("pk")}
    found = []
    for order, (title, most) in enumerate(lines):
        row = old.pop(title, None) or ReviewCriterion(project=project, title=title)
        if row.pk is None or (row.order, row.max_score) != (order, most):
            row.order, row.max_score = order, most
            save_signed(row, actor)
        found.append(row)
    for row in old.values():
        delete_signed(row, actor)
    return found


def proposed_for(round_: ReviewRound, product_id: int) -> int | None:
    """Whom the sharing out would ask for one more review of a product: the id of an account, None: nobody may."""
    rows = rows_of_round(round_)
    kept = {(row.product.pk, each.reviewer_id) for row in rows for each in row.reviews if each.state != State.DECLINED}
    declined = {(row.product.pk, each.reviewer_id) for row in rows for each in row.reviews} - kept
    work = [work_of(each) for each in with_authors([product_id])]
    stands = sum(product == product_id for product, _ in kept)
    reviewers = [each.reviewer for each in candidates_of(round_.project, apart_from=round_)]
    found = assign(work, reviewers, stands + 1, kept=kept, declined=declined)
    return next((each.reviewer for each in found.given if (each.product, each.reviewer) not in kept), None)


def _waiting(project: Project, ids: Collection[int]) -> list[Product]:
    """The products, locked; raises ValidationError for one that does not wait for a round."""
    list(Product.objects.select_for_update(of=("self",)).filter(pk__in=ids))
    found = [each for each in with_authors(ids) if each.project_id == project.pk]
    busy = Review.objects.filter(product__in=ids, round__state=RoundState.DRAFT).exclude(state=State.DECLINED)
    taken = set(busy.values_list("product", flat=True))
    wrong = [each.title for each in found if each.state != Product.State.SUBMITTED or each.pk in taken]
    wrong += [] if len(found) == len(set(ids)) else ["продукт другого проекта"]
    if wrong:
        raise ValidationError({"products": [GONE.format(title=shortened(title, MOST_TITLE)) for title in wrong]})
    return found


def _require_rules(round_: ReviewRound, rows: Sequence[RoundRow]) -> None:
    """Hold the rules once more: authors and accounts may have changed since the round was shared out."""
    known = {each.user.pk: each for each in candidates_of(round_.project)}
    works = {each.pk: work_of(each) for each in with_authors([row.product.pk for row in rows])}
    for row in rows:
        for review in row.reviews:
            if review.state == State.DECLINED:
                continue
            found = known.get(review.reviewer_id)
            bar = bar_of(works[row.product.pk], found.reviewer) if found else None
            if found is None or bar:
                words = BARRED[bar] if bar else NOT_ANY_MORE
                title = shortened(row.product.title, MOST_TITLE)
                raise ValidationError(WRONG_ONE.format(title=title, why=words.format(who=review.reviewer.display_name)))


def _checked(round_: ReviewRound, product_id: int, user_id: int) -> Candidate:
    """The candidate, if the rules let her review the product; raises ValidationError with the reason."""
    chosen = next((each for each in candidates_of(round_.project) if each.user.pk == user_id), None)
    if chosen is None:
        raise ValidationError({"reviewer": NOT_A_CANDIDATE})
    (product,) = with_authors([product_id])
    own = round_.reviews.filter(product=product_id, reviewer=user_id)
    declined = {(product_id, user_id)} if own.filter(state=State.DECLINED).exists() else set()
    bar = bar_of(work_of(product), chosen.reviewer, declined)
    who = chosen.user.display_name
    if bar:
        raise ValidationError({"reviewer": BARRED[bar].format(who=who)})
    if own.exists():
        raise ValidationError({"reviewer": ALREADY.format(who=who)})
    return chosen


def _locked(round_: ReviewRound, state: str, otherwise: str) -> ReviewRound:
    rows = ReviewRound.objects.select_for_update(of=("self",)).select_related("project__organization")
    row = rows.get(pk=round_.pk)
    if row.state != state:
        raise ValidationError(otherwise)
    return row


def _tell_reviewers(round_: ReviewRound, reviews: Sequence[Review]) -> None:
    """Tell everybody of the reviews she is given, in one sentence."""
    by_user: dict[int, list[Review]] = {}
    for review in reviews:
        if review.state == State.ASSIGNED:
            by_user.setdefault(review.reviewer_id, []).append(review)
    titles = titles_of([review.product_id for review in reviews])
    day = date_long(round_.due_on)
    for own in by_user.values():
        if len(own) == 1:
            title = shortened(titles[own[0].product_id], MOST_TITLE)
            words, path = GIVEN.format(title=title, day=day), _path(own[0])
        else:
            many = plural(len(own), "рецензия", "рецензии", "рецензий")
            words = GIVEN_MANY.format(count=len(own), words=many, day=day)
            path = reverse("projects:review_rounds", args=[round_.project.slug])
        notify([own[0].reviewer], Notification.Kind.REVIEW, words, path)


def _path(review: Review) -> str:
    return reverse("projects:review_edit", args=[review.pk])
