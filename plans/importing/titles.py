"""Title and period of a plan from the lines that stand above its table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plans.importing.columns import normal
from plans.importing.draft import DraftPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.source import Line

MAX_LINE = 300
MAX_BACK = 14
MAX_HEADING_LINE = 200
NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)])\s+(?=\D)")
SHORTENED = re.compile(r"\b(?:\w|гг|уч|им|см|др|пр|руб|обл|р-н|тыс)\.$")
CAPTION = re.compile(r"^\s*(?:таблица|приложение)\s*№?\s*\d+\s*[-–—.:]?\s*", re.IGNORECASE)
LABEL = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2}\s*:")
GENRE = re.compile(
    r"^(?:(?:\w+(?:ый|ий|ой|ы|і|ая|яя|ое) ){0,3}"
    r"(?:план(?:график|сетка|программа)?|циклограмма|график|программа|расписание|сетевой график)"
    r"|(?:\w+ая )?дорожная карта|дарожная карта|перечень мероприятий|мероприятия (?:по|на|в рамках)\b.*"
    r"|(?:критерии|показатели) (?:и|эффективности|оценки|результативности)\b.*|состав мероприятий"
    r"|система мероприятий|комплекс мер(?:оприятий)?|этапы (?:реализации|работы)"
    r"|содержание (?:работы|деятельности) .*)\b"
)
STOP = re.compile(
    r"^(?:цел[ьи]|задач[аи]|основн\w+ (?:цел|задач)\w*|мэта|задачы|срок\w* реализации|руководител\w+|ответственн\w+|"
    r"координатор\w*|научн\w+ (?:руководител|консультант)\w*|адрес|исполнител\w+|разработчик\w*)\b"
)
MONTHS = (
    ("01", r"январ\w+|студзен\w+"), ("02", r"феврал\w+|лют\w+"), ("03", r"март\w*|сакавік\w*"),
    ("04", r"апрел\w+|красавік\w*"), ("05", r"ма[йя]|маі|трав\w+"), ("06", r"июн\w+|чэрвен\w+"),
    ("07", r"июл\w+|ліпен\w+"), ("08", r"август\w*|жніве?н\w+"), ("09", r"сентябр\w+|верас\w+"),
    ("10", r"октябр\w+|кастрычнік\w*"), ("11", r"ноябр\w+|лістапад\w*"), ("12", r"декабр\w+|снежан?\w+"),
)  # fmt: skip
MONTH = "|".join(pattern for _, pattern in MONTHS)
MONTH_LINE = re.compile(rf"^(?:на )?(?:{MONTH})(?: 20\d\d)?(?: г(?:ода?|од)?)?$")
YEAR = r"20\d{2}"
TAIL = r"(?:\s*-?\s*(?:ый|го))?\s*(?:уч(?:ебн\w*|\.)?|навуч\w+)\s*\.?\s*(?:год\w*|г\.?)"
SCHOOL = re.compile(rf"(?:(?:на|за|в)\s+)?(?P<year>{YEAR}\s*[-/\\–—−]\s*(?:{YEAR}|\d{{2}}))(?!\d){TAIL}", re.IGNORECASE)
SLASH = re.compile(rf"(?:(?:на|за|в)\s+)?(?P<year>{YEAR}\s*/\s*(?:{YEAR}|\d{{2}}))(?!\d)", re.IGNORECASE)
SPAN = re.compile(
    rf"(?:(?:на|за|в|с)\s+)?(?P<a>{YEAR})\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*(?P<b>{YEAR}|\d{{2}})(?!\d)"
    r"\s*(?:г\.?\s*г\.?|гг\.?|год\w*|г\.)?",
    re.IGNORECASE,
)
MONTH_SPAN = re.compile(
    rf"(?:(?:на|за|в|с)\s+)?(?:период\s+с\s+)?(?P<m1>{MONTH})\s*(?P<y1>{YEAR})?\s*(?:г\.?|года?)?\s*(?:[-–—−]|по|до)\s*"
    rf"(?P<m2>{MONTH})\s*(?P<y2>{YEAR})(?:\s*(?:год\w*|г\.?))?",
    re.IGNORECASE,
)
ONE_MONTH = re.compile(rf"(?:на|за|в)\s+(?P<m>{MONTH})\s+(?P<y>{YEAR})(?:\s*(?:год\w*|г\.?))?", re.IGNORECASE)
ONE_YEAR = re.compile(rf"(?:на|за|в)\s+(?P<y>{YEAR})\s*(?:календарн\w+\s+)?(?:год\w*|г\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a table: its title, its period, the section lines just above it."""

    title: str | None
    period: DraftPeriod
    sections: tuple[str, ...] = ()
    start: int | None = None


