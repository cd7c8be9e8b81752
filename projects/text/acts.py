"""Reads the line of a normative act: what it is, its number and date, who issued it, how it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.text.clean import clean_text
from portal.text.names import folded
from portal.text.russian import MONTHS_NOMINATIVE, Case, month_name

# Kinds behind which stands whoever issued the act; behind the others stands what they are about.
ISSUED: Final = (
    "федеральный конституционный закон",
    "федеральный закон",
    "закон",
    "указ",
    "декрет",
    "постановление",
    "распоряжение",
    "приказ",
    "директива",
    "решение",
    "резолюция",
    "протокол",
    "инструктивно-методическое письмо",
    "методическое письмо",
    "информационное письмо",
    "письмо",
    "поручение",
    "перечень поручений",
    "кодекс",
)
ABOUT: Final = (
    "государственная программа",
    "федеральная целевая программа",
    "целевая программа",
    "программа развития",
    "программа",
    "национальный проект",
    "федеральный проект",
    "региональный проект",
    "методические рекомендации",
    "санитарные правила",
    "конституция",
    "концепция",
    "стратегия",
    "доктрина",
    "декларация",
    "конвенция",
    "положение",
    "порядок",
    "инструкция",
    "устав",
    "договор",
    "соглашение",
)
KINDS: Final = tuple(sorted((*ISSUED, *ABOUT), key=len, reverse=True))
_MONTHS: Final = {month_name(number, Case.GENITIVE): number for number in range(1, len(MONTHS_NOMINATIVE) + 1)}
_LIST_MARK: Final = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,2})*[.)]\s+|[-–—•·*]\s*)")
_DAY: Final = re.compile(
    r"(?<![\d.])[«\"]?(?P<day>\d{1,2})[»\"]?"
    rf"(?:\.(?P<month>\d{{1,2}})\.|\s+(?P<name>{'|'.join(_MONTHS)})\s+)(?P<year>\d{{4}})(?!\d)(?:\s*(?:года|год|г\.?)(?!\w))?",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bот\s*$", re.IGNORECASE)
_DATED: Final = re.compile(r"(?<!\w)от\s+[«\"]?\d", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?:№|\bN)\s*(?P<number>(?:[^\W\d_]{1,4}[-–/.]?)?\d[\w./]*(?:[-–][\w./]+|(?:\s[-–]|[-–]\s)(?:ФКЗ|ФЗ|КЗ|ОЗ|РЗ|З|р|п)(?!\w))*)"
)
_AMENDED: Final = re.compile(r"[(\[]?\s*(?:в\s+ред|ред\.|с\s+изм|с\s+доп|в\s+посл)", re.IGNORECASE)
_APPROVED: Final = re.compile(r"\bутв(?:\.|ержд)", re.IGNORECASE)
_UNQUOTED: Final = re.compile(r"(?<!\w)(?:об?|обо)\s+\w", re.IGNORECASE)
_OPENING, _CLOSING = "«“„", "»”"
_EDGES: Final = " \t\n,;:.-–—()"


@dataclass(frozen=True, slots=True)
class ActReading:
    """What an act was understood as; a part that cannot be told for sure is empty. `kind` begins with a capital."""

    kind: str = ""
    number: str = ""
    dated_on: date | None = None
    issuer: str = ""
    title: str = ""


def read_act(text: str) -> ActReading:
    """Understand «Приказ Министерства … от 23.07.2013 № 611 «О …»»; any other text gives what can be told of it.

    Dates and numbers inside the title belong to other acts, those behind «утверждена …» to the act that approved this
    one, those behind «в редакции от …» to its changes: none of them is taken. Never raises.
    """
    line = " ".join(_LIST_MARK.sub("", clean_text(text)).split())
    before, title, behind = _cut_title(line)
    if title and not _UNQUOTED.match(title) and (_NUMBER.search(behind) or _DAY.search(behind)):
        # «ГБУ «Росток» № 153 от …»: a name in quotes of whoever issued the act.
        before, title, behind = _after_name(line, len(line) - len(behind))
    outside = f"{before} {behind}" if title is not None else before
    outside = _until(outside, _AMENDED)
    kind = _kind_of(line)
    if _APPROVED.search(outside):
        return ActReading(kind=kind, title=(title or "").strip())
    days = list(_DAY.finditer(outside))
    day = _the_day(outside, days)
    number = _the_number(outside, day)
    if title is None:
        title = _unquoted_title(outside, kind, day, number)
    return ActReading(
        kind=kind,
        number=_tidy(number["number"]) if number else "",
        dated_on=_date_of(day) if day else None,
        issuer=_issuer(outside, kind, day, number, before),
        title=(title or "").strip(),
    )


def read_acts(text: str) -> list[tuple[str, ActReading]]:
    """Acts of a text, one a line; empty lines and the list marks before an act are left out, its words are not."""
    lines = (_LIST_MARK.sub("", line).strip() for line in clean_text(text).split("\n"))
    return [(line, read_act(line)) for line in lines if line]


def _cut_title(line: str) -> tuple[str, str | None, str]:
    """What stands before the first quotation, the quotation, what stands behind it; without one the title is None.

    A quotation inside another is often closed once for both; one that is never closed has no sure end.
    """
    start = next((place for place, sign in enumerate(line) if sign in _OPENING or _opens_straight(line, place)), None)
    if start is None:
        return line, None, ""
    before = line[:start]
    if line[start] == '"':
        end = line.rfind('"')
        if end == start:
            last = max(line.rfind(sign) for sign in _CLOSING)
            return before, "", line[last + 1 :] if last > start else ""
        return before, line[start + 1 : end], line[end + 1 :]
    depth, last = 0, -1
    for place in range(start, len(line)):
        if line[place] in _OPENING:
            depth += 1
        elif line[place] in _CLOSING:
            depth, last = depth - 1, place
            if depth == 0:
                return before, line[start + 1 : place], line[place + 1 :]
    if last < 0:
        return before, "", ""
    return before, line[start + 1 : last + 1], line[last + 1 :]


def _after_name(line: str, end: int) -> tuple[str, str | None, str]:
    """As `_cut_title`, for what stands behind the name in quotes that ends at `end`."""
    before, title, behind = _cut_title(line[end:])
    return f"{line[:end]}{before}", title, behind


def _opens_straight(line: str, place: int) -> bool:
    """A straight quote that opens words, not the day of «"12" марта»."""
    return line[place] == '"' and not re.match(r'"\d{1,2}"', line[place:]) and not re.search(r'"\d{1,2}$', line[:place])


def _kind_of(line: str) -> str:
    small = folded(line)
    kind = next((kind for kind in KINDS if small.startswith(kind) and not small[len(kind) :][:1].isalpha()), "")
    words = line[: len(kind)]
    return f"{words[:1].upper()}{words[1:].lower()}" if kind else ""


def _the_day(text: str, days: list[re.Match[str]]) -> re.Match[str] | None:
    """The day after «от», else the only one; two days that are alike in this cannot be told apart."""
    named = [day for day in days if _FROM.search(text[: day.start()])]
    wanted = named or days
    return wanted[0] if len(wanted) == 1 else None


def _the_number(text: str, day: re.Match[str] | None) -> re.Match[str] | None:
    """The only number, else the one behind the date: a number before it belongs to a school that issued the act."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) <= 1 or day is None:
        return numbers[0] if len(numbers) == 1 else None
    behind = [number for number in numbers if number.start() >= day.end()]
    return behind[0] if len(behind) == 1 else None


