"""The form behind a link of a letter: «Выполнено», its day, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from plans.services.marks import MarkInput, mark_errors
from portal.fields import day_field


class LetterMarkForm(forms.Form):
    """«Выполнено» of one window; a reason only where others have not ticked what is closed for them."""

    fact_on = day_field("Дата выполнения")
    text = forms.CharField(
        label="Что сделано (попадёт в отчёт)",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
    )
    reason = forms.CharField(
        label="Почему закрываете за всех", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, today: date, waiting: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.waiting = today, waiting
        self.fields["fact_on"].initial = today
        if not waiting:
            del self.fields["reason"]

    @property
    def given(self) -> MarkInput:
        """The mark as said."""
        said = self.cleaned_data
        return MarkInput("done", said.get("fact_on"), said.get("text", ""), said.get("reason", ""))

    def clean(self) -> dict[str, Any]:
        """The rules of marks, the same that the service holds."""
        cleaned = super().clean() or {}
        for name, message in mark_errors(self.given, self.today, None, self.waiting).items():
            if name not in self.errors:
                self.add_error(name, message)
        return cleaned
