"""A member's part of a joint report, and the word of who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from plans.models import CompletionMark
from portal.checked_files import ACCEPTED
from projects.models import ProjectFile
from reports.services.contributions import NO_REASON, PartInput

MAX_TEXT = 20_000
MAX_REASON = 2_000


class ContributionForm(forms.Form):
    """Words, ticks at marks of one's own, files; `version` is that of the part the page was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Обычными предложениями: что провели, сколько участников, что получилось.",
    )
    marks = forms.TypedMultipleChoiceField(
        label="Отметки, которые войдут в отчёт",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Одной из отметок больше нет: её изменили. Обновите страницу."},
    )
    kept = forms.TypedMultipleChoiceField(
        label="Оставить файлы", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField(label=f"Приложить файл: {ACCEPTED}", required=False)

    def __init__(
        self, *args: Any, marks: Sequence[CompletionMark], files: Sequence[ProjectFile] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.mark_rows = marks
        self.file_rows = files
        self.fields["marks"].choices = [(str(mark.pk), str(mark)) for mark in marks]  # type: ignore[attr-defined]
        self.fields["kept"].choices = [(str(file.pk), file.title) for file in files]  # type: ignore[attr-defined]

    def said(self, *, is_auto: bool = False) -> PartInput:
        """For the service; an automatic save leaves the files alone."""
        told = self.cleaned_data
        upload = None if is_auto else told.get("file")
        return PartInput(
            text=told["text"],
            marks=told["marks"],
            version=told["version"],
            file_name=upload.name if upload else "",
            content=upload.read() if upload else b"",
            kept=None if is_auto else told["kept"],
        )

    @property
    def ticked(self) -> set[str]:
        """Values of the marks that are picked."""
        return {str(value) for value in self["marks"].value() or ()}

    @property
    def staying(self) -> set[str]:
        """Values of the files that stay."""
        return {str(value) for value in self["kept"].value() or ()}


class ReturnForm(forms.Form):
    """Why a part is given back."""

    reason = forms.CharField(
        label="Что исправить",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_REASON},
    )
