"""Tables come from the child as they were."""

from __future__ import annotations

import json

from plans.importing.source import Cell, Line, SourceTable
from plans.importing.transport import pack_table, unpack_table


def test_everything_of_a_table_survives() -> None:
    table = SourceTable(
        index=3,
        rows=2,
        columns=2,
        cells=(Cell(0, 0, 2, 1, (Line("жирная", "1.", is_bold=True), Line("середина", is_centered=True))), Cell(1, 0)),
        before=(Line("заголовок", is_heading=True),),
        after=(Line("подпись"), Line("Тема: слова", bold_lead=5)),
        header_rows=1,
        has_borders=False,
        name="Лист",
        first_row=4,
        hidden_rows=(1,),
        is_hidden=True,
        is_nested=True,
    )

    assert unpack_table(json.loads(json.dumps(pack_table(table)))) == table
