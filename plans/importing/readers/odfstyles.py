"""Styles and automatic numbers of an OpenDocument file, as far as reading a plan needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.importing.readers.wordlists import DASHES, LATIN, spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{ODF}text:1.0}}"
STYLE = f"{{{ODF}style:1.0}}"
TABLE = f"{{{ODF}table:1.0}}"
DRAW = f"{{{ODF}drawing:1.0}}"
OFFICE = f"{{{ODF}office:1.0}}"
FO = f"{{{ODF}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

MAX_PARENTS = 12
MAX_LEVEL = 10
MAX_COUNT = 9_999_999
BOLD_FROM = 600
FORMS = {"i": "lowerRoman", "I": "upperRoman", "": "none"}
HEADINGS = ("heading", "title", "заголовок", "название")


def attribute_number(element: etree._Element, name: str, default: int = 1) -> int:
    """A whole number out of an attribute, from 0 to 9 999 999; `default` where there is none."""
    value = element.get(name, "")
    if not value.isascii() or not value.isdigit():
        return default
    return min(int(value[:8]), MAX_COUNT)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it says nothing."""

    is_bold: bool | None = None
    alignment: str | None = None
    is_heading: bool = False
    is_hidden: bool = False
    list_style: str | None = None
    has_borders: bool | None = None


class OdfStyles:
    """Styles of paragraphs, of pieces of text and of cells by their family and name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Index the styles of `content.xml` and `styles.xml`."""
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self.lists: dict[str, etree._Element] = {}
        for root in roots:
            for element in root.iter(STYLE + "style"):
                key = (element.get(STYLE + "family", ""), element.get(STYLE + "name", ""))
                self._elements.setdefault(key, element)
            for element in root.iter(TEXT + "list-style"):
                self.lists.setdefault(element.get(STYLE + "name", ""), element)

    def look(self, family: str, name: str | None) -> Look:
        """What the style says with all it takes from its parents; an empty look if there is none."""
        key = (family, name or "")
        if key not in self._looks:
            self._looks[key] = self._read(key)
        return self._looks[key]

    def properties(self, family: str, name: str | None, tag: str) -> etree._Element | None:
        """The element of this tag in the style itself; None if there is none."""
        element = self._elements.get((family, name or ""))
        return element.find(tag) if element is not None else None

    def _read(self, key: tuple[str, str]) -> Look:
        family, name = key
        bold: bool | None = None
        alignment = list_style = None
        is_heading = is_hidden = False
        borders: bool | None = None
        for _ in range(MAX_PARENTS):
            element = self._elements.get((family, name))
            if element is None:
                break
            text = element.find(STYLE + "text-properties")
            weight = text.get(FO + "font-weight") if text is not None else None
            if bold is None and weight is not None:
                bold = weight == "bold" or (weight.isdigit() and int(weight[:4]) >= BOLD_FROM)
            is_hidden = is_hidden or (text is not None and text.get(TEXT + "display") == "none")
            paragraph = element.find(STYLE + "paragraph-properties")
            if alignment is None and paragraph is not None:
                alignment = paragraph.get(FO + "text-align")
            cell = element.find(STYLE + "table-cell-properties")
            if borders is None and cell is not None:
                borders = _borders(cell)
            if list_style is None:
                list_style = element.get(STYLE + "list-style-name")
            shown = element.get(STYLE + "display-name") or name
            is_heading = is_heading or shown.replace("_20_", " ").casefold().startswith(HEADINGS)
            name = element.get(STYLE + "parent-style-name", "")
        return Look(bold, alignment, is_heading, is_hidden, list_style, borders)


def _borders(cell: etree._Element) -> bool | None:
    found = [value for name, value in cell.attrib.items() if str(name).startswith(FO + "border")]
    return any(value != "none" for value in found) if found else None


@dataclass
class Counter:
    """The numbers of one list by level while it is read in order."""

    style: str
    numbers: dict[int, int] = field(default_factory=dict)


class OdfLists:
    """Counts the automatic lists of a document while it is read in order."""

    def __init__(self, styles: OdfStyles) -> None:
        """Begin with no list open."""
        self._styles = styles
        self._by_id: dict[str, Counter] = {}
        self._last: dict[str, Counter] = {}

    def open(self, element: etree._Element, outer: Counter | None, fallback: str) -> Counter:
        """The counter that a `text:list` counts with: a new one, or that of the list it goes on with."""
        if outer is not None:
            return outer
        style = element.get(TEXT + "style-name") or fallback
        known = self._by_id.get(element.get(TEXT + "continue-list", ""))
        if known is None and element.get(TEXT + "continue-numbering") == "true":
            known = self._last.get(style)
        counter = known or Counter(style)
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identity:
            self._by_id[identity] = counter
        self._last[style] = counter
        return counter

    def mark(self, counter: Counter, style: str, level: int, item: etree._Element) -> str:
        """The number or bullet of the next item of a level (from 1), "" where the list shows none."""
        levels = self._styles.lists.get(style)
        if levels is None or not 1 <= level <= MAX_LEVEL:
            return ""
        definition = _level(levels, level)
        start = item.get(TEXT + "start-value")
        if start is not None:
            counter.numbers[level] = attribute_number(item, TEXT + "start-value")
        elif level in counter.numbers:
            counter.numbers[level] += 1
        else:
            counter.numbers[level] = _start(definition)
        for deeper in [place for place in counter.numbers if place > level]:
            del counter.numbers[deeper]
        if definition is None or definition.tag == TEXT + "list-level-style-image":
            return "•" if definition is not None else ""
        if definition.tag == TEXT + "list-level-style-bullet":
            bullet = definition.get(TEXT + "bullet-char", "").strip()
            return bullet if bullet and bullet in DASHES else ("•" if bullet else "")
        return self._number(levels, definition, counter, level)

    def _number(self, levels: etree._Element, definition: etree._Element, counter: Counter, level: int) -> str:
        shown = min(attribute_number(definition, TEXT + "display-levels"), level)
        pieces = []
        for place in range(level - shown + 1, level + 1):
            known = definition if place == level else _level(levels, place)
            piece = _spell(counter.numbers.get(place, _start(known)), known)
            if piece:
                pieces.append(piece)
        template = definition.get(LOEXT + "num-list-format")
        if template:
            for place in range(1, level + 1):
                known = definition if place == level else _level(levels, place)
                template = template.replace(f"%{place}%", _spell(counter.numbers.get(place, _start(known)), known))
            return template.strip()
        if not pieces:
            return ""
        prefix, suffix = definition.get(STYLE + "num-prefix", ""), definition.get(STYLE + "num-suffix", "")
        return f"{prefix}{'.'.join(pieces)}{suffix}".strip()


def _level(levels: etree._Element, level: int) -> etree._Element | None:
    return next((element for element in levels if element.get(TEXT + "level") == str(level)), None)


def _start(definition: etree._Element | None) -> int:
    return attribute_number(definition, TEXT + "start-value") if definition is not None else 1


def _spell(number: int, definition: etree._Element | None) -> str:
    form = definition.get(STYLE + "num-format", "") if definition is not None else ""
    if form in FORMS:
        return spell(number, FORMS[form])
    first = form[0]
    if first in ("a", "A"):
        return spell(number, "lowerLetter" if first == "a" else "upperLetter")
    if first.casefold() in ("а", "б") and first not in LATIN:  # «а, б, в»: Cyrillic letters
        return spell(number, "russianLower" if first.islower() else "russianUpper")
    return str(number)
