"""Numbers as people write them in Russian: a comma before the fraction, spaces between thousands; those of forms."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from portal.text.russian import NBSP

MOST_WHOLE_DIGITS: Final = 12
FRACTION_DIGITS: Final = 2
MOST_DIGITS: Final = 18
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f]")
_NUMBER: Final = re.compile(r"([-−–]?)(\d+)(?:[.,](\d+))?")
_GROUPED: Final = re.compile(r"[-−–]?\d{1,3}(?: \d{3})*(?:[.,]\d+)?|[-−–]?\d+(?:[.,]\d+)?")


def number_in(text: str) -> int | None:
    """A number of an address or of a form that any database takes; `None` for anything else."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS else None


def read_number(text: str) -> Decimal | None:
    """The number of «1 234,5», «1234.50» or «−3»; `None` for an empty text.

    Raises ValueError for anything else, also for more than 12 digits before the comma or more than two behind it, and
    for spaces that do not part thousands: «12 5» may be two numbers.
    """
    given = _SPACES.sub(" ", text).strip()
    if not given:
        return None
    if not _GROUPED.fullmatch(given):
        raise ValueError(text)
    sign, whole, fraction = _NUMBER.fullmatch(given.replace(" ", "")).groups()  # type: ignore[union-attr]
    if len(whole) > MOST_WHOLE_DIGITS or len((fraction or "").rstrip("0")) > FRACTION_DIGITS:
        raise ValueError(text)
    return Decimal(f"{'-' if sign else ''}{whole}.{fraction or 0}")


def number_words(number: Decimal | int | None) -> str:
    """«1 234,5» with no-break spaces; zeros at the end of a fraction are left out, nothing for nothing."""
    if number is None:
        return ""
    whole, _, fraction = f"{abs(Decimal(number)):.2f}".partition(".")
    fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    sign = "−" if number < 0 and (int(whole) or fraction) else ""
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"


def difference_words(number: Decimal | int | None) -> str:
    """As `number_words`, a plus before what is above nought: «+3», «−2,5», «0»."""
    return f"+{number_words(number)}" if number is not None and number > 0 else number_words(number)
