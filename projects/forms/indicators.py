"""Forms of criteria, indicators and periods of measurement; what is returned and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.fields import day_field
from projects.models import Indicator

Choices = Sequence[tuple[str, str]]
EMPTY = "Напишите, что это: пустую строку не сохранить."
NO_DAY = "Укажите дату."
ENDS_EARLY = "Период не может закончиться раньше, чем начался."
DUE_EARLY = "Сведения нельзя просить раньше, чем период начался."


class CriterionForm(forms.Form):
    """A criterion in the words of the document."""

    number = forms.CharField(label="Номер", max_length=50, required=False)
    title = forms.CharField(
        label="Критерий",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""}),
        error_messages={"required": EMPTY},
    )


class IndicatorForm(forms.Form):
    """An indicator: its words, its kind, and for an automatic one what is counted."""

    number = forms.CharField(label="Номер", max_length=50, required=False)
    title = forms.CharField(
        label="Показатель",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""}),
        error_messages={"required": EMPTY},
    )
    kind = forms.ChoiceField(label="Вид", choices=Indicator.Kind.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label="Что считать по отметкам",
        choices=[("", "выберите"), *Indicator.Source.choices],
        required=False,
    )
    stage = forms.ChoiceField(label="Только этап", required=False)
    direction = forms.ChoiceField(label="Только направление", required=False)
    unit = forms.CharField(label="Единица", max_length=100, required=False, help_text="Например: чел., %, занятий")
    baseline = forms.CharField(label="Исходное значение, как в документе", max_length=500, required=False)
    target = forms.CharField(label="Целевое значение, как в документе", max_length=500, required=False)
    method = forms.CharField(
        label="Как измеряется", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, stages: Choices, directions: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stage"].choices = [("", "любой"), *stages]  # type: ignore[attr-defined]
        self.fields["direction"].choices = [("", "любое"), *directions]  # type: ignore[attr-defined]

    def words(self, links: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Everything said, by field of an indicator; `links`: rows of the project by field and id."""
        return self.cleaned_data | {name: rows.get(self.cleaned_data[name]) for name, rows in links.items()}


class PeriodForm(forms.Form):
    """A period of measurement and the day values are needed by."""

    title = forms.CharField(
        label="Название",
        max_length=200,
        help_text="Например: I полугодие 2022/2023",
        error_messages={"required": EMPTY},
    )
    starts_on = day_field("С какого дня")
    ends_on = day_field("По какой день")
    due_on = day_field(
        "Сведения нужны до",
        help_text="Если указать день, участники увидят просьбу внести значения в разделе «Мои дела».",
    )

    def clean(self) -> dict[str, Any]:
        """Both days, in their order."""
        cleaned = super().clean() or {}
        start, end, due = (cleaned.get(name) for name in ("starts_on", "ends_on", "due_on"))
        for name, day in (("starts_on", start), ("ends_on", end)):
            if day is None and name not in self.errors:
                self.add_error(name, NO_DAY)
        if start and end and end < start:
            self.add_error("ends_on", ENDS_EARLY)
        if start and due and due < start:
            self.add_error("due_on", DUE_EARLY)
        return cleaned


def first_error(problem: ValidationError) -> str:
    """All that a service said, as one sentence or more."""
    return " ".join(problem.messages)
