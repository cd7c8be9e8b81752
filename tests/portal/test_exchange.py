"""Tables that come in and go out: bounds, spellings of Excel, cells that no spreadsheet runs."""

from __future__ import annotations

import pytest
from tablib.core import Dataset

from portal import exchange
from portal.exchange import CsvTable, JsonTable


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251"])
def test_csv_of_excel_is_read(delimiter: str, encoding: str) -> None:
    text = f"название{delimiter}область\r\nОльшаны{delimiter}Заречная\r\n"
    table = CsvTable().create_dataset(text.encode(encoding))
    assert table.dict == [{"название": "Ольшаны", "область": "Заречная"}]


@pytest.mark.parametrize("table", [CsvTable(), JsonTable()])
def test_what_goes_out_comes_in_again(table: CsvTable | JsonTable) -> None:
    rows = Dataset(["Ольшаны", "Заречная; «новая»"], headers=["название", "область"])
    assert table.create_dataset(table.export_data(rows)).dict == rows.dict


@pytest.mark.parametrize(
    ("table", "content", "reason"),
    [
        (CsvTable(), b"a" * (exchange.BYTES + 1), exchange.TOO_BIG),
        (JsonTable(), b" " * (exchange.BYTES + 1), exchange.TOO_BIG),
        (CsvTable(), b"PK\x03\x04\x00", exchange.NOT_TEXT),
        (JsonTable(), b"[\x00]", exchange.NOT_TEXT),
        (CsvTable(), "имя\nа;б\nв;г;д\n".encode(), exchange.UNEVEN),
        (JsonTable(), b"[1, 2]", exchange.NOT_TABLE),
        (JsonTable(), b"{", exchange.NOT_TABLE),
        (CsvTable(), b"n\n" + b"1\n" * (exchange.ROWS + 1), exchange.TOO_LONG),
        (JsonTable(), b"[" + b'{"n": 1},' * exchange.ROWS + b'{"n": 1}]', exchange.TOO_LONG),
    ],
    ids=["big-csv", "big-json", "binary-csv", "binary-json", "uneven", "no-rows", "cut", "long-csv", "long-json"],
)
def test_what_is_no_table_is_told(table: CsvTable | JsonTable, content: bytes, reason: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011 - the words are compared below
        table.create_dataset(content)
    assert str(told.value) == reason
