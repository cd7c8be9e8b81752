"""Forms of one window: add it by hand, postpone it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from plans.services.marks import MarkInput, mark_errors
from plans.services.occurrences import NO_DAY
from portal.fields import day_field


class OccurrenceForm(forms.Form):
    """One more window: a day and what it is."""

    on = day_field("На какое число")
    words = forms.CharField(
        label="Что это", required=False, max_length=180, help_text="Например: консультация по запросу школы."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].is_needed = True  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """The day has to be there."""
        day = self.cleaned_data.get("on")
        if not isinstance(day, date):
            raise forms.ValidationError(NO_DAY)
        return day


class MoveForm(forms.Form):
    """A new day and why."""

    moved_to = day_field("Новый срок")
    reason = forms.CharField(
        label="Причина", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, ends_on: date | None, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.today, self.ends_on = today, ends_on
        for name in ("moved_to", "reason"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rules of a postponing mark, the same that the service holds."""
        cleaned = super().clean() or {}
        given = MarkInput("moved", reason=cleaned.get("reason", ""), moved_to=cleaned.get("moved_to"))
        for name, words in mark_errors(given, self.today, self.ends_on).items():
            if name not in self.errors:
                self.add_error(name, words)
        return cleaned
