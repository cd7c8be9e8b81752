"""From the bytes of a file to the draft of a passport: the way in for the rest of the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.errors import ImportRefused
from plans.importing.passport.acts import acts_of
from plans.importing.passport.blocks import blocks_of, shown
from plans.importing.passport.draft import ActivityDraft, FrontDraft, ItemDraft, LeadDraft, PassportDraft
from plans.importing.passport.front import front_of, title_of
from plans.importing.passport.headings import find_headings
from plans.importing.passport.members import members_of, narrative_of, target_organisations_of
from plans.importing.passport.organisations import leader_in, short_in_text
from plans.importing.passport.sections import sections_of
from plans.importing.recognise import recognise
from plans.importing.sandbox import read_text_safely
from plans.importing.source import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plans.importing.passport.draft import SectionDraft
    from plans.importing.source import SourceTable

MAX_SECTIONS = 300
FORMS = re.compile(r"\bформ\w*\b.*\bмероприят", re.IGNORECASE)
NETWORK_ACTS = re.compile(r"\b(?:акт|документ|нормативн)\w*\b.*\bсет(?:ев|и\b|ь)", re.IGNORECASE)
WORKS = re.compile(r"состав работ|мероприяти|виды работ|содержание (?:работ|деятельност)|план работ", re.IGNORECASE)


def read_passport(data: bytes, filename: str) -> PassportDraft:
    """The passport in a .docx, .odt, .pdf, or .doc where LibreOffice is installed.

    Raises ImportRefused for a file that cannot be read and for a document without a single section.
    """
    passport = passport_of(read_text_safely(data, filename))
    if len(passport.sections) > MAX_SECTIONS:
        raise ImportRefused(
            "too_many_sections",
            f"В документе слишком много разделов: {len(passport.sections)}, а можно не больше {MAX_SECTIONS}. "
            "Оставьте в нём только паспорт, сохраните заново и загрузите ещё раз.",
        )
    if not passport.sections:
        raise ImportRefused(
            "no_section",
            "В документе не нашлось ни одного раздела. Пронумеруйте заголовки разделов («1. Актуальность») "
            "или выделите их жирным и загрузите документ ещё раз.",
        )
    return passport


def passport_of(tables: Iterable[SourceTable]) -> PassportDraft:
    """What the text and the tables of a document say; without a heading all of it is the front page."""
    source = tuple(tables)
    blocks = blocks_of(source)
    headings = find_headings(blocks)
    sections = sections_of(blocks, headings)
    above = blocks[: headings[0].places[0]] if headings else blocks
    front = front_of(shown(block) for block in above if isinstance(block, Line))
    drafts = recognise(table for table in source if table.cells)
    lead = _lead(front, sections)
    return PassportDraft(
        title=title_of(sections, front),
        front=front,
        lead=lead,
        sections=sections,
        acts=acts_of(sections),
        participants=members_of(sections, drafts, lead),
        target_organisations=target_organisations_of(sections),
        event_forms=_listed(sections, FORMS),
        network_acts=_listed(sections, NETWORK_ACTS),
        activities=tuple(_activities(sections)),
    )


def _lead(front: FrontDraft, sections: Sequence[SectionDraft]) -> LeadDraft | None:
    """The organisation of the front page, else the one that the text shortens again and again."""
    if front.organisation:
        text = "\n".join(section.text for section in sections)
        return LeadDraft(front.organisation, short_in_text(front.organisation, text))
    found = leader_in("\n".join(narrative_of(sections)))
    return LeadDraft(*found) if found else None


def _listed(sections: Iterable[SectionDraft], heading: re.Pattern[str]) -> tuple[ItemDraft, ...]:
    return tuple(item for section in sections if heading.search(section.heading) for item in section.items)


def _activities(sections: Iterable[SectionDraft]) -> Iterator[ActivityDraft]:
    """Points of the sections that tell the works of the project, and of those inside them."""
    inside: int | None = None
    for section in sections:
        if inside is not None and section.level <= inside:
            inside = None
        is_works = bool(WORKS.search(section.heading)) and not FORMS.search(section.heading)
        if inside is not None or is_works:
            yield from (ActivityDraft(section.number, item.number, item.text) for item in section.items)
        if inside is None and is_works:
            inside = section.level
