"""Invitations by a list: a file read into people, those chosen invited in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from network.models import User
from network.services.invitations import NewInvitation
from plans.importing.errors import ImportRefused
from plans.importing.sandbox import read_file_safely
from projects.models import Project
from projects.services.invitations import MadeInvitation, invite
from projects.text.invitees import NO_TABLE, Invitee, ListRefused, read_invitees


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to invite, with her role in the project where she has one."""

    new: NewInvitation
    project_role: str


def read_list(data: bytes, filename: str) -> list[Invitee]:
    """People of the first table of a file that is a list of them; nothing is saved.

    Raises ImportRefused in Russian for a file that cannot be read, or that holds no such table.
    """
    reason = NO_TABLE
    for table in read_file_safely(data, filename):
        rows = [[cell.plain if cell else "" for cell in line] for line in table.grid]
        try:
            return read_invitees(rows, table.first_row + 1)
        except ListRefused as refused:
            # What is wrong with a list says more than that there is none.
            reason = str(refused) if str(refused) != NO_TABLE else reason
    raise ImportRefused("no_list", reason)


@transaction.atomic
def invite_all(
    project: Project, wanted: Sequence[Wanted], *, by_letter: bool, now: datetime, actor: User
) -> list[MadeInvitation]:
    """Invite everybody, or nobody; gives the links in the order of the list, shown once."""
    return [
        invite(project, each.new, project_role=each.project_role, by_letter=by_letter, now=now, actor=actor)
        for each in wanted
    ]
