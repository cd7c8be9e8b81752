"""Cards of organisations and the spellings they are recognised under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import Organization, OrganizationAlias, User
from network.queries.organizations import ancestors_of
from network.services.history import delete_signed, save_signed
from portal.text.clean import one_line
from portal.text.names import comparison_key

RING: Final = "Так получится круг: «{above}» уже входит в «{below}». Выберите другую организацию."
ITSELF: Final = "Организация не может входить в саму себя."
NO_LETTERS: Final = "В написании нет ни одной буквы."
OWN_NAME: Final = "Это само название организации: чтобы убрать его, измените название в карточке."
KNOWN: Final = "Такое написание у этой организации уже записано."
CONTACTS: Final = ("address", "phone", "email", "site")
NAMES: Final = ("full_name", "short_name", "kind", "municipality", "parent")


def add_spellings(organization: Organization, names: Iterable[str], *, actor: User | None) -> int:
    """Write down spellings that are not there yet, the organisation's own names included; gives how many were new."""
    wanted = {comparison_key(name): name for name in (*names, organization.short_name, organization.full_name) if name}
    known = set(organization.aliases.values_list("key", flat=True))
    new = [(key, name) for key, name in wanted.items() if key and key not in known]
    for key, name in new:
        save_signed(OrganizationAlias(organization=organization, name=name, key=key), actor)
    return len(new)


@transaction.atomic
def edit_organization(organization: Organization, said: Mapping[str, Any], *, actor: User | None) -> Organization:
    """Change the fields of a card that are said; the names it had before stay spellings it is recognised under.

    Raises ValidationError where the organisation would come to belong to itself, or a field is wrong.
    """
    before = (organization.short_name, organization.full_name)
    for name in (*NAMES, *CONTACTS):
        if name in said:
            value = said[name]
            setattr(organization, name, one_line(value) if isinstance(value, str) else value)
    require_no_ring(organization)
    save_signed(organization, actor)
    add_spellings(organization, before, actor=actor)
    return organization


def require_no_ring(organization: Organization) -> None:
    """Raise ValidationError where the organisation would belong to itself, directly or through others."""
    parent = organization.parent
    if parent is None or organization.pk is None:
        return
    if parent.pk == organization.pk:
        raise ValidationError({"parent": ITSELF})
    if organization in ancestors_of(parent):
        raise ValidationError({"parent": RING.format(above=parent, below=organization)})


def add_spelling(organization: Organization, name: str, *, actor: User | None) -> OrganizationAlias:
    """Write one spelling down; raises ValidationError where it is there already or has no letter."""
    name = one_line(name)
    key = comparison_key(name)
    if not key:
        raise ValidationError({"name": NO_LETTERS})
    if organization.aliases.filter(key=key).exists():
        raise ValidationError({"name": KNOWN})
    return save_signed(OrganizationAlias(organization=organization, name=name, key=key), actor)


def remove_spelling(alias: OrganizationAlias, *, actor: User | None) -> None:
    """Recognise the organisation under this spelling no more; raises ValidationError for one of its own names."""
    organization = alias.organization
    if alias.key in {comparison_key(organization.short_name), comparison_key(organization.full_name)}:
        raise ValidationError(OWN_NAME)
    delete_signed(alias, actor)
