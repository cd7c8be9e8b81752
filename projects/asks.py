"""One thing that the portal expects of a person or of her organisation, whatever asks for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ErrandKind(StrEnum):
    """What asks; its word stands in the choice of a cabinet."""

    MARK = "mark"
    CONTRIBUTION = "contribution"
    REVIEW = "review"
    PRODUCT = "product"
    DOCUMENT = "document"
    INDICATOR = "indicator"
    EVENT = "event"
    RISK = "risk"

    @property
    def label(self) -> str:
        """In the plural, as a choice of a list."""
        return LABELS[self]


LABELS = {
    ErrandKind.MARK: "Отметки",
    ErrandKind.CONTRIBUTION: "Сведения для отчётов",
    ErrandKind.REVIEW: "Рецензии",
    ErrandKind.PRODUCT: "Продукты",
    ErrandKind.DOCUMENT: "Документы участия",
    ErrandKind.INDICATOR: "Показатели",
    ErrandKind.EVENT: "События",
    ErrandKind.RISK: "Риски",
}


@dataclass(frozen=True, slots=True)
class Errand:
    """What is expected, where it comes from, by when, and the one button that does it.

    `button` is a verb in the infinitive («Заполнить»). The page is named `url_name` with the argument `url_pk` (a slug
    or a number; `None`: it takes none), more of them in `more`, and, where needed, `query` («organization=3»).
    `due_on` empty: without a day.
    """

    kind: ErrandKind
    title: str
    source: str
    due_on: date | None
    url_name: str
    url_pk: int | str | None
    button: str
    query: str = ""
    more: tuple[int | str, ...] = ()

    @property
    def args(self) -> tuple[int | str, ...]:
        """All arguments of the page's address."""
        return (*(() if self.url_pk is None else (self.url_pk,)), *self.more)

    def late_days(self, today: date) -> int:
        """Days since the last day it could be done in time, 0 on that day and before it."""
        return max((today - self.due_on).days, 0) if self.due_on else 0

    @property
    def words(self) -> str:
        """All that a search looks through."""
        return f"{self.title} {self.source} {self.kind.label}"


def in_order(errands: Iterable[Errand]) -> list[Errand]:
    """The soonest first, so that what is late stands on top; those without a day last; else as they came."""
    return sorted(errands, key=lambda each: (each.due_on is None, each.due_on or date.max))
