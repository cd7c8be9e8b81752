"""Zip packages of office programs: which they are, and the parts that reading needs, unpacked within bounds."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from plans.importing.errors import ImportRefused
from plans.importing.guard import (
    ADVICE,
    ANOTHER_COPY,
    AS_NEW_BOOK,
    FROM_ARCHIVE,
    FROM_SLIDES,
    FileKind,
    outer_kind,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_PARTS = 500
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PART = 40 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM = 16 * 1024 * 1024  # a long table of like rows packs as tightly as a bomb does
CHUNK = 256 * 1024
MANIFEST = "META-INF/manifest.xml"  # old office programs write a harmless document type into it

ENTITY_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
OPEN_KINDS = {
    "text": FileKind.OPEN_TEXT,
    "text-template": FileKind.OPEN_TEXT,
    "spreadsheet": FileKind.OPEN_SHEET,
    "spreadsheet-template": FileKind.OPEN_SHEET,
}


def kind_of(data: bytes, filename: str = "") -> FileKind:
    """What a file is by its content; the ending of the name only breaks ties between texts.

    Raises ImportRefused for everything that is not read: the refusal says what the file is and what to do.
    """
    kind = outer_kind(data, filename)
    if kind is not None:
        return kind
    with _opened(data) as archive:
        return _main_part(archive)[0]


def open_package(data: bytes) -> tuple[FileKind, dict[str, bytes]]:
    """The kind of a package and the parts that reading needs, by name.

    Every part is unpacked once and measured, but only these are kept: pictures, macros, links to
    other files and embedded objects are never read. A Word document has "document", "styles" and
    "numbering"; OpenDocument "content" and "styles"; Excel "workbook", "relations", "styles" and
    every sheet under its own name. Raises ImportRefused for everything that is not a sound package
    of a bearable size.
    """
    outer_kind(data)
    with _opened(data) as archive:
        kind, main = _main_part(archive)
        return kind, _unpack(archive, _wanted(kind, main))


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise ImportRefused("damaged", f"Файл повреждён: он не открывается. {ANOTHER_COPY}") from error
    except (RuntimeError, ValueError, OverflowError, KeyError) as error:
        raise ImportRefused("damaged", f"Файл повреждён: его части не читаются. {ANOTHER_COPY}") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        refuse("unsafe", f"В файле слишком много частей: {len(members)}, обычно их меньше ста.")
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) != len(names):
        refuse("unsafe", "Файл собран неправильно: одна его часть записана дважды.")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            refuse("unsafe", "Файл собран неправильно: имена его частей ведут за его пределы.")
    if any(member.flag_bits & 1 for member in members):
        _refuse_encrypted()
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        _refuse_bomb()


def _refuse_encrypted() -> NoReturn:
    advice = "Снимите пароль, сохраните план заново и загрузите ещё раз."
    refuse("encrypted", "Файл закрыт паролем, поэтому прочитать его нельзя.", advice)


def _refuse_bomb() -> NoReturn:
    refuse(
        "bomb",
        "Файл после распаковки становится слишком большим, поэтому читать его небезопасно.",
        "Оставьте в документе только план, сохраните его заново и загрузите ещё раз.",
    )


def _main_part(archive: zipfile.ZipFile) -> tuple[FileKind, str]:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        return _open_kind(archive, names), "content.xml"
    relations = _read_small(archive, "_rels/.rels") if "_rels/.rels" in names else b""
    for relation in re.findall(rb"<[^<>]*Relationship\s[^<>]*>", relations):
        if re.search(rb"""Type\s*=\s*["'][^"']*/officeDocument["']""", relation):
            target = re.search(rb"""Target\s*=\s*["']([^"']+)["']""", relation)
            name = target.group(1).decode("utf-8", "replace").lstrip("/") if target else ""
            if name in names:
                return _office_kind(name), name
    for name in ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml"):
        if name in names:
            return _office_kind(name), name
    return refuse("not_taken", "Это архив, а не план.", FROM_ARCHIVE)


def _office_kind(main: str) -> FileKind:
    if main.startswith("ppt/"):
        refuse("not_taken", "Это презентация PowerPoint: планы из презентаций не читаются.", FROM_SLIDES)
    if main.endswith(".bin"):
        refuse("not_taken", "Это двоичная книга Excel (.xlsb): такие файлы не читаются.", AS_NEW_BOOK)
    return FileKind.EXCEL if main.startswith("xl/") else FileKind.WORD


def _open_kind(archive: zipfile.ZipFile, names: set[str]) -> FileKind:
    if "mimetype" in names and "content.xml" in names:
        mime = _read_small(archive, "mimetype").decode("utf-8", "replace").strip()
        name = mime.removeprefix("application/vnd.oasis.opendocument.")
        if name in OPEN_KINDS:
            if MANIFEST in names and b"encryption-data" in _read_small(archive, MANIFEST):
                _refuse_encrypted()
            return OPEN_KINDS[name]
        if name == "presentation":
            refuse("not_taken", "Это презентация OpenDocument: планы из презентаций не читаются.", FROM_SLIDES)
    return refuse("not_taken", "Это архив, а не план.", FROM_ARCHIVE)


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(CHUNK)


def _wanted(kind: FileKind, main: str) -> Callable[[str], str | None]:
    """The name under which a part is kept; None for a part that reading does not need."""
    folder, file = posixpath.split(main)
    if kind is FileKind.WORD:
        kept = {main: "document"} | {posixpath.join(folder, f"{n}.xml"): n for n in ("styles", "numbering")}
        return kept.get
    if kind is FileKind.EXCEL:
        kept = {
            main: "workbook",
            posixpath.join(folder, "_rels", f"{file}.rels"): "relations",
            posixpath.join(folder, "styles.xml"): "styles",
        }
        return lambda name: kept.get(name) or (name if "sheets/" in name and name.endswith(".xml") else None)
    return {"content.xml": "content", "styles.xml": "styles"}.get


def _unpack(archive: zipfile.ZipFile, wanted: Callable[[str], str | None]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for member in archive.infolist():
        keep = wanted(member.filename)
        is_text = member.filename.lower().endswith((".xml", ".rels")) and member.filename != MANIFEST
        content = bytearray()
        size = 0
        tail = b""
        with archive.open(member) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                total += len(chunk)
                packed = max(member.compress_size, 1)
                if size > MAX_PART or total > MAX_UNPACKED or (size > RATIO_FROM and size > packed * MAX_RATIO):
                    _refuse_bomb()
                if is_text or keep:
                    _check_entities(tail + chunk)
                    tail = chunk[-32:]
                if keep:
                    content += chunk
        if keep:
            parts[keep] = bytes(content)
    return parts


def _check_entities(text: bytes) -> None:
    if any(mark in text for mark in ENTITY_MARKS):
        refuse(
            "entities",
            "В файл вписаны служебные определения, которых в документах не бывает, поэтому читать его небезопасно.",
            ADVICE,
        )
