"""Filters of the plan table: what the database can find, and the chips that are counted over what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from plans.access import PlanScope
from plans.models import PlanItem, Responsibility
from plans.progress import ItemState
from plans.queries import ItemRow
from plans.rendering import BY_DOCUMENT, BY_RESPONSIBLE, BY_URGENCY
from portal.text.russian import Case, month_name

ALL, OWN, LATE, MONTH, UNMARKED, NETWORK = "all", "own", "late", "month", "unmarked", "network"
VIEWS = [(ALL, "Все"), (OWN, "Мои"), (LATE, "Просрочено"), (MONTH, ""), (UNMARKED, "Без отметки"), (NETWORK, "Сетевые")]
ORDERS = [
    (BY_DOCUMENT, "Порядок: как в документе"),
    (BY_URGENCY, "Порядок: сначала срочное"),
    (BY_RESPONSIBLE, "Порядок: по ответственным"),
]
PARTY_FIELDS = ("person", "group", "organization")
MAX_QUERY = 200
Choices = Sequence[tuple[str, str]]


class PlanFilter(FilterSet):
    """`q` in words, number and responsibles; `responsible` as «person-12»; `view` and `order` act on what was found."""

    q = CharFilter(method="search", label="Поиск", max_length=MAX_QUERY)
    responsible = ChoiceFilter(method="of_party", label="Ответственный", empty_label="Ответственный: любой")
    view = ChoiceFilter(method="keep", choices=VIEWS, label="Отбор")
    order = ChoiceFilter(method="keep", choices=ORDERS, label="Порядок", empty_label=None)

    class Meta:
        model = PlanItem
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], queryset: QuerySet[PlanItem], parties: Choices) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]
        self.filters["responsible"].extra["choices"] = parties

    def search(self, queryset: QuerySet[PlanItem], name: str, value: str) -> QuerySet[PlanItem]:
        """Any letter case, ё as е; by regular expression because SQLite folds only Latin letters otherwise."""
        pattern = re.sub("[её]", "[её]", re.escape(value.strip()), flags=re.IGNORECASE)
        fields = ("title", "responsible_text", "deadline__text", "responsibilities__person__surname")
        found = Q(number__iexact=value.strip())
        for field in fields:
            found |= Q(**{f"{field}__iregex": pattern})
        return queryset.filter(found).distinct()

    def of_party(self, queryset: QuerySet[PlanItem], name: str, value: str) -> QuerySet[PlanItem]:
        """Items a person, group or organisation answers for."""
        kind, _, pk = value.partition("-")
        return queryset.filter(pk__in=Responsibility.objects.filter(**{kind: pk}).values("item"))

    def keep(self, queryset: QuerySet[PlanItem], name: str, value: str) -> QuerySet[PlanItem]:
        """Chips and order are worked out in Python, from states that are never stored."""
        return queryset

    @property
    def chosen(self) -> dict[str, str]:
        """Values that stand, by name; what could not be read is left out."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.is_bound and self.form.errors is not None else {}
        return {name: str(value) for name, value in cleaned.items() if value}

    def matching(self) -> frozenset[int] | None:
        """Ids of items found, `None` for all: the table is not asked again when nothing is sought."""
        if not {"q", "responsible"} & set(self.chosen):
            return None
        found = self.queryset
        for name in ("q", "responsible"):
            if name in self.chosen:
                found = self.filters[name].filter(found, self.chosen[name])
        return frozenset(found.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready filter with the number of rows it shows."""

    label: str
    count: int
    query: str
    is_current: bool


def party_choices(rows: Sequence[ItemRow]) -> Choices:
    """Responsibles of a plan for the select, persons first, by name."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        for party in row.responsibilities:
            for number, field in enumerate(PARTY_FIELDS):
                pk = getattr(party, f"{field}_id")
                if pk:
                    found[f"{field}-{pk}"] = (number, party.label)
    return [(key, label) for key, (_, label) in sorted(found.items(), key=lambda pair: pair[1])]


def is_in_view(row: ItemRow, view: str, scope: PlanScope, today: date) -> bool:
    """Whether a row belongs under a chip."""
    match view:
        case "own":
            return scope.is_own(row.responsibilities, (organization.pk for organization in row.organizations))
        case "late":
            return row.progress.state is ItemState.LATE
        case "month":
            return any(_ends_in_month(window.occurrence.ends_on, today) for window in row.occurrences)
        case "unmarked":
            return not row.progress.has_mark
        case "network":
            return bool(row.organizations)
    return True


def chips(rows: Sequence[ItemRow], chosen: Mapping[str, str], scope: PlanScope, today: date) -> list[Chip]:
    """Chips over the rows that the other filters left; a chip of nothing that is not chosen is not shown but «Все»."""
    found = []
    rest = {name: value for name, value in chosen.items() if name != "view"}
    for view, label in VIEWS:
        count = sum(is_in_view(row, view, scope, today) for row in rows)
        is_current = chosen.get("view", ALL) == view
        if count or is_current or view in {ALL, LATE}:
            words = label or f"Срок в {month_name(today.month, Case.PREPOSITIONAL)}"
            query = rest if view == ALL else {**rest, "view": view}
            found.append(Chip(words, count, urlencode(query), is_current))
    return found


def _ends_in_month(day: date | None, today: date) -> bool:
    return day is not None and (day.year, day.month) == (today.year, today.month)
