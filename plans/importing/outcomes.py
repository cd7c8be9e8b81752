"""What a matrix, a table of criteria and a list of participants say, apart from the plan: parts by their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plans.importing.columns import normal
from plans.importing.draft import DraftPlan, DraftRow
from plans.importing.matrix import BRACKETS, POINT, stage_deadline
from plans.importing.periods import find_period

BULLET = re.compile(r"^\s*[•▪◦‣·●○–—−-]\s+")
NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*[.)]?)\s+(?P<text>\S.*)$", re.DOTALL)
# Columns that are read as what they are, whatever else their headings say.
TOLD = frozenset({"criterion", "indicators", "number", "organisation", "municipality"})
# Columns of a list of participants that a plan does not have, by words of their headings.
ABOUT = (
    ("short_name", r"кратк|сокращ"),
    ("role", r"\bроль|функци|статус в (?:проекте|сети)"),
)
# Other columns of a table of criteria, by words of their headings.
MEASURES = (
    ("unit", r"единиц"),
    ("baseline", r"исходн|базов|начальн|на начало"),
    ("target", r"планов|планиру|целев|ожидаем|конечн|на конец"),
    ("method", r"метод|способ|инструмент|диагност|источник"),
)


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage of a matrix: its text as printed, the name without the period, the period, its bounds («2020-01»)."""

    text: str
    title: str
    period_text: str = ""
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A numbered point; `stage` and `direction` are places in the matrix, `direction` is None for a result."""

    stage: int
    direction: int | None
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class MatrixDraft:
    """A matrix as read: its stages and directions in order, works and planned results point by point."""

    stages: tuple[StageDraft, ...]
    directions: tuple[str, ...]
    entries: tuple[PointDraft, ...]
    results: tuple[PointDraft, ...]


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """How a criterion is measured, in the words of the table; a column that is not there gives the empty string."""

    number: str
    title: str
    unit: str = ""
    baseline: str = ""
    target: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion with its indicators."""

    number: str
    title: str
    indicators: tuple[IndicatorDraft, ...]


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """An organisation of a list of participants; what the list does not say is empty."""

    organization: str
    municipality: str = ""
    short_name: str = ""
    role: str = ""


def matrix_of(draft: DraftPlan) -> MatrixDraft:
    """Stages, directions, works and results of a matrix, in the order of the paper."""
    stages = tuple(_stage(section.text) for section in draft.sections)
    directions = tuple(dict.fromkeys(row.direction for row in draft.rows if row.direction))
    entries, results = [], []
    for row in draft.rows:
        place = row.stage_index if row.stage_index is not None else 0
        if row.title is not None and row.direction:
            entries.append(PointDraft(place, directions.index(row.direction), row.number or "", row.title))
        elif row.expected_result:
            results += [PointDraft(place, None, number, text) for number, text in points_of(row.expected_result)]
    return MatrixDraft(stages, directions, tuple(entries), tuple(results))


def points_of(text: str) -> list[tuple[str, str]]:
    """Numbered points of a cell as (number, text); lines without a number go on with their point."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        typed = POINT.match(line)
        if typed:
            found.append((typed["number"], [typed["text"]]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return [(number, "\n".join(lines)) for number, lines in found]


def criteria_of(draft: DraftPlan) -> tuple[CriterionDraft, ...]:
    """Criteria with their indicators; rows without a criterion of their own go on with the one above."""
    places = _columns(draft, MEASURES)
    found: list[tuple[str, str, list[IndicatorDraft]]] = []
    for row in draft.rows:
        title = (row.criterion or "").strip()
        if title and (not found or found[-1][1] != title or _number(row) not in ("", found[-1][0])):
            number, text = _numbered(title)
            found.append((_number(row) or number, text, []))
        elif not found:
            continue
        found[-1][2].extend(_indicators(row, places))
    return tuple(CriterionDraft(number, title, tuple(indicators)) for number, title, indicators in found)


def participants_of(draft: DraftPlan) -> tuple[ParticipantDraft, ...]:
    """Organisations of a list, each once; a municipality stands for the rows below it that name none.

    A short name and a role are those of a row with one organisation: of several nobody can say whose they are.
    """
    places = _columns(draft, ABOUT)
    found: dict[tuple[str, str], ParticipantDraft] = {}
    municipality = ""
    for row in draft.rows:
        municipality = (row.municipality or "").strip() or municipality
        names = list(filter(None, map(_bare, (row.organisation or "").split("\n"))))
        others = dict(row.others) if len(names) == 1 else {}
        about = {field: " ".join(others.get(place, "").split()) for field, place in places.items()}
        for name in names:
            found.setdefault((name, municipality), ParticipantDraft(name, municipality, **about))
    return tuple(found.values())


def _stage(text: str) -> StageDraft:
    words = stage_deadline(text)
    if words is None:
        return StageDraft(text, text)
    period = find_period(words)
    return StageDraft(text, BRACKETS.sub("", text).strip(), words, period.start, period.end)


def _number(row: DraftRow) -> str:
    return (row.number or "").strip()


def _numbered(text: str) -> tuple[str, str]:
    found = NUMBERED.match(text)
    return (found["number"], found["text"]) if found else ("", text)


def _bare(line: str) -> str:
    return _numbered(BULLET.sub("", line).strip())[1].strip(" ;")


def _indicators(row: DraftRow, places: dict[str, int]) -> list[IndicatorDraft]:
    """Indicators of a cell, one for each point; with columns of measures the cell is one indicator."""
    text = (row.indicators or "").strip()
    if not text:
        return []
    others = dict(row.others)
    measures = {name: others.get(place, "").strip() for name, place in places.items()}
    lines = [text] if any(measures.values()) else [line for line in text.split("\n") if line.strip()]
    return [IndicatorDraft(*_numbered(BULLET.sub("", line).strip()), **measures) for line in lines]


def _columns(draft: DraftPlan, wanted: tuple[tuple[str, str], ...]) -> dict[str, int]:
    """Places of columns that are none of a plan's own, by what they hold, the first of each."""
    found: dict[str, int] = {}
    for column in draft.columns:
        key = normal(f"{column.group} {column.heading}")
        for name, pattern in wanted:
            if column.field not in TOLD and re.search(pattern, key):
                found.setdefault(name, column.index)
    return found
