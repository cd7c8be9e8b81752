"""The name a filter is kept under."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from plans.filters.saved import tidy_query

NO_NAME = "Назовите отбор, например «Мои на октябрь»."
TAKEN = "Отбор с таким названием у вас уже есть. Назовите его иначе."
NOTHING = "Сохранять нечего: сначала выберите что-нибудь в отборе над таблицей."


class FilterNameForm(forms.Form):
    """A new name for a filter; `taken`: the reader's other names in the project."""

    name = forms.CharField(
        label="Название отбора", max_length=100, error_messages={"required": NO_NAME}, widget=forms.TextInput
    )

    def __init__(self, *args: Any, taken: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = {name.casefold() for name in taken}

    def clean_name(self) -> str:
        """The name in one line; refused when another filter bears it in any letter case."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if name.casefold() in self.taken:
            raise forms.ValidationError(TAKEN)
        return name


class FilterForm(FilterNameForm):
    """A name and the query string of the table."""

    query = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Keep what a filter may hold; refused when that is nothing."""
        given = {**self.cleaned_data, "query": tidy_query(str(self.cleaned_data.get("query", "")))}
        if not given["query"]:
            self.add_error(None, NOTHING)
        return given
