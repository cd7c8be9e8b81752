"""Who answers for the rows of an imported plan: names of the document matched or made, in the document's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simple_history.utils import bulk_create_with_history

from network.models import Person, User
from network.queries import Directory
from network.services.parties import NewParties
from plans.importing.correction import PersonChoice
from plans.importing.draft import DraftRow
from plans.models import PlanItem, Responsibility
from plans.queries.importing.parties import row_parties
from plans.text.people import Party, PartyKind
from portal.text.names import person_key

MAX_WORDS = 1000


def save_responsibilities(
    items: Sequence[PlanItem],
    rows: Sequence[DraftRow],
    directory: Directory,
    choices: Iterable[PersonChoice],
    *,
    actor: User | None,
) -> None:
    """Write who answers for each item; people and groups nobody knew are made, unknown organisations stay words.

    A name that several people bear stays words too, unless `choices` tell who is meant.
    """
    chosen = {choice.key: choice for choice in choices}
    new = NewParties(directory, actor)
    written = [
        _responsibility(item, order, party, new, chosen)
        for item, row in zip(items, rows, strict=True)
        for order, party in enumerate(row_parties(row))
    ]
    new.save()
    bulk_create_with_history(written, Responsibility, batch_size=500, default_user=actor)


def _responsibility(
    item: PlanItem,
    order: int,
    party: Party,
    new: NewParties,
    chosen: Mapping[str, PersonChoice],
) -> Responsibility:
    words = " ".join(part for part in (party.name, party.position) if part)[:MAX_WORDS]
    written = Responsibility(
        item=item,
        order=order,
        name_text=party.name[:MAX_WORDS],
        position=party.position[:MAX_WORDS],
    )
    if party.kind is PartyKind.PERSON and party.name:
        written.person = _person(party, new, chosen.get(person_key(party.name)))
    elif party.kind is PartyKind.GROUP:
        written.group = new.directory.group_named(party.name) or new.group(party.name)
    elif party.kind is PartyKind.ORGANIZATION:
        written.organization = new.directory.organization_named(party.name)
    if written.person is None and written.group is None and written.organization is None:
        written.text = words
    return written


def _person(party: Party, new: NewParties, choice: PersonChoice | None) -> Person | None:
    candidates = new.directory.people_named(party.name)
    if choice is not None:
        if choice.is_text:
            return None
        if choice.person is not None:
            return next((person for person in candidates if person.pk == choice.person), None)
        return new.person(party.name, party.position)
    if candidates:
        return new.directory.person_named(party.name, party.position)
    return new.person(party.name, party.position)
