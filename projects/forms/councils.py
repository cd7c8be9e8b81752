"""Forms of councils: the council, its members, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from portal.checked_files import ACCEPTED
from portal.fields import FileForm, day_field
from projects.models import Council, CouncilMember, ProjectFile

MOST_MEMBERS = 60
SPARE = 4
NO_TITLE = "Напишите, как называется совет."
NO_DAY = "Укажите дату заседания."
NOBODY = "Выберите человека или напишите имя."
UNKNOWN = "Такого человека в организациях проекта нет."
AUDIENCES = [
    (ProjectFile.Audience.COORDINATORS, "только координаторы, директор и наблюдатели"),
    (ProjectFile.Audience.NETWORK, "вся сеть проекта"),
]


class CouncilForm(forms.Form):
    """What the council is called and what it rests on."""

    kind = forms.ChoiceField(label="Вид", choices=Council.Kind.choices)
    title = forms.CharField(label="Название", max_length=300, error_messages={"required": NO_TITLE})
    basis = forms.CharField(
        label="Основание", max_length=300, required=False, help_text="Например, приказ от 01.09.2022 № 14."
    )


class MemberForm(forms.Form):
    """One member: a person of the directory, or a name as written; a row with neither is left out."""

    person = forms.TypedChoiceField(
        label="Человек", coerce=int, required=False, empty_value=None, error_messages={"invalid_choice": UNKNOWN}
    )
    name = forms.CharField(label="Или имя, как в приказе", max_length=200, required=False)
    position = forms.CharField(label="Должность", max_length=300, required=False)
    role = forms.ChoiceField(label="Роль", choices=CouncilMember.Role.choices, initial=CouncilMember.Role.MEMBER)
    leave = forms.BooleanField(label="Убрать", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "не из списка"), *((str(pk), name) for pk, name in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row that says something says who it is."""
        cleaned = super().clean() or {}
        is_named = cleaned.get("person") or cleaned.get("name")
        if cleaned.get("position") and not is_named and not cleaned.get("leave") and "person" not in self.errors:
            self.add_error("name", NOBODY)
        return cleaned

    @property
    def is_seat(self) -> bool:
        """Somebody sits here."""
        said = self.cleaned_data
        return bool(said.get("person") or said.get("name")) and not said.get("leave")


Members = forms.formset_factory(MemberForm, extra=SPARE, max_num=MOST_MEMBERS, absolute_max=MOST_MEMBERS)


class MeetingForm(FileForm):
    """When and where, what is on the agenda, what was decided, the minutes."""

    held_on = day_field("Дата")
    place = forms.CharField(label="Место или ссылка", max_length=300, required=False)
    number = forms.CharField(label="Номер протокола", max_length=50, required=False)
    agenda = forms.CharField(
        label="Повестка",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-draft": ""}),
        help_text="Каждый вопрос с новой строки.",
    )
    decisions = forms.CharField(
        label="Решения, как в протоколе",
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-draft": ""}),
    )
    file = forms.FileField(label=f"Протокол: {ACCEPTED}", required=False)
    audience = forms.ChoiceField(label="Протокол видят", choices=AUDIENCES)

    def clean(self) -> dict[str, Any]:
        """A meeting has its day."""
        cleaned = super().clean() or {}
        if not cleaned.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", NO_DAY)
        return cleaned
