"""What is checked about the bytes of a file before any parser sees them: its size, and what it is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NoReturn

from plans.importing.errors import ImportRefused

MAX_BYTES = 10 * 1024 * 1024
HEAD = 4096

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
USUAL = frozenset("\t\r\n\xa0«»–—№…•ёЁіІ")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|html|head|body|meta|table|div|p\b|[a-z]+:)", re.IGNORECASE
)
TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt")

TAKEN = ".docx, .odt, .xlsx, .ods, .csv или .pdf"
ADVICE = "Откройте план в Word, сохраните его как «Документ Word (.docx)» и загрузите ещё раз."
ANOTHER_COPY = (
    "Откройте его в той программе, где он сделан, и сохраните заново, "
    "а если он не открывается, возьмите другую копию плана."
)
THE_ORIGINAL = f"Загрузите сам документ, из которого он сделан: {TAKEN}."
FROM_ARCHIVE = f"Распакуйте архив и загрузите из него сам план: {TAKEN}."
FROM_SLIDES = "Скопируйте таблицу в документ Word, сохраните его как .docx и загрузите."
FROM_PAGE = "Скопируйте таблицу и вставьте её в поле для вставки или сохраните план как документ Word (.docx)."
AS_NEW_BOOK = "Откройте её в Excel, сохраните как «Книга Excel (.xlsx)» и загрузите ещё раз."
PICTURE = "Это картинка: текст с неё не читается."


class FileKind(StrEnum):
    """Kinds of files that are read; the value is the usual ending of the name."""

    WORD = "docx"
    OPEN_TEXT = "odt"
    EXCEL = "xlsx"
    OPEN_SHEET = "ods"
    TEXT = "csv"
    PDF = "pdf"
    OLD_WORD = "doc"


SIGNATURES = (
    (b"{\\rtf", "Это файл RTF: такие файлы не читаются.", ADVICE),
    (b"\x89PNG", PICTURE, THE_ORIGINAL),
    (b"\xff\xd8\xff", PICTURE, THE_ORIGINAL),
    (b"GIF8", PICTURE, THE_ORIGINAL),
    (b"Rar!", "Это архив RAR, а не план.", FROM_ARCHIVE),
    (b"7z\xbc\xaf", "Это архив 7-Zip, а не план.", FROM_ARCHIVE),
)


def refuse(code: str, what: str, advice: str = ADVICE) -> NoReturn:
    """Raise ImportRefused with what happened and what to do."""
    raise ImportRefused(code, f"{what} {advice}")


def check_size(size: int) -> None:
    """ImportRefused if a file of so many bytes is empty or larger than 10 MB."""
    if size == 0:
        refuse("empty", "Файл пустой: в нём ничего нет.", "Выберите файл с планом ещё раз.")
    if size > MAX_BYTES:
        megabytes = -(-size // (1024 * 1024))
        refuse(
            "too_large",
            f"Файл слишком большой: {megabytes} МБ, а можно не больше 10 МБ.",
            "Уберите из документа картинки или оставьте в нём только план и загрузите ещё раз.",
        )


def outer_kind(data: bytes, filename: str = "") -> FileKind | None:
    """What a file is by its first bytes; None for a zip archive, which has to be opened to be known.

    The ending of the name decides only whether a text that looks like markup is a table of text.
    Raises ImportRefused for an empty or too large file and for what is not read; the refusal names it.
    """
    check_size(len(data))
    if data.startswith(ZIP):
        return None
    if data.startswith(OLE):
        return _old_kind(data)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    for signature, what, advice in SIGNATURES:
        if data.startswith(signature):
            refuse("not_taken", what, advice)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        check_size(0)
    if data.startswith(b"PK"):
        refuse("damaged", "Файл повреждён: он не открывается.", ANOTHER_COPY)
    if MARKUP.match(data[:HEAD]) and not filename.lower().endswith(TEXT_ENDINGS):
        refuse("not_taken", "Это веб-страница или файл XML, а не план.", FROM_PAGE)
    if not _is_text(data[:HEAD]):
        refuse("not_taken", "Такие файлы не читаются.", f"Сохраните план в одном из видов: {TAKEN}.")
    return FileKind.TEXT


def _is_text(head: bytes) -> bool:
    """True if the bytes may be text: no zero bytes but those of UTF-16, hardly any control characters."""
    if b"\x00" in head or head.startswith(WIDE_MARKS):
        return wide_encoding(head) is not None
    return sum(byte < ord(" ") and byte not in b"\t\r\n\x0b\x0c\x1a" for byte in head) * 100 <= len(head)


def wide_encoding(data: bytes) -> str | None:
    """The encoding of text of two bytes a letter, by its mark or by its letters; None if it is no such text."""
    if data.startswith(WIDE_MARKS):
        return "utf-16"
    head = data[: len(data[:HEAD]) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        usual = sum(" " <= sign <= "~" or "а" <= sign.casefold() <= "ў" or sign in USUAL for sign in text)
        if text and usual * 10 >= len(text) * 9:
            return encoding
    return None


def _old_kind(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse(
            "encrypted",
            "Документ закрыт паролем, поэтому прочитать его нельзя.",
            "Снимите пароль (Файл → Сведения → Защита), сохраните документ и загрузите ещё раз.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return FileKind.OLD_WORD
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        refuse("not_taken", "Это таблица Excel старого образца (.xls): такие файлы не читаются.", AS_NEW_BOOK)
    refuse("not_taken", "Это файл старой программы Office: такие файлы не читаются.")


def refuse_old_word() -> NoReturn:
    """Refuse a .doc where no program is there that could read it."""
    refuse("old_doc", "Документы Word старого образца (.doc) здесь не читаются.")
