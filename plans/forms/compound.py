"""The form that splits an item among its sub-items, or joins it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

NO_REASON = "План утверждён: напишите причину изменения, она попадёт в лист изменений."


class SplitForm(forms.Form):
    """Which of the two, and why, where the plan is approved."""

    join = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Причина изменения", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, needs_reason: bool) -> None:
        super().__init__(data)
        if needs_reason:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = NO_REASON
