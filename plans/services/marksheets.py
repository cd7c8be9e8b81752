"""Sheets of marks that came back: kept as read, then brought in as one batch of marks, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from plans.importing.errors import ImportRefused
from plans.importing.sandbox import read_sheets_safely
from plans.marksheet import sheet_rows
from plans.models import CompletionMark, MarkSheet, Plan
from plans.queries.marksheets import NOBODY, RowKey, latest_ids
from plans.services.marks import MarkTarget, mark_each

MAX_FILENAME = 300
SETTLED = "Эта ведомость уже внесена или убрана."
NOTHING = "В ведомости нет ни одной новой отметки: вносить нечего."
FOREIGN = "Это ведомость другого плана. Откройте тот план и загрузите её там, а сюда — ведомость этого плана."
FORGED = (
    "Ключи строк в файле испорчены, поэтому непонятно, к каким пунктам относятся отметки. "
    "Скачайте ведомость заново и перенесите в неё отметки."
)


class StaleSheetError(Exception):
    """Somebody has marked since the comparison was shown."""


@dataclass(frozen=True, slots=True)
class SheetTarget:
    """A mark to be set and the id of the mark it takes the place of, 0 for none."""

    target: MarkTarget
    stands: int


def keep_sheet(plan: Plan, data: bytes, filename: str, *, author: User) -> MarkSheet:
    """Read a file and keep its rows for review.

    Raises ImportRefused for a file that is no sheet of this plan; then nothing is kept.
    """
    rows = sheet_rows(read_sheets_safely(data, filename))
    keys = [RowKey.of(row.key) for row in rows if row.key]
    if not any(keys):
        raise ImportRefused("forged", FORGED)
    if not any(key.plan == plan.pk for key in keys if key):
        raise ImportRefused("foreign", FOREIGN)
    return MarkSheet.objects.create(
        plan=plan, author=author, filename=filename[-MAX_FILENAME:], rows=[asdict(row) for row in rows]
    )


@transaction.atomic
def confirm_sheet(
    sheet: MarkSheet, targets: Sequence[SheetTarget], *, author: User, today: date
) -> list[CompletionMark]:
    """Set the marks in one transaction, as one batch that is taken back as one.

    Raises StaleSheetError if a mark stands that the reader was not shown, ValidationError in Russian where the sheet
    was confirmed already, holds nothing new, or a mark breaks a rule.
    """
    locked = MarkSheet.objects.select_for_update().filter(pk=sheet.pk, state=MarkSheet.State.REVIEW).first()
    if locked is None:
        raise ValidationError(SETTLED)
    if not targets:
        raise ValidationError(NOTHING)
    standing = latest_ids(each.target.occurrence.pk for each in targets)
    for each in targets:
        organization = each.target.organization
        place = (each.target.occurrence.pk, organization.pk if organization else None)
        if standing.get(place, NOBODY) != each.stands:
            raise StaleSheetError
    marks = mark_each([each.target for each in targets], author=author, today=today)
    locked.state, locked.batch, locked.rows = MarkSheet.State.CONFIRMED, marks[0].batch, []
    locked.save(update_fields=["state", "batch", "rows"])
    return marks


def cancel_sheet(sheet: MarkSheet) -> None:
    """Throw a sheet away before it was confirmed; raises ValidationError afterwards."""
    deleted, _ = MarkSheet.objects.filter(pk=sheet.pk, state=MarkSheet.State.REVIEW).delete()
    if not deleted:
        raise ValidationError(SETTLED)
