"""The form of an organisation laid on a document: margins, heading, approvals, signers, own names of genres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from plans.text.people import Party, PartyKind, read_responsibles
from portal.text.russian import date_long, date_short
from reports.content.document import Document, Heading, Listing, PaperRules, TableBlock, TitleLine
from reports.content.model import Approval, Cell, Signer

PLAN: Final = "calendar-plan"
APPROVED: Final = frozenset({PLAN, "progress", "final", "network"})
"""Genres that are approved; a table for work or a summary is when an order asks for it."""
OWN_SIGNERS: Final = frozenset({"extract"})
"""That an extract is true is signed by who made it."""
SIGNED: Final = "Утверждаю"
BLANK_DAY: Final = "«____» ______________ {year} г."
BLANK_DIGITS: Final = "____.____.{year}"
BLANK_ACT: Final = "приказом от {day} № ______"
RESPONSIBLE: Final = "responsible"
POSTS: Final = "Ответственные"
_SURNAME: Final = re.compile(r"(\S+)\s+(?:[^\W\d_]\.\s?){1,2}")
_PLURAL_WORDS: Final = ("сведения", "данные", "результаты")


class Approving(StrEnum):
    """How papers are approved: «УТВЕРЖДАЮ» with a line, «УТВЕРЖДЕНО» by an act, not at all."""

    SIGNED = "signed"
    ACT = "act"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Dress:
    """What an organisation and an order say of a paper; empty fields leave what the document has.

    `act` in the instrumental case with date and number («приказом от 15.04.2022 № 1»); `has_digits`: dates are written
    15.05.2023; `title`: own name of the genre; `is_asked`: the order itself named the approver.
    """

    rules: PaperRules = field(default_factory=PaperRules)
    letterhead: tuple[str, ...] = ()
    approving: Approving = Approving.SIGNED
    approver: Signer = field(default_factory=Signer)
    act: str = ""
    approved_on: date | None = None
    has_digits: bool = False
    signers: tuple[Signer, ...] = ()
    title: str = ""
    is_asked: bool = False


def dressed(document: Document, dress: Dress) -> Document:
    """The document as the organisation lays its papers out; approvals and title of a plan are its own words."""
    named = _named(document, dress.title) if dress.title and document.kind != PLAN else document
    return replace(
        named,
        rules=dress.rules,
        letterhead=dress.letterhead or named.letterhead,
        approvals=_approvals(named, dress),
        signers=dress.signers if dress.signers and named.signers and named.kind not in OWN_SIGNERS else named.signers,
    )


def brief(document: Document) -> Document:
    """«Кратко»: in «Ответственный» surnames alone, posts once in a list at the end.

    A cell whose reading is not sure stays word for word; namesakes keep their initials.
    """
    sure = {cell: read for cell in _responsibles(document) if (read := _read(cell))}
    people = [party for lines in sure.values() for line in lines for party in line if party.name and _is_person(party)]
    short = _short_names(people)
    blocks = tuple(
        _shortened(block, sure, short) if isinstance(block, TableBlock) else block for block in document.blocks
    )
    posts = tuple(_posts(people)) if blocks != document.blocks else ()
    return replace(document, blocks=(*blocks, Heading(POSTS, 3), Listing(posts)) if posts else blocks)


def _named(document: Document, title: str) -> Document:
    """With an own name of the genre: the first line of the title, and the foot of every sheet."""
    _, *rest = document.title[0].text.split("\n", 1)
    first = TitleLine("\n".join((title, *rest)), document.title[0].is_strong)
    return replace(document, title=(first, *document.title[1:]), docname=f"{title} · на {date_short(document.as_of)}")


def _approvals(document: Document, dress: Dress) -> tuple[Approval, ...]:
    if document.kind == PLAN and document.approvals:
        return document.approvals
    if dress.approving is Approving.NONE:
        return ()
    if not (document.approvals or document.kind in APPROVED or dress.is_asked):
        return ()
    if dress.approving is Approving.ACT:
        act = dress.act or BLANK_ACT.format(day=_day(document, dress))
        return (Approval(_agreed(document.title[0].text), basis=act),)
    people = (dress.approver,) if dress.approver != Signer() else _people(document)
    return tuple(Approval(SIGNED, person.position, person.name, _day(document, dress)) for person in people)


def _people(document: Document) -> tuple[Signer, ...]:
    return tuple(Signer(block.position, block.name) for block in document.approvals if not block.is_left)


def _day(document: Document, dress: Dress) -> str:
    if dress.approved_on:
        return date_short(dress.approved_on) if dress.has_digits else date_long(dress.approved_on)
    return (BLANK_DIGITS if dress.has_digits else BLANK_DAY).format(year=document.as_of.year)


def _agreed(title: str) -> str:
    """«Утверждён», «Утверждена», «Утверждено» or «Утверждены», as the first word of the name asks."""
    word = (title.split() or [""])[0].casefold()
    if word in _PLURAL_WORDS or word.endswith(("ы", "и", "ые", "ие")):
        return "Утверждены"
    if word.endswith(("а", "я", "ость")):
        return "Утверждена"
    return "Утверждено" if word.endswith(("о", "е", "ё")) else "Утверждён"


def _responsibles(document: Document) -> Iterable[tuple[str, ...]]:
    for table in document.tables:
        places = [n for n, column in enumerate(table.columns) if column.field == RESPONSIBLE]
        for row in table.rows:
            yield from (row.cells[place].lines for place in places if row.cells)


def _read(lines: tuple[str, ...]) -> tuple[tuple[Party, ...], ...]:
    """Who each line names; nothing where the lines together say something else, or anything is not plain."""
    read = tuple(read_responsibles(line) for line in lines)
    together = [party for line in read for party in line]
    is_plain = all(not party.is_doubtful and not party.note for party in together)
    if not is_plain or tuple(together) != read_responsibles("\n".join(lines)):
        return ()
    has_names = any(_is_person(party) and party.name for party in together)
    # Only a name with initials says for certain which of its words is the surname; all else must be the cell's words.
    is_sure = all(
        _SURNAME.fullmatch(party.name) if _is_person(party) and party.name else _word(party, {}) in " ".join(lines)
        for party in together
    )
    return read if has_names and is_sure else ()


def _is_person(party: Party) -> bool:
    return party.kind is PartyKind.PERSON


def _short_names(people: Iterable[Party]) -> dict[str, str]:
    """Surnames by names; those that several people bear stay with their initials."""
    names = {party.name: party.name.split()[0] for party in people}
    borne = list(names.values())
    return {name: surname if borne.count(surname) == 1 else name for name, surname in names.items()}


def _posts(people: Iterable[Party]) -> Iterable[str]:
    """«Ковалёва А.П. — методист», each once, by names."""
    found: dict[str, dict[str, None]] = {}
    for party in people:
        if party.position:
            found.setdefault(party.name, {})[_small(party.position)] = None
    return (f"{name} — {'; '.join(found[name])}" for name in sorted(found))


def _small(post: str) -> str:
    """As inside a sentence; an abbreviation («ЗУВР») stays."""
    return post if post[:2].isupper() else post[:1].lower() + post[1:]


def _shortened(
    table: TableBlock, sure: Mapping[tuple[str, ...], tuple[tuple[Party, ...], ...]], short: Mapping[str, str]
) -> TableBlock:
    fields = [column.field for column in table.columns]
    return replace(
        table,
        rows=tuple(
            replace(
                row,
                cells=tuple(
                    _short_cell(cell, sure, short) if field == RESPONSIBLE else cell
                    for field, cell in zip(fields, row.cells, strict=True)
                ),
            )
            if row.cells
            else row
            for row in table.rows
        ),
    )


def _short_cell(
    cell: Cell, sure: Mapping[tuple[str, ...], tuple[tuple[Party, ...], ...]], short: Mapping[str, str]
) -> Cell:
    read = sure.get(cell.lines)
    if read is None:
        return cell
    return replace(cell, lines=tuple("; ".join(_word(party, short) for party in line) for line in read))


def _word(party: Party, short: Mapping[str, str]) -> str:
    return short.get(party.name, party.name) if party.name else party.position
