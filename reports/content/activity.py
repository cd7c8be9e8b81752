"""What participants did in a month: facts counted, never weighed; frozen when the month is closed.

There is no total: a tick, a review and an evening of a seminar are not of one measure, so a table is only sorted by one
of its columns. Silence is two months without a single fact; what was not done is told apart and is no fact of doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from portal.text.names import natural_key

VERSION = 1


class FactKind(StrEnum):
    """What was done; `MISSING` is what was not."""

    ON_TIME = "on_time"
    LATE = "late"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REVIEW = "review"
    GIVEN = "given"
    GIVEN_LATE = "given_late"
    EVENT = "event"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """Head of the column."""
        return COLUMNS[self][0]

    @property
    def meaning(self) -> str:
        """What is counted, in a sentence."""
        return COLUMNS[self][1]


COLUMNS: Mapping[FactKind, tuple[str, str]] = {
    FactKind.ON_TIME: ("Отмечено в срок", "пункты плана, выполненные не позже срока; месяц — по дате выполнения"),
    FactKind.LATE: ("Отмечено позже", "пункты, выполненные после срока; месяц — по дате выполнения"),
    FactKind.PROGRESS: (
        "О ходе работы",
        "отметки «в работе», «частично», «перенесено» и «отменено»; месяц — когда записаны",
    ),
    FactKind.EVIDENCE: ("Подтверждения", "файлы, ссылки и документы при отметках этого месяца"),
    FactKind.SUBMITTED: ("Продукты поданы", "продукты, поданные на рецензию; месяц — день подачи"),
    FactKind.APPROVED: ("Продукты одобрены", "продукты, одобренные после рецензий; месяц — день решения"),
    FactKind.REVIEW: ("Рецензии", "рецензии на продукты других организаций; месяц — день сдачи"),
    FactKind.GIVEN: ("Сведения в срок", "части совместных отчётов, сданные в срок; месяц — день первой сдачи"),
    FactKind.GIVEN_LATE: ("Сведения позже", "части совместных отчётов, сданные после срока"),
    FactKind.EVENT: ("События", "совместные события, на которых был хотя бы один человек от организации"),
    FactKind.MISSING: ("Без отметки", "пункты, срок которых прошёл в этом месяце, а отметки нет до сих пор"),
}
DOING = frozenset(FactKind) - {FactKind.MISSING}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an organisation did (or did not) on a day; `page` with `args` is where it is seen."""

    kind: FactKind
    organization_id: int
    on: date
    title: str
    source: str
    page: str
    args: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A participant and the stretch of her participation, both ends inclusive where they are known."""

    id: int
    name: str
    district: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MemberActivity:
    """A participant's month: facts by day, and whether she has been silent for two months."""

    id: int
    name: str
    district: str
    is_silent: bool
    facts: tuple[Fact, ...]

    def count(self, kind: FactKind) -> int:
        """How many facts of a kind."""
        return sum(fact.kind is kind for fact in self.facts)

    @property
    def figures(self) -> tuple[tuple[FactKind, int], ...]:
        """Every column with its count."""
        counts = Counter(fact.kind for fact in self.facts)
        return tuple((kind, counts[kind]) for kind in FactKind)

    def without(self, kind: FactKind) -> MemberActivity:
        """The row with no facts of the kind."""
        return replace(self, facts=tuple(fact for fact in self.facts if fact.kind is not kind))


def first_day(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def last_day(day: date) -> date:
    """The last day of the month of a day."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the month after that of a day."""
    return (first_day(day) + timedelta(days=32)).replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before that of a day."""
    return first_day(first_day(day) - timedelta(days=1))


def judged_months(month: date, today: date) -> tuple[date, ...]:
    """First days of months that must be without facts for silence: two that are over, and the one that goes on."""
    before = month_before(month)
    return (before, month) if last_day(month) < today else (month_before(before), before, month)


def month_activity(
    members: Iterable[Member], facts: Iterable[Fact], month: date, today: date
) -> tuple[MemberActivity, ...]:
    """What each participant of the month did, by name; `facts` reach back to the first of `judged_months`."""
    judged = judged_months(month, today)
    own: dict[int, list[Fact]] = {}
    for fact in facts:
        own.setdefault(fact.organization_id, []).append(fact)
    return tuple(
        MemberActivity(
            id=member.id,
            name=member.name,
            district=member.district,
            is_silent=_is_silent(member, own.get(member.id, ()), judged),
            facts=tuple(sorted((fact for fact in own.get(member.id, ()) if first_day(fact.on) == month), key=_order)),
        )
        for member in sorted(members, key=lambda each: (natural_key(each.name), each.id))
        if _took_part(member, month)
    )


def totals(rows: Iterable[MemberActivity]) -> tuple[tuple[FactKind, int], ...]:
    """Sums of the columns."""
    counts = Counter(fact.kind for row in rows for fact in row.facts)
    return tuple((kind, counts[kind]) for kind in FactKind)


def sorted_by(rows: Sequence[MemberActivity], kind: FactKind | None) -> list[MemberActivity]:
    """Most of a column first, else by name."""
    return sorted(rows, key=lambda row: -row.count(kind)) if kind else list(rows)


def to_json(rows: Iterable[MemberActivity]) -> dict[str, Any]:
    """What a closed month keeps."""
    members = [
        {
            **asdict(row),
            "facts": [{**asdict(fact), "on": fact.on.isoformat(), "args": list(fact.args)} for fact in row.facts],
        }
        for row in rows
    ]
    return {"version": VERSION, "members": members}


def from_json(content: Mapping[str, Any]) -> tuple[MemberActivity, ...]:
    """The rows of a closed month as they were."""
    return tuple(
        MemberActivity(**{**member, "facts": tuple(_fact(fact) for fact in member["facts"])})
        for member in content["members"]
    )


def _fact(kept: Mapping[str, Any]) -> Fact:
    day = date.fromisoformat(kept["on"])
    return Fact(**{**kept, "kind": FactKind(kept["kind"]), "on": day, "args": tuple(kept["args"])})


def _order(fact: Fact) -> tuple[Any, ...]:
    return (fact.on, tuple(FactKind).index(fact.kind), fact.title, fact.page, str(fact.args), fact.source)


def _took_part(member: Member, month: date) -> bool:
    begun = member.since is None or member.since <= last_day(month)
    return begun and (member.until is None or member.until >= month)


def _is_silent(member: Member, facts: Iterable[Fact], judged: Sequence[date]) -> bool:
    if member.since is not None and member.since > judged[0]:
        return False
    return not any(fact.kind in DOING and first_day(fact.on) in judged for fact in facts)
