"""What became of an approved edition of a plan: two editions compared word for word. Pure: no database, no clock.

An edition is the JSON that `plans.queries.snapshots.edition_content` gives: plain dictionaries and lists, see there.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Edition = Mapping[str, Any]
Row = Mapping[str, Any]
EXTRA = "extra:"
NOTHING = "—"


class AlterationKind(StrEnum):
    """What happened to a row between two editions, in the order the list of changes is read."""

    ADDED = "added"
    REMOVED = "removed"
    REDATED = "redated"
    REASSIGNED = "reassigned"
    REWORDED = "reworded"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SECTION = "section"
    LAYOUT = "layout"
    HEAD = "head"


# Words of an item that stand in columns of the document, with their labels where the document has no such column.
_WORDS = {
    "title": "Мероприятие",
    "form": "Форма",
    "audience": "Для кого",
    "place": "Место",
    "task": "Задача",
    "expected_result": "Ожидаемый результат",
    "note": "Примечание",
}
_LINKS = {"stage": "Этап", "direction": "Направление"}
_COLUMNS = {"responsible_text": "responsible", "mark_text": "mark"}
_HEAD = {"title": "Заголовок", "period_text": "Период", "starts_on": "Начало", "ends_on": "Окончание", "kind": "Вид"}
_BLOCK = ("label", "position", "name", "date_text", "basis")


@dataclass(frozen=True, slots=True)
class Words:
    """One text, before and after, verbatim; «—» where there was none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change of one row. `number` and `title` name it as it stands now, a removed one as it stood.

    An item that went into another section has the `section_id` of that one.
    """

    kind: AlterationKind
    number: str = ""
    title: str = ""
    item_id: int | None = None
    section_id: int | None = None
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One row of an edition's table: a heading (`title` alone) or an item with its cells in the order of columns.

    `marks`: marks of an edition that was frozen with them, in plain values.
    """

    title: str = ""
    cells: tuple[str, ...] = ()
    marks: tuple[Row, ...] = ()


def edition_headings(edition: Edition) -> list[str]:
    """Printed headings of an edition's columns, hidden ones left out."""
    return [column["heading"] for column in _shown(edition)]


def edition_rows(edition: Edition) -> list[EditionRow]:
    """The table of an edition in the order of the document; a heading stands before the first item in it."""
    sections = _by_id(edition["sections"])
    fields = [column["field"] for column in _shown(edition)]
    rows: list[EditionRow] = []
    named: set[int] = set()
    for item in edition["items"]:
        chain: list[int] = []
        place = item["section"]
        while place in sections and place not in named:
            chain.insert(0, place)
            place = sections[place]["parent"]
        named |= set(chain)
        rows += [EditionRow(title=sections[pk]["title"]) for pk in chain]
        marks = tuple(mark for window in item["windows"] for mark in window.get("marks", ()))
        rows.append(EditionRow(cells=tuple(_cell(item, field) for field in fields), marks=marks))
    return rows


def _shown(edition: Edition) -> list[Row]:
    return [column for column in edition["plan"]["layout"] if not column.get("is_hidden")]


def _cell(item: Row, field: str) -> str:
    if field == "deadline":
        return _deadline(item)
    if field.startswith(EXTRA):
        return str(item["extra"].get(field.removeprefix(EXTRA), ""))
    names = {column: name for name, column in _COLUMNS.items()}
    return str(item.get(names.get(field, field), ""))


