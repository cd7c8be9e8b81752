"""The form of a new link to a calendar."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

ME = "me"


class FeedForm(forms.Form):
    """`whose`: `me` or the id of one of the user's organisations."""

    whose = forms.ChoiceField(
        label="Чей календарь",
        error_messages={
            "required": "Выберите, чей это календарь.",
            "invalid_choice": "Такого календаря у вас нет: выберите из списка.",
        },
    )

    def __init__(self, *args: object, choices: Sequence[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["whose"].choices = list(choices)  # type: ignore[attr-defined]
