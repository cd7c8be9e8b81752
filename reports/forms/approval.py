"""Approval of a report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from portal.fields import day_field

NO_DAY = "Укажите дату, которой документ утверждён."
NOT_YET = "Эта дата ещё не наступила. Утвердить документ можно сегодняшним днём или более ранним."


class ApprovalForm(forms.Form):
    """Number and date under which a paper was signed; `today` is the project's day."""

    number = forms.CharField(
        label="Номер",
        required=False,
        max_length=50,
        help_text="Номер приказа или регистрации, если он есть.",
        error_messages={"max_length": "Номер длиннее 50 знаков: сократите его."},
    )
    on = day_field("Дата утверждения")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """A day is needed, none to come."""
        day: date | None = self.cleaned_data["on"]
        if day is None:
            raise forms.ValidationError(NO_DAY)
        if day > self.today:
            raise forms.ValidationError(NOT_YET)
        return day
