"""How long 10,000 different «Сроки» cells take on one core: `python -m tests.benchmarks.deadlines`.

Not a test: times of a busy machine prove nothing. No phrase comes twice, so nothing is answered from a cache.
"""

from __future__ import annotations

import sys
import time
from itertools import count, islice
from typing import TYPE_CHECKING

from plans.text.deadlines import read_deadline
from plans.text.period import PlanPeriod
from tests.plans.text.test_deadlines import CASES, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASES = 10_000
TAILS = ("", ", по графику", " (актовый зал)", ", 10.00", ", школа № {}", ", каб. {}", " и по мере необходимости", ".")


def phrases() -> Iterator[tuple[str, PlanPeriod]]:
    """Yield different phrases without end: the invented cells, then the same with words behind them."""
    seen: set[tuple[str, str]] = set()
    for turn in count():
        tail = TAILS[turn % len(TAILS)].format(turn)
        for phrase, period, *_ in rows(CASES):
            if (phrase + tail, period) not in seen:
                seen.add((phrase + tail, period))
                yield phrase.replace(r"\n", "\n") + tail, PlanPeriod.parse(period)


def main() -> None:
    """Print processor seconds and how many phrases were understood."""
    cells = list(islice(phrases(), PHRASES))
    began = time.process_time()
    understood = sum(read_deadline(phrase, period).kind != "unknown" for phrase, period in cells)
    spent = time.process_time() - began
    sys.stdout.write(f"{len(cells)} phrases: {spent:.2f} s, understood {understood}\n")


if __name__ == "__main__":
    main()
