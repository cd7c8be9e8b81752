"""Forms of stages, directions, works of the matrix and planned results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from portal.checked_files import ACCEPTED
from portal.fields import FileForm, day_field
from projects.models import PlannedResult, ProjectFile

ENDS_EARLY = "Этап не может закончиться раньше, чем начался."
AUDIENCES = [
    (ProjectFile.Audience.NETWORK, "вся сеть проекта"),
    (ProjectFile.Audience.COORDINATORS, "только координаторы, директор и наблюдатели"),
]
NO_RESULT = "Напишите, какой это результат: пустую строку не сохранить."
EMPTY = "Напишите название: пустую строку не сохранить."


class DirectionForm(forms.Form):
    """The name of a direction."""

    title = forms.CharField(label="Название", max_length=500, error_messages={"required": EMPTY})


class StageForm(DirectionForm):
    """A stage: its name, its period in the words of the document, its days."""

    period_text = forms.CharField(label="Срок, как в документе", max_length=300, required=False)
    starts_on = day_field("Начало")
    ends_on = day_field("Окончание")

    def clean(self) -> dict[str, Any]:
        """Both days in their order."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", ENDS_EARLY)
        return cleaned


class EntryForm(forms.Form):
    """A work of the matrix in the words of the document."""

    number = forms.CharField(label="Номер", max_length=50, required=False)
    text = forms.CharField(
        label="Содержание",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5, "data-draft": ""}),
        error_messages={"required": "Напишите, что делается: пустую строку не сохранить."},
    )


class NewEntryForm(EntryForm):
    """A new work: where in the matrix it stands."""

    stage = forms.ChoiceField(label="Этап")
    direction = forms.ChoiceField(label="Направление")
    field_order = ("stage", "direction", "number", "text")

    def __init__(
        self, *args: Any, stages: Sequence[tuple[int, str]], directions: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, choices in (("stage", stages), ("direction", directions)):
            self.fields[name].choices = [(str(pk), title) for pk, title in choices]  # type: ignore[attr-defined]


class NewResultForm(EntryForm):
    """A new planned result: which stage brings it."""

    stage = forms.ChoiceField(label="Этап")
    field_order = ("stage", "number", "text")

    def __init__(self, *args: Any, stages: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = "Результат"
        self.fields["stage"].choices = [(str(pk), title) for pk, title in stages]  # type: ignore[attr-defined]


class ResultForm(FileForm):
    """The words of a planned result, how it stands and what shows it."""

    number = forms.CharField(label="Номер", max_length=50, required=False)
    text = forms.CharField(
        label="Результат, как в документе",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        error_messages={"required": NO_RESULT},
    )

    state = forms.ChoiceField(label="Состояние", choices=PlannedResult.State.choices, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label="Чем подтверждён",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
    )
    file = forms.FileField(label=f"Приложить файл: {ACCEPTED}", required=False)
    audience = forms.ChoiceField(label="Файл видят", choices=AUDIENCES, required=False)
    drop = forms.MultipleChoiceField(label="Убрать файлы", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, files: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        """`files`: id and title of those that are there."""
        super().__init__(*args, **options)
        self.fields["drop"].choices = [(str(pk), title) for pk, title in files]  # type: ignore[attr-defined]
        if not files:
            del self.fields["drop"]
