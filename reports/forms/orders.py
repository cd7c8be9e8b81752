"""The order of a document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from plans.models import Plan
from reports.models import Report

KIND_HINTS = {
    Report.Kind.PROGRESS: "Показатели, выполненное с подтверждениями, просрочки с причинами, графики",
    Report.Kind.PLAN: "Таблица плана в его колонках с грифом и отметками, на подпись",
    Report.Kind.SCHEME: "Участники сети за время плана, их документы и совместные события: рисунок и таблица",
}


if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Plan]
else:
    Choice = forms.ModelChoiceField


class PlanChoice(Choice):
    """Plans by kind and years: titles are long and alike."""

    def label_from_instance(self, obj: Plan) -> str:
        """Kind and years."""
        return obj.short_title


class OrderForm(forms.Form):
    """Which document, of which plan, on which day; `today` is the project's day, a later one cannot be asked for."""

    kind = forms.ChoiceField(
        label="Документ",
        choices=[(kind.value, kind.label) for kind in KIND_HINTS],
        error_messages={"required": "Выберите документ.", "invalid_choice": "Выберите документ из списка."},
    )
    plan = PlanChoice(
        label="План",
        queryset=Plan.objects.none(),
        empty_label=None,
        error_messages={"required": "Выберите план.", "invalid_choice": "Этого плана в проекте нет."},
    )
    as_of = forms.DateField(
        label="На дату",
        help_text="Будут учтены отметки, сделанные к этому дню.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Укажите дату.", "invalid": "Дата не понята. Нужна, например, 14.11.2022."},
    )

    def __init__(self, *args: Any, plans: QuerySet[Plan], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["plan"]
        assert isinstance(field, PlanChoice)  # noqa: S101 - tells the type
        field.queryset = plans

    def clean_as_of(self) -> date:
        """Days to come are refused."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError("Эта дата ещё не наступила. Выберите сегодняшнюю или более раннюю.")
        return day

    @property
    def kinds(self) -> list[tuple[str, str, str, bool]]:
        """Choices as cards: value, name, hint, chosen."""
        chosen = self["kind"].value()
        return [(kind.value, str(kind.label), hint, kind.value == chosen) for kind, hint in KIND_HINTS.items()]
