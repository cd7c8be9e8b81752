"""Explicit years in the words of a plan, moved with it to another year; everything else stays letter for letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from plans.text.deadlines.words import MONTH_WORDS

if TYPE_CHECKING:
    from plans.text.period import PlanPeriod

_CENTURY = 100
_REACH = 200
_LEAP_DAY = (2, 29)
_MONTHS = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_YEAR = r"20\d\d"
_TAIL = r"\s?[-–]?\s?(?:гг?\b|год|уч\b|учебн|навуч)"
# Order matters: at one place the first form that fits is taken.
_FORMS = re.compile(
    rf"""
    (?<![\d.\-])(?P<iso>(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d))(?![\d\-])
  | (?<![\d./\-])(?P<day>(?P<d>\d{{1,2}})\s?(?P<dot>[./])\s?(?P<m>\d{{1,2}})\s?(?P=dot)\s?
        (?P<y>{_YEAR}|\d\d))(?!\d|[./]\d)
  | (?<=-)(?P<day2>(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>{_YEAR}|\d\d))(?!\d|\.\d)
  | (?<![\d№/.\-–—])(?P<pair>(?P<first>{_YEAR})\s?[/\-–—]\s?(?P<last>{_YEAR}|\d\d))(?!\d|[/.\-–]\d)
  | (?<![\d№/.\-–—])(?P<short>(?P<short_a>\d\d)/(?P<short_b>\d\d))(?=\s?уч)
  | (?P<month>(?:(?<![\d.])(?P<md>\d{{1,2}})\s*)?\b(?P<mw>{_MONTHS})\.?\s*(?:месяц\w*\s+)?(?P<my>{_YEAR}))
        (?!\d|[/\-–]\d)
  | (?<![\d.№/])(?P<dotted>(?P<dm>0?[1-9]|1[0-2])\.(?P<dy>{_YEAR}))(?!\d|[/.]\d)
  | (?<![\d.№/\-])(?P<slashed>(?P<sm>0?[1-9]|1[0-2])/(?P<sy>{_YEAR}))(?!\d|[/.\-]\d)
  | (?<![\d\-])(?P<dashed>(?P<ad>\d\d?)-(?P<am>\d\d?)-(?P<ay>{_YEAR}))(?![\d\-])
  | (?<![\d№/.\-–—])(?P<told>{_YEAR})(?={_TAIL}|(?:\s?(?:,|и)\s?{_YEAR}){{1,6}}{_TAIL})
  | (?:(?:квартал|четверт|полугоди|семестр|триместр|лет|зим|весн|осен)\w*\s+)(?P<part>{_YEAR})(?!\d|[/.\-]\d)
  | (?<=[^\W\d_])\s?[-–—]\s?(?P<name>{_YEAR})(?=\s*(?:$|[»"”.,;)]))
  | (?<=[^\W\d_]\s)(?P<quoted>{_YEAR})(?=[»"”])
  | (?<![\w№/.\-–—])(?P<bare>{_YEAR})(?![\w]|[/.\-–]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEFT = re.compile(rf"(?<![\w№])(?:\d[\d./\-]{{0,20}}[./\-])?{_YEAR}(?:[./\-][\d./\-]{{0,20}}\d)?(?!\w)")
_NUMBER_BEFORE = re.compile(
    r"(?:№|\bN[oº]?\.?|\bномер\w*|\b(?:исх|вх|рег)\.)\s*[\w./\-–]*$|\b(?:протокол|приказ|акт)\w*[\s\-–]*$",
    re.IGNORECASE,
)
_ACT = (
    r"(?:приказ|постановлен|распоряжен|письм|протокол|решени|указ|закон|кодекс|договор|инструкци|положени|"
    r"соглашени|загад|пастанов|рашэнн)"
)
_ACT_BEFORE = re.compile(rf"(?:\b{_ACT}\w*[^.;\n]{{0,160}}|№\s*[\w/\-–]+\s+)\b(?:от|ад)\s*$", re.IGNORECASE)
_ACT_AFTER = re.compile(r"\s*(?:г\.?|года)?\s*№")


class DoubtKind(StrEnum):
    """Why a year was left as it is."""

    IMPOSSIBLE = "impossible"
    DOCUMENT = "document"
    FAR = "far"
    LONGER = "longer"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Move:
    """Words with a year, before and after."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class YearDoubt:
    """Words with a year that were left as they are, and why."""

    kind: DoubtKind
    old: str

    @property
    def text(self) -> str:
        """The reason in Russian."""
        return _REASONS[self.kind].format(old=self.old)


_REASONS = {
    DoubtKind.IMPOSSIBLE: "«{old}» оставлено: в новом году такого дня нет. Исправьте срок.",
    DoubtKind.DOCUMENT: "«{old}» оставлено: это дата документа. Если документ теперь другой, исправьте.",
    DoubtKind.FAR: "«{old}» оставлено: этот год далеко от периода плана. Проверьте.",
    DoubtKind.LONGER: "«{old}» оставлено: это годы не одного плана. Если они сменились, исправьте.",
    DoubtKind.UNREAD: "«{old}» оставлено: портал не понял, что это за год. Проверьте.",
}


@dataclass(frozen=True, slots=True)
class Shifted:
    """A text with its years moved, in reading order."""

    text: str
    moves: tuple[Move, ...] = ()
    doubts: tuple[YearDoubt, ...] = ()


def shift_years(text: str, by: int, period: PlanPeriod, *, is_deadline: bool = False) -> Shifted:
    """Move years written in a text of a plan of `period` by so many years; the result is as long as the text.

    Moved are dates, months and quarters with a year, school years, years with «год», in a deadline a bare year too.
    Left without a word are numbers. Left with a doubt are a day that the new year does not have, dates of documents,
    years more than one away from the plan, years of something longer than it, in a deadline a year in a form that is
    not known. The rule: product description, «Next year»; domain, §7.3.
    """
    moves: list[Move] = []
    doubts: list[YearDoubt] = []
    pieces: list[str] = []
    taken: list[tuple[int, int]] = []
    place = 0
    for found in _FORMS.finditer(text):
        form = _form(found)
        if form is None or (form.is_bare and not is_deadline):
            continue
        if not form.is_date and _NUMBER_BEFORE.search(_before(text, form.start)):
            continue
        taken.append((form.start, form.start + len(form.words)))
        doubt = _doubt(text, form, by, period)
        if doubt is not None:
            doubts.append(YearDoubt(doubt, form.words))
            continue
        pieces.append(text[place : form.start])
        pieces.append(form.moved(by))
        moves.append(Move(form.words, pieces[-1]))
        place = form.start + len(form.words)
    if is_deadline:
        doubts += [YearDoubt(DoubtKind.UNREAD, year) for year in _unread(text, taken)]
    return Shifted("".join([*pieces, text[place:]]), tuple(moves), tuple(doubts))


def shift_date(day: date, by: int) -> date | None:
    """The same day so many years later; None for 29 February where that year has none."""
    try:
        return day.replace(year=day.year + by)
    except ValueError:
        return None


def _unread(text: str, taken: list[tuple[int, int]]) -> list[str]:
    """Years of a deadline that no form took, in words around them; numbers of documents aside."""
    pieces, place = [], 0
    for start, end in taken:
        pieces += [text[place:start], " " * (end - start)]
        place = end
    left = "".join([*pieces, text[place:]])
    found = [match for match in _LEFT.finditer(left) if not _NUMBER_BEFORE.search(_before(left, match.start()))]
    return list(dict.fromkeys(match[0] for match in found))


def _before(text: str, place: int) -> str:
    """What stands before a place, as far as it can matter."""
    return text[max(place - _REACH, 0) : place]


@dataclass(frozen=True, slots=True)
class _Form:
    """Words with one year or two; `spans` are places of their digits within the words."""

    words: str
    start: int
    spans: tuple[tuple[int, int], ...]
    years: tuple[int, ...]
    day: tuple[int, int] | None = None
    is_bare: bool = False
    is_date: bool = False

    def moved(self, by: int) -> str:
        text = self.words
        for (start, end), year in zip(self.spans, self.years, strict=True):
            digits = f"{year + by:04}"[-(end - start) :]
            text = text[:start] + digits + text[end:]
        return text


def _form(found: re.Match[str]) -> _Form | None:  # noqa: PLR0911 - one for each way to write a year
    groups = found.groupdict()
    if groups["iso"]:
        return _dated(found, "iso", "iso_y", (groups["iso_m"], groups["iso_d"]))
    if groups["day"]:
        return _dated(found, "day", "y", (groups["m"], groups["d"]))
    if groups["day2"]:
        return _dated(found, "day2", "y2", (groups["m2"], groups["d2"]))
    if groups["pair"]:
        return _paired(found, "pair", "first", "last")
    if groups["short"]:
        return _paired(found, "short", "short_a", "short_b")
    if groups["month"]:
        day = (str(MONTH_WORDS[groups["mw"].casefold()]), groups["md"] or "1")
        return _dated(found, "month", "my", day)
    if groups["dotted"]:
        return _dated(found, "dotted", "dy", (groups["dm"], "1"))
    if groups["slashed"]:
        form = _dated(found, "slashed", "sy", (groups["sm"], "1"))
        return form and replace(form, is_bare=True, is_date=False)
    if groups["dashed"]:
        return _dated(found, "dashed", "ay", (groups["am"], groups["ad"]))
    kind = next(name for name in ("told", "part", "name", "quoted", "bare") if groups[name])
    span = (0, len(found[kind]))
    return _Form(found[kind], found.start(kind), (span,), (int(found[kind]),), is_bare=kind == "bare")


def _dated(found: re.Match[str], whole: str, year: str, day: tuple[str, str]) -> _Form | None:
    start = found.start(whole)
    value = _full(found[year])
    month, number = int(day[0]), int(day[1])
    try:
        date(value, month, number)
    except ValueError:
        return None
    span = (found.start(year) - start, found.end(year) - start)
    return _Form(found[whole], start, (span,), (value,), (month, number), is_date=True)


def _paired(found: re.Match[str], whole: str, first: str, last: str) -> _Form | None:
    start = found.start(whole)
    years = (_full(found[first]), _full(found[last]))
    if years[0] >= years[1] or (len(found[last]) < len(found[first]) and years[1] != years[0] + 1):
        return None
    spans = tuple((found.start(name) - start, found.end(name) - start) for name in (first, last))
    return _Form(found[whole], start, spans, years)


def _full(digits: str) -> int:
    return int(digits) + (0 if len(digits) > 2 else 20 * _CENTURY)  # noqa: PLR2004 - years of two digits


def _doubt(text: str, form: _Form, by: int, period: PlanPeriod) -> DoubtKind | None:
    if form.is_date and _is_of_document(text, form):
        return DoubtKind.DOCUMENT
    if len(form.years) > 1 and form.years[1] > form.years[0] + 1 and not _is_own(form.years, period):
        return DoubtKind.LONGER
    if any(not period.start.year - 1 <= year <= period.end.year + 1 for year in form.years):
        return DoubtKind.FAR
    if form.day == _LEAP_DAY and shift_date(date(form.years[0], *_LEAP_DAY), by) is None:
        return DoubtKind.IMPOSSIBLE
    return None


def _is_of_document(text: str, form: _Form) -> bool:
    end = form.start + len(form.words)
    after = text[end : end + _REACH]
    return bool(_ACT_AFTER.match(after) or _ACT_BEFORE.search(_before(text, form.start)))


def _is_own(years: tuple[int, ...], period: PlanPeriod) -> bool:
    return years[0] >= period.start.year and years[-1] <= period.end.year
