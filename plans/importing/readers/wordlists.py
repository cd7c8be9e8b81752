"""Styles and automatic numbers of a Word file, as far as reading a plan needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

if TYPE_CHECKING:
    from lxml import etree

MAX_BASES = 12
MAX_LEVEL = 8
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "lowerLetter": LATIN,
    "upperLetter": LATIN.upper(),
    "russianLower": RUSSIAN,
    "russianUpper": RUSSIAN.upper(),
}
DASHES = "-–—−"


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says."""

    is_bold: bool = False
    alignment: str | None = None
    is_heading: bool = False
    number: str | None = None
    level: int = 0


def _value(parent: etree._Element | None, path: str) -> str | None:
    found = parent.find(path) if parent is not None else None
    return found.get(W + "val") if found is not None else None


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


class Styles:
    """Paragraph styles by their ids, with what they take from the styles they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        """Index the styles part; None for a file without one."""
        self._elements: dict[str, etree._Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        for element in root.findall(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            self._elements[name] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true"):
                self._default = name

    def of_paragraph(self, properties: etree._Element | None) -> Style:
        """The style that paragraph properties name, else the default one."""
        return self.style(_value(properties, W + "pStyle") or self._default)

    def style(self, name: str) -> Style:
        """The style with this id; an empty one if the file has no such style."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _chain(self, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < MAX_BASES:
            chain.append(self._elements[name])
            name = _value(chain[-1], W + "basedOn") or ""
        return chain

    def _read(self, name: str) -> Style:
        bold: bool | None = None
        alignment = number = level = None
        is_heading = False
        for element in self._chain(name):
            mark = element.find(f"{W}rPr/{W}b")
            if bold is None and mark is not None:
                bold = mark.get(W + "val", "1") not in ("0", "false", "off")
            alignment = alignment or _value(element, f"{W}pPr/{W}jc")
            number = number or _value(element, f"{W}pPr/{W}numPr/{W}numId")
            level = level or _value(element, f"{W}pPr/{W}numPr/{W}ilvl")
            title = (_value(element, W + "name") or "").casefold()
            is_heading = is_heading or title.startswith(("heading", "title", "заголовок", "название"))
        return Style(bool(bold), alignment, is_heading, number, _integer(level, 0))

    def has_borders(self, name: str) -> bool | None:
        """Whether a table style draws lines; None if the file has no such style."""
        chain = self._chain(name)
        for element in chain:
            borders = element.findall(f"{W}tblPr/{W}tblBorders/*")
            if borders:
                return any(border.get(W + "val") not in ("none", "nil") for border in borders)
        return False if chain else None


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class ListNumbers:
    """Counts the automatic lists of a document while it is read in order."""

    def __init__(self, root: etree._Element | None) -> None:
        """Index the numbering part; None for a file without one."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._overrides: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {
            item.get(W + "abstractNumId", ""): {
                _integer(level.get(W + "ilvl"), 0): _Level(
                    _value(level, W + "numFmt") or "decimal",
                    _value(level, W + "lvlText") or "",
                    _integer(_value(level, W + "start"), 1),
                )
                for level in item.findall(W + "lvl")
            }
            for item in root.findall(W + "abstractNum")
        }
        for item in root.findall(W + "num"):
            name = item.get(W + "numId", "")
            base = _value(item, W + "abstractNumId") or ""
            self._lists[name] = (base, abstract.get(base, {}))
            self._overrides[name] = {
                _integer(override.get(W + "ilvl"), 0): _integer(start, 1)
                for override in item.findall(W + "lvlOverride")
                if (start := _value(override, W + "startOverride")) is not None
            }

    def mark(self, properties: etree._Element | None, style: Style) -> str:
        """The number or bullet Word puts before this paragraph, "" if it puts none."""
        own = properties.find(W + "numPr") if properties is not None else None
        number = _value(own, W + "numId") or style.number
        if not number or number not in self._lists:
            return ""
        level = _integer(_value(own, W + "ilvl"), style.level)
        base, levels = self._lists[number]
        if level not in levels or not 0 <= level <= MAX_LEVEL:
            return ""
        counters = self._count(number, base, level, levels)
        if levels[level].format == "bullet":
            return _bullet(levels[level].text)
        text = levels[level].text
        for place in range(level + 1):
            known = levels.get(place)
            shown = counters.get(place, known.start if known else 1)
            text = text.replace(f"%{place + 1}", spell(shown, known.format if known else "decimal"))
        return text.strip()

    def _count(self, number: str, base: str, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        counters = self._counters.setdefault(base, {})
        override = self._overrides.get(number, {})
        if level in override and (number, level) not in self._started:
            self._started.add((number, level))
            counters[level] = override[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = levels[level].start
        for deeper in [place for place in counters if place > level]:
            del counters[deeper]
        return counters


def _bullet(text: str) -> str:
    text = text.strip()
    return text if text and text in DASHES else "•"


def spell(number: int, form: str) -> str:
    """A number as a list shows it in the Word format `form`; digits for formats not known."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperRoman", "lowerRoman"):
        letters = _roman(number)
        return letters.upper() if form == "upperRoman" else letters
    if form in ALPHABETS:
        alphabet = ALPHABETS[form]
        return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:  # noqa: PLR2004 - Roman numbers end there
        return str(number)
    letters = ""
    for value, letter in ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters
