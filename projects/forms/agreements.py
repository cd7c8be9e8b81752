"""Forms of papers of participation: the paper, the scan of a member, the end, what everybody owes, the filter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from portal.checked_files import ACCEPTED
from portal.fields import day_field
from projects.models import Agreement, AgreementKind
from projects.queries.agreements import AgreementRow
from projects.services.agreements import AgreementInput, Upload, agreement_errors

Choices = Sequence[tuple[int, str]]
FIELDS = ("kind", "number", "title", "signed_here_on", "signed_there_on", "starts_on", "ends_on", "note")
NO_ORGANIZATION = "Выберите организацию из списка участников."
NO_KIND = "Выберите вид документа."
NO_DAY = "Укажите, с какого числа документ расторгнут."
SORTS = {"": "По организации", "ends": "Сначала те, что скоро закончатся"}


class ScanForm(forms.Form):
    """The scan of a paper that is there."""

    scan = forms.FileField(label=f"Скан: {ACCEPTED}", required=False)

    def upload(self) -> Upload | None:
        """The file, not checked yet."""
        file = self.cleaned_data.get("scan")
        return Upload(file.name or "скан", file.read()) if file else None


class AgreementForm(ScanForm):
    """A paper of a participant, for coordinators."""

    organization = forms.ChoiceField(
        label="Участник", error_messages={"required": NO_ORGANIZATION, "invalid_choice": NO_ORGANIZATION}
    )
    kind = forms.ChoiceField(
        label="Вид", choices=AgreementKind.choices, error_messages={"required": NO_KIND, "invalid_choice": NO_KIND}
    )
    number = forms.CharField(label="Номер", max_length=100, required=False)
    title = forms.CharField(label="Название, если есть", max_length=300, required=False)
    signed_here_on = day_field("Подписан учреждением")
    signed_there_on = day_field("Подписан участником")
    starts_on = day_field("Действует с")
    ends_on = day_field("Действует по", help_text="Пусто — бессрочно.")
    note = forms.CharField(label="Примечание", max_length=300, required=False)
    field_order = ("organization", *FIELDS, "scan")

    def __init__(self, *args: Any, organizations: Choices, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        choices = [("", "—"), *((str(pk), name) for pk, name in organizations)]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rules of papers, the same that the service holds."""
        cleaned = super().clean() or {}
        for name, words in agreement_errors(self.given(cleaned), self.today).items():
            if name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def given(self, cleaned: dict[str, Any] | None = None) -> AgreementInput:
        """What was said, for the service."""
        values = self.cleaned_data if cleaned is None else cleaned
        said = {name: values[name] for name in FIELDS if values.get(name) is not None}
        return AgreementInput(**{"kind": "", **said})


class HandInForm(ScanForm):
    """The scan of a paper nobody has written down yet, from a member."""

    organization = forms.ChoiceField(
        label="От имени организации", error_messages={"required": NO_ORGANIZATION, "invalid_choice": NO_ORGANIZATION}
    )
    kind = forms.ChoiceField(
        label="Вид", choices=AgreementKind.choices, error_messages={"required": NO_KIND, "invalid_choice": NO_KIND}
    )
    number = forms.CharField(label="Номер, если есть", max_length=100, required=False)
    note = forms.CharField(label="Примечание для координатора", max_length=300, required=False)
    field_order = ("organization", "kind", "number", "scan", "note")

    def __init__(self, *args: Any, organizations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        field.choices = [(str(pk), name) for pk, name in organizations]  # type: ignore[attr-defined]
        if len(organizations) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(organizations[0][0])


class TerminationForm(forms.Form):
    """From which day a paper is no longer in force."""

    terminated_on = day_field("Расторгнут с")

    def clean_terminated_on(self) -> date:
        """A day must be said."""
        day: date | None = self.cleaned_data["terminated_on"]
        if day is None:
            raise forms.ValidationError(NO_DAY)
        return day


class RequiredDocumentsForm(forms.Form):
    """Which papers every participant owes."""

    kinds = forms.MultipleChoiceField(
        label="Нужны от каждого участника",
        choices=AgreementKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AgreementFilter(forms.Form):
    """Which papers are shown; anything wrong in the address shows all of them."""

    q = forms.CharField(label="Организация или номер", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "Любое"), *((each.value, str(each.label).capitalize()) for each in Agreement.State)],
    )
    kind = forms.ChoiceField(
        label="Вид",
        required=False,
        choices=[("", "Любой"), *((each.value, str(each.label).capitalize()) for each in AgreementKind)],
    )
    order = forms.ChoiceField(label="Порядок", required=False, choices=list(SORTS.items()))

    def chosen(self, rows: Sequence[AgreementRow]) -> list[AgreementRow]:
        """Rows that fit, in the order asked for."""
        said = self.cleaned_data if self.is_valid() else {}
        words = said.get("q", "").casefold().split()
        found = [
            row
            for row in rows
            if said.get("state", "") in {"", row.state.value}
            and said.get("kind", "") in {"", row.agreement.kind}
            and all(word in _words(row) for word in words)
        ]
        if said.get("order") == "ends":
            found.sort(key=lambda row: row.agreement.ends_on or date.max)
        return found

    @property
    def is_chosen(self) -> bool:
        """Something is asked for besides the order."""
        return self.is_valid() and any(self.cleaned_data[name] for name in ("q", "state", "kind"))


def _words(row: AgreementRow) -> str:
    each = row.agreement
    return f"{each.organization.short_name} {each.organization.full_name} {each.number} {each.title}".casefold()
