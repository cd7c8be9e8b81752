"""The form of a replacement: who leaves, who comes, from which day, why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from network.models import Person
from portal.fields import day_field

NO_LEAVING = "Выберите, кого заменить."
NO_COMING = "Выберите, кто будет отвечать, или впишите нового человека."
BOTH = "Выберите человека из списка или впишите нового: что-то одно."
NO_DAY = "Укажите, с какого числа."
NO_REASON = "Напишите причину: она попадёт в лист изменений."
STRANGER = "Такого человека в списке нет."
MAX_REASON = 2_000


class ReplacementForm(forms.Form):
    """Both people of the project; `name` and `position` are of somebody not known yet."""

    leaving = forms.ModelChoiceField(
        label="Кого заменить",
        queryset=Person.objects.none(),
        empty_label="—",
        error_messages={"required": NO_LEAVING, "invalid_choice": STRANGER},
    )
    on = day_field("С какого числа")
    coming = forms.ModelChoiceField(
        label="Человек из списка",
        queryset=Person.objects.none(),
        empty_label="—",
        required=False,
        error_messages={"invalid_choice": STRANGER},
    )
    name = forms.CharField(
        label="Или новый человек", required=False, max_length=200, help_text="Фамилия и инициалы: «Иванова Н.А.»."
    )
    position = forms.CharField(label="Должность", required=False, max_length=300)
    reason = forms.CharField(
        label="Причина",
        required=False,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MAX_REASON}),
    )

    def __init__(
        self, *args: Any, leaving: QuerySet[Person], known: QuerySet[Person], is_final: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaving"].queryset = leaving  # type: ignore[attr-defined]
        self.fields["coming"].queryset = known  # type: ignore[attr-defined]
        self.is_final = is_final

    def clean(self) -> dict[str, Any]:
        """A day is always asked for; who comes and why only when the replacement is made."""
        cleaned = super().clean() or {}
        if cleaned.get("on") is None and "on" not in self.errors:
            self.add_error("on", NO_DAY)
        if self.is_final:
            self._clean_coming(cleaned)
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", NO_REASON)
        return cleaned

    def _clean_coming(self, cleaned: dict[str, Any]) -> None:
        has_name = bool(cleaned.get("name", "").strip())
        if "coming" in self.errors or has_name != bool(cleaned.get("coming")):
            return
        self.add_error("coming", BOTH if has_name else NO_COMING)
