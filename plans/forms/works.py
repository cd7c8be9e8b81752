"""The form that says which works of the matrix an item serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class WorksForm(forms.Form):
    """`works`: ids of works of the project the item belongs to."""

    works = forms.MultipleChoiceField(
        label="Работы этапов",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Такой работы в этом проекте нет."},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Sequence[tuple[str, str]]]], **options: Any) -> None:
        """`choices`: works by «stage · direction», as Django groups them."""
        super().__init__(*args, **options)
        self.fields["works"].choices = choices  # type: ignore[attr-defined]
