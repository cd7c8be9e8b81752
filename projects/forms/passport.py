"""Forms of the passport: a section of the narrative, an objective."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

LEVELS = [(1, "раздел"), (2, "подраздел"), (3, "пункт подраздела"), (4, "ещё глубже")]
NO_HEADING = "Напишите заголовок: без него раздел не найти в содержании."
NO_OBJECTIVE = "Напишите задачу: пустую строку не сохранить."
LAST = "в конце паспорта"


class SectionForm(forms.Form):
    """The words of a section; `version` tells whether somebody else changed it meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(
        label="Номер",
        max_length=50,
        required=False,
        help_text="Как в документе. Можно оставить пустым.",
    )
    heading = forms.CharField(
        label="Заголовок",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 1, "data-draft": ""}),
        error_messages={"required": NO_HEADING},
    )
    text = forms.CharField(
        label="Текст",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16, "data-draft": ""}),
        help_text="Слова хранятся и печатаются как написаны. Каждый пункт перечня начинайте с новой строки.",
    )


class NewSectionForm(SectionForm):
    """A new section: what it is and behind which one it stands."""

    version = None  # type: ignore[assignment] # how Django leaves a field of a base form out
    level = forms.TypedChoiceField(label="Что добавляем", choices=LEVELS, coerce=int, initial=1)
    behind = forms.ChoiceField(label="Где поставить, после", required=False)
    field_order = ("heading", "number", "level", "behind", "text")

    def __init__(self, *args: Any, sections: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", LAST), *((str(pk), heading) for pk, heading in sections)]
        self.fields["behind"].choices = choices  # type: ignore[attr-defined]


class ObjectiveForm(forms.Form):
    """An objective in the words of the document."""

    number = forms.CharField(label="Номер", max_length=50, required=False)
    text = forms.CharField(
        label="Задача",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""}),
        error_messages={"required": NO_OBJECTIVE},
    )
