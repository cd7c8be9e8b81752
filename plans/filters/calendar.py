"""What a calendar of several plans is asked for: month, plan, responsible, state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django_filters.filters import ChoiceFilter
from django_filters.filterset import FilterSet

from plans.filters.choices import STATE_WORDS, party_choices
from plans.models import Plan, PlanItem
from plans.queries import ItemRow
from portal.text.russian import month_name


class CalendarFilter(FilterSet):
    """Reads the query string; what the plans do not offer counts for nothing."""

    month = ChoiceFilter(label="Месяц", empty_label=None)
    plan = ChoiceFilter(label="План", empty_label="План: любой")
    responsible = ChoiceFilter(label="Ответственный", empty_label="Ответственный: любой")
    state = ChoiceFilter(
        choices=[(s.value, word) for s, word in STATE_WORDS], label="Состояние", empty_label="Состояние: любое"
    )

    class Meta:
        model = PlanItem
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: Mapping[str, Any], plans: Sequence[Plan], rows: Sequence[ItemRow], months: Sequence[date]
    ) -> None:
        super().__init__(data, PlanItem.objects.none())  # type: ignore[no-untyped-call]
        lists = {
            "month": [(f"{day:%Y-%m}", f"{month_name(day.month).capitalize()} {day.year}") for day in months],
            "plan": [(str(plan.pk), plan.short_title) for plan in plans],
            "responsible": party_choices(rows),
        }
        for name, found in lists.items():
            self.filters[name].extra["choices"] = found

    @property
    def chosen(self) -> dict[str, str]:
        """Values that stand, by name."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.is_bound and self.form.errors is not None else {}
        return {name: str(value) for name, value in cleaned.items() if value}


def month_shown(asked: str, months: Sequence[date], today: date) -> date:
    """The month asked for, else that of today, else the nearest of the plans' months; always its first day."""
    by_key = {f"{day:%Y-%m}": day for day in months}
    if asked in by_key:
        return by_key[asked]
    now = today.replace(day=1)
    return min(months, key=lambda day: abs((day - now).days), default=now)


def neighbours(shown: date, months: Sequence[date]) -> tuple[date | None, date | None]:
    """The months before and after one; None at either end."""
    before = [day for day in months if day < shown]
    after = [day for day in months if day > shown]
    return (before[-1] if before else None), (after[0] if after else None)
