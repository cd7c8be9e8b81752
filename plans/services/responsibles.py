"""Who answers for an item: read anew from the cell «Ответственный» when its words change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from network.models import Group, Organization, Person, User
from network.queries import Directory, read_directory
from network.services.history import delete_signed, save_signed
from plans.importing.understand import BULLET
from plans.models import PlanItem, Responsibility
from plans.queries.importing.parties import parties_of
from plans.text.people import Party, PartyKind
from projects.models import Project
from projects.queries import active_network

MAX_WORDS = 1000
PARTY = ("person_id", "group_id", "organization_id", "text")
KEPT = ("role", *PARTY, "name_text", "position", "starts_on", "ends_on")


def directory_of(project: Project) -> Directory:
    """Everybody the project's institution and its network are known to have."""
    return read_directory(project.organization, active_network(project))


def set_responsibles(item: PlanItem, words: str, *, actor: User | None) -> list[Responsibility]:
    """Read the cell and write who answers; nobody new is made: whom the directory does not know stays in words.

    A party that was there stays the same row with its days; one that took another's place from a day on
    (`starts_on`) stands in no cell and stays as well.
    """
    directory = directory_of(item.plan.project)
    existing = list(Responsibility.objects.filter(item=item).order_by("order", "pk"))
    rows: list[Responsibility] = []
    for party in parties_of(BULLET.sub("", words)):
        wanted = responsibility_of(item, party, directory)
        same = next((row for row in existing if _is_same(row, wanted)), None)
        if same is not None:
            existing.remove(same)
            same.name_text, same.position = wanted.name_text, wanted.position
        rows.append(same or wanted)
    rows += [row for row in existing if row.starts_on is not None]
    _write(rows, [row for row in existing if row.starts_on is None], actor)
    return rows


def responsibility_of(item: PlanItem, party: Party, directory: Directory) -> Responsibility:
    """A party of a cell as far as the directory knows it, not saved yet; in words where it does not."""
    row = Responsibility(item=item, name_text=party.name[:MAX_WORDS], position=party.position[:MAX_WORDS])
    if party.kind is PartyKind.PERSON and party.name:
        row.person = directory.person_named(party.name, party.position)
    elif party.kind is PartyKind.GROUP:
        row.group = directory.group_named(party.name)
    elif party.kind is PartyKind.ORGANIZATION:
        row.organization = directory.organization_named(party.name)
    if row.person is None and row.group is None and row.organization is None:
        row.text = " ".join(part for part in (party.name, party.position) if part)[:MAX_WORDS]
    return row


def responsibles_record(item: PlanItem) -> list[dict[str, Any]]:
    """Who answers for an item, in plain values: for the list of changes and to put it back."""
    rows = Responsibility.objects.filter(item=item).order_by("order", "pk").values(*KEPT)
    return [
        {name: str(value) if name in {"starts_on", "ends_on"} and value else value for name, value in row.items()}
        for row in rows
    ]


def restore_responsibles(item: PlanItem, record: Sequence[Mapping[str, Any]], *, actor: User | None) -> None:
    """Put back who answered; a party that is gone since stays in the words it was named by."""
    for row in Responsibility.objects.filter(item=item):
        delete_signed(row, actor)
    rows = []
    for values in record:
        row = Responsibility(item=item, **values)
        if any(pk and not model._default_manager.filter(pk=pk).exists() for model, pk in _links(row)):
            row.person_id = row.group_id = row.organization_id = None
            row.text = (row.name_text or row.position or "—")[:MAX_WORDS]
        rows.append(row)
    _write(rows, [], actor)


def _write(rows: Sequence[Responsibility], gone: Sequence[Responsibility], actor: User | None) -> None:
    for row in gone:
        delete_signed(row, actor)
    for order, row in enumerate(rows):
        row.order = order
    for row in rows:
        if row.pk is not None:
            save_signed(row, actor)
    bulk_create_with_history([row for row in rows if row.pk is None], Responsibility, default_user=actor)


def _is_same(row: Responsibility, wanted: Responsibility) -> bool:
    return all(getattr(row, name) == getattr(wanted, name) for name in PARTY)


def _links(row: Responsibility) -> list[tuple[type[Model], int | None]]:
    return [(Person, row.person_id), (Group, row.group_id), (Organization, row.organization_id)]
