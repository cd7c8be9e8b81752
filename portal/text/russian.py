"""Russian words for numbers, dates, lists and names."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NBSP: Final = "\u00a0"

MONTHS_NOMINATIVE: Final = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


class Case(StrEnum):
    """The cases in which a month is named."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PREPOSITIONAL = "prepositional"


_HARD: Final = {"март": ("марта", "марте"), "август": ("августа", "августе")}

_LAST_TEEN: Final = 14
_FIRST_TEEN: Final = 11
_FEW: Final = range(2, 5)


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the word form that goes with a whole number: 1 пункт, 2 пункта, 5 пунктов.

    A negative number takes the form of its absolute value.
    """
    tail = abs(number) % 100
    if _FIRST_TEEN <= tail <= _LAST_TEEN:
        return many
    if tail % 10 == 1:
        return one
    return few if tail % 10 in _FEW else many


def month_name(month: int, case: Case = Case.NOMINATIVE) -> str:
    """Return the name of a month, 1 to 12, in the case asked for.

    Raises ValueError for another number.
    """
    if not 1 <= month <= len(MONTHS_NOMINATIVE):
        message = f"month must be 1 to 12, not {month}"
        raise ValueError(message)
    nominative = MONTHS_NOMINATIVE[month - 1]
    if case is Case.NOMINATIVE:
        return nominative
    genitive, prepositional = _HARD.get(nominative, (nominative[:-1] + "я", nominative[:-1] + "е"))
    return genitive if case is Case.GENITIVE else prepositional


def date_long(day: date) -> str:
    """Return «15 мая 2023 г.» with no-break spaces."""
    return f"{_day_and_month(day)}{NBSP}{day.year}{NBSP}г."


def date_short(day: date) -> str:
    """Return «15.05.2023»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def date_range_long(start: date, end: date) -> str:
    """Return «с 1 августа по 14 ноября 2022 года»; the first year only if it differs.

    Equal days give «15 мая 2023 г.». The order of the two is not checked.
    """
    if start == end:
        return date_long(start)
    first = _day_and_month(start)
    if start.year != end.year:
        first += f"{NBSP}{start.year}{NBSP}года"
    return f"с{NBSP}{first} по{NBSP}{_day_and_month(end)}{NBSP}{end.year}{NBSP}года"


def date_range_short(start: date, end: date) -> str:
    """Return «03.04–31.05.2023»; the first year only if it differs, one date if equal."""
    if start == end:
        return date_short(start)
    first = date_short(start) if start.year != end.year else date_short(start)[:5]
    return f"{first}–{date_short(end)}"


def join_list(items: Iterable[str]) -> str:
    """Return «а, б и в»; an empty list gives an empty string."""
    words = list(items)
    return " и ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


_INITIALS: Final = r"[^\W\d_a-zа-яёіў]\.\s*(?:[^\W\d_a-zа-яёіў]\.)?"
_FULL_NAME_WORDS: Final = 3


def initials_first(name: str) -> str:
    """Return «И.О. Фамилия» of «Фамилия И.О.» or of a full name; another text as it is."""
    match = re.fullmatch(rf"(\S.*?)\s*({_INITIALS})", name.strip())
    if match:
        initials = "".join(match[2].split())
        return f"{initials}{NBSP}{match[1]}"
    words = name.split()
    if len(words) == _FULL_NAME_WORDS and all(word.istitle() for word in words):
        return f"{words[1][0]}.{words[2][0]}.{NBSP}{words[0]}"
    return name


def typographic_quotes(text: str) -> str:
    """Return the text with straight double quotes turned into «…».

    A quote after a space, an opening mark or the start opens, any other closes.
    """
    opened = re.sub(r'(^|[\s(\[«—–-])"', r"\1«", text)
    return opened.replace('"', "»")


_MONTH_FORMS: Final = "|".join(month_name(number, Case.GENITIVE) for number in range(1, 13))
_BINDINGS: Final = (
    (re.compile(r"([№§])[ ]?(?=\d)"), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\d)[ ](?=(?:{_MONTH_FORMS}|г\.|гг\.|года\b|%))"), NBSP),
    (re.compile(rf"\b((?:{_MONTH_FORMS}))[ ](?=\d{{4}}\b)"), rf"\1{NBSP}"),
    (re.compile(r"\b([А-ЯЁІЎ]\.)[ ](?=[А-ЯЁІЎ][.а-яёіў])"), rf"\1{NBSP}"),
    (re.compile(r"(?<=[а-яёіў])[ ](?=[А-ЯЁІЎ]\.[ \u00a0]?[А-ЯЁІЎ]\.)"), NBSP),
)


def bind_words(text: str) -> str:
    """Return the text with no-break spaces in «И. О. Фамилия», «№ 5», «15 мая 2023 г.».

    «№5» gets its space too; nothing but spaces changes.
    """
    for pattern, replacement in _BINDINGS:
        text = pattern.sub(replacement, text)
    return text


def paper_words(text: str) -> str:
    """Return the text as paper has it: words bound as `bind_words` does, a dash never at the start of a line."""
    return bind_words(text).replace(" — ", f"{NBSP}— ")


def _day_and_month(day: date) -> str:
    return f"{day.day}{NBSP}{month_name(day.month, Case.GENITIVE)}"
