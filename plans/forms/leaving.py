"""The form of somebody's leaving: who, from which day, who takes over, why, and what of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from plans.forms.replacement import MAX_REASON, NO_DAY
from portal.fields import day_field
from portal.text.numbers import number_in
from projects.queries.leaving import Party

NO_LEAVING: Final = "Выберите, кто уходит."
STRANGER: Final = "Такого человека в списке нет."
NO_REASON: Final = "Напишите причину: она попадёт в лист изменений планов."
ITEM: Final = "item-"


class LeavingForm(forms.Form):
    """Both parties by their keys; ticks come as `tick`, items as «item-12»."""

    leaving = forms.ChoiceField(label="Кто уходит", error_messages={"required": NO_LEAVING, "invalid_choice": STRANGER})
    on = day_field("С какого числа")
    coming = forms.ChoiceField(
        label="Кто примет дела",
        required=False,
        help_text="Можно не выбирать, если нужно только закрыть доступ.",
        error_messages={"invalid_choice": STRANGER},
    )
    reason = forms.CharField(
        label="Причина",
        required=False,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MAX_REASON}),
    )

    def __init__(self, *args: Any, known: Sequence[Party], ticks: Sequence[str] | None = None, **options: Any) -> None:
        """`ticks` are given when the leaving is made; without them the form only asks who and when."""
        super().__init__(*args, **options)
        self.known = {each.key: each for each in known}
        self.ticks = ticks
        choices = [("", "—"), *((key, each.label) for key, each in self.known.items())]
        for name in ("leaving", "coming"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day is always asked for, a reason where items change hands."""
        cleaned = super().clean() or {}
        if cleaned.get("on") is None and "on" not in self.errors:
            self.add_error("on", NO_DAY)
        if self.items and not cleaned.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return cleaned

    @property
    def items(self) -> set[int]:
        """Ids of the plan items that are ticked."""
        numbers = [tick.removeprefix(ITEM) for tick in self.ticks or () if tick.startswith(ITEM)]
        return {pk for each in numbers if (pk := number_in(each)) is not None}

    @property
    def holdings(self) -> set[str]:
        """Keys of the other things that are ticked."""
        return {tick for tick in self.ticks or () if not tick.startswith(ITEM)}

    @property
    def leaver(self) -> Party | None:
        """Who leaves, where it was said rightly."""
        return self.known.get(self.cleaned_data.get("leaving", ""))

    @property
    def successor(self) -> Party | None:
        """Who takes over, if anybody."""
        return self.known.get(self.cleaned_data.get("coming", ""))
