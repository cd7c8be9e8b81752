"""Numbers and dates of sheet cells as words: what the sheet shows, in the Russian way."""

from __future__ import annotations

import datetime as dt
import re

from portal.text.russian import NBSP, Case, month_name

BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "d mmm yyyy",
    16: "d mmm", 17: "mmm yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?][#0?, ]*(?:\.(?P<decimals>[#0?]*))?")
MAX_DECIMALS = 10
WHOLE = 1e15
YEAR_SIGN = re.compile(r"y.*г")


def shown_value(value: object, code: str = "") -> str:
    """A value of a cell as text; `code` is the number format of the sheet («dd.mm.yyyy», «0%»).

    Dates are always written in the order day, month, year and with the whole year, months that the
    sheet names are named, so that nothing can be read the other way round.
    """
    text = "" if value is None else str(value)
    if isinstance(value, bool):
        text = "ИСТИНА" if value else "ЛОЖЬ"
    elif isinstance(value, (int, float)):
        text = shown_number(float(value), code)
    elif isinstance(value, dt.datetime):
        text = _moment(value.date(), value.time(), code)
    elif isinstance(value, dt.date):
        text = _moment(value, dt.time(), code)
    elif isinstance(value, dt.time):
        text = f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    elif isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        text = f"{minutes // 60}:{minutes % 60:02d}"
    return text


def shown_number(value: float, code: str = "") -> str:
    """A number with as many decimals as the format asks for; without a format no more than it has."""
    plain = QUOTED.sub("", code.split(";", maxsplit=1)[0])
    found = DIGITS.search(plain)
    if found is None or value != value or abs(value) >= WHOLE:  # noqa: PLR0124 - not a number
        return _general(value)
    is_percent = "%" in plain
    number = value * 100 if is_percent else value
    decimals = min(len(found["decimals"] or ""), MAX_DECIMALS)
    text = f"{number:,.{decimals}f}" if "," in found.group() else f"{number:.{decimals}f}"
    if "," in found.group() or is_percent:
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{text}%" if is_percent else text


def _general(value: float) -> str:
    if abs(value) < WHOLE and value == int(value):
        return str(int(value))
    return f"{value:.10g}"


def _moment(day: dt.date, time: dt.time, code: str) -> str:
    tokens = QUOTED.sub("", code.split(";", maxsplit=1)[0]).casefold()
    has_time = "h" in tokens
    text = _date(day, tokens.split("h")[0])
    if text.endswith(str(day.year)) and YEAR_SIGN.search(code):
        text = f"{text} г."
    if has_time and (time != dt.time() or not text):
        text = f"{text} {time:%H:%M}".strip()
    return text or f"{day:%d.%m.%Y}"


def _date(day: dt.date, tokens: str) -> str:
    has_day, has_month, has_year = "d" in tokens, "m" in tokens, "y" in tokens
    is_named = "mmm" in tokens
    if has_day and is_named:
        text = f"{day.day} {month_name(day.month, Case.GENITIVE)}"
        return f"{text} {day.year}" if has_year else text
    if has_day and has_month:
        return f"{day:%d.%m.%Y}" if has_year else f"{day:%d.%m}"
    if has_month:
        name = month_name(day.month)
        return f"{name} {day.year}" if has_year else name
    return str(day.year) if has_year else ""
