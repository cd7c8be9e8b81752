"""Files made to hang or to grow end in a refusal or a result within the limits of the child."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from plans.importing import sandbox
from plans.importing.errors import ImportRefused
from plans.importing.sandbox import read_clipboard_safely, read_file_safely
from tests.plans.importing import office_files as office
from tests.plans.importing.word_files import HEAD, package, plan_row

PLAN = [list(HEAD), plan_row(1)]
MEGABYTE = 1024 * 1024


def outcome(data: bytes | tuple[str, str]) -> str:
    """«read», or the code of the refusal."""
    try:
        if isinstance(data, tuple):
            read_clipboard_safely(*data)
        else:
            read_file_safely(data)
    except ImportRefused as refused:
        return refused.code
    return "read"


def sheet(rows: str) -> bytes:
    """A book whose only sheet has these rows of XML."""
    with zipfile.ZipFile(io.BytesIO(office.xlsx(PLAN))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'
    return package(parts)


SPACES = "<text:p>" + "<text:s text:c='999999999'/>" * 20_000 + "</text:p>"
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
REPEATED = "<table:table-row table:number-rows-repeated='999999999'>{}</table:table-row>"
WIDE = "<table:table-cell table:number-columns-repeated='999999999'><text:p>а</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (office.xlsx(PLAN), "read"),
        (office.ods(PLAN), "read"),
        (office.odt(office.odf_table(PLAN)), "read"),
        (office.csv(PLAN), "read"),
        ((office.html_table(PLAN), ""), "read"),
        (sheet(FAR), "too_many_rows"),
        (sheet('<row r="1" s="1"/>' + "".join(f'<row r="{n}" s="1"/>' for n in range(2, 200_000))), "read"),
        (office.odf("spreadsheet", f"<table:table>{REPEATED.format(WIDE)}</table:table>"), "too_many_columns"),
        (office.odt(SPACES, office.odf_table(PLAN)), "read"),
        (office.odt("<text:section>" * 5000, "</text:section>" * 5000), "damaged"),
        (office.odt(office.odf_table(PLAN), media=bytes(45 * MEGABYTE)), "bomb"),
        (office.odf("text", "", media="<!DOCTYPE a [<!ENTITY b 'c'>]>"), "entities"),
        (b'"' * 9_000_000, "read"),
        ("план ".encode() * 1_000_000, "read"),
        (b"x;y\n" + b"\n" * 9_000_000 + b"x;y\n", "too_many_rows"),
        (("<table><tr><td>" * 100_000, ""), "no_table"),
        (("<table>" + ("<tr>" + "<td rowspan=5000 colspan=60>x" * 3) * 1000, ""), "too_many_columns"),
        (("", "\t" * 5_000_000 + "x"), "no_table"),
    ],
)
def test_within_the_limits(data: bytes | tuple[str, str], expected: str) -> None:
    assert outcome(data) == expected


def test_table_that_does_not_fit_into_the_memory_allowed() -> None:
    page = "<table>" + ("<tr>" + "<td>слово" * 50) * 3000

    with pytest.raises(ImportRefused) as refusal:
        read_clipboard_safely(page, "", memory=120 * MEGABYTE)

    assert refusal.value.code == "too_heavy"


def test_child_that_breaks_down_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sandbox, "ROOT", tmp_path)  # where there is nothing to start

    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(office.csv(PLAN))

    assert (refusal.value.code, refusal.value.message.split(":")[0]) == ("broken", "Файл прочитать не удалось")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
