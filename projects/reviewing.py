"""Who reviews what in a round: nobody her own organisation's work, loads as even as they can be. Pure.

What is asked for, the first before the next: every product gets its reviews; loads of reviewers are as even as the hard
rules let them be; reviewers come from other municipalities than the authors; those who did less in earlier rounds do
more in this one. No reviewer has a largest load, so the first never stands against the others; the rest is a transport
problem with convex costs, solved exactly by shortest paths: among all outcomes the one with the least sum of squared
loads, which has the least largest load and the greatest smallest one as well.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Pair = tuple[int, int]
"""Product and reviewer, by their ids."""


class Bar(StrEnum):
    """Why somebody may not review a product."""

    AUTHOR = "author"
    ORGANIZATION = "organization"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Work:
    """A product to be reviewed: its authors by id, their organisations and municipalities."""

    id: int
    organizations: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may review; `before`: how many reviews she was given in earlier rounds."""

    id: int
    organizations: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()
    before: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A review given to somebody; `is_near`: she is from the municipality of an author."""

    product: int
    reviewer: int
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Shortage:
    """A product that gets fewer reviews than asked for, and how many people each rule keeps from it."""

    product: int
    asked: int
    given: int
    barred: Mapping[Bar, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Reviews to be given, those that stand already included, by product and reviewer; loads of all reviewers."""

    given: tuple[Given, ...]
    shortages: tuple[Shortage, ...]
    loads: Mapping[int, int]

    @property
    def spread(self) -> int:
        """How much the largest load is over the smallest one."""
        return max(self.loads.values(), default=0) - min(self.loads.values(), default=0)

    @property
    def near(self) -> tuple[Given, ...]:
        """Reviews by somebody from the municipality of an author."""
        return tuple(each for each in self.given if each.is_near)


def bar_of(work: Work, reviewer: Reviewer, declined: Collection[Pair] = ()) -> Bar | None:
    """Why the reviewer may not be given the product; None where she may."""
    if reviewer.id in work.authors:
        return Bar.AUTHOR
    if work.organizations & reviewer.organizations:
        return Bar.ORGANIZATION
    return Bar.DECLINED if (work.id, reviewer.id) in declined else None


def is_near(work: Work, reviewer: Reviewer) -> bool:
    """The reviewer is from the municipality of an author."""
    return bool(work.municipalities & reviewer.municipalities)


def assign(
    works: Iterable[Work],
    reviewers: Iterable[Reviewer],
    reviews_per_product: int,
    kept: Collection[Pair] = (),
    declined: Collection[Pair] = (),
) -> Assignment:
    """Give each product its reviewers; the order of what is given does not matter.

    `kept` are reviews that stand already: they count and are not moved, whatever the rules say of them. `declined` are
    pairs that must not be made.
    """
    known = {each.id: each for each in sorted(reviewers, key=lambda each: each.id)}
    wanted = sorted(works, key=lambda each: each.id)
    rows = {work.id: _row(work, known.values(), kept, declined) for work in wanted}
    held = Counter(reviewer for _, reviewer in kept)
    table = _Table(rows, known, held)
    for work in wanted:
        stands = sum(product == work.id for product, _ in set(kept))
        for _ in range(min(reviews_per_product - stands, len(rows[work.id]))):
            table.give(work.id)
    pairs = sorted({*kept, *table.pairs()})
    by_id = {work.id: work for work in wanted}
    return Assignment(
        given=tuple(
            Given(
                product, reviewer, product in by_id and reviewer in known and is_near(by_id[product], known[reviewer])
            )
            for product, reviewer in pairs
        ),
        shortages=tuple(_shortages(wanted, list(known.values()), reviews_per_product, pairs, declined)),
        loads={reviewer: sum(each == reviewer for _, each in pairs) for reviewer in known},
    )


def _row(
    work: Work, reviewers: Iterable[Reviewer], kept: Collection[Pair], declined: Collection[Pair]
) -> dict[int, bool]:
    """Reviewers the product may get anew; whether each is near."""
    return {
        each.id: is_near(work, each)
        for each in reviewers
        if (work.id, each.id) not in kept and bar_of(work, each, declined) is None
    }


def _shortages(
    works: Iterable[Work],
    reviewers: Sequence[Reviewer],
    asked: int,
    pairs: Collection[Pair],
    declined: Collection[Pair],
) -> Iterator[Shortage]:
    for work in works:
        given = sum(product == work.id for product, _ in pairs)
        if given < asked:
            bars = [bar_of(work, each, declined) for each in reviewers if (work.id, each.id) not in pairs]
            yield Shortage(work.id, asked, given, dict(Counter(bar for bar in bars if bar)))


class _Table:
    """Reviews given so far, always the best for the products that have been served."""

    def __init__(
        self, rows: Mapping[int, Mapping[int, bool]], known: Mapping[int, Reviewer], held: Counter[int]
    ) -> None:
        self.rows = rows
        self.loads = {pk: held[pk] for pk in known}
        self.taken: dict[int, set[int]] = {pk: set() for pk in known}
        units = sum(len(row) for row in rows.values()) + 1
        self.before = {pk: known[pk].before for pk in known}
        # One step of a greater aim weighs more than everything the lesser aims can add up to.
        self.near = sum(sorted(self.before.values())) * units + 1
        self.even = self.near * units

    def pairs(self) -> list[Pair]:
        return [(product, reviewer) for reviewer, products in self.taken.items() for product in products]

    def give(self, product: int) -> None:
        """One more review for a product that has somebody left to ask: along the cheapest chain of exchanges."""
        cost, came = self._chains(product)
        last = min(cost, key=lambda pk: (cost[pk] + self._price(pk), pk))
        self.loads[last] += 1
        reviewer: int | None = last
        while reviewer is not None:
            moved, before = came[reviewer]
            if before is not None:
                self.taken[before].discard(moved)
            self.taken[reviewer].add(moved)
            reviewer = before

    def _chains(self, product: int) -> tuple[dict[int, int], dict[int, tuple[int, int | None]]]:
        """Of each reviewer that can be reached: what it costs, which product comes to her and from whom."""
        cost: dict[int, int] = {}
        came: dict[int, tuple[int, int | None]] = {}
        line: deque[int] = deque()

        def reach(pk: int, price: int, moved: int, before: int | None) -> None:
            if pk not in cost or price < cost[pk]:
                cost[pk], came[pk] = price, (moved, before)
                line.append(pk)

        for pk, near in self.rows[product].items():
            if product not in self.taken[pk]:
                reach(pk, near * self.near, product, None)
        while line:
            before = line.popleft()
            for moved in sorted(self.taken[before]):
                row = self.rows[moved]
                back = cost[before] - row[before] * self.near
                for pk, near in row.items():
                    if moved not in self.taken[pk]:
                        reach(pk, back + near * self.near, moved, before)
        return cost, came

    def _price(self, reviewer: int) -> int:
        """What one more review of this reviewer costs: squares of loads first, then loads of earlier rounds."""
        return (2 * self.loads[reviewer] + 1) * self.even + self.before[reviewer]
