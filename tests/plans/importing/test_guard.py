"""Files that must not be opened are refused, each with a reason of its own."""

from __future__ import annotations

import io
import zipfile

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.guard import MAX_BYTES, OLE, TAKEN, FileKind, check_size
from plans.importing.package import kind_of, open_package
from plans.importing.readers.docx import read_docx
from plans.importing.readers.entry import read_file
from tests.plans.importing.word_files import HEAD, NAMESPACES, TYPES, package, plan_row, tbl, tc, tr, word

PLAN = tbl(list(HEAD), plan_row(1))


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(ImportRefused) as refusal:
        read_file(data)
    return refusal.value.code, refusal.value.message.split(".")[0]


def ole(name: str) -> bytes:
    return OLE + bytes(500) + name.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"", "empty", "Файл пустой: в нём ничего нет"),
        (b" \r\n\t", "empty", "Файл пустой: в нём ничего нет"),
        (b"\xff\xfe", "empty", "Файл пустой: в нём ничего нет"),
        (b"{\\rtf1 plan}", "not_taken", "Это файл RTF: такие файлы не читаются"),
        (b"\x89PNG\r\n\x1a\n", "not_taken", "Это картинка: текст с неё не читается"),
        (b"Rar!\x1a\x07", "not_taken", "Это архив RAR, а не план"),
        (b"\xef\xbb\xbf<html><table></table>", "not_taken", "Это веб-страница или файл XML, а не план"),
        (bytes(range(256)), "not_taken", "Такие файлы не читаются"),
        (b"PK\x05\x06" + bytes(18), "damaged", "Файл повреждён: он не открывается"),
        (ole("WordDocument"), "old_doc", "Документы Word старого образца ("),
        (ole("Workbook"), "not_taken", "Это таблица Excel старого образца ("),
        (ole("Other"), "not_taken", "Это файл старой программы Office: такие файлы не читаются"),
        (ole("EncryptedPackage"), "encrypted", "Документ закрыт паролем, поэтому прочитать его нельзя"),
        (
            package({"[Content_Types].xml": TYPES, "xl/workbook.bin": "x"}),
            "not_taken",
            "Это двоичная книга Excel (",
        ),
        (
            package({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<a/>"}),
            "not_taken",
            "Это презентация PowerPoint: планы из презентаций не читаются",
        ),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<a/>"}),
            "not_taken",
            "Это презентация OpenDocument: планы из презентаций не читаются",
        ),
        (package({"photo.jpg": b"1"}), "not_taken", "Это архив, а не план"),
        (package({"[Content_Types].xml": TYPES}), "not_taken", "Это архив, а не план"),
        (package({"mimetype": "application/epub+zip"}), "not_taken", "Это архив, а не план"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "not_taken", "Это архив, а не план"),
        (
            package(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "x",
                    "META-INF/manifest.xml": "<manifest:encryption-data/>",
                }
            ),
            "encrypted",
            "Файл закрыт паролем, поэтому прочитать его нельзя",
        ),
    ],
)
def test_what_is_not_read_is_named(data: bytes, code: str, sentence: str) -> None:
    assert refused(data) == (code, sentence)


def test_hundred_megabytes_are_refused_by_size_alone() -> None:
    with pytest.raises(ImportRefused) as refusal:
        check_size(100 * 1024 * 1024)

    assert refusal.value.code == "too_large"
    assert refusal.value.message == (
        "Файл слишком большой: 100 МБ, а можно не больше 10 МБ. "
        "Уберите из документа картинки или оставьте в нём только план и загрузите ещё раз."
    )


def test_ten_megabytes_are_allowed() -> None:
    check_size(MAX_BYTES)


