"""Reading of «Сроки» cells: worked examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from plans.text.deadlines import DeadlineReading, read_deadline
from plans.text.period import PlanPeriod

CASES = Path(__file__).with_name("deadline_cases.tsv")
SHARED = Path(__file__).resolve().parents[4] / "shared" / "phrases" / "deadlines.tsv"


def rows(path: Path) -> list[list[str]]:
    """Rows of a tab-separated table without its head; nothing where the table is absent."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def shown(reading: DeadlineReading) -> list[str]:
    """The reading as the columns of the tables: kind, start, end, recurrence, occurrences."""
    start = reading.start.isoformat() if reading.start else "-"
    end = reading.end.isoformat() if reading.end else "-"
    count = "-" if reading.occurrences is None else str(reading.occurrences)
    return [reading.kind.value, start, end, reading.recurrence.value, count]


@pytest.mark.skipif(not SHARED.exists(), reason="worked examples are not part of the checkout")
@pytest.mark.parametrize("row", rows(SHARED), ids=lambda row: row[0])
def test_worked_examples(row: list[str]) -> None:
    phrase, period, *expected = row[:7]

    reading = read_deadline(phrase, PlanPeriod.parse(period))

    assert shown(reading) == expected
    assert bool(reading.warnings) or not row[7:] or not row[7].startswith("WARN")
