"""Forms of the head of a project: what it is called, how long it lasts; a new project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from portal.fields import day_field
from projects.models import Project
from projects.models.projects import COUNTRIES, validate_time_zone

NO_TITLE = "Напишите полное название, как в документе."
NO_SHORT_TITLE = "Напишите краткое название: оно стоит вверху каждой страницы."
NO_START = "Укажите, когда проект начинается."
NO_END = "Укажите, когда проект заканчивается."
ENDS_EARLY = "Проект не может закончиться раньше, чем начался."
TAKEN = "Такой адрес уже занят другим проектом. Выберите другой или оставьте поле пустым."
ADDRESS = "Только латинские буквы, цифры и дефис. Если не заполнить, портал составит адрес из краткого названия."


class HeadForm(forms.Form):
    """Titles in the words of the document, the period, where the project is."""

    title = forms.CharField(
        label="Полное название, как в документе",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        error_messages={"required": NO_TITLE},
    )
    short_title = forms.CharField(label="Краткое название", max_length=200, error_messages={"required": NO_SHORT_TITLE})
    topic = forms.CharField(
        label="Тема", max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""})
    )
    goal = forms.CharField(
        label="Цель", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""})
    )
    starts_on = day_field("Начало")
    ends_on = day_field("Окончание")
    country = forms.ChoiceField(
        label="Школьный календарь", choices=COUNTRIES, help_text="По нему понимаются четверти и каникулы в сроках."
    )
    time_zone = forms.CharField(
        label="Часовой пояс",
        max_length=60,
        required=False,
        validators=[validate_time_zone],
        help_text="Например, Europe/Minsk или Europe/Moscow. Если не заполнить, как у портала.",
    )

    def clean_short_title(self) -> str:
        """One line with single spaces."""
        return " ".join(str(self.cleaned_data["short_title"]).split())

    def clean(self) -> dict[str, Any]:
        """Both days, in their order."""
        cleaned = super().clean() or {}
        for name, words in (("starts_on", NO_START), ("ends_on", NO_END)):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", ENDS_EARLY)
        return cleaned


class NewProjectForm(HeadForm):
    """A new project: whose it is, who coordinates it, whether it goes on already."""

    organization = forms.TypedChoiceField(
        label="Учреждение, которое ведёт проект",
        coerce=int,
        error_messages={"required": "Выберите учреждение.", "invalid_choice": "Такого учреждения в списке нет."},
    )
    coordinator = forms.TypedChoiceField(
        label="Координатор",
        coerce=int,
        error_messages={"required": "Выберите координатора.", "invalid_choice": "Такой учётной записи нет."},
    )
    state = forms.ChoiceField(
        label="Состояние",
        choices=[(Project.State.DRAFT, "черновик: ещё готовим"), (Project.State.ACTIVE, "проект уже идёт")],
        widget=forms.RadioSelect,
        initial=Project.State.DRAFT,
    )
    slug = forms.SlugField(label="Адрес в портале", max_length=60, required=False, help_text=ADDRESS)
    field_order = (
        "short_title",
        "title",
        "organization",
        "coordinator",
        "starts_on",
        "ends_on",
        "topic",
        "goal",
        "state",
        "country",
        "time_zone",
        "slug",
    )

    def __init__(
        self,
        *args: Any,
        organizations: Sequence[tuple[int, str]],
        coordinators: Sequence[tuple[int, str]],
        taken: frozenset[str],
        **options: Any,
    ) -> None:
        """`coordinators`: whom the reader may choose, herself unless she administers; `taken`: addresses in use."""
        super().__init__(*args, **options)
        self.taken = taken
        for name, choices in (("organization", organizations), ("coordinator", coordinators)):
            field = self.fields[name]
            field.choices = [("", "выберите"), *((str(pk), label) for pk, label in choices)]  # type: ignore[attr-defined]
            if len(choices) == 1:
                field.initial = choices[0][0]

    def clean_slug(self) -> str:
        """An address that nobody has."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in self.taken:
            raise forms.ValidationError(TAKEN)
        return slug