def test_file_cut_in_the_middle() -> None:
    data = word(PLAN)

    assert refused(data[: len(data) // 2])[0] == "damaged"


def test_part_that_was_changed_after_packing() -> None:
    data = bytearray(word(PLAN))
    place = data.find(b"word/document.xml") + 40
    data[place : place + 20] = bytes(20)

    assert refused(bytes(data))[0] == "damaged"


def test_document_that_is_not_xml() -> None:
    assert refused(word(document="<w:document"))[0] == "damaged"


def test_document_without_text() -> None:
    assert refused(word(document=f"<w:document {NAMESPACES}/>"))[0] == "damaged"


@pytest.mark.parametrize("part", ["document", "styles", "settings"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bomb(part: str, encoding: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ха"}">' for n in range(9))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{levels}]><w>&e8;</w>'

    assert refused(word(PLAN, **{part: bomb.encode(encoding)}))[0] == "entities"


def test_zip_bomb_in_one_part() -> None:
    assert refused(word(PLAN, media=bytes(45 * 1024 * 1024)))[0] == "bomb"


def test_zip_bomb_by_ratio() -> None:
    assert refused(word(PLAN, media=bytes(20 * 1024 * 1024)))[0] == "bomb"


def test_zip_bomb_in_many_parts() -> None:
    content = bytes(3 * 1024 * 1024)

    assert refused(word(PLAN, **{f"media{n}": content for n in range(25)}))[0] == "bomb"


def test_zip_bomb_that_lies_about_its_size() -> None:
    honest = word(PLAN, media=bytes(50 * 1024 * 1024))
    size = (50 * 1024 * 1024).to_bytes(4, "little")

    assert refused(honest.replace(size, (1000).to_bytes(4, "little")))[0] in ("bomb", "damaged")


def test_too_many_parts() -> None:
    assert refused(word(PLAN, **{f"part{n}": "" for n in range(600)}))[0] == "unsafe"


def test_part_written_twice() -> None:
    stream = io.BytesIO(word(PLAN))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<a/>")

    assert refused(stream.getvalue())[0] == "unsafe"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../evil"])
def test_names_that_lead_out_of_the_file(name: str) -> None:
    assert refused(package({"[Content_Types].xml": TYPES, name: "x"}))[0] == "unsafe"


def test_zip_with_a_password() -> None:
    data = bytearray(word(PLAN))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 1)

    assert refused(bytes(data))[0] == "encrypted"


def test_macros_links_and_objects_are_never_read() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://example.invalid/evil.dotm" TargetMode="External"/></Relationships>'
    )
    plain = word(PLAN)
    stream = io.BytesIO(plain)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", OLE + b"macro")
        archive.writestr("word/embeddings/oleObject1.bin", OLE)
        archive.writestr("word/_rels/document.xml.rels", relations)

    assert sorted(open_package(stream.getvalue())[1]) == ["document", "numbering"]
    assert read_docx(stream.getvalue()) == read_docx(plain)


def test_main_part_under_another_name() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document22.xml"/></Relationships>'
    )
    document = f"<w:document {NAMESPACES}><w:body>{PLAN}</w:body></w:document>"
    data = package({"[Content_Types].xml": TYPES, "_rels/.rels": relations, "word/document22.xml": document})

    assert [table.rows for table in read_docx(data)] == [2]


def test_strict_open_xml() -> None:
    document = f"<w:document {NAMESPACES}><w:body>{PLAN}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert [table.rows for table in read_docx(word(document=document))] == [2]


def test_table_of_five_thousand_rows_is_read() -> None:
    data = word(tbl(list(HEAD), *(plan_row(n) for n in range(5000))))

    assert [table.rows for table in read_docx(data)] == [5001]


def test_table_of_more_rows_is_refused() -> None:
    data = word(tbl(list(HEAD), *(plan_row(n) for n in range(5001))))

    assert refused(data) == ("too_many_rows", "В таблице слишком много строк: 5002, а можно не больше 5 000")


@pytest.mark.parametrize("row", [tr(*["a"] * 61), tr(tc("a", span=1000)), tr(tc("a", span=40), tc("b", span=40))])
def test_too_many_columns(row: str) -> None:
    assert refused(word(tbl(row)))[0] == "too_many_columns"


def test_too_many_tables() -> None:
    assert refused(word(*[tbl(["a"]) + "<w:p/>"] * 201))[0] == "too_many_tables"


def test_nesting_deeper_than_any_document_is_refused() -> None:
    assert refused(word("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200))[0] == "damaged"


def test_file_that_does_not_name_its_main_part() -> None:
    document = f"<w:document {NAMESPACES}><w:body>{PLAN}</w:body></w:document>"
    relations = '<Relationships><Relationship Type="thumbnail" Target="x"/></Relationships>'
    data = package({"[Content_Types].xml": TYPES, "_rels/.rels": relations, "word/document.xml": document})

    assert [table.rows for table in read_docx(data)] == [2]


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b" \r\n\t", "Выберите файл с планом ещё раз."),
        (b"\x89PNG", f"Загрузите сам документ, из которого он сделан: {TAKEN}."),
        (b"Rar!\x1a", f"Распакуйте архив и загрузите из него сам план: {TAKEN}."),
        (package({"a.txt": "b"}), f"Распакуйте архив и загрузите из него сам план: {TAKEN}."),
        (bytes(range(256)), f"Сохраните план в одном из видов: {TAKEN}."),
        (ole("Workbook"), "Откройте её в Excel, сохраните как «Книга Excel (.xlsx)» и загрузите ещё раз."),
        (
            b"PK\x05\x06",
            (
                "Откройте его в той программе, где он сделан, и сохраните заново, "
                "а если он не открывается, возьмите другую копию плана."
            ),
        ),
    ],
)
def test_advice_fits_what_the_file_is(data: bytes, advice: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        kind_of(data)

    assert refused.value.message.endswith(f". {advice}")


@pytest.mark.parametrize(
    ("data", "filename", "kind"),
    [
        (word(PLAN), "план.pdf", FileKind.WORD),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "", FileKind.OPEN_TEXT),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "план.docx",
            FileKind.OPEN_SHEET,
        ),
        (package({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), "план.csv", FileKind.EXCEL),
        (b"%PDF-1.7 ...", "план.docx", FileKind.PDF),
        (b"\n%PDF-1.7 ...", "", FileKind.PDF),
        ("План;Срок\n".encode(), "план.docx", FileKind.TEXT),
        ("План;Срок\n".encode("utf-16"), "", FileKind.TEXT),
        ("План;Срок\n".encode("utf-16-le"), "", FileKind.TEXT),
        (b"<plan>;<when>\n", "", FileKind.TEXT),
        (b"<p>;<td>\n", "plan.csv", FileKind.TEXT),
        (ole("WordDocument"), "план.docx", FileKind.OLD_WORD),
    ],
)
def test_content_says_what_a_file_is(data: bytes, filename: str, kind: FileKind) -> None:
    assert kind_of(data, filename) is kind


def test_old_manifest_with_a_document_type_is_harmless() -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<a/>",
        "META-INF/manifest.xml": '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "x">',
    }

    assert open_package(package(parts)) == (FileKind.OPEN_TEXT, {"content": b"<a/>"})
