"""Fields that several forms of plans share."""

from __future__ import annotations

from typing import Any

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


def day_field(label: str, **options: Any) -> forms.DateField:
    """A day: picked by the browser, or typed as 31.12.2022."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Такой даты нет. Напишите её так: 31.12.2022."},
        **options,
    )
