"""Forms of cards: an organisation, its spellings, its people, groups, municipalities, two that are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from network.models import Organization
from portal.fields import day_field

Choices = Sequence[tuple[int, str]]
NO_NAME = "Напишите название: пустую строку не сохранить."
NO_SURNAME = "Напишите фамилию."
NO_DAY = "Укажите, с какого числа."
NO_OTHER = "Выберите вторую организацию из списка."
NO_PLACE = "Выберите второй муниципалитет из списка."
WRONG_MAIL = "Это не похоже на адрес почты. Пример: rmk@school.example."
WRONG_SITE = "Это не похоже на адрес сайта. Пример: https://school.example."


class ContactsForm(forms.Form):
    """How to reach an organisation."""

    address = forms.CharField(label="Адрес", max_length=300, required=False)
    phone = forms.CharField(label="Телефон", max_length=100, required=False)
    email = forms.EmailField(label="Электронная почта", required=False, error_messages={"invalid": WRONG_MAIL})
    site = forms.URLField(label="Сайт", required=False, assume_scheme="https", error_messages={"invalid": WRONG_SITE})


class OrganizationForm(ContactsForm):
    """The whole card, for coordinators."""

    full_name = forms.CharField(label="Полное название", max_length=500, error_messages={"required": NO_NAME})
    short_name = forms.CharField(label="Краткое название", max_length=200, error_messages={"required": NO_NAME})
    kind = forms.ChoiceField(label="Вид", choices=Organization.Kind.choices)
    municipality = forms.ChoiceField(label="Муниципалитет", required=False)
    parent = forms.ChoiceField(label="Входит в", required=False, help_text="Организация, которой эта подчиняется.")
    field_order = ("full_name", "short_name", "kind", "municipality", "parent", "address", "phone", "email", "site")

    def __init__(self, *args: Any, places: Choices, parents: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "municipality", places)
        offer(self, "parent", parents)


class SpellingForm(forms.Form):
    """One more spelling of an organisation."""

    name = forms.CharField(label="Ещё написание", max_length=500, error_messages={"required": NO_NAME})


class PersonForm(forms.Form):
    """Somebody of an organisation."""

    surname = forms.CharField(label="Фамилия", max_length=100, error_messages={"required": NO_SURNAME})
    given_name = forms.CharField(label="Имя или инициал", max_length=100, required=False)
    patronymic = forms.CharField(label="Отчество или инициал", max_length=100, required=False)
    position = forms.CharField(label="Должность", max_length=300, required=False)
    position_since = day_field("В должности с")


class PositionForm(forms.Form):
    """Another place from a day on."""

    title = forms.CharField(label="Новая должность", max_length=300, required=False)
    organization = forms.ChoiceField(label="Организация", required=False)
    since = day_field("С какого числа")

    def __init__(self, *args: Any, organizations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organization", organizations, empty="ушёл из этих организаций")

    def clean(self) -> dict[str, Any]:
        """A change has a day."""
        cleaned = super().clean() or {}
        if cleaned.get("since") is None and "since" not in self.errors:
            self.add_error("since", NO_DAY)
        return cleaned


class GroupForm(forms.Form):
    """A group and who is in it."""

    name = forms.CharField(label="Название", max_length=300, error_messages={"required": NO_NAME})
    organizations = forms.MultipleChoiceField(label="Организации", required=False, widget=forms.CheckboxSelectMultiple)
    people = forms.MultipleChoiceField(label="Люди", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organizations: Choices, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("organizations", organizations), ("people", people)):
            self.fields[name].choices = [(str(pk), words) for pk, words in choices]  # type: ignore[attr-defined]

    def said(self, name: str) -> set[int]:
        """Ids that were ticked."""
        return {int(pk) for pk in self.cleaned_data[name]}


class MunicipalityForm(forms.Form):
    """A municipality of the dictionary."""

    name = forms.CharField(label="Название", max_length=200, error_messages={"required": NO_NAME})
    region = forms.CharField(label="Область, край", max_length=200, required=False)


class MergeForm(forms.Form):
    """Two rows of a dictionary that are one: which is the other, and which of them stays."""

    other = forms.ChoiceField(label="Это то же самое, что", error_messages={"required": NO_OTHER})
    keep = forms.ChoiceField(
        label="Что останется",
        choices=[("this", "Эта"), ("other", "Вторая")],
        initial="this",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, others: Choices, nothing: str = NO_OTHER, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "other", others)
        self.fields["other"].error_messages.update(required=nothing, invalid_choice=nothing)


def offer(form: forms.Form, name: str, choices: Choices, *, empty: str = "—") -> None:
    """Give a field its choices, an empty one before them."""
    form.fields[name].choices = [("", empty), *((str(pk), words) for pk, words in choices)]  # type: ignore[attr-defined]


def number(value: object) -> int | None:
    """The id a choice stands for; None for the empty one."""
    return int(str(value)) if value else None
