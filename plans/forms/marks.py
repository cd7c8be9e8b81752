"""Forms of marks: one occurrence, or many items at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms

from plans.services.evidence import EvidenceInput
from plans.services.marks import NO_REASON_FOR_ALL, MarkInput, mark_errors
from portal.checked_files import ACCEPTED
from portal.fields import day_field

Choices = Sequence[tuple[str, str]]
STATES = [
    ("done", "Выполнено"),
    ("partly", "Частично"),
    ("in_progress", "В работе"),
    ("moved", "Перенести"),
    ("cancelled", "Отменить"),
]
# Shown only for states that ask for them, and empty at first: their labels say that they must be filled.
NEEDED = ("moved_to", "reason")
MAX_PARTICIPANTS = 1_000_000
WHOLE_KEY = "item"  # the mark is of the item as a whole, not of an organisation
NAMELESS = "Напишите, что это за документ: приказ, протокол, положение."
TOO_EARLY = "Документ не может быть датирован будущим днём."


class MarkForm(forms.Form):
    """A mark of one occurrence by one organisation (its id), or (`item`) of the item as a whole."""

    occurrence = forms.ChoiceField(
        label="За какой срок", error_messages={"invalid_choice": "Такого срока у пункта нет."}
    )
    organization = forms.ChoiceField(
        label="От чьего имени",
        error_messages={
            "required": "Выберите, от имени какой организации отметка.",
            "invalid_choice": "От имени этой организации отметить нельзя.",
        },
    )
    state = forms.ChoiceField(
        label="Отметка",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что с этим пунктом."},
    )
    fact_on = day_field("Дата выполнения")
    moved_to = day_field("Новый срок")
    reason = forms.CharField(
        label="Причина", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label="Что сделано (попадёт в отчёт)",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
    )
    participants = forms.IntegerField(
        label="Сколько участников", required=False, min_value=0, max_value=MAX_PARTICIPANTS
    )
    file = forms.FileField(label=f"Файл: {ACCEPTED}", required=False)
    url = forms.URLField(label="Ссылка", required=False, max_length=200, assume_scheme="https")
    document = forms.CharField(label="Документ: приказ, протокол, положение…", required=False, max_length=300)
    document_number = forms.CharField(label="Номер документа", required=False, max_length=100)
    document_date = day_field("Дата документа")
    product = forms.ChoiceField(
        label="Продукт",
        required=False,
        error_messages={"invalid_choice": "Этого продукта нет среди одобренных. Выберите другой."},
    )
    keep = forms.MultipleChoiceField(label="Оставить файлы", required=False, widget=forms.CheckboxSelectMultiple)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(  # noqa: PLR0913 - each is what the form offers
        self,
        *args: Any,
        today: date,
        occurrences: Choices,
        organizations: Choices,
        ends: Mapping[str, date | None],
        kept: Choices = (),
        products: Choices = (),
        waiting: Mapping[str, Sequence[str]] = MappingProxyType({}),
        also: Mapping[int, Sequence[str]] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        """By window: `waiting`, who has not ticked it; `also`, other plans in which the mark will appear."""
        super().__init__(*args, **options)
        self.today = today
        self.ends = ends
        self.waiting = waiting
        many = len(occurrences) > 1
        self.also = [(label if many else "", also[int(key)]) for key, label in occurrences if int(key) in also]
        for name, choices in (("occurrence", occurrences), ("organization", organizations), ("keep", kept)):
            field = self.fields[name]
            field.choices = list(choices)  # type: ignore[attr-defined]
        for name in NEEDED:
            self.fields[name].is_needed = True  # type: ignore[attr-defined]
        for name, choices in (("occurrence", occurrences), ("organization", organizations)):
            if len(choices) == 1:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].initial = choices[0][0]
        self.fields["product"].choices = [("", "не указан"), *products]  # type: ignore[attr-defined]
        if not kept:
            del self.fields["keep"]
        if not products:
            del self.fields["product"]

    def clean(self) -> dict[str, Any]:
        """The rules of marks, the same that the service holds."""
        cleaned = super().clean() or {}
        if "state" in cleaned:
            window = cleaned.get("occurrence", "")
            absent = self.waiting.get(window, ()) if cleaned.get("organization") == WHOLE_KEY else ()
            found = mark_errors(self.given(cleaned), self.today, self.ends.get(window), absent)
            for name, message in found.items():
                if name not in self.errors:
                    self.add_error(name, message)
        if (cleaned.get("document_number") or cleaned.get("document_date")) and not cleaned.get("document"):
            self.add_error("document", NAMELESS)
        if cleaned.get("document_date") and cleaned["document_date"] > self.today:
            self.add_error("document_date", TOO_EARLY)
        return cleaned

    @property
    def absent(self) -> Sequence[str]:
        """Who has not ticked the window the form is about, where the mark may be set for all of them."""
        whole = any(key == WHOLE_KEY for key, _ in self.fields["organization"].choices)  # type: ignore[attr-defined]
        return self.waiting.get(str(self["occurrence"].value() or ""), ()) if whole else ()

    def given(self, cleaned: Mapping[str, Any] | None = None) -> MarkInput:
        """What was said, for the service."""
        values = cleaned if cleaned is not None else self.cleaned_data
        return MarkInput(
            state=values.get("state", ""),
            fact_on=values.get("fact_on"),
            text=values.get("text", ""),
            reason=values.get("reason", ""),
            participants=values.get("participants"),
            moved_to=values.get("moved_to"),
        )

    def fields_of_mark(self) -> dict[str, Any]:
        """Words of the mark by argument of `mark_occurrence`."""
        return asdict(self.given())

    def proofs(self) -> list[EvidenceInput]:
        """File, link, document and product, those of them that were given."""
        found = []
        upload = self.cleaned_data.get("file")
        if upload:
            found.append(EvidenceInput(file_name=upload.name, content=upload.read()))
        if self.cleaned_data.get("url"):
            found.append(EvidenceInput(url=self.cleaned_data["url"]))
        if self.cleaned_data.get("document"):
            found.append(
                EvidenceInput(
                    title=self.cleaned_data["document"],
                    number=self.cleaned_data["document_number"],
                    dated_on=self.cleaned_data["document_date"],
                )
            )
        if self.cleaned_data.get("product"):
            found.append(EvidenceInput(product_id=int(self.cleaned_data["product"])))
        return found


class BulkMarkForm(forms.Form):
    """One date and one text for many items; only «выполнено»: everything else has a reason of its own."""

    item = forms.TypedMultipleChoiceField(
        label="Пункты",
        coerce=int,
        error_messages={
            "required": "Отметьте галочкой хотя бы один пункт.",
            "invalid_choice": "Один из выбранных пунктов отметить нельзя: его нет в плане или он не ваш.",
        },
    )
    fact_on = day_field("Дата выполнения")
    text = forms.CharField(
        label="Что сделано", required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        today: date,
        items: Choices,
        waiting: Mapping[int, Sequence[str]] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        """`waiting`: by item, who has not ticked it though it would be closed for all; the text says then why."""
        super().__init__(*args, **options)
        self.today = today
        self.waiting = waiting
        self.fields["item"].choices = list(items)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The rules of marks, the same that the service holds."""
        cleaned = super().clean() or {}
        for name, message in mark_errors(self.given(cleaned), self.today).items():
            if name not in self.errors:
                self.add_error(name, message)
        absent = dict.fromkeys(name for pk in cleaned.get("item", []) for name in self.waiting.get(pk, ()))
        if absent and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", NO_REASON_FOR_ALL.format(names=", ".join(absent)))
        return cleaned

    @property
    def chosen_items(self) -> list[str]:
        """Values ticked by the person, good or not, to be shown again."""
        return list(self["item"].value() or [])

    def given(self, cleaned: Mapping[str, Any] | None = None) -> MarkInput:
        """What is said of every chosen item."""
        values = cleaned if cleaned is not None else self.cleaned_data
        text = values.get("text", "")
        return MarkInput("done", fact_on=values.get("fact_on"), text=text, reason=text)
