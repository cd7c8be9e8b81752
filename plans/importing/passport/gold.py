"""A passport as plain JSON objects for the shell: null where the document says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plans.importing.passport.draft import ItemDraft, PassportDraft, SectionDraft

NO_PERIOD = {"text": None, "school_year": None, "from": None, "to": None}


def passport_as_json(passport: PassportDraft) -> dict[str, Any]:
    """Title, front page, leader, sections and the lists that were found in them."""
    front, lead = passport.front, passport.lead
    return {
        "title": passport.title,
        "approval": None,
        "period": NO_PERIOD,
        "front": {
            "contest": front.contest,
            "organisation": front.organisation,
            "nomination": front.nomination,
            "place_year": front.place_year,
            "lines": list(front.lines),
        },
        "lead": {
            "organisation": lead.organisation if lead else None,
            "short_name": lead.short_name if lead else None,
        },
        "sections": [_section(section) for section in passport.sections],
        "normative_documents": [{"level": act.level, "text": act.text} for act in passport.acts],
        "participants": [
            {
                "municipality": member.municipality,
                "organisation": member.organisation,
                "short_name": member.short_name,
            }
            for member in passport.participants
        ],
        "target_organisations": [{"text": text} for text in passport.target_organisations],
        "event_forms": _items(passport.event_forms),
        "network_acts": _items(passport.network_acts),
        "activities": [
            {"section": each.section, "number": each.number, "text": each.text} for each in passport.activities
        ],
    }


def _section(section: SectionDraft) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "text": section.text,
        "items": _items(section.items),
        "level": section.level,
        "tables": [{"table": note.index, "caption": note.caption} for note in section.tables],
    }


def _items(items: Iterable[ItemDraft]) -> list[dict[str, str]]:
    return [{"number": item.number, "text": item.text} for item in items]
