"""Forms of projects: the dates of a school year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from portal.fields import day_field
from portal.text.russian import date_range_short
from projects.models import SchoolTerm
from projects.queries.calendars import LEGENDS, NAMES, YearDates
from projects.services.calendars import Terms, term_errors

HALF_GIVEN = "Укажите обе даты: с какого числа и по какое."
NOTES = {
    SchoolTerm.Kind.QUARTER: "Если не указать, берутся опубликованные, а без них обычные: I с 01.09 по 31.10, "
    "II с 08.11 по 31.12, III с 10.01 по 25.03, IV с 01.04 по 31.05.",
    SchoolTerm.Kind.HALF_YEAR: "Если не указать, считаются с 01.09 по 31.12 и с 01.01 по 31.05.",
    SchoolTerm.Kind.TRIMESTER: "Если не указать, считаются с 01.09 по 30.11, с 01.12 до конца февраля "
    "и с 01.03 по 31.05.",
    SchoolTerm.Kind.HOLIDAY: "Если не указать, это дни между четвертями, летние с 1 июня по 31 августа.",
}


@dataclass(frozen=True, slots=True)
class TermFields:
    """Both days of one term with its name, and its published days in words."""

    name: str
    start: forms.BoundField
    end: forms.BoundField
    published: str


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one kind under their legend."""

    legend: str
    note: str
    terms: tuple[TermFields, ...]


class SchoolYearForm(forms.Form):
    """Quarters, half-years, trimesters and holidays of a year; what is left empty is as published or usual."""

    source = forms.CharField(
        label="Откуда даты",
        required=False,
        max_length=300,
        help_text="Например: приказ по учреждению от 25.08.2022 № 14. Можно не заполнять.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, dates: YearDates) -> None:
        initial: dict[str, Any] = {"source": dates.own_source}
        for kind in NAMES:
            for number, (start, end) in (dates.own.get(kind) or dates.published.get(kind, {})).items():
                initial |= {f"{kind}_{number}_starts": start, f"{kind}_{number}_ends": end}
        super().__init__(data, initial=initial)
        self.dates = dates
        for kind, names in NAMES.items():
            for number, name in enumerate(names, 1):
                self.fields[f"{kind}_{number}_starts"] = day_field(f"{name}, с какого числа")
                self.fields[f"{kind}_{number}_ends"] = day_field(f"{name}, по какое число")

    def clean(self) -> dict[str, Any]:
        """Both days of a term, and the rules of the service for all of them together."""
        cleaned = super().clean() or {}
        for kind, number in self._places():
            start, end = f"{kind}_{number}_starts", f"{kind}_{number}_ends"
            if not ({start, end} & self.errors.keys()) and bool(cleaned.get(start)) != bool(cleaned.get(end)):
                self.add_error(end if cleaned.get(start) else start, HALF_GIVEN)
        if not self.errors:
            for (kind, number), words in term_errors(self.dates.start_year, self.terms()).items():
                self.add_error(f"{kind}_{number}_starts", words)
        return cleaned

    def terms(self) -> Terms:
        """Days by kind and number, those that were given."""
        found: dict[str, dict[int, tuple[date, date]]] = {kind: {} for kind in NAMES}
        for kind, number in self._places():
            start, end = (self.cleaned_data.get(f"{kind}_{number}_{side}") for side in ("starts", "ends"))
            if start and end:
                found[kind][number] = (start, end)
        return found

    def groups(self) -> Iterator[TermGroup]:
        """Fields as the page shows them."""
        for kind, names in NAMES.items():
            published = self.dates.published.get(kind, {})
            terms = tuple(
                TermFields(
                    name,
                    self[f"{kind}_{number}_starts"],
                    self[f"{kind}_{number}_ends"],
                    date_range_short(*published[number]) if number in published else "",
                )
                for number, name in enumerate(names, 1)
            )
            yield TermGroup(LEGENDS[SchoolTerm.Kind(kind)], NOTES[SchoolTerm.Kind(kind)], terms)

    @staticmethod
    def _places() -> Iterator[tuple[str, int]]:
        return ((kind, number) for kind, names in NAMES.items() for number in range(1, len(names) + 1))