def digest_of(edition: Edition) -> str:
    """SHA-256 of an edition in hexadecimal: of its JSON with sorted keys, without blanks, in UTF-8."""
    text = json.dumps(edition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compare(before: Edition, after: Edition) -> tuple[Alteration, ...]:
    """Every change between two editions: items in the order of the document, then sections, columns, the head."""
    return (*_items(before, after), *_sections(before, after), *_layout(before, after), *_head(before, after))


def _items(before: Edition, after: Edition) -> Iterator[Alteration]:
    old, new = _by_id(before["items"]), _by_id(after["items"])
    headings = _headings(after)
    strayed = _strayed(
        [row["id"] for row in after["items"] if row["id"] in old], [row["id"] for row in before["items"]]
    )
    for row in after["items"]:
        was = old.get(row["id"])
        if was is None:
            yield _about(AlterationKind.ADDED, row, [Words("Срок", NOTHING, _words(_deadline(row)))])
            continue
        if row["number"] != was["number"]:
            words = Words("Номер", _words(was["number"]), _words(row["number"]))
            yield _about(AlterationKind.RENUMBERED, row, [words])
        for kind, found in (
            (AlterationKind.REDATED, _redated(was, row)),
            (AlterationKind.REASSIGNED, _reassigned(was, row)),
            (AlterationKind.REWORDED, list(_reworded(was, row, headings))),
            (AlterationKind.MOVED, _moved(was, row, before, after, is_strayed=row["id"] in strayed)),
        ):
            if found:
                into = row["section"] if row["section"] != was["section"] else None
                yield _about(kind, row, found, section_id=into if kind is AlterationKind.MOVED else None)
    for row in before["items"]:
        if row["id"] not in new:
            yield _about(AlterationKind.REMOVED, row, [Words("Срок", _words(_deadline(row)), NOTHING)])


def _about(kind: AlterationKind, row: Row, words: Sequence[Words], section_id: int | None = None) -> Alteration:
    return Alteration(kind, row["number"], row["title"], row["id"], section_id, tuple(words))


def _redated(was: Row, row: Row) -> list[Words]:
    if _deadline(was) != _deadline(row):
        return [Words("Срок", _words(_deadline(was)), _words(_deadline(row)))]
    if was["windows"] != row["windows"]:
        return [Words("Срок понят так", _understood(was), _understood(row))]
    return []


def _reassigned(was: Row, row: Row) -> list[Words]:
    found = []
    if was["responsible_text"] != row["responsible_text"]:
        found.append(Words("Ответственные", _words(was["responsible_text"]), _words(row["responsible_text"])))
    if was["responsibles"] != row["responsibles"]:
        found.append(Words("Кто отвечает", _parties(was), _parties(row)))
    return found


def _reworded(was: Row, row: Row, headings: Mapping[str, str]) -> Iterator[Words]:
    for name, label in (_WORDS | _LINKS).items():
        if was[name] != row[name]:
            yield Words(headings.get(name, label), _words(was[name]), _words(row[name]))
    for name in sorted(was["extra"].keys() | row["extra"].keys()):
        old, new = was["extra"].get(name, ""), row["extra"].get(name, "")
        if old != new:
            yield Words(headings.get(f"{EXTRA}{name}", "Графа"), _words(old), _words(new))


def _moved(was: Row, row: Row, before: Edition, after: Edition, *, is_strayed: bool) -> list[Words]:
    if was["section"] != row["section"]:
        return [Words("Раздел", _section_title(before, was["section"]), _section_title(after, row["section"]))]
    if is_strayed:
        return [Words("Место в плане", _place(before, was["id"]), _place(after, row["id"]))]
    return []


def _sections(before: Edition, after: Edition) -> Iterator[Alteration]:
    old, new = _by_id(before["sections"]), _by_id(after["sections"])
    kept = [row["id"] for row in after["sections"] if row["id"] in old]
    strayed = _strayed(kept, [row["id"] for row in before["sections"]])
    for row in after["sections"]:
        was = old.get(row["id"])
        if was is None:
            yield _section(row, "Раздел", NOTHING, row["title"])
            continue
        if was["title"] != row["title"]:
            yield _section(row, "Название раздела", was["title"], row["title"])
        if was["number"] != row["number"]:
            yield _section(row, "Номер раздела", was["number"], row["number"])
        if was["parent"] != row["parent"]:
            inside = _section_title(before, was["parent"]), _section_title(after, row["parent"])
            yield _section(row, "Внутри раздела", *inside)
        elif row["id"] in strayed:
            yield _section(row, "Место раздела", "", "переставлен")
    for row in before["sections"]:
        if row["id"] not in new:
            yield _section(row, "Раздел", row["title"], NOTHING)


def _section(row: Row, label: str, before: str, after: str) -> Alteration:
    words = (Words(label, _words(before), _words(after)),)
    return Alteration(AlterationKind.SECTION, row["number"], row["title"], section_id=row["id"], words=words)


def _layout(before: Edition, after: Edition) -> Iterator[Alteration]:
    old = " | ".join(column["heading"] for column in before["plan"]["layout"])
    new = " | ".join(column["heading"] for column in after["plan"]["layout"])
    if before["plan"]["layout"] != after["plan"]["layout"]:
        yield Alteration(AlterationKind.LAYOUT, words=(Words("Колонки", _words(old), _words(new)),))


def _head(before: Edition, after: Edition) -> Iterator[Alteration]:
    found = [
        Words(label, _words(before["plan"][name]), _words(after["plan"][name]))
        for name, label in _HEAD.items()
        if before["plan"][name] != after["plan"][name]
    ]
    old, new = _blocks(before), _blocks(after)
    if old != new:
        found.append(Words("Гриф", _words(old), _words(new)))
    if found:
        yield Alteration(AlterationKind.HEAD, words=tuple(found))


def _blocks(edition: Edition) -> str:
    return "\n".join(" ".join(block[name] for name in _BLOCK if block[name]) for block in edition["approvals"])


def _strayed(now: Sequence[int], then: Sequence[int]) -> set[int]:
    """Ids that left their place: all but the longest run of rows still standing in the old order."""
    place = {pk: number for number, pk in enumerate(then)}
    ends: list[int] = []
    lengths = []
    for pk in now:
        length = bisect_left(ends, place[pk])
        ends[length : length + 1] = [place[pk]]
        lengths.append(length)
    wanted = len(ends) - 1
    kept: set[int] = set()
    for pk, length in zip(reversed(now), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(pk)
            wanted -= 1
    return set(now) - kept


def _by_id(rows: Sequence[Row]) -> dict[int, Row]:
    return {row["id"]: row for row in rows}


def _headings(edition: Edition) -> dict[str, str]:
    """Printed headings by the name of the words that stand under them."""
    printed = {column["field"]: column["heading"] for column in edition["plan"]["layout"] if column["heading"]}
    return printed | {name: printed[field] for name, field in _COLUMNS.items() if field in printed}


def _deadline(row: Row) -> str:
    return str(row["deadline"]["text"]) if row["deadline"] else ""


def _understood(row: Row) -> str:
    spans = ["–".join(part for part in (window["starts_on"], window["ends_on"]) if part) for window in row["windows"]]
    return _words(", ".join(_russian_days(span) for span in spans if span))


def _russian_days(span: str) -> str:
    return "–".join(".".join(reversed(day.split("-"))) for day in span.split("–"))


def _parties(row: Row) -> str:
    return _words("; ".join(_party(party) for party in row["responsibles"]))


def _party(party: Row) -> str:
    words = str(party["label"])
    if party["starts_on"]:
        words += f" с {_russian_days(party['starts_on'])}"
    return words + (f" по {_russian_days(party['ends_on'])}" if party["ends_on"] else "")


def _section_title(edition: Edition, pk: int | None) -> str:
    return next((row["title"] for row in edition["sections"] if row["id"] == pk), "без раздела")


def _place(edition: Edition, pk: int) -> str:
    rows = edition["items"]
    number = next(place for place, row in enumerate(rows) if row["id"] == pk)
    return f"после «{rows[number - 1]['title']}»" if number else "первым"


def _words(text: object) -> str:
    return str(text) if text not in (None, "") else NOTHING
