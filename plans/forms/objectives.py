"""The form that says which objectives of the project an item serves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class ObjectivesForm(forms.Form):
    """`objectives`: ids of objectives of the project the item belongs to."""

    objectives = forms.MultipleChoiceField(
        label="Задачи проекта",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Такой задачи в этом проекте нет."},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["objectives"].choices = list(choices)  # type: ignore[attr-defined]
