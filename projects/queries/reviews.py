"""Rounds of reviews: who may review, how a round stands, what a reviewer owes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from network.models import Membership, Organization, User
from projects.asks import Errand, ErrandKind
from projects.models import (
    Participation,
    Product,
    ProductAuthor,
    Project,
    ProjectInvitation,
    ProjectRole,
    Review,
    ReviewCriterion,
    ReviewRound,
)
from projects.reviewing import Reviewer, Work

State = Review.State
WHOLE_ROLES = (ProjectRole.Role.COORDINATOR, ProjectRole.Role.DIRECTOR, ProjectRole.Role.OBSERVER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked to review: an expert of the project, or an editor or head of a participant."""

    user: User
    organizations: tuple[Organization, ...]
    before: int

    @property
    def organization(self) -> Organization | None:
        """For which she stands."""
        return self.organizations[0] if self.organizations else None

    @property
    def words(self) -> str:
        """Her name and where she is from."""
        place = self.organization.short_name if self.organization else "эксперт проекта"
        return f"{self.user.display_name}, {place}"

    @property
    def reviewer(self) -> Reviewer:
        """What the sharing out of a round asks of her."""
        return Reviewer(
            self.user.pk,
            frozenset(organization.pk for organization in self.organizations),
            frozenset(each.municipality_id for each in self.organizations if each.municipality_id),
            self.before,
        )


def candidates_of(project: Project, *, apart_from: ReviewRound | None = None) -> list[Candidate]:
    """Who may review in the project, by name; `before` counts reviews of its other rounds. Five queries.

    Those who read the whole project review nothing: they decide what becomes of reviews.
    """
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    network = Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id)
    places = Membership.objects.filter(user__is_active=True, organization__in=Organization.objects.filter(network))
    places = places.select_related("user__person", "organization")
    roles: dict[int, set[str]] = defaultdict(set)
    users: dict[int, User] = {}
    own: dict[int, list[Organization]] = defaultdict(list)
    for role in ProjectRole.objects.filter(project=project, user__is_active=True).select_related(
        "user__person__organization"
    ):
        roles[role.user_id].add(role.role)
        if role.role == ProjectRole.Role.EXPERT:
            users[role.user_id] = role.user
            if role.user.person and role.user.person.organization:
                own[role.user_id].append(role.user.person.organization)
    # Where an expert works is known by the link she came by: she has no place there.
    invited = ProjectInvitation.objects.filter(project=project, invitation__used_by__in=users)
    for row in invited.select_related("invitation__organization").order_by("pk"):
        organization, pk = row.invitation.organization, row.invitation.used_by_id
        if pk is not None and organization not in own[pk]:
            own[pk].append(organization)
    viewer = Membership.Role.VIEWER
    for place in sorted(places.order_by("pk"), key=lambda place: place.role == viewer):
        if place.role != viewer:
            users.setdefault(place.user_id, place.user)
        # Who only reads for an organisation does not review for it, but belongs to it all the same.
        if place.user_id in users and place.organization not in own[place.user_id]:
            own[place.user_id].append(place.organization)
    given = Review.objects.filter(round__project=project).exclude(state=State.DECLINED)
    if apart_from is not None:
        given = given.exclude(round=apart_from)
    before = Counter(given.values_list("reviewer", flat=True))
    found = [
        Candidate(user, tuple(own[pk]), before[pk]) for pk, user in users.items() if not roles[pk] & set(WHOLE_ROLES)
    ]
    return sorted(found, key=lambda each: (each.user.display_name.casefold(), each.user.pk))


def work_of(product: Product) -> Work:
    """What the sharing out of a round asks of a product; needs its authors as `with_authors` reads them."""
    organizations = {product.organization_id: product.organization}
    people: set[int] = set()
    for author in product.authors.all():
        of_person = author.person.organization if author.person else None
        organizations |= {each.pk: each for each in (author.organization, of_person) if each}
        account = getattr(author.person, "user", None)
        people |= {account.pk} if account else set()
    towns = frozenset(each.municipality_id for each in organizations.values() if each.municipality_id)
    return Work(product.pk, frozenset(organizations), towns, frozenset(people))


def with_authors(ids: Collection[int]) -> list[Product]:
    """Products with their organisation and authors, oldest first; two queries."""
    authors = ProductAuthor.objects.select_related("organization", "person__organization", "person__user")
    rows = Product.objects.filter(pk__in=ids).select_related("organization", "project")
    return list(rows.prefetch_related(Prefetch("authors", authors.order_by("order", "pk"))).order_by("pk"))


def products_to_review(project: Project) -> list[Product]:
    """Products that wait for a round, those that were submitted first before others."""
    rows = Product.objects.filter(project=project, state=Product.State.SUBMITTED).select_related("organization")
    waiting = Review.objects.filter(round__state=ReviewRound.State.DRAFT).exclude(state=State.DECLINED)
    return list(rows.exclude(pk__in=waiting.values("product")).order_by("submitted_at", "pk"))


