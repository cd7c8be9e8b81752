"""The passport of a project on its way in: the document, then what of it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from plans.forms.uploads import SizedFileForm
from plans.queries.importing.outcomes import NEW, NamedOrganization
from plans.queries.importing.passport import PassportReview

SUFFIXES = (".docx", ".odt", ".doc", ".pdf")
NO_FILE = "Выберите документ с паспортом проекта."
NOTHING_PICKED = "Ничего не отмечено. Отметьте то, что сохранить в проекте."
WHICH = "Скажите, какая это организация, или снимите галочку."
UNKNOWN_PICK = "Документ с тех пор прочитан заново. Проверьте отмеченное и сохраните ещё раз."


class PassportUploadForm(SizedFileForm):
    """The document of a passport."""

    file = forms.FileField(
        label="Документ с паспортом",
        help_text="Word (.docx, .doc), LibreOffice (.odt) или PDF, до 10 МБ. Текст не меняется, сам файл не хранится.",
        error_messages={
            "required": NO_FILE,
            "empty": "Файл пустой: в нём нет ни одного знака. Выберите другой файл.",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )


class PassportPicksForm(forms.Form):
    """Which sections, acts and participants are saved, and which organisation is meant where several may be."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, review: PassportReview) -> None:
        super().__init__(data)
        self.review = review
        self.fields["pick"] = forms.MultipleChoiceField(
            choices=[(code, code) for code in review.new_codes],
            required=False,
            error_messages={"invalid_choice": UNKNOWN_PICK},
        )
        for each in review.doubtful:
            known = [(str(row.pk), _named(row)) for row in each.candidates]
            self.fields[each.code] = forms.ChoiceField(
                label=f"Какая это организация: {each.name}",
                choices=[("", "какая это организация?"), *known, (NEW, "новая, её в справочнике нет")],
                widget=forms.Select(attrs={"class": "inp"}),
                required=False,
            )

    @property
    def picked(self) -> frozenset[str]:
        """Codes that are ticked: those sent, else all that is new."""
        return frozenset(self["pick"].value() or ()) if self.is_bound else frozenset(self.review.new_codes)

    @property
    def organizations(self) -> list[tuple[NamedOrganization, BoundField | None]]:
        """Participants, each with the question which it is, if there is one."""
        return [(each, self[each.code] if each.code in self.fields else None) for each in self.review.organizations]

    @property
    def names(self) -> dict[str, str]:
        """What was said of organisations, by their codes."""
        return {each.code: self.cleaned_data[each.code] for each in self.review.doubtful}

    def clean(self) -> dict[str, Any]:
        """Something is ticked, and of every ticked organisation it is said which it is."""
        data = super().clean() or self.cleaned_data
        picked = data.get("pick") or []
        if not picked and "pick" not in self.errors:
            self.add_error(None, NOTHING_PICKED)
        for each in self.review.doubtful:
            if each.code in picked and not data.get(each.code):
                self.add_error(each.code, WHICH)
        return data


def _named(row: Any) -> str:
    return f"{row}, {row.municipality}" if row.municipality else str(row)
