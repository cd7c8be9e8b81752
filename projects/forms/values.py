"""Tables that numbers are typed into: values of a participant in a period, targets of an indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from network.models import Organization
from portal.text.numbers import number_words, read_number
from portal.text.short import shortened
from projects.models import Indicator, IndicatorValue, MeasurementPeriod, ProjectFile
from projects.services.products import NewFile
from projects.services.values import LOCKED, GivenValue

MAX_TEXT = 5_000
MAX_TITLE = 60
NOT_A_NUMBER = (
    "{row}, столбец «{column}»: «{text}» — не число. Пишите так: 1 234,5 (не больше двух знаков после запятой)."
)
TOO_LONG = "{row}, столбец «{column}»: текст длиннее 5000 знаков. Сократите его."
Key = tuple[int, int | None]


@dataclass
class ValueRow:
    """One indicator of the table: what stands, what is typed, what is wrong with it."""

    indicator: Indicator
    stands: IndicatorValue | None
    value: str = ""
    text: str = ""
    evidence: str = ""
    keep: frozenset[int] = frozenset()
    upload: UploadedFile | None = None
    is_locked: bool = False
    error: str = ""
    number: Decimal | None = None

    @property
    def name(self) -> str:
        """How the row is named in errors."""
        return f"Показатель {self.indicator.number}".strip() if self.indicator.number else _quoted(self.indicator.title)

    @property
    def is_number(self) -> bool:
        """The indicator is told by a number."""
        return self.indicator.kind == Indicator.Kind.QUANTITATIVE

    @property
    def files(self) -> list[tuple[ProjectFile, bool]]:
        """Files of the row, and whether they are to stay."""
        return (
            [(kept, kept.pk in self.keep) for kept in self.stands.files.all()] if self.stands and self.stands.pk else []
        )

    def given(self) -> GivenValue:
        """What is said, for the service."""
        files = (NewFile(self.upload.name or "", self.upload.read()),) if self.upload else ()
        return GivenValue(self.indicator, self.number, self.text, self.evidence, files, self.keep)


@dataclass
class ValueGrid:
    """The table of one participant in one period."""

    rows: list[ValueRow] = field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        """What is wrong, row by row."""
        return [row.error for row in self.rows if row.error]

    def given(self) -> list[GivenValue]:
        """Values of all rows that may be written."""
        return [row.given() for row in self.rows if not row.is_locked]


def value_grid(
    indicators: Iterable[Indicator],
    values: Mapping[int, IndicatorValue],
    *,
    is_coordinator: bool,
    posted: QueryDict | None = None,
    files: MultiValueDict[str, UploadedFile] | None = None,
) -> ValueGrid:
    """The table as it stands, or with what was sent on top; rows in the coordinator's hands are not touched."""
    rows = []
    for indicator in indicators:
        stands = values.get(indicator.pk)
        is_locked = stands is not None and stands.state in LOCKED and not is_coordinator
        row = _standing(indicator, stands, is_locked=is_locked)
        if posted is not None and not is_locked:
            _fill(row, posted, files)
        rows.append(row)
    return ValueGrid(rows)


def _standing(indicator: Indicator, stands: IndicatorValue | None, *, is_locked: bool) -> ValueRow:
    if stands is None:
        return ValueRow(indicator, None)
    keep = frozenset(kept.pk for kept in stands.files.all())
    words = (number_words(stands.value), stands.text, stands.evidence)
    return ValueRow(indicator, stands, *words, keep=keep, is_locked=is_locked, number=stands.value)


def _fill(row: ValueRow, posted: QueryDict, files: MultiValueDict[str, UploadedFile] | None) -> None:
    pk = row.indicator.pk
    row.value, row.text = posted.get(f"value-{pk}", "")[:100], posted.get(f"text-{pk}", "")
    row.evidence = posted.get(f"evidence-{pk}", "")
    keep = {str(kept.pk): kept.pk for kept, _ in row.files}
    row.keep = frozenset(keep[text] for text in posted.getlist(f"keep-{pk}") if text in keep)
    row.upload = files.get(f"file-{pk}") if files else None
    row.number = None
    if row.is_number:
        row.text = ""
        try:
            row.number = read_number(row.value)
        except ValueError:
            row.error = NOT_A_NUMBER.format(row=row.name, column="Факт", text=shortened(row.value, MAX_TITLE))
    for text, column in ((row.text, "Оценка"), (row.evidence, "Чем подтверждено")):
        if len(text) > MAX_TEXT:
            row.error = TOO_LONG.format(row=row.name, column=column)


@dataclass
class TargetCell:
    """One target: its period, what is typed."""

    period: MeasurementPeriod
    organization_id: int | None
    text: str
    number: Decimal | None = None
    error: str = ""

    @property
    def name(self) -> str:
        """Name of its control."""
        return f"target-{self.period.pk}-{self.organization_id or 0}"


@dataclass
class TargetGrid:
    """Targets of an indicator: a line of each participant, the project as a whole first."""

    lines: list[tuple[str, list[TargetCell]]]

    @property
    def cells(self) -> list[TargetCell]:
        """All cells, line by line."""
        return [cell for _, cells in self.lines for cell in cells]

    @property
    def errors(self) -> list[str]:
        """What is wrong, cell by cell."""
        return [cell.error for cell in self.cells if cell.error]

    def targets(self) -> dict[Key, Decimal | None]:
        """Numbers by ids of period and participant."""
        return {(cell.period.pk, cell.organization_id): cell.number for cell in self.cells}


def target_grid(
    periods: Sequence[MeasurementPeriod],
    organizations: Sequence[Organization],
    values: Iterable[IndicatorValue],
    whole: str,
    posted: QueryDict | None = None,
) -> TargetGrid:
    """The table as it stands, or as it was sent; `whole` is the name of the first line."""
    stands = {(row.period_id, row.organization_id): row.target for row in values}
    lines = []
    for organization in (None, *organizations):
        label = organization.short_name if organization else whole
        pk = organization.pk if organization else None
        cells = []
        for period in periods:
            cell = TargetCell(period, pk, number_words(stands.get((period.pk, pk))), stands.get((period.pk, pk)))
            if posted is not None:
                _read(cell, label, posted)
            cells.append(cell)
        lines.append((label, cells))
    return TargetGrid(lines)


def _read(cell: TargetCell, label: str, posted: QueryDict) -> None:
    cell.text, cell.number = posted.get(cell.name, "")[:100], None
    try:
        cell.number = read_number(cell.text)
    except ValueError:
        words = {"row": label, "column": cell.period.title, "text": shortened(cell.text, MAX_TITLE)}
        cell.error = NOT_A_NUMBER.format(**words)


def _quoted(title: str) -> str:
    return f"Показатель «{shortened(title, MAX_TITLE)}»"
