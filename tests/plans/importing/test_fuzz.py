"""Whatever stands in a file: it is read, or it is refused in words; no other error comes out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing.child import answer
from plans.importing.readers.entry import CLIPBOARD
from plans.importing.recognise import recognise
from plans.importing.transport import unpack_table
from plans.importing.understand import understand
from tests.plans.importing import office_files as office
from tests.plans.importing.variants import make
from tests.plans.importing.word_files import package

MADE = make(3)
PLAIN = make(3, merges=False, bold=False)
SEEDS = {
    "xlsx": office.xlsx(MADE.grid),
    "ods": office.ods(MADE.grid),
    "odt": office.odt(office.para(MADE.title, bold=True), office.odf_table([row for row in MADE.grid if row])),
}
CSV = office.csv(PLAIN.grid)
PAGE = office.html_table([row for row in MADE.grid if row])
NUMBERS = re.compile(rb"\d+")
TAGS = re.compile(rb"<[^<>?]*>")
VALUES = [b"0", b"-1", b"2", b"99999", b"1048576", b"18446744073709551616", b"x", b"", b"NaN", b"XFD1048576", b"true"]
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)

Change = tuple[int, int, bytes]
CHANGES: st.SearchStrategy[list[Change]] = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 100_000), st.sampled_from(VALUES)), min_size=1, max_size=4
)


def is_read_or_refused(data: bytes, source: str = "") -> bool:
    got = answer(data, source)
    tables = got.get("tables")
    if isinstance(tables, list):
        for draft in recognise(unpack_table(table) for table in json.loads(json.dumps(tables))):
            understand(draft)
    return list(got) in (["tables"], ["refused"])


def changed(content: bytes, change: Change) -> bytes:
    """XML with one number, tag or byte put in place of another; `change` says which."""
    way, place, value = change
    found = list((NUMBERS if way < 2 else TAGS).finditer(content))
    if not found:
        return content
    one, other = found[place % len(found)], found[place * 7 % len(found)]
    if way < 2:
        return content[: one.start()] + value + content[one.end() :]
    if way == 2:
        return content[: one.start()] + other.group() + content[one.end() :]
    return content[: one.start()] + content[one.end() :]


def repacked(data: bytes, change: Callable[[bytes], bytes], name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return package({part: change(content) if name in part else content for part, content in parts.items()})


@SLOW
@given(st.sampled_from(sorted(SEEDS)), st.sampled_from(["sheet1", "content", "styles", "workbook", "shared"]), CHANGES)
def test_changed_xml_inside_a_package(kind: str, part: str, changes: list[Change]) -> None:
    def change(content: bytes) -> bytes:
        for one in changes:
            content = changed(content, one)
        return content

    assert is_read_or_refused(repacked(SEEDS[kind], change, part))


@SLOW
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_damaged_bytes_of_a_package(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SEEDS[kind])
    for place, value in changes:
        data[place % len(data)] = value

    assert is_read_or_refused(bytes(data))


@SLOW
@given(
    st.lists(
        st.tuples(st.integers(0, 1_000_000), st.sampled_from([b'"', b";", b"\n", b"\r", b"\x00", b"\xff", b'""', b""])),
        min_size=1,
        max_size=10,
    ),
    st.sampled_from(["", ".csv"]),
)
def test_damaged_table_of_text(changes: list[tuple[int, bytes]], ending: str) -> None:
    data = CSV
    for place, value in changes:
        place %= len(data)  # noqa: PLW2901 - a place that is there
        data = data[:place] + value + data[place + 1 :]

    assert is_read_or_refused(data, ending)


@SLOW
@given(st.text(st.sampled_from('абв№;,\t|"\n 12МСО'), max_size=300))
def test_any_table_of_text(text: str) -> None:
    assert is_read_or_refused(text.encode(), ".csv")


@SLOW
@given(CHANGES, st.text(max_size=50))
def test_changed_page_on_the_clipboard(changes: list[Change], text: str) -> None:
    content = PAGE.encode()
    for one in changes:
        content = changed(content, one)

    pasted = {"html": content.decode(errors="replace"), "text": text}

    assert is_read_or_refused(json.dumps(pasted).encode(), CLIPBOARD)


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "<td>", "<td colspan=3>", "<td rowspan=99999>", "<th>", "<p>", "<br>", "<b>",
     "</b>", "<li>", "<ol start=9>", "<!--", "-->", "<![if x]>", "&nbsp;", "&#0;", "План", "№", "Мероприятия", "Сроки",
     "май", "<", "<style>.a{font-weight:700}</style>", "<span style='mso-list:Ignore'>1.</span>", "<script>", "\x00",
     "\ud800"]
)  # fmt: skip


@SLOW
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_on_the_clipboard(html: str) -> None:
    assert is_read_or_refused(json.dumps({"html": html, "text": ""}).encode(), CLIPBOARD)
