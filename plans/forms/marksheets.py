"""Forms of sheets of marks: which one to take, the file that comes back, and what to bring in of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from plans.access import PlanScope, SheetActor, may_mark_row
from plans.forms.uploads import SizedFileForm
from plans.marksheet import HEADINGS, NO_KEY, STATE, Outcome, Said, SheetRow, outcome, read_said, repeated, settled
from plans.models import MarkSheet
from plans.queries import PlanTable
from plans.queries.marksheets import NOBODY, RowKey, Subject, kept_rows, said_of, subjects
from plans.services.marks import MarkInput, MarkTarget, mark_errors
from plans.services.marksheets import SheetTarget
from portal.text.clean import clean_text

FOREIGN_ROW = "Это строка другого плана."
FORGED_ROW = "Ключ строки испорчен. Скачайте ведомость заново и перенесите отметку."
GONE = "Этого пункта или срока в плане больше нет, либо организация за него уже не отвечает."
NOT_YOURS = "Отмечать это могут координатор, ответственный или организация, от которой этого ждут."
KEEP, TAKE = "keep", "take"
CHOICES = [(KEEP, "оставить отметку портала"), (TAKE, "взять из файла")]
PREFIX = "row-"
SHOWN = 300


class SheetChoiceForm(forms.Form):
    """Whose sheet, and whether only what is still to be marked."""

    who = forms.ChoiceField(label="От чьего имени", error_messages={"invalid_choice": "Выберите из списка."})
    open = forms.BooleanField(label="Только то, что ещё не отмечено", required=False)

    def __init__(self, *args: Any, actors: Sequence[SheetActor], **options: Any) -> None:
        super().__init__(*args, **options)
        self.actors = {actor.key: actor for actor in actors}
        self.fields["who"].choices = [(key, actor.label) for key, actor in self.actors.items()]  # type: ignore[attr-defined]

    @property
    def actor(self) -> SheetActor:
        """On whose behalf."""
        return self.actors[self.cleaned_data["who"]]


class SheetUploadForm(SizedFileForm):
    """The sheet filled in."""

    file = forms.FileField(
        label="Заполненная ведомость",
        help_text="Файл .xlsx, скачанный отсюда (или сохранённый из него .ods), до 10 МБ.",
        error_messages={"required": "Выберите файл ведомости.", "empty": "Файл пустой: выберите другой."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
    )


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of the sheet beside the portal; `errors` are pairs of a column's heading and a sentence."""

    row: SheetRow
    outcome: Outcome
    subject: Subject | None
    said: Said | None
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """Name of its choice in the form."""
        return f"{PREFIX}{self.row.row}"

    @property
    def stands(self) -> Said | None:
        """What the portal says now."""
        return said_of(self.subject.standing) if self.subject else None

    @property
    def given(self) -> MarkInput | None:
        """The mark for the service."""
        return _given(self.said) if self.said else None


