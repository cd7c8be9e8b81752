"""Opening a closed month again."""

from __future__ import annotations

from django import forms

from reports.services.activity import MAX_REASON, NO_REASON


class ReopenMonthForm(forms.Form):
    """Why the month is opened again."""

    reason = forms.CharField(
        label="Почему месяц открывают снова",
        max_length=MAX_REASON,
        error_messages={"required": NO_REASON, "max_length": "Причина длиннее 100 знаков: сократите её."},
    )