def is_genre_line(text: str) -> bool:
    """True if a title of a plan begins here: «План …», «Дорожная карта …»."""
    key = normal(_without_number(text))
    return len(text) <= MAX_LINE * 2 and bool(GENRE.match(key))


def is_heading_line(line: Line) -> bool:
    """True for a short line that may head a part of a plan."""
    text = line.text.strip()
    return len(text) <= MAX_HEADING_LINE and text.count(". ") <= 2  # noqa: PLR2004


def is_month_line(text: str) -> bool:
    """True for a line that only names a month."""
    return bool(MONTH_LINE.match(normal(text)))


def read_heading(lines: Sequence[Line], *, is_sectioned: bool = False) -> Heading:
    """Title, period and section lines out of the lines above a table.

    `is_sectioned` says that the parts of this plan have headings of their own, so that the last
    line belongs to the first part rather than to the title.
    """
    texts = [line.text.strip() for line in lines]
    end = len(texts)
    while end and is_month_line(texts[end - 1]):
        end -= 1
    if (
        end == len(texts)
        and is_sectioned
        and end > 1
        and not is_genre_line(texts[-1])
        and not find_period(texts[-1]).text
    ):
        end -= 1
    sections = tuple(line.shown.strip() for line in lines[end:])
    start = _genre_start(texts[:end])
    if start is None:
        start = _emphasised_start(lines[:end])
    if start is None:
        return Heading(None, DraftPeriod(), sections)
    stop = start + 1
    while stop < end and _goes_on(texts[stop - 1], texts[stop]):
        stop += 1
    title = _without_number(" ".join(" ".join(texts[start:stop]).split()))
    period = find_period(title)
    if period.text is None:
        period = find_period(" ".join(texts[stop:end][:2]))
    return Heading(_without_full_stop(title) or None, period, sections, start)


def _goes_on(line: str, below: str) -> bool:
    """True if the title that has `line` goes on in the line below it."""
    if len(below) > MAX_LINE or STOP.match(normal(below)) or LABEL.match(below):
        return False
    period = find_period(line).text
    is_whole = period is not None and line.rstrip(" .").endswith(period.rstrip(" ."))
    return not is_whole or not below[:1].isupper()


def _without_number(text: str) -> str:
    return NUMBERED.sub("", CAPTION.sub("", text), count=1)


def _genre_start(texts: list[str]) -> int | None:
    for place in range(len(texts) - 1, max(-1, len(texts) - 1 - MAX_BACK), -1):
        if is_genre_line(texts[place]):
            return place
    return None


def _emphasised_start(lines: Sequence[Line]) -> int | None:
    """The last run of bold, centred or heading lines; else a numbered heading just above."""
    place = len(lines)
    while place and _is_emphasised(lines[place - 1]):
        place -= 1
    if place < len(lines):
        return place
    if lines and NUMBERED.match(lines[-1].text) and is_heading_line(lines[-1]):
        return len(lines) - 1
    return None


def _is_emphasised(line: Line) -> bool:
    return len(line.text) <= MAX_LINE and (line.is_bold or line.is_centered or line.is_heading)


def _without_full_stop(title: str) -> str:
    if title.endswith(".") and not SHORTENED.search(title):
        return title[:-1].rstrip()
    return title


def _month(word: str) -> str:
    return next(number for number, pattern in MONTHS if re.fullmatch(pattern, word, re.IGNORECASE))


def find_period(text: str) -> DraftPeriod:
    """The period that a title names; empty where it names none.

    A school year keeps its spelling («2022/2023», «2021-2022»); years and months are given as
    «2022» and «2020-01» in `start` and `end`.
    """
    finders = (_school_year, _months, _slash, _years, _one_month, _one_year)
    return next((period for finder in finders if (period := finder(text)) is not None), DraftPeriod())


def _school_year(text: str) -> DraftPeriod | None:
    found = SCHOOL.search(text)
    return DraftPeriod(found.group().strip(), re.sub(r"\s", "", found["year"])) if found else None


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
