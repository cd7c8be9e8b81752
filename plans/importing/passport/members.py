"""Who takes part in the project: from a sentence, from a table, from a column of municipalities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.importing.draft import PlanKind
from plans.importing.outcomes import participants_of
from plans.importing.passport.draft import MemberDraft
from plans.importing.passport.organisations import is_of, is_organisation, short_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plans.importing.draft import DraftPlan
    from plans.importing.passport.draft import LeadDraft, SectionDraft

TOLD = re.compile(
    r"(?:\A|\n|[.!?]\s+)[^\n:.]{0,60}?(?:состав|список|перечень)\s+(?:участник|организаци|партн[её]р|муниципалитет)"
    r"[^\n:]{0,80}:[ \t]*(?P<list>[^\n]*)",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\A(?P<place>(?:(?:г(?:ород)?|п(?:ос[её]лок)?|с(?:ело)?|ст(?:аница)?)\.?\s+[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?"
    r"|(?:муниципальн\w+\s+(?:район|округ|образован\w+)\s+)?[А-ЯЁ][\w-]+(?:\s[\w-]+)?\s+(?:муниципальный\s+|городской\s+)?(?:район|округ|р-н|край|область)"
    r"|(?:район|округ)\s+[А-ЯЁ][\w-]+))\s*[,:–—-]\s*(?P<rest>\S.*)\Z",
    re.DOTALL,
)
LIST_HEADING = re.compile(r"(?:состав|список|перечень|участник|партн[её]р|организац|муниципалитет)", re.IGNORECASE)
TARGETS = re.compile(r"целев\w+\s+(?:групп|аудитор)", re.IGNORECASE)
NAMES = re.compile(r"[,;\n]\s*")
MUNICIPALITY = re.compile(r"[А-ЯЁ][А-ЯЁа-яё-]+(?:\s+[А-ЯЁа-яё-]+){0,3}")
MOST = 300


def members_of(
    sections: Sequence[SectionDraft], drafts: Iterable[DraftPlan], lead: LeadDraft | None
) -> tuple[MemberDraft, ...]:
    """Participants, each once: those told in the text, else a table of organisations, else municipalities.

    Municipalities come from a column of the network's plan; that of the leading organisation gets its name.
    """
    tables = tuple(drafts)
    found = list(_told(sections)) or list(_tabled(tables)) or list(_municipalities(tables, lead))
    return tuple(dict.fromkeys(found))[:MOST]


def target_organisations_of(sections: Iterable[SectionDraft]) -> tuple[str, ...]:
    """Organisations listed as those whom the products of the project are for."""
    found = (item.text for section in sections if TARGETS.search(section.heading) for item in section.items)
    return tuple(text for text in found if is_organisation(text))


def narrative_of(sections: Iterable[SectionDraft]) -> Iterator[str]:
    """Paragraphs that are neither points of lists nor sentences that list the participants."""
    for section in sections:
        points = {" ".join(f"{item.number} {item.text}".split()) for item in section.items}
        for line in section.text.split("\n"):
            if " ".join(line.removeprefix("•").split()) not in points and not TOLD.match(line):
                yield line


def _told(sections: Iterable[SectionDraft]) -> Iterator[MemberDraft]:
    for section in sections:
        for told in TOLD.finditer(section.text):
            parts = [part for part in told["list"].split(";") if part.strip()]
            if not parts:
                parts = [item.text for item in section.items]
            yield from filter(None, map(_member, parts))
        if LIST_HEADING.search(section.heading) and not TARGETS.search(section.heading) and section.items:
            members = [_member(item.text) for item in section.items]
            if all(member is not None and member.municipality for member in members):
                yield from filter(None, members)


def _member(text: str) -> MemberDraft | None:
    """«Северный район, школа № 2» taken apart; None for words that tell no organisation."""
    words = " ".join(text.split()).strip(" ;,")
    found = PLACE.match(words)
    if found and is_organisation(found["rest"]):
        name = found["rest"].rstrip(" ;,")
        return MemberDraft(found["place"], name, short_of(name))
    if PLACE.fullmatch(f"{words}, -"):
        return MemberDraft(words, None)
    return MemberDraft(None, words, short_of(words)) if is_organisation(words) else None


def _tabled(drafts: Iterable[DraftPlan]) -> Iterator[MemberDraft]:
    for draft in drafts:
        if draft.kind is PlanKind.PARTICIPANTS:
            for each in participants_of(draft):
                yield MemberDraft(each.municipality or None, each.organization, short_of(each.organization))


def _municipalities(drafts: Iterable[DraftPlan], lead: LeadDraft | None) -> Iterator[MemberDraft]:
    names: dict[str, None] = {}
    for draft in drafts:
        for row in draft.rows:
            for name in NAMES.split(row.municipality or ""):
                bare = " ".join(name.split()).strip(" .")
                if MUNICIPALITY.fullmatch(bare):
                    names[bare] = None
    for name in names:
        if lead is not None and is_of(lead.organisation, name):
            yield MemberDraft(name, lead.organisation, lead.short_name)
        else:
            yield MemberDraft(name, None)
