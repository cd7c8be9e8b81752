"""Files people give: told by their content, never by their name."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from portal import checked_files as module
from portal.checked_files import check_file

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
ODT = b"application/vnd.oasis.opendocument.text"


def archive(**parts: bytes) -> bytes:
    """A zip of parts; `__` in a name stands for a slash and `_xml` for its ending."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return written.getvalue()


def office(**parts: bytes) -> bytes:
    written = io.BytesIO(archive(**parts))
    with zipfile.ZipFile(written, "a") as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
    return written.getvalue()


def picture(kind: str, mode: str = "RGB", exif: bytes = b"") -> bytes:
    written = io.BytesIO()
    Image.new(mode, (4, 3), "red").save(written, kind, **({"exif": exif} if exif else {}))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "акт.pdf"),
        (office(word__document_xml=b"<w/>"), "акт.docx"),
        (office(xl__workbook_xml=b"<x/>"), "акт.xlsx"),
        (archive(mimetype=ODT, content_xml=b"<o/>"), "акт.odt"),
        (picture("JPEG"), "акт.jpg"),
        (picture("PNG"), "акт.png"),
        (picture("PNG", "RGBA"), "акт.png"),
        (picture("PNG", "L"), "акт.png"),
    ],
)
def test_file_is_told_by_its_content(content: bytes, name: str) -> None:
    assert check_file("акт.exe", content).name == name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", module.EMPTY),
        (b"MZ\x90", module.UNKNOWN),
        (b"<html><script>", module.UNKNOWN),
        (b"%PDF-1.7 cut", module.DAMAGED),
        (b"PK\x03\x04 cut", module.DAMAGED),
        (b"\xff\xd8\xff cut", module.DAMAGED),
        (picture("PNG")[:40], module.DAMAGED),
        (archive(readme=b"1"), module.UNKNOWN),
        (archive(mimetype=b"\xff\xfe", content_xml=b""), module.UNKNOWN),
        (archive(mimetype=ODT), module.UNKNOWN),
        (office(word__document_xml=b"", word__vbaProject_bin=b"1"), module.MACROS),
        (b"%PDF-" + b"0" * module.MAX_BYTES, module.TOO_BIG),
    ],
)
def test_other_files_are_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check_file("акт.pdf", content)
    assert caught.value.messages == [message.format(name="акт.pdf")]


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_archive_that_does_not_unpack_is_refused_in_words(packing: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as file:
        file.writestr("mimetype", ODT * 9)
        start = written.tell() - file.getinfo("mimetype").compress_size
    broken = bytearray(written.getvalue())
    broken[start + 1 : start + 12] = b"\xff" * 11
    with pytest.raises(ValidationError) as caught:
        check_file("акт.odt", bytes(broken))
    assert caught.value.messages == [module.DAMAGED.format(name="акт.odt")]


def test_archive_of_too_many_parts_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        check_file("акт.docx", office(**{f"part{number}": b"" for number in range(module.MAX_PARTS)}))
    assert caught.value.messages == [module.UNKNOWN.format(name="акт.docx")]


def test_huge_picture_is_refused_before_it_is_drawn() -> None:
    written = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(written, "PNG")
    with pytest.raises(ValidationError) as caught:
        check_file("план.png", written.getvalue())
    assert caught.value.messages == [module.HUGE_IMAGE.format(name="план.png")]


def test_picture_keeps_nothing_but_the_picture() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Секретный адрес"
    checked = check_file("фото.jpg", picture("JPEG", exif=exif.tobytes()))
    assert dict(Image.open(io.BytesIO(checked.content)).getexif()) == {}


def test_picture_keeps_no_words_written_into_it() -> None:
    written = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(written, "JPEG", comment=b"a secret")
    assert b"a secret" not in check_file("фото.jpg", written.getvalue()).content


@pytest.mark.parametrize(
    ("given", "name"),
    [("C:\\Документы\\акт.pdf", "акт.pdf"), ("../../акт.pdf", "акт.pdf"), ("", "файл.pdf"), ("а\nб.pdf", "а б.pdf")],
)
def test_name_is_only_a_name(given: str, name: str) -> None:
    assert check_file(given, PDF).name == name
