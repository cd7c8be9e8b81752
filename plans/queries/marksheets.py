"""What a sheet of marks is made of, and what its rows stand against when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from network.models import Organization
from plans.layout import DEADLINE, cell_text
from plans.marksheet import Said, SheetRow
from plans.models import CompletionMark, MarkSheet, Plan
from plans.progress import MarkState
from plans.queries.table import ItemRow, OccurrenceRow

SALT = "plans.mark-sheet"
NOBODY = 0
LAST_SHEETS = 5


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of a sheet is about: plan, occurrence, organisation (0: the item itself) and the mark that stood
    when the sheet was made (0: none), by id.
    """

    plan: int
    occurrence: int
    organization: int
    mark: int

    @property
    def organization_id(self) -> int | None:
        """Id of the organisation, `None` for the item itself."""
        return self.organization or None

    def signed(self) -> str:
        """The key as the sheet holds it: nobody can make one for another plan."""
        return _signer().sign(f"{self.plan}.{self.occurrence}.{self.organization}.{self.mark}")

    @classmethod
    def of(cls, text: str) -> RowKey | None:
        """The key of a row; `None` for one that the portal did not write."""
        try:
            return cls(*(int(part) for part in _signer().unsign(text).split(".")))
        except (BadSignature, ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a sheet to be filled in: an item's window and the mark that stands in it."""

    row: ItemRow
    window: OccurrenceRow
    standing: CompletionMark | None
    key: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row that came back is about: its item and window, the mark that stands and the one the sheet knew."""

    row: ItemRow
    window: OccurrenceRow
    organization: Organization | None
    standing: CompletionMark | None
    base: CompletionMark | None


def sheet_lines(plan: Plan, rows: Iterable[ItemRow], organization: int | None) -> Iterator[SheetLine]:
    """All windows of the rows in document order, with the marks of one organisation or (`None`) of the items."""
    for row in rows:
        for window in row.occurrences:
            mark = standing_mark(window, organization)
            key = RowKey(plan.pk, window.occurrence.pk, organization or NOBODY, mark.pk if mark else NOBODY)
            yield SheetLine(row, window, mark, key.signed())


def line_words(line: SheetLine) -> tuple[str, str, str, str, str]:
    """Number, title, window, deadline and responsibles of a line, in the document's words."""
    item, occurrence = line.row.item, line.window.occurrence
    window = ", ".join(filter(None, (occurrence.title, occurrence.label)))
    return (item.number, item.title, window, cell_text(item, DEADLINE), item.responsible_text)


def standing_mark(window: OccurrenceRow, organization: int | None) -> CompletionMark | None:
    """The mark that counts for the organisation (`None`: for the item itself)."""
    return next((mark for mark in window.marks if mark.organization_id == organization), None)


def said_of(mark: CompletionMark | None) -> Said | None:
    """What a mark says; a mark taken back says nothing."""
    if mark is None or mark.state == MarkState.NONE:
        return None
    return Said(MarkState(mark.state), mark.fact_on, mark.moved_to, mark.text, mark.reason, mark.participants)


def subjects(keys: Sequence[RowKey | None], rows: Sequence[ItemRow], plan: Plan) -> list[Subject | None]:
    """What each key is about, `None` where it names nothing of this plan; in one query beside the rows."""
    windows = {window.occurrence.pk: (row, window) for row in rows for window in row.occurrences}
    known = CompletionMark.objects.in_bulk({key.mark for key in keys if key and key.plan == plan.pk})
    return [_subject(key, windows, known) if key and key.plan == plan.pk else None for key in keys]


def _subject(
    key: RowKey, windows: Mapping[int, tuple[ItemRow, OccurrenceRow]], known: Mapping[int, CompletionMark]
) -> Subject | None:
    found = windows.get(key.occurrence)
    if found is None:
        return None
    row, window = found
    organization = next((each for each in row.organizations if each.pk == key.organization), None)
    if key.organization and organization is None:
        return None
    base = known.get(key.mark)
    is_its = base is not None and (base.occurrence_id, base.organization_id) == (key.occurrence, key.organization_id)
    return Subject(row, window, organization, standing_mark(window, key.organization_id), base if is_its else None)


def kept_rows(sheet: MarkSheet) -> list[SheetRow]:
    """The rows of a sheet as they were read."""
    return [SheetRow(**row) for row in sheet.rows]


def waiting_sheets(sheets: QuerySet[MarkSheet], plan: Plan) -> list[MarkSheet]:
    """The last sheets of a plan that wait for their confirmation."""
    waiting = sheets.filter(plan=plan, state=MarkSheet.State.REVIEW)
    return list(waiting.order_by("-created_at")[:LAST_SHEETS])


def latest_ids(occurrences: Iterable[int]) -> Mapping[tuple[int, int | None], int]:
    """Id of the last mark of each occurrence and organisation, one taken back as 0."""
    found: dict[tuple[int, int | None], int] = {}
    marks = CompletionMark.objects.filter(occurrence__in=list(occurrences)).order_by("pk")
    for pk, occurrence, organization, state in marks.values_list("pk", "occurrence", "organization", "state"):
        found[occurrence, organization] = NOBODY if state == MarkState.NONE else pk
    return found


def _signer() -> Signer:
    return Signer(salt=SALT)
