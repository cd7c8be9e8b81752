"""Forms of a plan's structure: one action on its rows."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from plans.models import Plan

MAX_TITLE = 10_000
ROW = re.compile(r"[is][1-9][0-9]{0,17}")
ACTION = re.compile(rf"(?P<what>[a-z-]+)(?::(?P<row>{ROW.pattern}))?")
NO_ACTION = "Это действие со страницы не понято. Обновите страницу и повторите."
TOP = "top"


class StructureForm(forms.Form):
    """What is asked: «add-item», «up:i12», «rename:s3»; words of the new row, and why where the plan is approved.

    `version` is that of the plan when the page was opened; `after` the row that the new one stands below.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    action = forms.CharField(max_length=50, error_messages={"required": NO_ACTION})
    after = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    title = forms.CharField(label="Мероприятие или название раздела", required=False, max_length=MAX_TITLE)
    deadline = forms.CharField(label="Срок", required=False, max_length=2_000)
    responsible = forms.CharField(label="Ответственный", required=False, max_length=MAX_TITLE)
    section_title = forms.CharField(label="Название раздела", required=False, max_length=MAX_TITLE)
    target = forms.CharField(label="Куда переставить", required=False, max_length=30)
    numbering = forms.ChoiceField(label="Как нумеровать пункты", required=False, choices=Plan.Numbering.choices)
    reason = forms.CharField(
        label="Причина изменения",
        required=False,
        max_length=2_000,
        help_text="План утверждён: причина попадёт в лист изменений. Например: приказ от 12.01.2023 № 7.",
    )

    def clean_action(self) -> str:
        """The action, if it is spelled as one."""
        action = str(self.cleaned_data["action"])
        if not ACTION.fullmatch(action):
            raise forms.ValidationError(NO_ACTION)
        return action

    def clean_after(self) -> str:
        """A row, or the top of the plan."""
        return TOP if self.cleaned_data["after"] == TOP else self._row("after")

    def clean_target(self) -> str:
        """A row, or the top of the plan."""
        return TOP if self.cleaned_data["target"] == TOP else self._row("target")

    @property
    def what(self) -> str:
        """Name of the action."""
        return str(self._parts["what"])

    @property
    def row(self) -> str:
        """The row the action is about, empty where it names none."""
        return str(self._parts["row"] or "")

    @property
    def _parts(self) -> dict[str, Any]:
        match = ACTION.fullmatch(self.cleaned_data.get("action", ""))
        return match.groupdict() if match else {"what": "", "row": ""}

    def _row(self, name: str) -> str:
        key = str(self.cleaned_data[name])
        if key and not ROW.fullmatch(key):
            raise forms.ValidationError(NO_ACTION)
        return key
