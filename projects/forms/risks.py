"""The form of a risk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from portal.fields import day_field
from projects.models import Risk
from projects.queries.risks import IMPACTS, LIKELIHOODS

NO_TEXT = "Напишите, что может пойти не так."
GONE_BY = "Этот день уже прошёл. Выберите, когда пересмотреть риск в следующий раз, или снимите его."
NOBODY = "Такого человека в организациях проекта нет."


class RiskForm(forms.Form):
    """What may go wrong, how likely and how badly, what is done about it, who watches it and until when."""

    text = forms.CharField(
        label="Что может пойти не так",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        error_messages={"required": NO_TEXT},
    )
    likelihood = forms.TypedChoiceField(
        label="Вероятность", coerce=int, choices=list(enumerate(LIKELIHOODS, 1)), widget=forms.RadioSelect, initial=3
    )
    impact = forms.TypedChoiceField(
        label="Влияние", coerce=int, choices=list(enumerate(IMPACTS, 1)), widget=forms.RadioSelect, initial=3
    )
    measures = forms.CharField(
        label="Что делаем, чтобы этого не случилось",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
    )
    owner = forms.TypedChoiceField(
        label="Кто следит", coerce=int, required=False, empty_value=None, error_messages={"invalid_choice": NOBODY}
    )
    review_on = day_field("Пересмотреть", help_text="В этот день портал напомнит посмотреть на риск ещё раз.")
    state = forms.ChoiceField(
        label="Состояние", choices=Risk.State.choices, widget=forms.RadioSelect, initial=Risk.State.OPEN
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], today: date, **options: Any) -> None:
        """`people`: who may watch the risk; the day to look again must not be gone by."""
        super().__init__(*args, **options)
        self.today = today
        choices = [("", "никто"), *((str(pk), name) for pk, name in people)]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The next look is ahead, unless the risk is closed."""
        cleaned = super().clean() or {}
        day = cleaned.get("review_on")
        if day and day < self.today and cleaned.get("state") != Risk.State.CLOSED:
            self.add_error("review_on", GONE_BY)
        return cleaned
