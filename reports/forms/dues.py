"""Joint reports: asked for on one day or many, and changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from network.models import Organization
from portal.fields import day_field
from reports.content.dues import read_days
from reports.services.dues import DueInput

MAX_TITLE = 300
MAX_TEXT = 5_000
NEEDED = {"required": "Укажите день: 01.09.2022.", "invalid": "Такой даты нет. Напишите её так: 31.12.2022."}
WRONG_PERIOD = "Период не может закончиться раньше, чем начался."


class DueWordsForm(forms.Form):
    """What is asked, of whom; `participants` are those who take part now, nobody ticked means all of them."""

    title = forms.CharField(
        label="Название",
        max_length=MAX_TITLE,
        error_messages={"required": "Назовите отчёт: например, «Совместный отчёт за I полугодие»."},
    )
    instruction = forms.CharField(
        label="О чём написать",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Эти слова участник увидит над полем для текста.",
    )
    organizations = forms.MultipleChoiceField(
        label="Кого спросить",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Одной из выбранных организаций в проекте нет. Обновите страницу."},
    )

    def __init__(self, *args: Any, participants: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        self.participants = {str(each.pk): each for each in participants}
        choices = [(pk, str(each)) for pk, each in self.participants.items()]
        self.fields["organizations"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> DueInput:
        """For the service."""
        told = self.cleaned_data
        chosen = [self.participants[pk] for pk in told["organizations"]]
        return DueInput(told["title"], told["instruction"], chosen)


class DueForm(DueWordsForm):
    """One or many new reports: days are typed together, each period begins the day after the one before."""

    days = forms.CharField(
        label="Сдать до",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Один день или несколько, как в приказе: «до 05.10.2022, 12.12.2022, 15.05.2023» или по одному "
        "в строке. Для каждого дня появится свой отчёт.",
        error_messages={"required": "Напишите, к какому дню нужны сведения: 05.10.2022."},
    )
    starts_on = day_field(
        "За период с",
        help_text="До первого дня сдачи. Каждый следующий отчёт продолжает период предыдущего.",
    )

    field_order = ("title", "instruction", "starts_on", "days", "organizations")

    def clean_days(self) -> tuple[date, ...]:
        """The days in order."""
        try:
            return read_days(self.cleaned_data["days"])
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_starts_on(self) -> date:
        """A period needs a beginning."""
        return _needed(self.cleaned_data["starts_on"])


class DueEditForm(DueWordsForm):
    """One report that stands."""

    starts_on = day_field("За период с")
    ends_on = day_field("За период по")
    due_on = day_field("Сдать до")

    def clean_starts_on(self) -> date:
        """A day is needed."""
        return _needed(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> date:
        """A day is needed, not before the first."""
        ends_on = _needed(self.cleaned_data["ends_on"])
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on and ends_on < starts_on:
            raise forms.ValidationError(WRONG_PERIOD)
        return ends_on

    def clean_due_on(self) -> date:
        """A day is needed."""
        return _needed(self.cleaned_data["due_on"])


def _needed(day: date | None) -> date:
    if day is None:
        raise forms.ValidationError(NEEDED["required"])
    return day
