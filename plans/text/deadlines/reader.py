"""The whole way of a deadline from text to sense."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from plans.text.deadlines.cursor import Unread
from plans.text.deadlines.days import IMPOSSIBLE, Impossible, Surroundings
from plans.text.deadlines.heading import read_heading
from plans.text.deadlines.kinds import DeadlineKind
from plans.text.deadlines.lexer import misspelt, tokenize
from plans.text.deadlines.parser import ways_to_parse
from plans.text.deadlines.reading import DeadlineReading
from plans.text.deadlines.resolver import resolve
from plans.text.deadlines.token import Token
from plans.text.deadlines.words import NOMINATIVE

if TYPE_CHECKING:
    from plans.text.period import PlanPeriod
    from plans.text.school_calendar import SchoolCalendar

EMPTY = "срок не указан"
NOT_UNDERSTOOD = "срок не понят"
_LONGEST = 1000


def read_deadline(
    text: str,
    period: PlanPeriod | None,
    *,
    heading: str = "",
    calendar: SchoolCalendar | None = None,
) -> DeadlineReading:
    """Return the sense of a cell of «Сроки» of a plan made for `period`, in a section called `heading`.

    Never raises. What cannot be read without guessing gives kind `unknown`, no dates and a warning; the text itself
    is kept as it is. `calendar` is the school calendar of the plan's first year, the stored Belarusian one by default.
    """
    return _read(text, period, heading, calendar)


@lru_cache(maxsize=2048)
def _read(text: str, period: PlanPeriod | None, heading: str, calendar: SchoolCalendar | None) -> DeadlineReading:
    """Return the reading; plans say «в течение года» in every second row, and readings never change."""
    if not any(letter.isalnum() for letter in text):
        return DeadlineReading(text, DeadlineKind.UNKNOWN, warnings=(EMPTY,))
    if len(text) > _LONGEST:
        return _unknown(text, "текст слишком длинный для срока")
    tokens = tokenize(text)
    above = read_heading(heading, period)
    reason = ""
    for parse_cell in ways_to_parse(tokens):
        try:
            phrase = parse_cell()
            phrase.warnings += _corrections(tokens)
            return resolve(text, phrase, above, Surroundings(above.period, calendar, period))
        except Impossible:
            reason = IMPOSSIBLE
        except Unread as refusal:
            reason = str(refusal)
    return _unknown(text, reason)


def _corrections(tokens: list[Token]) -> list[str]:
    return [f"слово «{word}» понято как «{NOMINATIVE[month - 1]}»" for word, month in misspelt(tokens)]


def _unknown(text: str, reason: str) -> DeadlineReading:
    warning = f"{NOT_UNDERSTOOD}: {reason}" if reason else NOT_UNDERSTOOD
    return DeadlineReading(text, DeadlineKind.UNKNOWN, warnings=(warning,))
