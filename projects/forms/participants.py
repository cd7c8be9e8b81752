"""Forms of participants: who comes, what she does in the project and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from network.models import Organization
from portal.fields import day_field
from projects.forms.organizations import Choices, offer
from projects.models import Participation
from projects.services.participants import Part, part_errors

NEW = "new"
NO_NAME = "Напишите полное название организации."
WHICH = "Похожие есть в справочнике. Выберите, какая это организация, или «новая»."


class PartForm(forms.Form):
    """What an organisation does in a project and when."""

    role = forms.CharField(
        label="Роль в проекте",
        max_length=200,
        required=False,
        help_text="Своими словами: «опорная школа», «методическое сопровождение в районе».",
    )
    status = forms.ChoiceField(
        label="Состояние",
        choices=[(value, label.capitalize()) for value, label in Participation.Status.choices],
        initial=Participation.Status.ACTIVE,
        widget=forms.RadioSelect,
    )
    starts_on = day_field("Участвует с")
    ends_on = day_field("Участвует по")

    def clean(self) -> dict[str, Any]:
        """The rules of participation, the same that the service holds."""
        cleaned = super().clean() or {}
        if not {"starts_on", "ends_on", "status"} & self.errors.keys():
            for name, words in part_errors(self.part(cleaned)).items():
                self.add_error(name, words)
        return cleaned

    def part(self, cleaned: dict[str, Any] | None = None) -> Part:
        """What was said, for the service."""
        said = self.cleaned_data if cleaned is None else cleaned
        return Part(said.get("role", ""), said["status"], said.get("starts_on"), said.get("ends_on"))


class NewParticipantForm(PartForm):
    """An organisation and its part. `known`: which of the directory it is, asked only where it may be one of them."""

    full_name = forms.CharField(
        label="Полное название", max_length=500, error_messages={"required": NO_NAME}, help_text="Как в уставе."
    )
    short_name = forms.CharField(label="Краткое название", max_length=200, required=False)
    kind = forms.ChoiceField(label="Вид", choices=Organization.Kind.choices, initial=Organization.Kind.INSTITUTION)
    municipality = forms.ChoiceField(label="Муниципалитет", required=False)
    place = forms.CharField(label="Или новый муниципалитет", max_length=200, required=False)
    known = forms.ChoiceField(label="Какая это организация", required=False, widget=forms.RadioSelect)
    field_order = ("known", "full_name", "short_name", "kind", "municipality", "place", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.candidates: list[Organization] = []
        offer(self, "municipality", places)

    def offer(self, candidates: Iterable[Organization]) -> None:
        """Ask which of these it is."""
        self.candidates = list(candidates)
        choices = [(str(row.pk), called(row)) for row in self.candidates]
        self.fields["known"].choices = [*choices, (NEW, "Новая: её в справочнике нет")]  # type: ignore[attr-defined]

    def clean_known(self) -> str:
        """Said where it had to be."""
        known = str(self.cleaned_data.get("known") or "")
        if self.candidates and not known:
            raise forms.ValidationError(WHICH)
        return known

    @property
    def chosen(self) -> Organization | None:
        """The organisation of the directory that was chosen; None for a new one."""
        return next((row for row in self.candidates if str(row.pk) == self.cleaned_data.get("known")), None)


def called(organization: Organization) -> str:
    """The full name with its municipality: short ones are often shared."""
    place = f", {organization.municipality}" if organization.municipality else ""
    return f"{organization.full_name}{place}"
