"""What is checked about the bytes of a file before any parser sees them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import NoReturn

from plans.importing.errors import ImportRefused

MAX_BYTES = 10 * 1024 * 1024
MAX_PARTS = 500
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PART = 40 * 1024 * 1024
MAX_RATIO = 150
RATIO_FROM = 16 * 1024 * 1024  # a long table of like rows packs as tightly as a bomb does
CHUNK = 256 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENTITY_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
ADVICE = "Откройте план в Word, сохраните его как «Документ Word (.docx)» и загрузите ещё раз."
ANOTHER_COPY = "Откройте его в Word и сохраните заново, а если он не открывается, возьмите другую копию плана."
THE_ORIGINAL = "Загрузите сам документ Word (.docx), из которого он сделан."
FROM_EXCEL = "Скопируйте таблицу в документ Word, сохраните его как .docx и загрузите."
FROM_ARCHIVE = "Распакуйте архив и загрузите из него сам документ Word (.docx)."

OFFICE_KINDS = {
    "xl/": "Это таблица Excel, а не документ Word.",
    "ppt/": "Это презентация PowerPoint, а не документ Word.",
}
OPEN_KINDS = {
    "text": "Это документ OpenDocument (.odt), а не документ Word.",
    "spreadsheet": "Это таблица OpenDocument (.ods), а не документ Word.",
    "presentation": "Это презентация OpenDocument (.odp), а не документ Word.",
}
SIGNATURES = (
    (b"%PDF", "Это файл PDF, а не документ Word.", THE_ORIGINAL),
    (b"{\\rtf", "Это файл RTF, а не документ Word .docx.", ADVICE),
    (b"\x89PNG", "Это картинка, а не документ Word.", THE_ORIGINAL),
    (b"\xff\xd8\xff", "Это картинка, а не документ Word.", THE_ORIGINAL),
    (b"GIF8", "Это картинка, а не документ Word.", THE_ORIGINAL),
    (b"Rar!", "Это архив RAR, а не документ Word.", FROM_ARCHIVE),
    (b"7z\xbc\xaf", "Это архив 7-Zip, а не документ Word.", FROM_ARCHIVE),
)


def _refuse(code: str, what: str, advice: str = ADVICE) -> NoReturn:
    raise ImportRefused(code, f"{what} {advice}")


def check_size(size: int) -> None:
    """ImportRefused if a file of so many bytes is empty or larger than 10 MB."""
    if size == 0:
        _refuse("empty", "Файл пустой: в нём ничего нет.", "Выберите файл с планом ещё раз.")
    if size > MAX_BYTES:
        megabytes = -(-size // (1024 * 1024))
        _refuse(
            "too_large",
            f"Файл слишком большой: {megabytes} МБ, а можно не больше 10 МБ.",
            "Уберите из документа картинки или оставьте в нём только план и загрузите ещё раз.",
        )


def check_signature(data: bytes) -> None:
    """ImportRefused if the bytes do not begin as a .docx does; the refusal names what they are."""
    check_size(len(data))
    if data.startswith(ZIP):
        return
    if data.startswith(OLE):
        _refuse_ole(data)
    for signature, what, advice in SIGNATURES:
        if data.startswith(signature):
            _refuse("not_word", what, advice)
    if not data.strip():
        check_size(0)
    if data.startswith(b"PK"):
        _refuse("damaged", "Файл повреждён: он не открывается как документ Word.", ANOTHER_COPY)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<")):
        _refuse("not_word", "Это веб-страница или файл XML, а не документ Word.")
    if b"\x00" not in data[:4096]:
        _refuse("not_word", "Это текстовый файл, а не документ Word.")
    _refuse("not_word", "Это не документ Word.")


def _refuse_ole(data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        _refuse(
            "encrypted",
            "Документ закрыт паролем, поэтому прочитать его нельзя.",
            "Снимите пароль в Word (Файл → Сведения → Защита документа), сохраните документ и загрузите ещё раз.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        _refuse("old_doc", "Это документ Word старого образца (.doc): такие файлы не читаются.")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        _refuse("not_word", "Это таблица Excel старого образца (.xls), а не документ Word.", FROM_EXCEL)
    _refuse("not_word", "Это файл старой программы Office, а не документ Word .docx.")


def open_package(data: bytes) -> dict[str, bytes]:
    """The parts that reading needs, by name: the document, its styles and its numbering.

    Every part is unpacked once and measured, but only these are kept: pictures, macros, links to
    other files and embedded objects are never read. The main part is under the name "document".
    Raises ImportRefused for everything that is not a sound .docx of a bearable size.
    """
    check_signature(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            main = _main_part(archive, {member.filename for member in members})
            wanted = {main: "document"}
            folder = posixpath.dirname(main)
            for name in ("styles", "numbering"):
                wanted[posixpath.join(folder, f"{name}.xml")] = name
            return _unpack(archive, members, wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise ImportRefused(
            "damaged", f"Файл повреждён: он не открывается как документ Word. {ANOTHER_COPY}"
        ) from error
    except (RuntimeError, ValueError, OverflowError, KeyError) as error:
        raise ImportRefused("damaged", f"Файл повреждён: его части не читаются. {ANOTHER_COPY}") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        _refuse("unsafe", f"В файле слишком много частей: {len(members)}, обычно их меньше ста.")
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) != len(names):
        _refuse("unsafe", "Файл собран неправильно: одна его часть записана дважды.")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            _refuse("unsafe", "Файл собран неправильно: имена его частей ведут за его пределы.")
    if any(member.flag_bits & 1 for member in members):
        advice = "Снимите пароль, сохраните план как «Документ Word (.docx)» и загрузите ещё раз."
        _refuse("encrypted", "Файл закрыт паролем, поэтому прочитать его нельзя.", advice)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        _refuse_bomb()


def _refuse_bomb() -> NoReturn:
    _refuse(
        "bomb",
        "Файл после распаковки становится слишком большим, поэтому читать его небезопасно.",
        "Оставьте в документе только план, сохраните его заново в Word и загрузите ещё раз.",
    )


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" not in names:
        _refuse_foreign(archive, names)
    relations = _read_small(archive, "_rels/.rels") if "_rels/.rels" in names else b""
    for relation in re.findall(rb"<[^<>]*Relationship\s[^<>]*>", relations):
        if re.search(rb"""Type\s*=\s*["'][^"']*/officeDocument["']""", relation):
            target = re.search(rb"""Target\s*=\s*["']([^"']+)["']""", relation)
            name = target.group(1).decode("utf-8", "replace").lstrip("/") if target else ""
            if name in names and not name.startswith(tuple(OFFICE_KINDS)):
                return name
    if "word/document.xml" in names:
        return "word/document.xml"
    return _refuse_foreign(archive, names)


def _refuse_foreign(archive: zipfile.ZipFile, names: set[str]) -> NoReturn:
    for prefix, what in OFFICE_KINDS.items():
        if any(name.startswith(prefix) for name in names):
            _refuse("not_word", what, FROM_EXCEL if prefix == "xl/" else ADVICE)
    if "mimetype" in names:
        kind = _read_small(archive, "mimetype").decode("utf-8", "replace").rpartition(".")[2]
        if kind.strip() in OPEN_KINDS:
            _refuse("not_word", OPEN_KINDS[kind.strip()], FROM_EXCEL if kind.strip() == "spreadsheet" else ADVICE)
    _refuse("not_word", "Это архив, а не документ Word.", FROM_ARCHIVE)


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(CHUNK)


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], wanted: dict[str, str]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for member in members:
        keep = wanted.get(member.filename)
        is_text = member.filename.lower().endswith((".xml", ".rels"))
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
        _refuse(
            "entities",
            "В файл вписаны служебные определения, которых в документах Word не бывает, поэтому "
            "читать его небезопасно.",
        )
