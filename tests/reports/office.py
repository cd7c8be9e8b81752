"""Reports in the forms of an office: opened by LibreOffice, read back as running words."""

from __future__ import annotations

import io
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pdfplumber

from reports.content import Document
from reports.pdf import html_to_pdf
from reports.rendering import paper_html
from tests.support.pieces import need

MM = 72 / 25.4
TEXT = "txt:Text (encoded):UTF8"
_DRAWN = re.compile(r"<text\b.*?</text>", re.DOTALL)
_NOTHING = re.compile(r"[\s\u00ad\ufeff_-]+")


def converted(files: Mapping[str, bytes], folder: Path, to: str) -> dict[str, bytes]:
    """Each .docx in another form, all in one call: LibreOffice starts slowly."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(need("office")), profile, "--headless", "--convert-to", to, *(f"{name}.docx" for name in files)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    ending = to.partition(":")[0]
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in files}


def running_words(text: str, document: Document) -> str:
    """Letters in a row: no spaces, no places where words were broken, no heads of tables, which are repeated."""
    bare = _bare(text)
    for table in document.tables:
        bare = bare.replace(_bare("".join(column.heading for column in table.columns)), "")
    return bare


def words_of_text(data: bytes, document: Document) -> str:
    """What LibreOffice read in a Word file; it leaves out what runs above and below."""
    return running_words(data.decode("utf-8-sig"), document)


def words_of_paper(document: Document, url: str) -> str:
    """What stands in the PDF between its margins, charts left out."""
    paper = html_to_pdf(_DRAWN.sub("", paper_html(document, url)))
    with pdfplumber.open(io.BytesIO(paper.data)) as pdf:
        told: dict[tuple[int, int], str] = defaultdict(str)
        for page in pdf.pages:
            for char in page.chars:
                if char["mcid"] is not None and char["size"] > 1:
                    told[page.page_number, char["mcid"]] += char["text"]
        return running_words("".join(told.get(place, "") for place in _in_order(pdf.structure_tree)), document)


def _in_order(elements: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Pages and marks of content as they are read aloud."""
    for element in elements:
        yield from ((element["page_number"], mark) for mark in element.get("mcids", ()))
        yield from _in_order(element.get("children", ()))


def _bare(text: str) -> str:
    return _NOTHING.sub("", text).casefold()
