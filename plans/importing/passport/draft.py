"""What was read from the passport of a project, before anybody confirmed it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A point of a list inside a section: the number as printed («1.», «а)») or "" for a bullet."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class TableNote:
    """A table that stands in a section: its place in the file from 1 and the lines printed right above it."""

    index: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section: number without its last full stop («1.2»), heading without what closes it, the words below it.

    `source` is the line of the heading as printed, with what goes on in it. `text` holds every paragraph of the
    section, one a line, points of lists included; `items` are those points alone. `level` is 1 for a section, 2 for
    one inside it, and so on. Rows of `tables` are not in the text: plans and lists are read from them apart.
    """

    number: str
    heading: str
    text: str = ""
    items: tuple[ItemDraft, ...] = ()
    level: int = 1
    source: str = ""
    tables: tuple[TableNote, ...] = ()


@dataclass(frozen=True, slots=True)
class ActDraft:
    """An act the project rests on, as printed, and the words that tell its level («Федеральный уровень»)."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A participant of the network; what the document does not say is None.

    `short_name` is the name where it begins with an abbreviation («МКУ ИМЦ …»), or one found in the text.
    """

    municipality: str | None
    organisation: str | None
    short_name: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """A point of the works of the project with the number of the section it stands in."""

    section: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class FrontDraft:
    """What stands above the first section: its lines, and what they were understood as."""

    lines: tuple[str, ...] = ()
    contest: str | None = None
    organisation: str | None = None
    nomination: str | None = None
    place_year: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """The organisation that leads the project and the abbreviation the document uses for it."""

    organisation: str
    short_name: str | None = None


@dataclass(frozen=True, slots=True)
class PassportDraft:
    """A passport as read; lists are empty where the document has no such section."""

    title: str | None = None
    front: FrontDraft = FrontDraft()
    lead: LeadDraft | None = None
    sections: tuple[SectionDraft, ...] = ()
    acts: tuple[ActDraft, ...] = ()
    participants: tuple[MemberDraft, ...] = ()
    target_organisations: tuple[str, ...] = ()
    event_forms: tuple[ItemDraft, ...] = ()
    network_acts: tuple[ItemDraft, ...] = ()
    activities: tuple[ActivityDraft, ...] = ()
