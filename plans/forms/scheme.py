"""Which period the scheme of a network is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from portal.fields import day_field

WRONG_ORDER = "Последний день раньше первого: поменяйте их местами."


class PeriodForm(forms.Form):
    """Both days of a period; one that is left empty is that of the usual period."""

    since = day_field("С")
    until = day_field("По")

    def clean(self) -> dict[str, Any]:
        """Both days in their order."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", WRONG_ORDER)
        return cleaned

    def period(self, usual: tuple[date, date]) -> tuple[date, date]:
        """The period asked for, the usual one where the days are wrong or leave no day between them."""
        if not self.is_valid():
            return usual
        since, until = self.cleaned_data["since"] or usual[0], self.cleaned_data["until"] or usual[1]
        return (since, until) if since <= until else (since, since)
