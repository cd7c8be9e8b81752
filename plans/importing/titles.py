"""Title and period of a plan from the lines that stand above its table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plans.importing.columns import normal
from plans.importing.draft import DraftPeriod
from plans.importing.periods import MONTH, find_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plans.importing.source import Line

MAX_LINE = 300
MAX_BACK = 14
MAX_HEADING_LINE = 200
NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)])\s+(?=\D)")
SHORTENED = re.compile(r"\b(?:\w|гг|уч|им|см|др|пр|руб|обл|р-н|тыс)\.$")
CAPTION = re.compile(
    r"^\s*(?:таблица|приложение|раздел|глава|часть)\s*№?\s*(?:\d+|[ivx]+)\s*[-–—.:]?\s*(?=\S)", re.IGNORECASE
)
LABEL = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2}\s*:")
GENRE = re.compile(
    r"^(?:(?:\w+(?:ый|ий|ой|ы|і|ая|яя|ое) ){0,3}"
    r"(?:план(?:график|сетка|программа|ирование)?|циклограмма|график|программа|расписание|сетевой график)"
    r"|(?:\w+ая )?дорожная карта|дарожная карта|перечень мероприятий|мероприятия (?:по|на|в рамках)\b.*"
    r"|(?:критерии|показатели) (?:и|эффективности|оценки|результативности)\b.*|состав мероприятий"
    r"|система мероприятий|комплекс мер(?:оприятий)?|этапы (?:и (?:сроки|содержание) )?(?:реализации|работы)"
    r"|содержание (?:работы|деятельности) .*)\b"
)
LETTERHEAD = re.compile(
    r"^(?:министерство|департамент|комитет|управление (?:по )?(?:образован|культур)\w+|"
    r"отдел (?:по )?образовани\w+|"
    r"администрация|(?:муниципальн|государственн|частн|автономн|краев|областн)\w+ (?:\w+ )?"
    r"(?:учреждение|организация|предприятие)|учреждение образования|установа адукацыі|дзяржаўная установа|"
    r"(?:мб|ма|мк|гб|га|гк|мо|г)(?:доу|оу|у|уо|уо? до|удо)\b|гуо\b)"
)
STOP = re.compile(
    r"^(?:цел[ьи]|задач[аи]|основн\w+ (?:цел|задач)\w*|мэта|задачы|срок\w* реализации|руководител\w+|ответственн\w+|"
    r"координатор\w*|научн\w+ (?:руководител|консультант)\w*|адрес|исполнител\w+|разработчик\w*)\b"
)
MONTH_LINE = re.compile(rf"^(?:на )?(?:{MONTH})(?: 20\d\d)?(?: г(?:ода?|од)?)?$")


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
        return _after_letterhead(lines, place)
    if lines and NUMBERED.match(lines[-1].text) and is_heading_line(lines[-1]):
        return len(lines) - 1
    return None


def _after_letterhead(lines: Sequence[Line], place: int) -> int:
    """The line below the name of an institution that opens these lines; `place` if nothing is below."""
    start = place
    while start < len(lines) - 1 and (
        LETTERHEAD.match(normal(lines[start].text)) or (start > place and lines[start].text.lstrip()[:1] in '«"“„(')
    ):
        start += 1
    return start if lines[start].text.lstrip()[:1].isupper() else place


def _is_emphasised(line: Line) -> bool:
    return len(line.text) <= MAX_LINE and (line.is_bold or line.is_centered or line.is_heading)


def _without_full_stop(title: str) -> str:
    if title.endswith(".") and not SHORTENED.search(title):
        return title[:-1].rstrip()
    return title
