"""Products of a project: lists, counts, whom they concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from simple_history.utils import get_history_manager_for_model

from network.models import Organization, Person, User
from projects.models import Product, ProductAuthor, Project


def listed(rows: QuerySet[Product]) -> QuerySet[Product]:
    """Products with what a list of them shows; two queries whatever their number."""
    authors = ProductAuthor.objects.order_by("order", "pk")
    related = rows.select_related("organization", "stage", "direction")
    return related.prefetch_related(Prefetch("authors", authors)).order_by("-created_at", "-pk")


def counts_by_state(rows: QuerySet[Product]) -> Mapping[str, int]:
    """How many products stand in each state; states without one are absent."""
    return Counter(rows.order_by().values_list("state", flat=True))


def product_authors(product: Product) -> list[ProductAuthor]:
    """Authors in the order of the title page, with their organisations."""
    return list(product.authors.select_related("person", "organization").order_by("order", "pk"))


def of_project(rows: QuerySet[Product], project: Project) -> QuerySet[Product]:
    """Products of the project among those given."""
    return rows.filter(project=project)


def published(rows: QuerySet[Product], project: Project, *, with_approved: bool) -> list[Product]:
    """Products of the project that came out, with those that are approved where wanted; two queries."""
    states = [Product.State.PUBLISHED, *([Product.State.APPROVED] if with_approved else [])]
    return list(listed(rows.filter(project=project, state__in=states)))


@dataclass(frozen=True, slots=True)
class ProductStep:
    """A step of a product: what it became, when, by whom, and what it was told to mend."""

    word: str
    state: str
    at: datetime
    author: User | None
    reason: str


def product_steps(product: Product) -> list[ProductStep]:
    """States of a product from its history, the last first; edits within a state are left out."""
    found: list[ProductStep] = []
    rows = get_history_manager_for_model(Product).filter(id=product.pk).select_related("history_user__person")
    for row in rows.order_by("history_id"):
        if not found or found[-1].state != row.state:
            word = Product.State(row.state).label
            found.append(ProductStep(word, row.state, row.history_date, row.history_user, row.return_reason))
    return found[::-1]


def nameable_people(organizations: Iterable[Organization]) -> list[Person]:
    """People of the directory an author may be: those of the given organisations."""
    return list(
        Person.objects.filter(organization__in=list(organizations))
        .select_related("organization")
        .order_by("surname", "given_name", "pk")
    )
