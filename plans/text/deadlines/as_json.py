"""Lines of the shell command that shows how deadlines are read."""

from __future__ import annotations

import json
from functools import lru_cache

from plans.text.deadlines.reader import read_deadline
from plans.text.deadlines.reading import DeadlineReading
from plans.text.period import PlanPeriod

_COLUMNS = 3
_LINE_BREAK = r"\n"


def reading_as_json(line: str) -> str:
    r"""Return the JSON object of one line «phrase<TAB>period[<TAB>heading]»; «\n» in a phrase is a line break.

    Raises ValueError in words for the user when the line has other columns or the period cannot be read.
    """
    columns = line.split("\t")
    if len(columns) not in {_COLUMNS - 1, _COLUMNS}:
        msg = f"в строке {len(columns)} графы через табуляцию, а нужны срок, период и, если есть, заголовок раздела"
        raise ValueError(msg)
    phrase, period = columns[0], _period(columns[1])
    heading = columns[2] if len(columns) == _COLUMNS else ""
    reading = read_deadline(phrase.replace(_LINE_BREAK, "\n"), period, heading=heading)
    return json.dumps({**_shown(reading), "phrase": phrase}, ensure_ascii=False)


@lru_cache(maxsize=64)
def _period(text: str) -> PlanPeriod:
    return PlanPeriod.parse(text)


def _shown(reading: DeadlineReading) -> dict[str, object]:
    return {
        "phrase": "",
        "kind": reading.kind.value,
        "start": reading.start.isoformat() if reading.start else None,
        "end": reading.end.isoformat() if reading.end else None,
        "recurrence": reading.recurrence.value,
        "occurrences": reading.occurrences,
        "warnings": list(reading.warnings),
    }
