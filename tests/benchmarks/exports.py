"""What 5,000 rows cost as files, against 500: `python -m tests.benchmarks.exports`, with `DJANGO_SETTINGS_MODULE` set.

Not a test: times of a busy machine prove nothing. Prints processor seconds, the peak of Python's memory and the ratio
of both to those of a tenth of the rows (10 is linear, 1 does not grow).
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryFile

import django

django.setup()

from plans.exporting import Column, ExportTable, Format, Heading, Line, write_file  # noqa: E402 - after the set-up

FIELDS = ("number", "title", "deadline", "responsible", "mark", "section", "state", "marks", "proofs", "due")
ROWS = 5_000
WORDS = "Заседание методического совета учреждения дополнительного образования с участием партнёров сети. "


def lines(rows: int) -> Iterator[Heading | Line]:
    """Rows of about 500 letters, a heading before each fiftieth."""
    for number in range(rows):
        if number % 50 == 0:
            yield Heading(f"{number // 50 + 1}. Раздел")
        words = (f"{number} {WORDS}", "Октябрь 2022", WORDS, "", "1. Раздел", "Просрочено", WORDS, WORDS)
        yield Line((str(number), *words, date(2022, 10, 31)))


def write(kind: Format, rows: int) -> None:
    """Write so many rows to a file that is thrown away."""
    table = ExportTable("План", (), tuple(Column(field, field) for field in FIELDS), lines(rows), "План")
    with TemporaryFile() as file:
        write_file(table, kind, file)


def seconds(kind: Format, rows: int) -> float:
    """Processor time of writing."""
    began = time.process_time()
    write(kind, rows)
    return time.process_time() - began


def megabytes(kind: Format, rows: int) -> float:
    """Peak of Python's memory while writing."""
    tracemalloc.start()
    write(kind, rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024 / 1024


def main() -> None:
    """Print a line for each format."""
    for kind in Format:
        write(kind, 1)  # libraries are loaded
        spent, few = seconds(kind, ROWS), seconds(kind, ROWS // 10)
        used, little = megabytes(kind, ROWS), megabytes(kind, ROWS // 10)
        times, sizes = f"{spent:.2f} s (x{spent / few:.1f})", f"{used:.1f} MB (x{used / little:.1f})"
        sys.stdout.write(f"{kind}: {ROWS} rows in {times}, peak {sizes}\n")


if __name__ == "__main__":
    main()
