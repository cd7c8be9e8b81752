"""The form of an item: the document's words, the deadline and how to understand it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from plans.models.items import KIND_LABELS, LINK_FIELDS, RECURRENCE_LABELS, TEXT_FIELDS
from plans.services.items import ManualDeadline
from plans.text.deadlines import DeadlineKind, Recurrence
from portal.fields import day_field

Choices = Sequence[tuple[str, str]]
LINES = {"title": 3, "expected_result": 2, "responsible_text": 2}
BY_WORDS, BY_HAND = "words", "hand"
MODES = [(BY_WORDS, "Понять по словам"), (BY_HAND, "Указать вручную")]
# Kinds a person can set by hand: what comes of the others depends on words.
HAND_KINDS = (
    DeadlineKind.DATE,
    DeadlineKind.DATE_RANGE,
    DeadlineKind.MONTH,
    DeadlineKind.BOUND,
    DeadlineKind.ALL_YEAR,
    DeadlineKind.BY_OTHER_PLAN,
    DeadlineKind.ON_DEMAND,
    DeadlineKind.EVENT,
    DeadlineKind.RECURRENCE,
)
NEEDS_END = frozenset({DeadlineKind.DATE, DeadlineKind.DATE_RANGE, DeadlineKind.MONTH, DeadlineKind.BOUND})
NO_END = "Укажите, до какого числа."
WRONG_ORDER = "Срок не может закончиться раньше, чем начался."
NO_RECURRENCE = "Выберите, как часто повторяется."
NO_TITLE = "Напишите, что это за мероприятие."
NO_HEADING = "Графа без заголовка"
EXTRA_PREFIX = "extra_"


class ItemForm(forms.Form):
    """Words of an item as in the document; `version` tells whether somebody else changed it meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label="Номер", required=False, max_length=50)
    title = forms.CharField(label="Мероприятие", max_length=10_000, error_messages={"required": NO_TITLE})
    deadline_text = forms.CharField(label="Срок, как в документе", required=False, max_length=2_000)
    mode = forms.ChoiceField(label="Как понимать срок", choices=MODES, widget=forms.RadioSelect, initial=BY_WORDS)
    kind = forms.ChoiceField(
        label="Вид срока", required=False, choices=[(kind.value, KIND_LABELS[kind]) for kind in HAND_KINDS]
    )
    starts_on = day_field("С какого числа")
    ends_on = day_field("По какое число")
    recurrence = forms.ChoiceField(
        label="Как часто", required=False, choices=[(kind.value, label) for kind, label in RECURRENCE_LABELS.items()]
    )
    responsible_text = forms.CharField(label="Ответственные, как в документе", required=False, max_length=10_000)
    form = forms.CharField(label="Форма", required=False, max_length=10_000)
    audience = forms.CharField(label="Для кого", required=False, max_length=10_000)
    place = forms.CharField(label="Место", required=False, max_length=10_000)
    task = forms.CharField(label="Задача", required=False, max_length=10_000)
    expected_result = forms.CharField(label="Ожидаемый результат", required=False, max_length=10_000)
    mark_text = forms.CharField(label="Отметка, как в документе", required=False, max_length=10_000)
    note = forms.CharField(label="Примечание", required=False, max_length=10_000)
    section = forms.ChoiceField(label="Раздел", required=False)
    stage = forms.ChoiceField(label="Этап", required=False)
    direction = forms.ChoiceField(label="Направление", required=False)
    reason = forms.CharField(
        label="Причина изменения",
        required=False,
        max_length=2_000,
        help_text="План утверждён: причина попадёт в лист изменений. Например: приказ от 12.01.2023 № 7.",
    )

    def __init__(
        self,
        *args: Any,
        links: dict[str, Choices],
        columns: Collection[str] = TEXT_FIELDS,
        extras: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.columns = columns
        self.extras = dict(extras or {})
        for number, heading in self.extras.items():
            own = forms.CharField(label=heading or NO_HEADING, required=False, max_length=10_000)
            own.widget = forms.Textarea(attrs={"rows": 1, "data-draft": ""})
            self.fields[f"{EXTRA_PREFIX}{number}"] = own
        self.fields["title"].is_needed = True  # type: ignore[attr-defined]
        for name in TEXT_FIELDS:
            if name != "number":
                self.fields[name].widget = forms.Textarea(attrs={"rows": LINES.get(name, 1), "data-draft": ""})
        self.fields["deadline_text"].widget = forms.Textarea(attrs={"rows": 2, "data-draft": ""})
        for name, choices in links.items():
            self.fields[name].choices = [("", "не указано"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A deadline set by hand has what its kind needs."""
        cleaned = super().clean() or {}
        if cleaned.get("mode") != BY_HAND:
            return cleaned
        kind, start, end = cleaned.get("kind"), cleaned.get("starts_on"), cleaned.get("ends_on")
        if kind == DeadlineKind.RECURRENCE:
            if cleaned.get("recurrence") in {"", Recurrence.NONE.value, None}:
                self.add_error("recurrence", NO_RECURRENCE)
        elif kind in NEEDS_END and end is None and "ends_on" not in self.errors:
            self.add_error("ends_on", NO_END)
        elif start and end and start > end:
            self.add_error("ends_on", WRONG_ORDER)
        return cleaned

    @property
    def document_fields(self) -> list[forms.BoundField]:
        """Fields of the document's own columns and those that hold words, the deadline apart."""
        own = [self[f"{EXTRA_PREFIX}{number}"] for number in self.extras]
        return [*(self[name] for name in TEXT_FIELDS if self._is_in_document(name)), *own]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Fields that the document has no column for."""
        return [self[name] for name in TEXT_FIELDS if not self._is_in_document(name)]

    def _is_in_document(self, name: str) -> bool:
        return name in self.columns or bool(self[name].value()) or name in self.errors

    def changes(self, skipped: Sequence[str] = ()) -> dict[str, Any]:
        """Words by field for the service, without those left to the other person's version."""
        names = [name for name in (*TEXT_FIELDS, *LINK_FIELDS) if name not in skipped]
        own = {number: f"{EXTRA_PREFIX}{number}" for number in self.extras}
        extra = {number: self.cleaned_data[name] for number, name in own.items() if name not in skipped}
        return {name: self.cleaned_data[name] for name in names} | ({"extra": extra} if extra else {})

    def manual(self) -> ManualDeadline | None:
        """The deadline set by hand, `None` where the words say it."""
        cleaned = self.cleaned_data
        if cleaned["mode"] != BY_HAND:
            return None
        kind = DeadlineKind(cleaned["kind"])
        is_repeated = kind is DeadlineKind.RECURRENCE
        return ManualDeadline(
            kind=kind,
            starts_on=None if is_repeated else cleaned["starts_on"],
            ends_on=None if is_repeated else cleaned["ends_on"],
            recurrence=Recurrence(cleaned["recurrence"]) if is_repeated else Recurrence.NONE,
        )
