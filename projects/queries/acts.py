"""The register of normative acts of a project, and acts that look like one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.text.search import Words
from projects.models import NormativeAct, Project
from projects.text.acts import ActReading
from projects.text.same_acts import ActLine, same_acts

Level = NormativeAct.Level
LEVEL_ORDER = {level: place for place, level in enumerate(Level.values)}


@dataclass(frozen=True, slots=True)
class ActDoubt:
    """Another line that looks like the same act: its place in the register and what the two differ in."""

    pk: int
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act with its place in the document, from 1, and the doubts about it."""

    act: NormativeAct
    place: int
    doubts: tuple[ActDoubt, ...]


@dataclass(frozen=True, slots=True)
class ActChoice:
    """Which acts are shown and in which order; an empty part leaves all."""

    words: Words
    level: str = ""
    kind: str = ""
    force: str = ""
    only_doubts: bool = False
    sort: str = ""

    @property
    def is_narrow(self) -> bool:
        """Something is left out."""
        return bool(self.words or self.level or self.kind or self.force or self.only_doubts)


def acts_of(project: Project) -> list[NormativeAct]:
    """Acts in the order of the document, with their files."""
    rows = NormativeAct.objects.filter(project=project).select_related("file")
    return list(rows.order_by("order", "pk"))


def act_rows(acts: Sequence[NormativeAct]) -> list[ActRow]:
    """Acts with what looks doubtful about them, in their order."""
    lines = [act_line(act, place) for place, act in enumerate(acts, 1)]
    doubts: dict[int, list[ActDoubt]] = defaultdict(list)
    for pair in same_acts(lines):
        doubts[pair.first.pk].append(ActDoubt(pair.second.pk, pair.second.place, pair.words))
        doubts[pair.second.pk].append(ActDoubt(pair.first.pk, pair.first.place, pair.words))
    return [ActRow(act, place, tuple(doubts[act.pk])) for place, act in enumerate(acts, 1)]


def chosen_rows(rows: Iterable[ActRow], choice: ActChoice) -> list[ActRow]:
    """The rows that are asked for; sorted by level or by date with the latest first, else as in the document."""
    found = [row for row in rows if _fits(row, choice)]
    if choice.sort == "level":
        return sorted(found, key=lambda row: (LEVEL_ORDER[row.act.level], row.place))
    if choice.sort == "date":
        return sorted(found, key=lambda row: (-(row.act.dated_on.toordinal() if row.act.dated_on else 0), row.place))
    return found


def kinds_of(acts: Iterable[NormativeAct]) -> list[str]:
    """Kinds of the register by alphabet."""
    return sorted({act.kind for act in acts if act.kind}, key=str.casefold)


def act_line(act: NormativeAct, place: int) -> ActLine:
    """An act as it is compared with others."""
    return ActLine(act.pk, place, act.text, act.kind, act.number, act.dated_on, act.issuer, act.title)


def new_line(text: str, reading: ActReading, place: int) -> ActLine:
    """An act that is not saved yet, as it is compared with others; its key is its place, below zero."""
    parts = (reading.kind, reading.number, reading.dated_on, reading.issuer, reading.title)
    return ActLine(-place, place, text, *parts)


def new_doubts(acts: Sequence[NormativeAct], lines: Sequence[ActLine]) -> dict[int, list[str]]:
    """Doubts about new lines by their place: what they look like in the register and among themselves."""
    there = [act_line(act, place) for place, act in enumerate(acts, 1)]
    found: dict[int, list[str]] = defaultdict(list)
    for pair in same_acts([*there, *lines]):
        if pair.second.pk < 0:
            where = (
                f"строка {-pair.first.pk} этого списка" if pair.first.pk < 0 else f"строка {pair.first.place} реестра"
            )
            found[pair.second.place].append(f"Похоже на тот же акт ({where}): {pair.words}.")
    return found


def _fits(row: ActRow, choice: ActChoice) -> bool:
    act = row.act
    if choice.words.missing_from(f"{act.text} {act.number} {act.issuer} {act.title} {act.note}"):
        return False
    if choice.level and act.level != choice.level:
        return False
    if choice.kind and act.kind != choice.kind:
        return False
    if choice.force and act.is_in_force != (choice.force == "yes"):
        return False
    return not choice.only_doubts or bool(row.doubts)
