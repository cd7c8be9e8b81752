"""Acts that a passport names, one by one, each with the words that tell its level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.passport.draft import ActDraft
from plans.importing.passport.lists import BULLET, POINT
from portal.text.names import folded
from projects.text.acts import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plans.importing.passport.draft import SectionDraft

WHICH = (
    r"(?:международн|федеральн|республиканск|региональн|краев|областн|муниципальн|районн|городск|локальн"
    r"|институциональн)"
)
LEVEL = re.compile(
    rf"\A(?P<level>{WHICH}\w*\s+уровень(?:\s+[^:;.]{{0,60}}?)?)\s*(?:[:–—-]\s*(?P<rest>.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
TOLD = re.compile(
    rf"\Aна\s+(?P<which>{WHICH}\w*)\s+уровне\b(?:.{{0,200}}?\b(?:являются|относятся|служат|выступают|используются"
    r"|действуют)\s*:?|\s*:)\s*(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
KIND = re.compile(rf"\A(?:{'|'.join(KINDS)})(?!\w)", re.IGNORECASE)
NEXT = re.compile(rf",\s+(?=(?:{'|'.join(KINDS)})(?!\w))", re.IGNORECASE)
BETWEEN = re.compile(r";\s+(?=[A-ZА-ЯЁ«\"“\d])")
ACTS_HEADING = re.compile(r"нормативн|правов\w+ (?:баз|основ|обеспеч)", re.IGNORECASE)
NETWORK = re.compile(r"\bсет(?:и|ь|ев)", re.IGNORECASE)
TOLD_APART = re.compile(r"(?:№|\bN)\s?\S*\d|\b\d{1,2}(?:\.\d{1,2}\.|\s+[а-яё]{3,9}\s+)\d{2,4}", re.IGNORECASE)


def acts_of(sections: Iterable[SectionDraft]) -> tuple[ActDraft, ...]:
    """Acts of the sections that tell what the project rests on, each once, in the order of the paper.

    Acts that rule the network itself stand in a section of their own and are not among them.
    """
    found: dict[tuple[str, str], ActDraft] = {}
    for section in sections:
        if ACTS_HEADING.search(section.heading) and not NETWORK.search(section.heading):
            for act in _section_acts(section):
                found.setdefault((act.level, act.text), act)
    return tuple(found.values())


def _section_acts(section: SectionDraft) -> Iterator[ActDraft]:
    """Acts of a section; below a level that stands alone every line is one, elsewhere a line that reads as an act."""
    level, is_list = "", False
    for line in section.text.split("\n"):
        told, headed = TOLD.match(line), LEVEL.match(line)
        if told:
            level, is_list = "", False
            yield from (ActDraft(_level_name(told["which"]), text) for text in _sentence_acts(told["rest"]))
        elif headed:
            level, is_list = " ".join(headed["level"].split()), not headed["rest"]
            yield from (ActDraft(level, text) for text in _between(headed["rest"] or ""))
        else:
            point = POINT.match(line)
            bare = point["text"] if point else BULLET.sub("", line)
            if is_list or (KIND.match(bare) and TOLD_APART.search(bare)):
                yield from (ActDraft(level, text) for text in _between(bare))


def _between(text: str) -> Iterator[str]:
    """Acts that are parted by semicolons."""
    for part in BETWEEN.split(text):
        act = part.strip().rstrip(";").strip()
        if any(sign.isalpha() for sign in act):
            yield act


def _sentence_acts(text: str) -> Iterator[str]:
    """Acts of a sentence: parted by semicolons, or by commas before the name of a kind outside closed quotes."""
    for piece in _between(text):
        start = 0
        for comma in NEXT.finditer(piece):
            part = piece[start : comma.start()]
            if part.count("«") > part.count("»") or part.count('"') % 2 or part.count("(") > part.count(")"):
                continue
            yield part.strip(" ,")
            start = comma.end()
        last = piece[start:].strip(" ,")
        yield last[:-1] if last.endswith(".") and not last.endswith("г.") else last


def _level_name(which: str) -> str:
    """«федеральном» → «Федеральный уровень»."""
    stem = folded(which)[: -len("ом")]
    ending = "ой" if stem == "городск" else "ий" if stem.endswith("ск") else "ый"
    return f"{(stem + ending).capitalize()} уровень"
