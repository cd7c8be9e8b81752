"""Forms of a plan's life: approval, closing, opening again, going on next year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from plans.services.plans import ApprovalInput, approval_errors
from portal.fields import day_field

SIGNED, BY_ACT = "signed", "act"
WAYS = [(SIGNED, "Подписан"), (BY_ACT, "Документом")]
NO_DAY = "Укажите, какого числа утверждён план."
TOO_EARLY = "Проверьте год: дата раньше 2000 года."
EARLIEST = date(2000, 1, 1)
WHOLE, OPEN = "all", "open"
PARTS = [(WHOLE, "Весь план"), (OPEN, "Только невыполненное")]
MAX_REASON = 2_000


class ApprovalForm(forms.Form):
    """How and when the plan was approved, in the words of its approval block."""

    approved_on = day_field("Дата утверждения")
    way = forms.ChoiceField(label="Как утверждён", choices=WAYS, widget=forms.RadioSelect, initial=SIGNED)
    position = forms.CharField(label="Должность", required=False, max_length=500)
    name = forms.CharField(
        label="Кто утвердил", required=False, max_length=200, help_text="Фамилия и инициалы: «Лесная О.П.»."
    )
    basis = forms.CharField(
        label="Каким документом",
        required=False,
        max_length=2_000,
        help_text="Например: «приказом директора от 30.08.2022 № 117».",
    )

    def clean(self) -> dict[str, Any]:
        """A signature has a name, an act its words."""
        cleaned = super().clean() or {}
        day = cleaned.get("approved_on")
        if day is None:
            if "approved_on" not in self.errors:
                self.add_error("approved_on", NO_DAY)
        elif day < EARLIEST:
            self.add_error("approved_on", TOO_EARLY)
        elif "way" in cleaned:
            for name, message in approval_errors(self._input(cleaned)).items():
                self.add_error(name, message)
        return cleaned

    def given(self) -> ApprovalInput:
        """The approval for the service."""
        return self._input(self.cleaned_data)

    @staticmethod
    def _input(cleaned: dict[str, Any]) -> ApprovalInput:
        return ApprovalInput(
            approved_on=cleaned["approved_on"],
            is_by_act=cleaned["way"] == BY_ACT,
            position=cleaned.get("position", ""),
            name=cleaned.get("name", ""),
            basis=cleaned.get("basis", ""),
        )


class ReasonForm(forms.Form):
    """A few words that stay in the list of changes."""

    reason = forms.CharField(
        required=False, max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_REASON})
    )

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class CopyForm(forms.Form):
    """To which year a plan goes on and what of it; `years` are offered as (how many later, words)."""

    later = forms.TypedChoiceField(label="На какой год", coerce=int)
    part = forms.ChoiceField(label="Что взять", choices=PARTS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, years: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["later"].choices = years  # type: ignore[attr-defined]
