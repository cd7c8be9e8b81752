"""What a cabinet is asked for: words, kind, plan, month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from plans.filters.plan import MAX_QUERY
from plans.models import PlanItem
from portal.text.russian import month_name
from portal.text.search import read_words
from projects.asks import ErrandKind
from reports.queries.cabinet import Row

LATE, UNDATED = "late", "undated"


class CabinetFilter(FilterSet):
    """Reads the query string; kinds, plans and months are those in which something is expected."""

    q = CharFilter(label="Поиск", max_length=MAX_QUERY)
    kind = ChoiceFilter(label="Что", empty_label="Что: всё")
    plan = ChoiceFilter(label="План", empty_label="План: любой")
    month = ChoiceFilter(label="Когда", empty_label="Когда: в любой срок")

    class Meta:
        model = PlanItem
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], rows: Sequence[Row]) -> None:
        super().__init__(data, PlanItem.objects.none())  # type: ignore[no-untyped-call]
        plans = {row.ask.row.item.plan_id: row.ask.row.item.plan.short_title for row in rows if row.ask}
        months = sorted({(row.due_on.year, row.due_on.month) for row in rows if row.due_on})
        kinds = {row.errand.kind for row in rows}
        self.filters["kind"].extra["choices"] = [(kind.value, kind.label) for kind in ErrandKind if kind in kinds]
        self.filters["plan"].extra["choices"] = [(str(pk), title) for pk, title in plans.items()]
        self.filters["month"].extra["choices"] = [
            *([(LATE, "Просрочено")] if any(row.is_late for row in rows) else []),
            *((f"{year}-{month:02}", f"{month_name(month).capitalize()} {year}") for year, month in months),
            *([(UNDATED, "Без даты")] if any(row.due_on is None for row in rows) else []),
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """Values that stand, by name."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.is_bound and self.form.errors is not None else {}
        return {name: str(value) for name, value in cleaned.items() if value}

    def found(self, rows: Sequence[Row]) -> list[Row]:
        """Those that everything chosen leaves, in their order."""
        chosen = self.chosen
        words = read_words(chosen.get("q", ""))
        return [
            row
            for row in rows
            if chosen.get("kind", row.errand.kind) == row.errand.kind
            and ("plan" not in chosen or _is_of_plan(row, chosen["plan"]))
            and ("month" not in chosen or _is_when(row, chosen["month"]))
            and not (words and words.missing_from(row.words))
        ]


def _is_of_plan(row: Row, plan: str) -> bool:
    return row.ask is not None and str(row.ask.row.item.plan_id) == plan


def _is_when(row: Row, when: str) -> bool:
    if when == LATE:
        return row.is_late
    if row.due_on is None:
        return when == UNDATED
    return f"{row.due_on:%Y-%m}" == when
