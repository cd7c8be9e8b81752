"""The form of a review whose rows go into a plan that is there: what is taken, what is what, what is removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField

from plans.forms.imports import ReviewForm
from plans.importing.comparing import RowDifference, RowState
from plans.importing.correction import Corrections, RowChange
from plans.models import Plan, PlanItem
from plans.queries.importing.review import Review, ReviewRow, row_code, row_key

MAX_REASON = 2000
AS_MATCHED, NONE_OF_THEM = "", "0"
SHOWN_STATES = (RowState.NEW, RowState.CHANGED, RowState.WRONG, RowState.OFF)


@dataclass(frozen=True, slots=True)
class DifferenceFields:
    """A row of the comparison with its controls, for the template."""

    difference: RowDifference
    code: str
    number: str
    title: str
    take: BoundField
    match: BoundField | None

    @property
    def errors(self) -> tuple[str, ...]:
        """Everything wrong with the row."""
        return self.difference.errors


class MergeForm(ReviewForm):
    """Corrections of a table, and what of it goes into the plan.

    Fields are made of the comparison: `take-T-N` and, where a row may be several items, `match-T-N` for each row that
    is listed (its code is sent as `diff`), `removed` for items that the file has no more.
    """

    reason = forms.CharField(
        label="Причина изменений",
        help_text="План утверждён: причина попадёт в лист изменений.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MAX_REASON,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        review: Review,
        shown: Sequence[ReviewRow],
        initial_period: str,
        listed: Sequence[RowDifference],
        missing: Sequence[PlanItem],
    ) -> None:
        super().__init__(data, review=review, shown=shown, initial_period=initial_period)
        self.listed = listed
        self.missing = missing
        for name in ("title", "kind", "period"):
            # The plan has its own: a table without a title goes in as well.
            self.fields[name].disabled = True
            self.fields[name].required = False
        self.fields["removed"] = forms.MultipleChoiceField(
            label="Убрать из плана",
            choices=[(str(item.pk), str(item)) for item in missing],
            initial=[str(pk) for pk in review.corrections.removed],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["reason"].initial = review.corrections.reason
        for one in shown:
            # Whether a row is taken is said where it is compared.
            del self.fields[f"row-{one.code}-skip"]
        for row in listed:
            self._add_difference(row)

    @property
    def is_approved(self) -> bool:
        """Changes need a reason."""
        target = self.review.target
        return target is not None and target.plan.state == Plan.State.APPROVED

    def difference_fields(self) -> Iterator[DifferenceFields]:
        """Rows of the comparison with their controls."""
        rows = {row.key: row.row for row in self.review.rows}
        for row in self.listed:
            code = row_code(row.key)
            match = self[f"match-{code}"] if f"match-{code}" in self.fields else None
            source = rows[row.key]
            yield DifferenceFields(row, code, source.number or "", source.title or "", self[f"take-{code}"], match)

    def corrections(self) -> Corrections:
        """What the form says; rows that are not listed keep what they had."""
        base = super().corrections()
        changes = {(change.table, change.index): change for change in base.rows}
        for row in self.listed:
            changes[row.key] = self._difference(row, changes.get(row.key, RowChange(*row.key)))
        listed = {str(item.pk) for item in self.missing}
        kept = tuple(pk for pk in self.review.corrections.removed if str(pk) not in listed)
        return replace(
            base,
            title=self.review.corrections.title,
            kind=self.review.corrections.kind,
            period=self.review.corrections.period,
            rows=tuple(change for key, change in changes.items() if change != RowChange(*key)),
            removed=(*kept, *(int(pk) for pk in self.cleaned_data["removed"])),
            reason=self.cleaned_data["reason"].strip(),
        )

    def _difference(self, row: RowDifference, change: RowChange) -> RowChange:
        code = row_code(row.key)
        said = self.cleaned_data.get(f"match-{code}")
        item = change.item if said is None else None if said == AS_MATCHED else int(said)
        return replace(change, is_skipped=not self.cleaned_data[f"take-{code}"], item=item)

    def _add_difference(self, row: RowDifference) -> None:
        code = row_code(row.key)
        self.fields[f"take-{code}"] = forms.BooleanField(
            label="Взять", initial=row.state is not RowState.OFF, required=False
        )
        change = self.review.corrections.row(row.key)
        target = self.review.target
        if target is None or not (row.unsure or (change is not None and change.item is not None)):
            return
        pks = dict.fromkeys([*row.unsure, *([row.item] if row.item else [])])
        choices = [(str(pk), f"это пункт «{target.items[pk]}»") for pk in pks if pk in target.items]
        self.fields[f"match-{code}"] = forms.ChoiceField(
            label="Похоже на пункт плана",
            choices=[(AS_MATCHED, "не решено: пока новый пункт"), (NONE_OF_THEM, "это новый пункт"), *choices],
            initial="" if change is None or change.item is None else str(change.item),
            required=False,
        )


def listed_rows(review: Review, codes: Sequence[str] | None, limit: int) -> list[RowDifference]:
    """Rows of the comparison to be shown: those sent with a form, else the first that change something."""
    rows = review.comparison.rows if review.comparison else ()
    if codes is not None:
        sent = {key for code in codes if (key := row_key(code)) is not None}
        return [row for row in rows if row.key in sent]
    return [row for row in rows if row.state in SHOWN_STATES][:limit]


def missing_items(review: Review, limit: int) -> list[PlanItem]:
    """Items that the file has no more, as many as are shown; those ticked already always."""
    if review.comparison is None or review.target is None:
        return []
    ticked = set(review.corrections.removed)
    pks: list[int] = [*review.comparison.missing]
    shown = {*pks[:limit], *ticked}
    return [review.target.items[pk] for pk in pks if pk in shown]
