"""The form of a review: corrections of what was read from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from plans.importing.correction import (
    KEPT,
    ColumnChoice,
    Corrections,
    DeadlineChoice,
    PersonChoice,
    RowChange,
    RowKey,
    corrected,
)
from plans.importing.draft import DraftColumn, DraftRow, PlanKind
from plans.layout import FIELD_LABELS
from plans.models import Plan
from plans.queries.importing.parties import NamedPerson
from plans.queries.importing.review import Review, ReviewRow
from plans.text.deadlines import DeadlineKind
from plans.text.period import PlanPeriod
from portal.fields import day_field
from portal.text.clean import clean_text
from portal.text.russian import plural

PERIOD_HELP = "Например: 2022/2023 (учебный год), 2022 (календарный год) или 2022-2024 (несколько лет)."
AS_READ = ""
DEADLINE_CHOICES = (
    (AS_READ, "как прочитано"),
    (DeadlineKind.DATE_RANGE.value, "с … по … (или один день)"),
    (DeadlineKind.BOUND.value, "не позднее …"),
    (DeadlineKind.ALL_YEAR.value, "весь период плана"),
    (DeadlineKind.BY_OTHER_PLAN.value, "по другому плану"),
    (DeadlineKind.ON_DEMAND.value, "по мере необходимости"),
    (DeadlineKind.UNKNOWN.value, "оставить без даты"),
)
NEW_PERSON, ONLY_WORDS = "new", "text"


def clean_period(text: str) -> str:
    """The period as typed; raises ValidationError in Russian if it cannot be read."""
    if text.strip():
        try:
            PlanPeriod.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
    return text.strip()


class RowFields:
    """The controls of one row of the review, for the template."""

    def __init__(self, form: ReviewForm, row: ReviewRow) -> None:
        self.row = row
        self.number, self.title, self.kind, self.start, self.end = (
            form[f"row-{row.code}-{name}"] for name in ("number", "title", "kind", "start", "end")
        )
        self.skip = form[f"row-{row.code}-skip"] if f"row-{row.code}-skip" in form.fields else None
        self.split = form[f"row-{row.code}-split"] if row.compound else None

    @property
    def errors(self) -> list[str]:
        """Everything wrong with the row."""
        fields = (self.number, self.title, self.kind, self.start, self.end)
        return [str(error) for field in fields for error in field.errors]


class ReviewForm(forms.Form):
    """Corrections of one table: what the document is, its columns, its people, the rows that are shown.

    Fields are made of the review: `column-N`, `person-N`, `row-T-N-…`. Rows that are not shown keep their corrections.
    """

    title = forms.CharField(
        label="Заголовок плана",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Напишите заголовок плана."},
    )
    kind = forms.ChoiceField(label="Вид плана", choices=Plan.Kind.choices)
    period = forms.CharField(
        label="Период",
        help_text=PERIOD_HELP,
        max_length=40,
        required=False,
    )
    again = forms.BooleanField(label="Всё равно загрузить ещё одним планом", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        review: Review,
        shown: Sequence[ReviewRow],
        initial_period: str,
    ) -> None:
        super().__init__(
            data,
            initial={
                "title": review.draft.title or "",
                "kind": review.draft.kind.value,
                "period": initial_period,
            },
        )
        self.review = review
        self.shown = shown
        for column in review.original.columns:
            self.fields[f"column-{column.index}"] = _column_field(column, review.corrections)
        for place, person in enumerate(review.people):
            self.fields[f"person-{place}"] = _person_field(person, review.corrections)
        for row in shown:
            self._add_row(row)

    def weak_column_fields(self) -> list[tuple[DraftColumn, BoundField]]:
        """Columns to be looked at first, with their controls."""
        return [(column, self[f"column-{column.index}"]) for column in self.review.weak_columns]

    def column_fields(self) -> list[tuple[DraftColumn, BoundField]]:
        """The other columns of the document with their controls."""
        weak = self.review.weak_columns
        columns = (column for column in self.review.draft.columns if column not in weak)
        return [(column, self[f"column-{column.index}"]) for column in columns]

    def person_fields(self) -> list[tuple[NamedPerson, BoundField]]:
        """People of the document with their controls."""
        return [(person, self[f"person-{place}"]) for place, person in enumerate(self.review.people)]

    def row_fields(self) -> list[RowFields]:
        """Rows shown for correction with their controls."""
        return [RowFields(self, row) for row in self.shown]

    def clean_title(self) -> str:
        """The title without what no document should carry."""
        return clean_text(self.cleaned_data["title"])

    def clean_period(self) -> str:
        """The period as typed, if it can be read."""
        return clean_period(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any]:
        """Deadlines a person gave need the dates their kind has, in the right order."""
        data = super().clean() or self.cleaned_data
        for row in self.shown:
            prefix = f"row-{row.code}"
            kind, start, end = (data.get(f"{prefix}-{name}") for name in ("kind", "start", "end"))
            if kind == DeadlineKind.DATE_RANGE and not (start and end):
                self.add_error(f"{prefix}-start", "Укажите оба дня; для одного дня — одинаковые.")
            elif kind == DeadlineKind.DATE_RANGE and start and end and start > end:
                self.add_error(f"{prefix}-start", "Срок не может закончиться раньше, чем начался.")
            if kind == DeadlineKind.BOUND and not end and f"{prefix}-end" not in self.errors:
                self.add_error(f"{prefix}-end", "Укажите последний день.")
        return data

    def corrections(self) -> Corrections:
        """What the form says beside what the document says; rows that were not shown keep what they had."""
        data, review = self.cleaned_data, self.review
        shown = {row.key for row in self.shown}
        kept = tuple(change for change in review.corrections.rows if (change.table, change.index) not in shown)
        period = data["period"] if data["period"] != self.initial["period"] else review.corrections.period
        return Corrections(
            title=data["title"] if data["title"] != (review.original.title or "") else None,
            period=period or None,
            kind=PlanKind(data["kind"]) if data["kind"] != review.original.kind.value else None,
            columns=tuple(self._columns()),
            rows=(*kept, *self._rows()),
            people=tuple(self._people()),
            removed=review.corrections.removed,
            reason=review.corrections.reason,
        )

    def _add_row(self, row: ReviewRow) -> None:
        change = self.review.corrections.row(row.key) or RowChange(*row.key)
        deadline = change.deadline or DeadlineChoice(AS_READ)
        title = forms.CharField(
            label="Мероприятие",
            initial=row.row.title or "",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        number = forms.CharField(label="Номер", initial=row.row.number or "", required=False)
        kind = forms.ChoiceField(
            label="Как понимать срок", choices=DEADLINE_CHOICES, initial=_shown_kind(deadline.kind), required=False
        )
        fields = {
            "number": number,
            "title": title,
            "kind": kind,
            "start": day_field("С", initial=deadline.start),
            "end": day_field("По", initial=deadline.end),
            "skip": forms.BooleanField(label="Не загружать эту строку", initial=row.row.is_skipped, required=False),
        }
        if row.compound:
            count = len(row.compound.pairs)
            words = plural(count, "подпункт", "подпункта", "подпунктов")
            fields["split"] = forms.BooleanField(
                label=f"Разбить на подпункты: {count} {plural(count, 'дата', 'даты', 'дат')} и {count} {words}",
                initial=change.is_split,
                required=False,
            )
        for name, field in fields.items():
            self.fields[f"row-{row.code}-{name}"] = field

    def _columns(self) -> Iterator[ColumnChoice]:
        decided = {choice.index for choice in self.review.corrections.columns}
        for column in self.review.original.columns:
            field = self.cleaned_data[f"column-{column.index}"]
            if field != (column.field or KEPT) or column.index in decided or column.doubt:
                yield ColumnChoice(column.index, field)

    def _people(self) -> Iterator[PersonChoice]:
        for place, person in enumerate(self.review.people):
            value = self.cleaned_data[f"person-{place}"]
            if value == ONLY_WORDS:
                yield PersonChoice(person.key, is_text=True)
            elif value == NEW_PERSON:
                yield PersonChoice(person.key)
            elif value:
                yield PersonChoice(person.key, person=int(value))

    def _rows(self) -> Iterator[RowChange]:
        base = corrected(self.review.original, Corrections(columns=self.review.corrections.columns))
        originals = {(row.table, row.index): row for row in base.rows}
        for row in self.shown:
            known = self.review.corrections.row(row.key) or RowChange(*row.key)
            is_split = bool(self.cleaned_data.get(f"row-{row.code}-split"))
            change = replace(self._row(row.key, row.code, originals[row.key]), item=known.item, is_split=is_split)
            if change != RowChange(*row.key):
                yield change

    def _row(self, key: RowKey, code: str, original: DraftRow) -> RowChange:
        get = {name: self.cleaned_data[f"row-{code}-{name}"] for name in ("number", "title", "kind")}
        return RowChange(
            *key,
            number=_if_changed(get["number"], original.number),
            title=_if_changed(get["title"], original.title),
            deadline=self._deadline(code, get["kind"]) if get["kind"] else None,
            is_skipped=self.cleaned_data.get(f"row-{code}-skip", False),
        )

    def _deadline(self, code: str, kind: str) -> DeadlineChoice:
        start, end = (self.cleaned_data[f"row-{code}-{name}"] for name in ("start", "end"))
        first, last = (day.isoformat() if day else None for day in (start, end))
        if kind == DeadlineKind.DATE_RANGE:
            return DeadlineChoice(DeadlineKind.DATE.value if first == last else kind, first, last)
        if kind == DeadlineKind.BOUND:
            return DeadlineChoice(kind, None, last)
        if kind == DeadlineKind.ALL_YEAR:
            period = self.review.period
            return DeadlineChoice(kind, period.start.isoformat(), period.end.isoformat())
        return DeadlineChoice(kind)


def only_shown(rows: Iterable[ReviewRow], codes: Iterable[str]) -> list[ReviewRow]:
    """The rows whose codes were sent with a form, in document order."""
    sent = set(codes)
    return [row for row in rows if row.code in sent]


def _shown_kind(kind: str) -> str:
    """One day is chosen in the form as a range of one day."""
    return DeadlineKind.DATE_RANGE.value if kind == DeadlineKind.DATE else kind


def _if_changed(value: str, original: str | None) -> str | None:
    """None if the words are those of the document; line ends as browsers send them do not count."""
    plain = clean_text(value)
    return None if plain.strip() == (original or "").strip() else plain


def _column_field(column: DraftColumn, corrections: Corrections) -> forms.ChoiceField:
    chosen = next((choice.field for choice in corrections.columns if choice.index == column.index), None)
    return forms.ChoiceField(
        label=column.heading or f"Графа {column.index + 1}",
        choices=((KEPT, "оставить как есть"), *FIELD_LABELS.items()),
        initial=chosen or column.field or KEPT,
    )


def _person_field(person: NamedPerson, corrections: Corrections) -> forms.ChoiceField:
    choice = next((choice for choice in corrections.people if choice.key == person.key), None)
    known = [
        (str(candidate.pk), " — ".join(filter(None, (candidate.short_name, candidate.position))))
        for candidate in person.candidates
    ]
    initial = "" if person.candidates and person.match is None else NEW_PERSON
    if person.match is not None:
        initial = str(person.match.pk)
    if choice is not None:
        initial = ONLY_WORDS if choice.is_text else str(choice.person or NEW_PERSON)
    unsure = [("", "выберите, кто это")] if person.candidates and person.match is None else []
    return forms.ChoiceField(
        label=" ".join(filter(None, (person.name, person.position and f"({person.position})"))),
        choices=[*unsure, *known, (NEW_PERSON, "новый человек"), (ONLY_WORDS, "оставить только словами")],
        initial=initial,
        required=False,
    )