def criteria_of_reviews(project: Project) -> list[ReviewCriterion]:
    """What products are judged by, in order."""
    return list(ReviewCriterion.objects.filter(project=project).order_by("order", "pk"))


def rounds_of(project: Project) -> list[ReviewRound]:
    """Rounds with `asked`, `done` and `declined`: how many reviews; newest first, in one query."""
    return list(
        ReviewRound.objects.filter(project=project)
        .annotate(
            asked=Count("reviews", filter=~Q(reviews__state=State.DECLINED)),
            done=Count("reviews", filter=Q(reviews__state=State.DONE)),
            declined=Count("reviews", filter=Q(reviews__state=State.DECLINED)),
            products=Count("reviews__product", distinct=True),
        )
        .order_by("-starts_on", "-pk")
    )


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A product of a round with its reviews, those that were declined too; `missing`: how many are not given."""

    product: Product
    reviews: tuple[Review, ...]
    missing: int

    @property
    def is_split(self) -> bool:
        """All reviews are in and do not decide by themselves."""
        standing = [review for review in self.reviews if review.state != State.DECLINED]
        is_in = bool(standing) and all(review.state == State.DONE for review in standing)
        return is_in and self.product.state == Product.State.IN_REVIEW


@dataclass(frozen=True, slots=True)
class Load:
    """How many reviews somebody has in a round, and how many of them are in."""

    user: User
    organization: Organization | None
    given: int
    done: int


def rows_of_round(round_: ReviewRound) -> list[RoundRow]:
    """Products of the round with their reviews, by title; two queries."""
    reviews = Review.objects.filter(round=round_).select_related(
        "round", "reviewer__person", "organization__municipality"
    )
    by_product: dict[int, list[Review]] = defaultdict(list)
    for review in reviews.order_by("pk"):
        by_product[review.product_id].append(review)
    rows = Product.objects.filter(pk__in=by_product).select_related("organization__municipality")
    return [
        RoundRow(product, tuple(by_product[product.pk]), _missing(round_, by_product[product.pk]))
        for product in rows.order_by("title", "pk")
    ]


def loads_of(rows: Iterable[RoundRow]) -> list[Load]:
    """Loads of the reviewers of a round, the largest first."""
    found: dict[int, list[Review]] = defaultdict(list)
    for row in rows:
        for review in row.reviews:
            if review.state != State.DECLINED:
                found[review.reviewer_id].append(review)
    loads = [
        Load(own[0].reviewer, own[0].organization, len(own), sum(each.state == State.DONE for each in own))
        for own in found.values()
    ]
    return sorted(loads, key=lambda load: (-load.given, load.user.display_name.casefold(), load.user.pk))


def reviews_of_reviewer(user: User, project: Project) -> list[Review]:
    """Reviews given to somebody in rounds that were opened, those that wait first; one query."""
    return list(
        Review.objects.filter(reviewer=user, round__project=project)
        .exclude(round__state=ReviewRound.State.DRAFT)
        .select_related("round", "product")
        .order_by("state", "round__due_on", "pk")
    )


def released_reviews(product: Product) -> list[Review]:
    """What authors of a decided product may read of its reviews: those that are in, the last round first."""
    if product.state in {Product.State.SUBMITTED, Product.State.IN_REVIEW}:
        return []
    rows = Review.objects.filter(product=product, state=State.DONE).select_related("round", "reviewer__person")
    return list(rows.order_by("-round__starts_on", "pk"))


def reviews_asked_of(user: User) -> list[Errand]:
    """Reviews that somebody owes, in rounds that are open of projects she still sees."""
    rows = owed_reviews().filter(reviewer=user)
    return [
        Errand(
            kind=ErrandKind.REVIEW,
            title=review.product.title,
            source=f"Рецензия, {review.round.title}",
            due_on=review.round.due_on,
            url_name="projects:review_edit",
            url_pk=review.pk,
            button="Рецензировать",
        )
        for review in rows.select_related("round", "product").order_by("round__due_on", "pk")
    ]


def owed_reviews() -> QuerySet[Review]:
    """Reviews to be given in rounds that are open, by those whose account is open and who still see the project."""
    roles = ProjectRole.objects.filter(project=OuterRef("round__project"), user=OuterRef("reviewer"))
    parts = Participation.objects.filter(
        project=OuterRef("round__project"),
        status=Participation.Status.ACTIVE,
        organization__memberships__user=OuterRef("reviewer"),
    )
    rows = Review.objects.filter(state=State.ASSIGNED, round__state=ReviewRound.State.OPEN, reviewer__is_active=True)
    return rows.filter(Q(reviewer__is_staff=True) | Exists(roles) | Exists(parts))


def titles_of(ids: Collection[int]) -> Mapping[int, str]:
    """Titles of products by id."""
    return dict(Product.objects.filter(pk__in=ids).values_list("pk", "title"))


def _missing(round_: ReviewRound, reviews: Iterable[Review]) -> int:
    given = sum(review.state != State.DECLINED for review in reviews)
    return max(round_.reviews_per_product - given, 0)
