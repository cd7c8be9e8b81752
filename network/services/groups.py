"""Groups that plans name together: their names and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from network.models import Group, Organization, Person, User
from network.services.history import delete_signed, save_signed
from portal.text.clean import one_line

IN_USE: Final = "Убрать нельзя: группу называют пункты планов. Сначала укажите в них другого ответственного."


@transaction.atomic
def edit_group(
    group: Group, name: str, people: Iterable[Person], organizations: Iterable[Organization], *, actor: User | None
) -> Group:
    """Name a group, new or known, and say who is in it; raises ValidationError where the name is taken."""
    group.name = one_line(name)
    save_signed(group, actor)
    group.people.set(people)
    group.organizations.set(organizations)
    return group


def remove_group(group: Group, *, actor: User | None) -> None:
    """Delete a group no item names; raises ValidationError otherwise."""
    try:
        with transaction.atomic():
            delete_signed(group, actor)
    except ProtectedError as problem:
        raise ValidationError(IN_USE) from problem
