"""What stands above the first section of a passport: contest, organisation, nomination, topic, place and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.passport.blocks import flat
from plans.importing.passport.draft import FrontDraft
from plans.importing.passport.organisations import NOUN, is_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plans.importing.passport.draft import SectionDraft

LONGEST_PLACE = 60
YEAR = re.compile(r"(?:19|20)\d\d\s*(?:г(?:од)?\.?|гг\.?)?\.?\Z")
CONTEST = re.compile(r"конкурс|форум|фестивал|преми[яи]|смотр|поиск", re.IGNORECASE)
NOMINATION = re.compile(r"\Aноминаци[яи]\s*[:–—-]?\s*(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)
TOPIC = re.compile(
    r"\A(?:тема(?:\s+\w+){0,3}|(?:инновационн\w+\s+)?(?:проект|программа)|паспорт(?:\s+\w+){0,2}|по теме)"
    r"\s*[:–—-]?\s*(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
TOPIC_HEADING = re.compile(
    r"\A(?:тема|название|наименование|полное\s+(?:название|наименование))\b(?!.*обоснован)", re.IGNORECASE
)
QUOTED = re.compile(r"\A«.+»\.?\Z", re.DOTALL)


def front_of(lines: Iterable[str]) -> FrontDraft:
    """The front page; a part that cannot be told is None."""
    printed = tuple(line for line in map(flat, lines) if line)
    parts = joined(printed)
    contest = organisation = nomination = place_year = title = None
    waiting = ""
    for part in parts:
        told, topic = NOMINATION.match(part), TOPIC.match(part)
        if waiting == "nomination":
            nomination, waiting = part, ""
        elif waiting == "title" and QUOTED.match(part):
            title, waiting = title or unquoted(part), ""
        elif told is not None:
            nomination, waiting = told["rest"] or None, "" if told["rest"] else "nomination"
        elif topic is not None and (not topic["rest"] or QUOTED.match(topic["rest"])):
            title, waiting = title or unquoted(topic["rest"]) or None, "" if topic["rest"] else "title"
        elif organisation is None and is_organisation(part):
            organisation = part
        elif contest is None and CONTEST.search(part):
            contest = part
        elif YEAR.search(part) and not QUOTED.match(part):
            place_year = part
    return FrontDraft(printed, contest, organisation, nomination, place_year, title)


def title_of(sections: Iterable[SectionDraft], front: FrontDraft) -> str | None:
    """The topic of the project: what stands under «Тема проекта», else on the front page."""
    for section in sections:
        lines = section.text.split("\n")
        if TOPIC_HEADING.match(section.heading) and lines[0].strip() and len(lines) == 1:
            return unquoted(lines[0])
    return front.title


def unquoted(text: str) -> str:
    """The words without the quotes around all of them and the stop at the end."""
    bare = flat(text).rstrip(" .")
    if bare.startswith("«") and bare.endswith("»") and "»" not in bare[1:-1]:
        return bare[1:-1].strip()
    return bare


def joined(lines: Sequence[str]) -> list[str]:
    """Lines of a front page put together where one goes on in the next.

    Open quotes, a small letter, or a name in quotes after the kind of an organisation tell it.
    """
    found: list[str] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _goes_on(part: str, line: str) -> bool:
    if part.count("«") > part.count("»"):
        return True
    if line[:1].islower():
        return not (YEAR.search(line) and len(line) <= LONGEST_PLACE)
    last = part.rsplit(maxsplit=1)[-1]
    return line.startswith("«") and NOUN.fullmatch(last) is not None
