"""A passport on its way in, compared with what the project has: sections, acts, participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plans.importing.outcomes import ParticipantDraft
from plans.importing.passport import ActDraft, PassportDraft, SectionDraft
from plans.models import PlanImport
from plans.queries.importing.outcomes import NamedOrganization, participants_outcome
from plans.queries.importing.state import import_state
from portal.text.names import comparison_key, folded
from projects.models import NormativeAct, PassportSection, Project
from projects.queries.acts import acts_of, new_doubts, new_line
from projects.queries.passport import sections_of
from projects.text.acts import ActReading, read_act

Level = NormativeAct.Level
LEVELS = (
    (Level.INTERNATIONAL, ("международн",)),
    (Level.FEDERAL, ("федеральн", "республиканск")),
    (Level.REGIONAL, ("региональн", "краев", "областн")),
    (Level.MUNICIPAL, ("муниципальн", "районн", "городск")),
    (Level.LOCAL, ("локальн", "институциональн")),
)
MOST_ACTS = 150


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section of the document and the one the project has under that heading; `code` is its name in the form."""

    code: str
    draft: SectionDraft
    known: PassportSection | None = None

    @property
    def heading(self) -> str:
        """The heading it is saved under; a line that is nothing but marks stands for itself."""
        return self.draft.heading or self.draft.source

    @property
    def is_changed(self) -> bool:
        """True if the project has it with another text, which stays."""
        return self.known is not None and comparison_key(self.known.text) != comparison_key(self.draft.text)


@dataclass(frozen=True, slots=True)
class ActChoice:
    """An act of the document as it was understood, the row of the register with the same words, doubts in words."""

    code: str
    text: str
    level: NormativeAct.Level
    reading: ActReading
    known: NormativeAct | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassportReview:
    """What a passport would bring to a project; `places` are municipalities it names without an organisation."""

    project: Project
    draft: PassportDraft
    sections: tuple[SectionChoice, ...]
    acts: tuple[ActChoice, ...]
    organizations: tuple[NamedOrganization, ...]
    places: tuple[str, ...] = ()

    @property
    def new_codes(self) -> tuple[str, ...]:
        """Codes of all that the project does not have yet."""
        return (
            *(each.code for each in self.sections if each.known is None),
            *(each.code for each in self.acts if each.known is None),
            *(each.code for each in self.organizations if not each.is_participant),
        )

    @property
    def doubtful(self) -> tuple[NamedOrganization, ...]:
        """Organisations that may be one of several: a person has to say."""
        return tuple(each for each in self.organizations if each.known is None and each.candidates)


def passport_of_import(plan_import: PlanImport) -> PassportDraft | None:
    """The passport that waits in an import; None for one of plans."""
    return import_state(plan_import).passport


def review_of_passport(project: Project, draft: PassportDraft, names: Mapping[str, str]) -> PassportReview:
    """The document beside the project; `names`: what a person said of organisations, by their codes."""
    people = {
        (comparison_key(member.organisation), comparison_key(member.municipality or "")): ParticipantDraft(
            member.organisation, member.municipality or "", member.short_name or ""
        )
        for member in draft.participants
        if member.organisation and comparison_key(member.organisation)
    }
    return PassportReview(
        project,
        draft,
        _sections(draft.sections, sections_of(project)),
        _acts(project, draft),
        participants_outcome(project, tuple(people.values()), names).organizations,
        tuple(member.municipality for member in draft.participants if member.municipality and not member.organisation),
    )


def _sections(drafts: Sequence[SectionDraft], rows: Sequence[PassportSection]) -> tuple[SectionChoice, ...]:
    """Every section with the row of its heading, each row once; of equal headings the one with the same number."""
    left = list(rows)
    found = []
    for place, draft in enumerate(drafts):
        choice = SectionChoice(f"section-{place}", draft)
        alike = [row for row in left if comparison_key(row.heading) == comparison_key(choice.heading)]
        numbered = [row for row in alike if comparison_key(row.number) == comparison_key(draft.number)]
        known = next(iter((*numbered, *alike)), None)
        if known is not None:
            left.remove(known)
        found.append(SectionChoice(choice.code, draft, known))
    return tuple(found)


def _acts(project: Project, draft: PassportDraft) -> tuple[ActChoice, ...]:
    """Acts the project rests on, and those of the network that read as acts, each once."""
    rows = acts_of(project)
    known = {comparison_key(row.text): row for row in rows}
    network = (ActDraft("", item.text.rstrip(" ;")) for item in draft.network_acts if read_act(item.text).kind)
    acts: dict[str, ActDraft] = {}
    for act in (*draft.acts, *network):
        if key := comparison_key(act.text):
            acts.setdefault(key, act)
    choices = [
        ActChoice(f"act-{place}", act.text, level_of(act.level), read_act(act.text), known.get(key))
        for place, (key, act) in enumerate(tuple(acts.items())[:MOST_ACTS], 1)
    ]
    lines = [new_line(each.text, each.reading, place) for place, each in enumerate(choices, 1) if each.known is None]
    doubts = new_doubts(rows, lines)
    return tuple(replace(each, doubts=tuple(doubts.get(place, ()))) for place, each in enumerate(choices, 1))


def level_of(words: str) -> NormativeAct.Level:
    """«Региональный уровень» → regional; unknown for anything else."""
    small = folded(words)
    return next((level for level, stems in LEVELS if any(stem in small for stem in stems)), Level.UNKNOWN)
