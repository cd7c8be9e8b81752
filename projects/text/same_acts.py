"""Finds one act that is written down with two numbers or two dates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from portal.text.names import comparison_key, near_keys
from portal.text.russian import date_short, join_list

SHORTEST_TITLE: Final = 12
"""A shorter title («О конкурсе») names too many acts to say that two of them are one."""


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act of a register: `place` counts from 1 as the reader sees it, `pk` names its row."""

    pk: int
    place: int
    text: str
    kind: str = ""
    number: str = ""
    dated_on: date | None = None
    issuer: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SameAct:
    """Two lines that look like one act; `words` say what they differ in."""

    first: ActLine
    second: ActLine
    words: str


def same_acts(lines: Sequence[ActLine]) -> list[SameAct]:
    """Pairs of lines that look like one act, in the order of the register; each pair once.

    One act: the same title (or one letter off), or the same kind, date and issuer with no title to tell them apart,
    and nothing else that tells two acts apart; also one number of one issuer with two dates.
    """
    return [SameAct(one, other, words) for one, other in combinations(lines, 2) if (words := _doubt(one, other))]


def _doubt(one: ActLine, other: ActLine) -> str:
    if comparison_key(one.text) == comparison_key(other.text):
        return "записан дважды одними и теми же словами"
    if _differ(one.kind, other.kind) or _differ(one.issuer, other.issuer):
        return ""
    numbers, dates = (
        _differ(one.number, other.number),
        bool(one.dated_on and other.dated_on) and (one.dated_on != other.dated_on),
    )
    if _titles_agree(one, other):
        differences = [*_numbers(one, other, told=numbers), *_dates(one, other, told=dates)]
        return f"одно название, но {join_list(differences)}" if differences else "одно название"
    if _has_titles((one, other)):
        return _one_number(one, other, told=dates)
    is_same_day = bool(one.kind and one.issuer and one.dated_on) and one.dated_on == other.dated_on
    both = bool(other.kind and other.issuer)
    if is_same_day and both and numbers:
        return f"один вид, дата и кто принял, но {join_list(_numbers(one, other, told=True))}"
    return _one_number(one, other, told=dates)


def _one_number(one: ActLine, other: ActLine, *, told: bool) -> str:
    """One number of one issuer with two dates: a number is seldom given twice, a date is often mistyped."""
    same = bool(one.number and one.issuer and other.issuer) and comparison_key(one.number) == comparison_key(
        other.number
    )
    return f"один номер, но {join_list(_dates(one, other, told=True))}" if same and told else ""


def _titles_agree(one: ActLine, other: ActLine) -> bool:
    first, second = comparison_key(one.title), comparison_key(other.title)
    if min(len(first), len(second)) < SHORTEST_TITLE:
        return False
    return first == second or bool(near_keys(first, [second]))


def _has_titles(lines: Iterable[ActLine]) -> bool:
    return all(line.title for line in lines)


def _differ(one: str, other: str) -> bool:
    """Both are known and are not spellings of one thing."""
    first, second = comparison_key(one), comparison_key(other)
    return bool(first and second) and first != second


def _numbers(one: ActLine, other: ActLine, *, told: bool) -> Iterator[str]:
    if told:
        yield f"два номера: № {one.number} и № {other.number}"


def _dates(one: ActLine, other: ActLine, *, told: bool) -> Iterator[str]:
    if told and one.dated_on and other.dated_on:
        yield f"две даты: {date_short(one.dated_on)} и {date_short(other.dated_on)}"
