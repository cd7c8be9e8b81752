"""Forms of a plan's head: a new plan, its title and period, its approval blocks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from plans.forms.imports import PERIOD_HELP, clean_period
from plans.models import ApprovalBlock, Plan
from plans.services.structure.head import PlanHead
from plans.text.period import PlanPeriod

NO_TITLE = "Напишите заголовок плана: он печатается над таблицей."
NO_PERIOD = "Напишите, на какой период план."
MOST_BLOCKS = 6


class HeadForm(forms.Form):
    """Title, kind and period of a plan."""

    title = forms.CharField(
        label="Заголовок плана, как он печатается",
        max_length=5_000,
        error_messages={"required": NO_TITLE},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label="Вид плана", choices=Plan.Kind.choices)
    period = forms.CharField(
        label="Период", max_length=100, help_text=PERIOD_HELP, error_messages={"required": NO_PERIOD}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("title", "period"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        """The period, if it is written as one."""
        return clean_period(str(self.cleaned_data["period"]))

    def head(self) -> PlanHead:
        """What the service takes; without words of its own the period is written as it was typed."""
        said = self.cleaned_data
        return PlanHead(
            title=said["title"],
            kind=said["kind"],
            period=PlanPeriod.parse(said["period"]),
            period_text=said.get("period_text", said["period"]),
        )


class NewPlanForm(HeadForm):
    """A plan to be made without a document."""

    numbering = forms.ChoiceField(label="Как нумеровать пункты", choices=Plan.Numbering.choices)


class PlanHeadForm(HeadForm):
    """The head of a plan that is there; `version` tells whether somebody changed the plan meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    period_text = forms.CharField(
        label="Период, как в документе",
        required=False,
        max_length=300,
        help_text="Эти слова только хранятся и печатаются, сроки считаются по полю «Период».",
    )
    reason = forms.CharField(
        label="Причина изменения",
        required=False,
        max_length=2_000,
        help_text="План утверждён: причина попадёт в лист изменений.",
    )


class ApprovalForm(forms.Form):
    """One approval block; an empty one is not kept."""

    kind = forms.ChoiceField(label="Где стоит", choices=ApprovalBlock.Kind.choices, required=False)
    label = forms.CharField(label="Слово", required=False, max_length=100, help_text="УТВЕРЖДАЮ, СОГЛАСОВАНО …")
    position = forms.CharField(
        label="Должность и учреждение", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    signature = forms.CharField(label="Место подписи", required=False, max_length=100)
    name = forms.CharField(label="Кто", required=False, max_length=200, help_text="И.О. Фамилия")
    date_text = forms.CharField(label="Дата, как в документе", required=False, max_length=200)
    basis = forms.CharField(
        label="Основание", required=False, max_length=2_000, help_text="Протокол, приказ, если гриф на них ссылается."
    )

    def clean_kind(self) -> str:
        """Approval where nothing is chosen."""
        return str(self.cleaned_data["kind"]) or ApprovalBlock.Kind.APPROVED


ApprovalFormSet: type[BaseFormSet[ApprovalForm]] = formset_factory(
    ApprovalForm, extra=1, can_delete=True, max_num=MOST_BLOCKS, absolute_max=MOST_BLOCKS + 1, validate_max=True
)


def kept_blocks(formset: BaseFormSet[ApprovalForm]) -> list[dict[str, str]]:
    """Blocks of a valid formset in their order, those ticked for deletion left out."""
    said = [form.cleaned_data for form in formset.forms if form.cleaned_data]
    return [{name: value for name, value in block.items() if name != "DELETE"} for block in said if not block["DELETE"]]
