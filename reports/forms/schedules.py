"""A report that orders itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from plans.models import Plan
from portal.text.russian import date_short
from reports.content.dues import read_days
from reports.models import Report, ReportSchedule
from reports.queries.genres import GENRES
from reports.queries.schedules import schedulable_kinds
from reports.services.schedules import ScheduleInput

NO_DAY = "Укажите день месяца, от 1 до 31."
NO_DATES = "Напишите дни: «05.10.2022, 12.12.2022» или по одному в строке."
NO_FORMAT = "Отметьте хотя бы один вид файла."
NOT_A_FORMAT = "{kind}: такого файла у этого документа нет. Можно: {known}."
FORMATS = (Report.Format.PDF, Report.Format.DOCX, Report.Format.XLSX, Report.Format.ZIP)
WRONG_DAY = dict.fromkeys(("invalid", "min_value", "max_value"), NO_DAY)


class ScheduleForm(forms.Form):
    """Which document, by which plan, when, in which forms; what the rule does not need is ignored."""

    kind = forms.ChoiceField(
        label="Документ",
        error_messages={"required": "Выберите документ.", "invalid_choice": "Выберите документ из списка."},
    )
    plan = forms.ChoiceField(
        label="План",
        required=False,
        help_text="Для документов по плану.",
        error_messages={"invalid_choice": "Этого плана в проекте нет."},
    )
    rule = forms.ChoiceField(
        label="Когда",
        choices=ReportSchedule.Rule.choices,
        initial=ReportSchedule.Rule.MONTHLY,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, когда.", "invalid_choice": "Выберите, когда."},
    )
    day = forms.IntegerField(
        label="День месяца",
        required=False,
        min_value=1,
        max_value=31,
        help_text="К 5-му — это 5. Если в месяце такого дня нет, документ соберётся в последний.",
        error_messages=WRONG_DAY,
    )
    dates = forms.CharField(
        label="Дни",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Как в приказе: «до 05.10.2022, 12.12.2022, 15.05.2023» или по одному в строке.",
    )
    formats = forms.MultipleChoiceField(
        label="Файлы",
        choices=[(each.value, str(each.label)) for each in FORMATS],
        initial=[Report.Format.PDF.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_FORMAT, "invalid_choice": NO_FORMAT},
    )

    def __init__(self, *args: Any, plans: Sequence[Plan], **options: Any) -> None:
        super().__init__(*args, **options)
        self.plans = {str(plan.pk): plan for plan in plans}
        choices = [("", "тот, который идёт в этот день"), *((pk, plan.short_title) for pk, plan in self.plans.items())]
        self.fields["kind"].choices = schedulable_kinds()  # type: ignore[attr-defined]
        self.fields["plan"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rule has its day or its days; each form is one that the genre is made in."""
        told = super().clean() or self.cleaned_data
        if told.get("rule") == ReportSchedule.Rule.DATES:
            self._read_dates(told)
        elif "day" in told and told["day"] is None:
            self.add_error("day", NO_DAY)
        genre = GENRES.get(told.get("kind", ""))
        unknown = set(told.get("formats", [])) - set(genre.formats) if genre else set()
        if genre and unknown:
            known = ", ".join(str(Report.Format(each).label) for each in genre.formats)
            self.add_error("formats", NOT_A_FORMAT.format(kind=Report.Kind(genre.kind).label, known=known))
        return told

    def said(self) -> ScheduleInput:
        """For the service."""
        told = self.cleaned_data
        is_monthly = told["rule"] == ReportSchedule.Rule.MONTHLY
        return ScheduleInput(
            told["kind"],
            told["formats"],
            day=told["day"] if is_monthly else None,
            dates=() if is_monthly else told["days"],
            plan=self.plans.get(told["plan"]),
        )

    def _read_dates(self, told: dict[str, Any]) -> None:
        try:
            told["days"] = read_days(told.get("dates") or "")
        except ValueError as problem:
            self.add_error("dates", str(problem) if told.get("dates") else NO_DATES)


def typed_schedule(schedule: ReportSchedule) -> dict[str, Any]:
    """What the fields show of a schedule that stands."""
    return {
        "kind": schedule.kind,
        "plan": str(schedule.plan_id or ""),
        "rule": schedule.rule,
        "day": schedule.day,
        "dates": ", ".join(date_short(date.fromisoformat(each)) for each in schedule.dates),
        "formats": schedule.formats,
    }
