"""Narrowing the list of products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from network.models import Organization
from projects.models import Product

FIELDS = ("state", "kind", "organization", "q")
PLURALS = {
    Product.State.DRAFT: "Черновики",
    Product.State.SUBMITTED: "Поданы",
    Product.State.IN_REVIEW: "На рецензии",
    Product.State.RETURNED: "Возвращены",
    Product.State.APPROVED: "Одобрены",
    Product.State.PUBLISHED: "Опубликованы",
}


@dataclass(frozen=True, slots=True)
class StateChip:
    """A state with the number of products in it and the query that shows them."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """What was asked for; values that name nothing are as if they were not asked for."""

    state: str = ""
    kind: str = ""
    organization: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], organizations: Iterable[Organization]) -> ProductFilter:
        """Read the query string; an organisation outside of the given ones is left out."""
        known = {str(organization.pk) for organization in organizations}
        asked = {name: query.get(name, "").strip() for name in FIELDS}
        return cls(
            state=asked["state"] if asked["state"] in Product.State.values else "",
            kind=asked["kind"] if asked["kind"] in Product.Kind.values else "",
            organization=asked["organization"] if asked["organization"] in known else "",
            q=asked["q"][:200],
        )

    @property
    def is_narrow(self) -> bool:
        """Something is left out."""
        return any(getattr(self, name) for name in FIELDS)

    def rows(self, found: QuerySet[Product], *, with_state: bool = True) -> QuerySet[Product]:
        """Products that are left; `q` looks at titles, words about them and names of authors."""
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.organization:
            found = found.filter(organization__pk=self.organization)
        if self.q:
            found = found.filter(
                Q(title__icontains=self.q) | Q(abstract__icontains=self.q) | Q(authors__name__icontains=self.q)
            ).distinct()
        return found.filter(state=self.state) if with_state and self.state else found

    def chips(self, counts: Mapping[str, int]) -> list[StateChip]:
        """«Все» and every state that has products or is chosen."""
        rest = {name: getattr(self, name) for name in FIELDS[1:] if getattr(self, name)}
        found = [StateChip("Все", sum(counts.values()), urlencode(rest), not self.state)]
        for state, label in PLURALS.items():
            if counts.get(state) or self.state == state:
                query = urlencode({"state": state, **rest})
                found.append(StateChip(label, counts.get(state, 0), query, self.state == state))
        return found

    def query(self) -> str:
        """The same as a query string, for links to other pages of the list."""
        return urlencode({name: getattr(self, name) for name in FIELDS if getattr(self, name)})
