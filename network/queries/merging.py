"""What names a row that is to become one with another: found in every table, whoever it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignObjectRel, ManyToManyRel, Model, QuerySet, UniqueConstraint

Value = Any
# How two different values of a field become one: the one kept first, the one that goes second.
Joined = Callable[[Value, Value], Value]
# By table and field; a field that is not here and differs forbids the merge.
Joins = Mapping[type[Model], Mapping[str, Joined]]
EMPTY: tuple[Value, ...] = (None, "", [], {})


def kept(first: Value, second: Value) -> Value:  # noqa: ARG001 - a way to join
    """Of two values the one of the row that stays."""
    return first


def earliest(first: Value, second: Value) -> Value:
    """Of two days the earlier; a day that is not known is earlier than any."""
    return None if first is None or second is None else min(first, second)


def latest(first: Value, second: Value) -> Value:
    """Of two days the later; one that is not known has no end."""
    return None if first is None or second is None else max(first, second)


@dataclass(frozen=True, slots=True)
class Link:
    """A column by which rows of a table name rows of another; `is_list` where a row may name many."""

    model: type[Model]
    field: str
    is_list: bool = False

    def rows(self, named: Model) -> QuerySet[Any]:
        """Rows that name the given one, those a default manager hides included, in the order they were made."""
        return self.model._base_manager.filter(**{self.field: named.pk}).order_by("pk")  # noqa: SLF001 - documented

    @property
    def title(self) -> str:
        """The table in words: «отметки о выполнении»."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def column(self) -> str:
        """The column in words, where one table names another twice."""
        return str(self.model._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Wording:
    """A column of text that names rows of a table by words between semicolons, «organization:5»: no key leads there.

    A table declares such columns itself: `NAMES_ROWS = {"subject": ("organization",)}`.
    """

    model: type[Model]
    field: str

    def rows(self, named: Model) -> list[Any]:
        """Rows whose text names the given one, in the order they were made."""
        word = _word(named)
        found = self.model._base_manager.filter(**{f"{self.field}__contains": word}).order_by("pk")  # noqa: SLF001
        return [row for row in found if word in getattr(row, self.field).split(";")]

    def renamed(self, row: Any, stays: Model, goes: Model) -> str:
        """The text of a row with the one that stays in place of the other."""
        words = getattr(row, self.field).split(";")
        return ";".join(_word(stays) if word == _word(goes) else word for word in words)

    def clashes(self, stays: Model, goes: Model) -> list[Any]:
        """Rows that name the one that goes and, once renamed, would be what another row is already."""
        found = []
        for row in self.rows(goes):
            for rule in self.model._meta.constraints:
                if isinstance(rule, UniqueConstraint) and self.field in rule.fields:
                    same = {name: getattr(row, name) for name in rule.fields}
                    same[self.field] = self.renamed(row, stays, goes)
                    if self.model._base_manager.filter(**same).exists():  # noqa: SLF001 - documented
                        found.append(row)
        return found


@dataclass(frozen=True, slots=True)
class Double:
    """Rows of both that the database allows once: `stays` takes over what only `goes` says."""

    link: Link
    stays: Any
    goes: Any


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of one table go over, and how many of them become one with a row that is there."""

    title: str
    count: int
    same: int


def links_to(model: type[Model]) -> list[Link]:
    """Every column that names rows of the table, in the order of the tables; history keeps what it says.

    Columns without a way back (`related_name="+"`) are columns like the rest.
    """
    relations = (field for field in model._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel))
    return [
        Link(relation.field.model, relation.field.name, isinstance(relation, ManyToManyRel))
        for relation in relations
        if not relation.field.model._meta.auto_created and not _is_history(relation.field.model)
    ]


def wordings_of(model: type[Model]) -> list[Wording]:
    """Every column of text that names rows of the table; history keeps what it says."""
    return [
        Wording(each, field)
        for each in apps.get_models()
        for field, named in getattr(each, "NAMES_ROWS", {}).items()
        if model._meta.model_name in named
    ]


def _word(row: Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def _is_history(model: type[Model]) -> bool:
    return hasattr(model, "history_object") or hasattr(model, "m2m_history_id")


def is_named(row: Model, besides: Collection[type[Model]] = ()) -> bool:
    """Some row of any table names it, rows of the tables `besides` not counted."""
    return any(link.rows(row).exists() for link in links_to(type(row)) if link.model not in besides)


def doubles(link: Link, stays: Model, goes: Model) -> list[Double]:
    """Rows that may not stand beside each other once both name the same, at two queries for each such rule."""
    found: dict[int, Double] = {}
    for fields, rows in _rules(link):
        there = {key: row for row in rows(link.rows(stays)) if None not in (key := _key(row, fields))}
        for row in rows(link.rows(goes)):
            same = there.get(_key(row, fields))
            if same is not None:
                found.setdefault(row.pk, Double(link, same, row))
    return list(found.values())


def differing(double: Double, joins: Joins) -> list[str]:
    """Fields in which both rows say something else and nobody has said how to join that."""
    known = joins.get(double.link.model, {})
    return [
        field.verbose_name
        for field in _fields(double)
        if field.name not in known
        and _differ(getattr(double.stays, field.attname), getattr(double.goes, field.attname))
    ]


def joined_values(double: Double, joins: Joins) -> dict[str, Value]:
    """What the row that stays has to say from now on, by the names of fields that change."""
    known = joins.get(double.link.model, {})
    found = {}
    for field in _fields(double):
        first, second = getattr(double.stays, field.attname), getattr(double.goes, field.attname)
        value = known[field.name](first, second) if field.name in known else second if first in EMPTY else first
        if value != first:
            found[field.attname] = value
    return found


def movings(stays: Model, goes: Model) -> list[Moving]:
    """What goes over from one to the other, table by table; tables that do not name it are left out."""
    links = links_to(type(stays))
    titles = [link.title for link in links]
    found = []
    for link in links:
        count = link.rows(goes).count()
        if count:
            same = 0 if link.is_list else len(doubles(link, stays, goes))
            found.append(Moving(_title(link, titles.count(link.title)), count, same))
    for wording in wordings_of(type(stays)):
        count = len(wording.rows(goes))
        found += [Moving(str(wording.model._meta.verbose_name_plural), count, 0)] if count else []
    return found


def all_doubles(stays: Model, goes: Model) -> Iterator[Double]:
    """Doubles of every table, and of what names those doubles in turn."""
    for link in links_to(type(stays)):
        for double in [] if link.is_list else doubles(link, stays, goes):
            yield double
            yield from all_doubles(double.stays, double.goes)


def _title(link: Link, times: int) -> str:
    """The table in words, with the column where the table names rows of one kind twice."""
    if link.is_list:
        return f"{link.title}, где она в списке"
    return f"{link.title} ({link.column})" if times > 1 else link.title


def _rules(link: Link) -> Iterator[tuple[Sequence[str], Callable[[QuerySet[Any]], QuerySet[Any]]]]:
    """Rules of uniqueness with the column in them: the other fields, and the rows it is about."""
    meta = link.model._meta
    if meta.get_field(link.field).unique:  # type: ignore[union-attr]
        yield (), lambda rows: rows
    for rule in meta.constraints:
        if isinstance(rule, UniqueConstraint) and link.field in rule.fields:
            others = [name for name in rule.fields if name != link.field]
            condition = rule.condition
            yield others, (lambda rows: rows) if condition is None else _those(condition)


def _those(condition: Any) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    return lambda rows: rows.filter(condition)


def _key(row: Model, fields: Sequence[str]) -> tuple[Value, ...]:
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in fields)  # type: ignore[union-attr]


def _fields(double: Double) -> list[Any]:
    fields = double.link.model._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name != double.link.field]


def _differ(first: Value, second: Value) -> bool:
    return first != second and first not in EMPTY and second not in EMPTY
