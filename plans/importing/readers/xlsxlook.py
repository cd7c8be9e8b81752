"""What calamine does not tell of an Excel book: where its filled cells end, and how they look."""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from plans.importing.errors import ImportRefused
from plans.importing.guard import ADVICE, ANOTHER_COPY
from plans.importing.readers.shown import BUILTIN
from plans.importing.readers.xml import parse_xml
from plans.importing.source import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# of empty cells and rows with a look there may be millions
EMPTY = re.compile(rb'<(?:row|c) [^<>]*\br="[A-Za-z0-9]+"[^<>]*/>')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
CENTRED = ("center", "centerContinuous", "distributed")
DAMAGED = f"Файл повреждён: лист не читается. {ANOTHER_COPY}"


@dataclass(frozen=True, slots=True)
class CellLook:
    """How cells of one style look."""

    is_bold: bool = False
    is_centered: bool = False
    code: str = ""


@dataclass
class SheetLook:
    """Filled cells of a sheet with the number of their style; rows that are not shown; errors as shown."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def _local(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}")


def sheet_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Parts of the sheets by the names of the sheets."""
    workbook = parse_xml(parts.get("workbook", b""), "книга")
    relations = parse_xml(parts["relations"], "книга") if "relations" in parts else None
    targets = {item.get("Id", ""): item.get("Target", "") for item in (relations if relations is not None else ())}
    folded = {name.casefold(): content for name, content in parts.items()}
    found: dict[str, bytes] = {}
    for sheet in workbook.iter("{*}sheet"):
        target = targets.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION) or "", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        content = folded.get(posixpath.normpath(path).casefold())
        if content is not None:
            found[sheet.get("name", "")] = content
    return found


def cell_looks(parts: dict[str, bytes]) -> list[CellLook]:
    """The look of cells by the number of their style."""
    if "styles" not in parts:
        return []
    root = parse_xml(parts["styles"], "его оформление")
    codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iterfind("{*}numFmts/{*}numFmt")}
    bold = [_is_on(next(_local(font, "b"), None)) for font in root.iterfind("{*}fonts/{*}font")]
    looks = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        font = style.get("fontId", "")
        number = style.get("numFmtId", "")
        alignment = next(_local(style, "alignment"), None)
        looks.append(
            CellLook(
                font.isdecimal() and int(font[:6]) < len(bold) and bold[int(font[:6])],
                alignment is not None and alignment.get("horizontal") in CENTRED,
                codes.get(number) or (BUILTIN.get(int(number[:6]), "") if number.isdecimal() else ""),
            )
        )
    return looks


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def read_look(content: bytes) -> SheetLook:
    """The look of one sheet; formatted empty cells, of which books have millions, are passed over.

    Raises ImportRefused if the filled cells reach beyond 5,001 rows or 60 columns.
    """
    look = SheetLook()
    row = -1
    try:
        for element in _elements(content):
            number = element.get("r", "")
            row = int(number[:7]) - 1 if number.isascii() and number.isdecimal() else row + 1
            if _read_row(element, row, look) and element.get("hidden") in ("1", "true"):
                look.hidden_rows.add(row)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise ImportRefused("damaged", DAMAGED) from error
    return look


def _elements(content: bytes) -> Iterator[etree._Element]:
    context = etree.iterparse(
        io.BytesIO(EMPTY.sub(b"", content)),
        events=("end",),
        tag="{*}row",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in context:
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
    if context.root.getroottree().docinfo.internalDTD is not None:
        raise ImportRefused("entities", f"В файл вписаны служебные определения. {ADVICE}")


def _read_row(element: etree._Element, row: int, look: SheetLook) -> bool:
    """Note the filled cells of a row; True if there are any."""
    column = -1
    is_filled = False
    for cell in _local(element, "c"):
        place = cell.get("r")
        found = ADDRESS.fullmatch(place) if place is not None else None
        if place is not None and found is None:
            raise ImportRefused("damaged", DAMAGED)
        column = _column(found[1]) if found else column + 1
        own_row = int(found[2]) - 1 if found else row
        if len(cell) == 0:
            continue
        is_filled = True
        if own_row >= MAX_ROWS:
            _refuse_far(f"строке {own_row + 1}", "too_many_rows", "5 000 строк")
        if column >= MAX_COLUMNS:
            _refuse_far(f"столбце {_letters(column)}", "too_many_columns", f"{MAX_COLUMNS} столбцов")
        style = cell.get("s", "0")
        look.styles[own_row, column] = int(style[:6]) if style.isascii() and style.isdecimal() else 0
        if cell.get("t") == "e":
            look.errors[own_row, column] = next((v.text or "" for v in _local(cell, "v")), "")
    return is_filled


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _refuse_far(place: str, code: str, bound: str) -> None:
    raise ImportRefused(
        code,
        f"Лист слишком большой: в {place} ещё что-то написано, а читается не больше {bound}. "
        "Удалите лишнее (там может стоять и пробел), оставьте только план и загрузите файл ещё раз.",
    )
