"""Periods that titles name: school years, years, months and days as printed and as dates."""

from __future__ import annotations

import re
from datetime import date

from plans.importing.draft import DraftPeriod

MAX_TITLE = 2000
MONTHS = (
    ("01", r"январ\w+|студзен\w+"), ("02", r"феврал\w+|лют\w+"), ("03", r"март\w*|сакавік\w*"),
    ("04", r"апрел\w+|красавік\w*"), ("05", r"ма[йя]|маі|трав\w+"), ("06", r"июн\w+|чэрвен\w+"),
    ("07", r"июл\w+|ліпен\w+"), ("08", r"август\w*|жніве?н\w+"), ("09", r"сентябр\w+|верас\w+"),
    ("10", r"октябр\w+|кастрычнік\w*"), ("11", r"ноябр\w+|лістапад\w*"), ("12", r"декабр\w+|снежан?\w+"),
)  # fmt: skip
MONTH = "|".join(pattern for _, pattern in MONTHS)
YEAR = r"20\d{2}"
TAIL = r"(?:\s*-?\s*(?:ый|го))?\s*(?:уч(?:ебн\w*|\.)?|навуч\w+)\s*\.?\s*(?:год\w*|г\.?)"
SCHOOL = re.compile(rf"(?:(?:на|за|в)\s+)?(?P<year>{YEAR}\s*[-/\\–—−]\s*(?:{YEAR}|\d{{2}}))(?!\d){TAIL}", re.IGNORECASE)
SLASH = re.compile(rf"(?:(?:на|за|в)\s+)?(?P<year>{YEAR}\s*/\s*(?:{YEAR}|\d{{2}}))(?!\d)", re.IGNORECASE)
SPAN = re.compile(
    rf"(?:(?:на|за|в|с)\s+)?(?P<a>{YEAR})\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*(?P<b>{YEAR}|\d{{2}})(?!\d|\.\d)"
    r"\s*(?:г\.?\s*г\.?|гг\.?|г[оа]д\w*|г\.)?",
    re.IGNORECASE,
)
MONTH_SPAN = re.compile(
    rf"(?:(?:на|за|в|с)\s+)?(?:период\s+с\s+)?(?P<m1>{MONTH})\s*(?P<y1>{YEAR})?\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*"
    rf"(?P<m2>{MONTH})\s*(?P<y2>{YEAR})(?:\s*(?:год\w*|г\.?))?",
    re.IGNORECASE,
)
ONE_MONTH = re.compile(rf"(?:на|за|в)\s+(?P<m>{MONTH})\s+(?P<y>{YEAR})(?:\s*(?:год\w*|г\.?))?", re.IGNORECASE)
ONE_YEAR = re.compile(rf"(?:на|за|в)\s+(?P<y>{YEAR})\s*(?:календарн\w+\s+)?(?:год\w*|г\.)", re.IGNORECASE)
LEAD = r"(?:(?:на|за|в)\s+)?(?:период\s+)?(?:с\s+)?"
DAYS = re.compile(
    rf"{LEAD}(?<!\d)(?P<d1>\d{{1,2}})(?:\s*(?P<m1>{MONTH}))?(?:\s*(?P<y1>{YEAR}))?\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*"
    rf"(?P<d2>\d{{1,2}})\s*(?P<m2>{MONTH})\s*(?P<y2>{YEAR})(?:\s*(?:год\w*|г\.?))?",
    re.IGNORECASE,
)
DIGITS = re.compile(
    rf"{LEAD}(?<!\d)(?P<d1>\d{{1,2}})\.(?P<m1>\d{{2}})(?:\.(?P<y1>{YEAR}))?\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*"
    rf"(?P<d2>\d{{1,2}})\.(?P<m2>\d{{2}})\.(?P<y2>{YEAR})(?:\s*(?:год\w*|г\.?))?",
    re.IGNORECASE,
)
# a year with no «на» before it, unless it is a part of a date or says since or until when
BARE = re.compile(rf"(?<![\w./\\–—−-])(?:(?P<m>{MONTH})\s+)?(?P<y>{YEAR})\s*(?:год\w*|г\.)", re.IGNORECASE)
NOT_A_PERIOD = re.compile(r"(?:\d|\b(?:до|со?|ко?|от|после|по|лет))\s*$", re.IGNORECASE)
MISSPELT = re.compile(rf"(?:(?:на|за|в)\s+)?\d{{3,6}}\s*[-/\\–—−]\s*\d{{2,6}}(?!\d){TAIL}", re.IGNORECASE)


