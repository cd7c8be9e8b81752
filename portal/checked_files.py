"""Files people give: told by their content, pictures written anew, everything that hides something refused."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock
from typing import Final

from django.core.exceptions import ValidationError

from portal.text.clean import clean_text

MAX_BYTES: Final = 10 * 1024 * 1024
ACCEPTED: Final = "PDF, Word, Excel, ODT, JPG, PNG до 10 МБ"
"""What `check_file` takes, for the labels of forms."""
MAX_PARTS: Final = 2_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000
DRAWING: Final = Lock()
"""A picture of 50 megapixels takes half a gigabyte while it is drawn anew: one at a time in a process."""
JPEG_QUALITY: Final = 88
TAIL: Final = 2_048
BROKEN_ZIP: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError)

TOO_BIG = "Файл «{name}» больше 10 МБ. Уменьшите его или дайте ссылку."
EMPTY = "Файл «{name}» пустой. Выберите другой."
UNKNOWN = "Файл «{name}» не подходит. Можно приложить PDF, Word (docx), Excel (xlsx), ODT, JPG или PNG."
DAMAGED = "Файл «{name}» повреждён: он не открывается. Сохраните его заново и приложите ещё раз."
MACROS = "В файле «{name}» есть макросы. Сохраните его без макросов и приложите ещё раз."
HUGE_IMAGE = "Картинка «{name}» слишком велика: больше 50 мегапикселей. Уменьшите её."

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
ODT: Final = "application/vnd.oasis.opendocument.text"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_PARTS: Final = {
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
}
_EXTENSIONS: Final = {
    PDF: "pdf",
    JPEG: "jpg",
    PNG: "png",
    ODT: "odt",
    _PARTS["word/document.xml"]: "docx",
    _PARTS["xl/workbook.xml"]: "xlsx",
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file found to be what it says: its type, its bytes (images written anew), a name with the right ending."""

    name: str
    content_type: str
    content: bytes


def check_file(name: str, content: bytes) -> CheckedFile:
    """Tell by its content what a file is; raises ValidationError in Russian for anything that is not accepted."""
    shown = clean_text(PurePath(name.replace("\\", "/")).name).replace("\n", " ").strip()[-120:] or "файл"
    if not content:
        raise ValidationError(EMPTY.format(name=shown))
    if len(content) > MAX_BYTES:
        raise ValidationError(TOO_BIG.format(name=shown))
    if content.startswith(b"%PDF-"):
        content_type = _check_pdf(shown, content)
    elif content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        content_type, content = _rewrite_image(shown, content)
    elif content.startswith(b"PK\x03\x04"):
        content_type = _check_zip(shown, content)
    else:
        raise ValidationError(UNKNOWN.format(name=shown))
    return CheckedFile(f"{PurePath(shown).stem}.{_EXTENSIONS[content_type]}", content_type, content)


def file_name(title: str, content_type: str) -> str:
    """The name to save a kept file under: its title with the ending of its type, once."""
    ending = _EXTENSIONS.get(content_type, "")
    return title if not ending or title.casefold().endswith(f".{ending}") else f"{title}.{ending}"


def _check_pdf(name: str, content: bytes) -> str:
    if b"startxref" not in content[-TAIL:] or b"%%EOF" not in content[-TAIL:]:
        raise ValidationError(DAMAGED.format(name=name))
    return PDF


def _check_zip(name: str, content: bytes) -> str:
    """Tell a Word, Excel or OpenDocument file from any other archive without unpacking more than a few bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            is_odt = (
                "mimetype" in names and archive.open("mimetype").read(200).decode("ascii", "replace").strip() == ODT
            )
    except (*BROKEN_ZIP, OSError, RuntimeError, ValueError, EOFError) as problem:
        raise ValidationError(DAMAGED.format(name=name)) from problem
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise ValidationError(UNKNOWN.format(name=name))
    if any(entry.casefold().endswith("vbaproject.bin") for entry in names):
        raise ValidationError(MACROS.format(name=name))
    if is_odt and "content.xml" in names:
        return ODT
    for part, content_type in _PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return content_type
    raise ValidationError(UNKNOWN.format(name=name))


def _rewrite_image(name: str, content: bytes) -> tuple[str, bytes]:
    """Draw the picture anew, so that nothing but the picture is kept: no place of shooting, no hidden data."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with DRAWING, Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ValidationError(HUGE_IMAGE.format(name=name))
            is_jpeg = opened.format == "JPEG"
            ImageOps.exif_transpose(opened, in_place=True)
            plain = opened.convert("RGB" if is_jpeg else "RGBA" if "A" in opened.getbands() else "RGB")
            # Words written into the file are carried over unless they are taken out.
            plain.info.pop("comment", None)
            written = io.BytesIO()
            if is_jpeg:
                plain.save(written, "JPEG", quality=JPEG_QUALITY)
            else:
                plain.save(written, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ValidationError(DAMAGED.format(name=name)) from problem
    return (JPEG if is_jpeg else PNG), written.getvalue()