def _issuer(text: str, kind: str, day: re.Match[str] | None, number: re.Match[str] | None, before: str) -> str:
    """Words between the kind and the first of date, number and title; empty where they tell of something else."""
    if not kind or folded(kind) not in ISSUED:
        return ""
    ends = [found.start() for found in (day, number) if found] + [len(before)]
    start = len(kind)
    ends += [found.start() for found in (_UNQUOTED.search(text, start), _DATED.search(text, start)) if found]
    words = _FROM.sub("", text[start : min(ends)]).strip(_EDGES)
    return words if any(sign.isalpha() for sign in words) and not _DAY.search(words) else ""


def _unquoted_title(text: str, kind: str, day: re.Match[str] | None, number: re.Match[str] | None) -> str | None:
    """«…№ 497 О программе развития» or «Кодекс … об образовании от …»: words that begin with «О» or «Об»."""
    if not kind:
        return None
    marks = [found for found in (day, number) if found]
    behind = max((found.end() for found in marks), default=None)
    if behind is not None:
        rest = text[behind:].strip(" ,;.")
        if _UNQUOTED.match(rest):
            return rest
    first = min((found.start() for found in marks), default=len(text))
    titled = _UNQUOTED.search(text, len(kind), first)
    return _FROM.sub("", text[titled.start() : first]).strip(" ,;.") if titled else None


def _date_of(day: re.Match[str]) -> date | None:
    month = int(day["month"]) if day["month"] else _MONTHS[day["name"].lower()]
    try:
        return date(int(day["year"]), month, int(day["day"]))
    except ValueError:
        return None


def _tidy(number: str) -> str:
    return re.sub(r"\s*([-–])\s*", r"\1", number).rstrip(".-–/")


def _until(text: str, stop: re.Pattern[str]) -> str:
    found = stop.search(text)
    return text[: found.start()] if found else text
