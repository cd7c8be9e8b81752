"""Places of accounts in organisations: another role, or the end of access."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import Membership, User
from network.services.history import delete_signed, save_signed

UNKNOWN_ROLE: Final = "Такой роли в организации нет."


@transaction.atomic
def change_place(place: Membership, role: str, *, actor: User) -> Membership:
    """Give another role in the organisation; raises ValidationError for one there is not."""
    if role not in Membership.Role.values:
        raise ValidationError(UNKNOWN_ROLE)
    place.role = role
    return save_signed(place, actor)


def end_place(place: Membership, *, actor: User) -> None:
    """End the access to what the organisation sees; the account stays, its marks and words too."""
    delete_signed(place, actor)
