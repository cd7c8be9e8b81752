"""Two rows that are one: all that names the one goes over to the other, in every table, in one step."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from simple_history.exceptions import NotHistoricalModelError
from simple_history.utils import get_history_manager_for_model

from network.models import Group, Membership, Municipality, Organization, OrganizationAlias, User
from network.queries.merging import (
    Double,
    Joins,
    Link,
    all_doubles,
    differing,
    doubles,
    joined_values,
    kept,
    links_to,
    wordings_of,
)
from network.queries.organizations import ancestors_of
from network.services.history import delete_signed, save_many_signed, save_signed
from network.services.organizations import add_spellings

SAME: Final = "Это одна и та же запись: выберите другую."
GONE: Final = "Одной из двух записей уже нет: кто-то объединил или удалил её. Откройте страницу заново."
DIFFER: Final = (
    "{title}: «{row}» есть у обеих, и сказано разное ({fields}). Исправьте у одной из них, потом объедините."
)
WRITTEN: Final = "{title}: «{row}» написано о каждой из них. Оставьте написанное об одной, потом объедините."
CARD: Final = ("municipality", "address", "phone", "email", "site")


def _stronger(first: str, second: str) -> str:
    order = (Membership.Role.HEAD, Membership.Role.EDITOR, Membership.Role.VIEWER)
    return min(first, second, key=[str(role) for role in order].index)


JOINS: Final[Joins] = {
    OrganizationAlias: {"name": kept},
    Membership: {"role": _stronger},
    Group: {"name": kept},
}


def merge_conflicts(stays: Model, goes: Model, joins: Joins) -> list[str]:
    """Why the two cannot become one: a sentence for each pair of rows that say different things."""
    written = [
        WRITTEN.format(title=str(wording.model._meta.verbose_name_plural).capitalize(), row=row)
        for wording in wordings_of(type(stays))
        for row in wording.clashes(stays, goes)
    ]
    return written + [
        DIFFER.format(title=double.link.title.capitalize(), row=double.goes, fields=", ".join(fields))
        for double in all_doubles(stays, goes)
        if (fields := differing(double, joins))
    ]


@transaction.atomic
def merge_organizations(stays: Organization, goes: Organization, *, joins: Joins, actor: User | None) -> Organization:
    """Make one organisation of two: `goes` is deleted, its names become spellings of `stays`.

    What only the one that goes has (municipality, address, phone, mail, site) is kept. `joins`: how rows of higher
    apps become one. Raises ValidationError, with nothing changed, where rows of both contradict each other.
    """
    _lock(stays, goes)
    names = (goes.short_name, goes.full_name)
    _keep_family_straight(stays, goes, actor)
    changed = [name for name in CARD if not getattr(stays, name) and getattr(goes, name)]
    for name in changed:
        setattr(stays, name, getattr(goes, name))
    _merge(stays, goes, {**JOINS, **joins}, actor)
    if changed:
        save_signed(stays, actor)
    add_spellings(stays, names, actor=actor)
    return stays


@transaction.atomic
def merge_municipalities(stays: Municipality, goes: Municipality, *, actor: User | None) -> Municipality:
    """Make one municipality of two: organisations of `goes` belong to `stays` from now on."""
    _lock(stays, goes)
    _merge(stays, goes, {}, actor)
    return stays


def _lock(stays: Model, goes: Model) -> None:
    """Hold both rows in one order, and look whether both are still there."""
    if stays.pk == goes.pk:
        raise ValidationError(SAME)
    ids = sorted((stays.pk, goes.pk))
    if len(type(stays)._base_manager.select_for_update().filter(pk__in=ids).order_by("pk")) != len(ids):  # noqa: SLF001
        raise ValidationError(GONE)


def _merge(stays: Model, goes: Model, joins: Joins, actor: User | None) -> None:
    conflicts = merge_conflicts(stays, goes, joins)
    if conflicts:
        raise ValidationError(conflicts)
    for link in links_to(type(stays)):
        if link.is_list:
            _move_places(link, stays, goes, actor)
            continue
        for double in doubles(link, stays, goes):
            _join(double, joins, actor)
        _move_rows(link, stays, goes, actor)
    _rename(stays, goes, actor)
    for field in type(stays)._meta.many_to_many:
        _signed(stays, actor)
        getattr(stays, field.name).add(*getattr(goes, field.name).all())
    delete_signed(goes, actor)


def _join(double: Double, joins: Joins, actor: User | None) -> None:
    """One row of two; what named the one that goes names the other."""
    values = joined_values(double, joins)
    _merge(double.stays, double.goes, joins, actor)
    for name, value in values.items():
        setattr(double.stays, name, value)
    if values:
        _signed(double.stays, actor)
        double.stays.save(update_fields=list(values))


def _move_rows(link: Link, stays: Model, goes: Model, actor: User | None) -> None:
    rows = list(link.rows(goes))
    for row in rows:
        setattr(row, link.field, stays)
    if _has_history(link.model):
        save_many_signed(rows, [link.field], actor)
    else:
        link.rows(goes).update(**{link.field: stays})


def _rename(stays: Model, goes: Model, actor: User | None) -> None:
    """What is written about the one is about the other from now on."""
    for wording in wordings_of(type(stays)):
        rows = wording.rows(goes)
        for row in rows:
            setattr(row, wording.field, wording.renamed(row, stays, goes))
        if _has_history(wording.model):
            save_many_signed(rows, [wording.field], actor)
        else:
            for row in rows:
                row.save(update_fields=[wording.field])


def _move_places(link: Link, stays: Model, goes: Model, actor: User | None) -> None:
    """In lists of organisations the one that stays takes the place of the other."""
    for row in list(link.rows(goes)):
        _signed(row, actor)
        places = getattr(row, link.field)
        places.add(stays)
        places.remove(goes)


def _keep_family_straight(stays: Organization, goes: Organization, actor: User | None) -> None:
    """Nobody becomes her own parent: where the one that stays is below the other, it takes the place of the other."""
    is_above = goes in ancestors_of(stays)
    is_only_there = stays.parent_id is None and goes.parent_id is not None and stays not in ancestors_of(goes)
    if is_above or is_only_there:
        stays.parent = goes.parent
        save_signed(stays, actor)


def _signed(row: Any, actor: User | None) -> None:
    row._history_user = actor


def _has_history(model: type[Model]) -> bool:
    try:
        get_history_manager_for_model(model)
    except NotHistoricalModelError:
        return False
    return True