class SheetReview:
    """All rows of a sheet against what stands now; nothing is written by looking."""

    def __init__(self, sheet: MarkSheet, table: PlanTable, scope: PlanScope) -> None:
        rows = kept_rows(sheet)
        keys = [RowKey.of(row.key) for row in rows]
        found = subjects(keys, table.rows, table.plan)
        twice = repeated(rows)
        self.today = table.today
        self.scope = scope
        self.rows = [
            _twice(row, twice[place]) if place in twice else self._row(row, key, subject, sheet, scope)
            for place, (row, key, subject) in enumerate(zip(rows, keys, found, strict=True))
        ]

    def of(self, *outcomes: Outcome) -> list[ReviewRow]:
        """Rows of these outcomes, in the order of the file."""
        return [row for row in self.rows if row.outcome in outcomes]

    @cached_property
    def errors(self) -> list[ReviewRow]:
        """Rows that cannot be brought in."""
        return self.of(Outcome.ERROR)

    @cached_property
    def conflicts(self) -> list[ReviewRow]:
        """Rows that somebody else has marked since the sheet was made."""
        return self.of(Outcome.CONFLICT)

    @cached_property
    def fresh(self) -> list[ReviewRow]:
        """Rows to be brought in: new marks and changed ones."""
        return self.of(Outcome.NEW, Outcome.CHANGED)

    @property
    def shown(self) -> list[ReviewRow]:
        """As many of the rows to be brought in as a page bears."""
        return self.fresh[:SHOWN]

    @property
    def shown_errors(self) -> list[ReviewRow]:
        """As many of the wrong rows."""
        return self.errors[:SHOWN]

    @cached_property
    def same(self) -> int:
        """How many rows say what stands already."""
        return len(self.of(Outcome.SAME))

    @cached_property
    def emptied(self) -> list[ReviewRow]:
        """Rows that were emptied though a mark stands: it stays."""
        return [row for row in self.of(Outcome.BLANK) if row.subject and row.subject.standing]

    @cached_property
    def blank(self) -> int:
        """How many rows were left unfilled."""
        return len(self.of(Outcome.BLANK)) - len(self.emptied)

    @cached_property
    def digest(self) -> str:
        """What was shown: other marks made meanwhile give another one."""
        shown = [(row.row.row, row.outcome.value, _stands(row.subject)) for row in self.rows]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]

    def targets(self, taken: set[str]) -> Iterator[SheetTarget]:
        """Marks to be set: all fresh ones and the conflicts taken from the file."""
        for row in [*self.fresh, *(row for row in self.conflicts if row.code in taken)]:
            if row.subject is None or row.given is None:
                continue
            subject, standing = row.subject, row.subject.standing
            proofs = tuple(proof for proof in subject.row.evidence if standing and proof.mark_id == standing.pk)
            # The item is at hand; asked for through its window it would be read again, window by window.
            subject.window.occurrence.item = subject.row.item
            target = MarkTarget(subject.window.occurrence, subject.organization, row.given, proofs)
            yield SheetTarget(target, _stands(subject))

    def _row(
        self, row: SheetRow, key: RowKey | None, subject: Subject | None, sheet: MarkSheet, scope: PlanScope
    ) -> ReviewRow:
        problem = _problem(row, key, subject, sheet, scope)
        if problem:
            return ReviewRow(row, Outcome.ERROR, None, None, ((HEADINGS["key"], problem),))
        if row.is_blank:
            return ReviewRow(row, Outcome.BLANK, subject, None)
        said, errors = read_said(_cleaned(row))
        base, standing = (said_of(mark) for mark in ((subject.base, subject.standing) if subject else (None, None)))
        if said is None or subject is None or said == base:
            found = outcome(said, base, standing)
        else:
            absent = subject.row.waiting_names(subject.window) if subject.organization is None else ()
            said, errors = settled(said, base, is_for_others=bool(absent))
            found = outcome(said, base, standing)
            if found is not Outcome.SAME:
                given, end = _given(said), subject.window.occurrence.ends_on
                errors = {**mark_errors(given, self.today, end, absent), **errors}
        told = tuple((HEADINGS.get(field, HEADINGS[STATE]), words) for field, words in errors.items())
        return ReviewRow(row, Outcome.ERROR if told else found, subject, said, told)


class SheetConfirmForm(forms.Form):
    """For each conflict whose mark counts; by default the portal's. `seen` says what comparison was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, review: SheetReview, **options: Any) -> None:
        super().__init__(*args, **options)
        self.review = review
        self.fields["seen"].initial = review.digest
        for row in review.conflicts:
            self.fields[row.code] = forms.ChoiceField(
                label="Чья отметка останется", choices=CHOICES, initial=KEEP, required=False, widget=forms.RadioSelect
            )

    @property
    def is_stale(self) -> bool:
        """Somebody has marked since the page was shown."""
        return bool(self.cleaned_data["seen"] != self.review.digest)

    @property
    def taken(self) -> set[str]:
        """Conflicts in which the file wins."""
        return {row.code for row in self.review.conflicts if self.cleaned_data.get(row.code) == TAKE}

    @property
    def pairs(self) -> list[tuple[ReviewRow, forms.BoundField]]:
        """Conflicts with their choices."""
        return [(row, self[row.code]) for row in self.review.conflicts]


def _problem(row: SheetRow, key: RowKey | None, subject: Subject | None, sheet: MarkSheet, scope: PlanScope) -> str:
    """Why a row cannot be brought in whatever it says; empty where it can."""
    if not row.key:
        return NO_KEY
    if key is None:
        return FORGED_ROW
    if key.plan != sheet.plan_id:
        return FOREIGN_ROW
    if subject is None:
        return GONE
    return "" if may_mark_row(scope, subject.row, key.organization_id) else NOT_YOURS


def _twice(row: SheetRow, words: str) -> ReviewRow:
    return ReviewRow(row, Outcome.ERROR, None, None, ((HEADINGS["key"], words),))


def _cleaned(row: SheetRow) -> dict[str, str]:
    return {field: clean_text(text).strip() for field, text in row.values.items()}


def _given(said: Said) -> MarkInput:
    return MarkInput(said.state, said.fact_on, said.text, said.reason, said.participants, said.moved_to)


def _stands(subject: Subject | None) -> int:
    return subject.standing.pk if subject and subject.standing else NOBODY
