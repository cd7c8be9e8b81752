"""What a cabinet is asked for: words, plan, month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from plans.filters.plan import MAX_QUERY
from plans.models import PlanItem
from plans.queries.cabinet import Ask
from portal.text.russian import month_name
from portal.text.search import read_words

LATE, UNDATED = "late", "undated"


class CabinetFilter(FilterSet):
    """Reads the query string; plans and months are those in which something is expected."""

    q = CharFilter(label="Поиск", max_length=MAX_QUERY)
    plan = ChoiceFilter(label="План", empty_label="План: любой")
    month = ChoiceFilter(label="Когда", empty_label="Когда: в любой срок")

    class Meta:
        model = PlanItem
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], asks: Sequence[Ask]) -> None:
        super().__init__(data, PlanItem.objects.none())  # type: ignore[no-untyped-call]
        plans = {ask.row.item.plan_id: ask.row.item.plan.short_title for ask in asks}
        months = sorted({(ask.due_on.year, ask.due_on.month) for ask in asks if ask.due_on})
        self.filters["plan"].extra["choices"] = [(str(pk), title) for pk, title in plans.items()]
        self.filters["month"].extra["choices"] = [
            *([(LATE, "Просрочено")] if any(ask.is_late for ask in asks) else []),
            *((f"{year}-{month:02}", f"{month_name(month).capitalize()} {year}") for year, month in months),
            *([(UNDATED, "Без даты")] if any(ask.due_on is None for ask in asks) else []),
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """Values that stand, by name."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.is_bound and self.form.errors is not None else {}
        return {name: str(value) for name, value in cleaned.items() if value}

    def found(self, asks: Sequence[Ask]) -> list[Ask]:
        """Those that everything chosen leaves, in their order."""
        chosen = self.chosen
        words = read_words(chosen.get("q", ""))
        return [
            ask
            for ask in asks
            if chosen.get("plan", str(ask.row.item.plan_id)) == str(ask.row.item.plan_id)
            and ("month" not in chosen or _is_when(ask, chosen["month"]))
            and not (words and words.missing_from(ask.words))
        ]


def _is_when(ask: Ask, when: str) -> bool:
    if when == LATE:
        return ask.is_late
    if ask.due_on is None:
        return when == UNDATED
    return f"{ask.due_on:%Y-%m}" == when
