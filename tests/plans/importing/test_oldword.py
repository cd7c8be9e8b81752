"""Old Word documents are read where LibreOffice is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from plans.importing import oldword
from plans.importing.errors import ImportRefused
from plans.importing.guard import OLE
from plans.importing.sandbox import read_file_safely
from tests.plans.importing.word_files import HEAD, plan_row

OFFICE = shutil.which("soffice")
ROWS = [list(HEAD), plan_row(1)]
BROKEN = OLE + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph("План на 2023/2024 учебный год")
    table = document.add_table(rows=2, cols=4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Руководитель студии ____________ Е.Ж. Лугов")  # no .doc ends with a table
    document.save(str(folder / "plan.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "doc:MS Word 97", "plan.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / "plan.doc").read_bytes()


@needs_office
def test_old_document_reads_as_the_new_one(old: bytes) -> None:
    (table,) = read_file_safely(old, "план.doc")

    assert [[cell.text for cell in table.row_cells(row)] for row in range(2)] == ROWS
    assert [line.text for line in table.before] == ["План на 2023/2024 учебный год"]


@needs_office
def test_damaged_old_document() -> None:
    with pytest.raises(ImportRefused) as refusal:
        oldword.to_docx(BROKEN)

    assert refusal.value.code == "damaged"


@needs_office
def test_conversion_that_takes_too_long_is_stopped(old: bytes) -> None:
    with pytest.raises(ImportRefused) as refusal:
        oldword.to_docx(old, seconds=0.05)

    assert refusal.value.code == "too_slow"


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(BROKEN, "план.doc")

    assert (refusal.value.code, refusal.value.message) == (
        "old_doc",
        (
            "Документы Word старого образца (.doc) здесь не читаются. Откройте план в Word, сохраните его как "
            "«Документ Word (.docx)» и загрузите ещё раз."
        ),
    )
