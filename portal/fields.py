"""Fields that forms of several apps share."""

from __future__ import annotations

from typing import Any

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
WRONG_DAY = "Такой даты нет. Напишите её так: 31.12.2022."


class FileForm(forms.Form):
    """A form whose field `file` may be left empty."""

    def upload(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file that was given, not checked yet."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else None


def day_field(label: str, **options: Any) -> forms.DateField:
    """A day that may be left empty: picked by the browser, or typed as 31.12.2022."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRONG_DAY},
        **options,
    )