def _month(word: str) -> str:
    return next(number for number, pattern in MONTHS if re.fullmatch(pattern, word, re.IGNORECASE))


def find_period(text: str) -> DraftPeriod:
    """The period that a title names; empty where it names none.

    A school year keeps its spelling («2022/2023», «2021-2022»); years, months and days are given as
    «2022», «2020-01» and «2024-03-10» in `start` and `end`. Years that cannot be read leave only the text.
    """
    text = " ".join(text[:MAX_TITLE].split())
    finders = (_school_year, _days, _digits, _months, _slash, _years, _one_month, _one_year, _bare_year, _misspelt)
    return next((period for finder in finders if (period := finder(text)) is not None), DraftPeriod())


def _school_year(text: str) -> DraftPeriod | None:
    found = SCHOOL.search(text)
    if not found:
        return None
    years = re.sub(r"\s", "", found["year"])
    last = years[:4][: 9 - len(years)] + years[5:]
    if int(last) > int(years[:4]) + 1:
        return DraftPeriod(found.group().strip(), None, years[:4], last)
    return DraftPeriod(found.group().strip(), years)


def _days(text: str) -> DraftPeriod | None:
    found = DAYS.search(text)
    if not found:
        return None
    last = _month(found["m2"])
    return _between(found, _month(found["m1"]) if found["m1"] else last, last)


def _digits(text: str) -> DraftPeriod | None:
    found = DIGITS.search(text)
    return _between(found, found["m1"], found["m2"]) if found else None


def _between(found: re.Match[str], first: str, last: str) -> DraftPeriod | None:
    """From day to day; None if there are no such days or they stand in the wrong order."""
    year = found["y1"] or (found["y2"] if first <= last else str(int(found["y2"]) - 1))
    try:
        start = date(int(year), int(first), int(found["d1"]))
        end = date(int(found["y2"]), int(last), int(found["d2"]))
    except ValueError:
        return None
    return DraftPeriod(found.group().strip(), None, start.isoformat(), end.isoformat()) if start <= end else None


def _months(text: str) -> DraftPeriod | None:
    found = MONTH_SPAN.search(text)
    if not found:
        return None
    first, last = _month(found["m1"]), _month(found["m2"])
    year = found["y1"] or (found["y2"] if first <= last else str(int(found["y2"]) - 1))
    return DraftPeriod(found.group().strip(), None, f"{year}-{first}", f"{found['y2']}-{last}")


def _slash(text: str) -> DraftPeriod | None:
    found = SLASH.search(text)
    return DraftPeriod(found.group().strip(), re.sub(r"\s", "", found["year"])) if found else None


def _years(text: str) -> DraftPeriod | None:
    found = SPAN.search(text)
    if not found:
        return None
    last = found["a"][: -len(found["b"])] + found["b"]
    return DraftPeriod(found.group().strip(), None, found["a"], last) if last >= found["a"] else None


def _one_month(text: str) -> DraftPeriod | None:
    found = ONE_MONTH.search(text)
    if not found:
        return None
    moment = f"{found['y']}-{_month(found['m'])}"
    return DraftPeriod(found.group().strip(), None, moment, moment)


def _one_year(text: str) -> DraftPeriod | None:
    found = ONE_YEAR.search(text)
    return DraftPeriod(found.group().strip(), None, found["y"], found["y"]) if found else None


def _bare_year(text: str) -> DraftPeriod | None:
    found = next((f for f in BARE.finditer(text) if not NOT_A_PERIOD.search(text[: f.start()])), None)
    if not found:
        return None
    moment = f"{found['y']}-{_month(found['m'])}" if found["m"] else found["y"]
    return DraftPeriod(found.group().strip(), None, moment, moment)


def _misspelt(text: str) -> DraftPeriod | None:
    """A school year with a slip of the hand («20015/2016 учебный год»): kept as written, never guessed."""
    found = MISSPELT.search(text)
    return DraftPeriod(found.group().strip()) if found else None
