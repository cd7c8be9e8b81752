"""Plans in the disorder of real ones come out of every kind of file cell by cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from plans.importing.draft import DraftPlan
from plans.importing.readers.clipboard import read_clipboard
from plans.importing.readers.entry import read_file
from plans.importing.recognise import recognise
from plans.importing.source import SourceTable
from tests.plans.importing import office_files as office
from tests.plans.importing.variants import UNKNOWN, Made, make

COUNT = 40
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251")


def paper(made: Made) -> tuple[list[office.At], list[list[office.At | str]]]:
    """The lines above the table of a Word document, and the rows of the table."""
    lines = [[office.at(cell) for cell in row if office.at(cell).text] for row in made.grid]
    place = next(number for number, cells in enumerate(lines) if cells and cells[0].text in made.title)
    end = next(
        number for number in range(place, len(lines)) if lines[number] and lines[number][0].text not in made.title
    )
    return [cells[0] for cells in lines[:end] if cells], [row for row in made.grid[end:] if row]


def as_odt(made: Made) -> bytes:
    above, rows = paper(made)
    return office.odt(*(office.para(x.text, bold=x.bold, center=x.center) for x in above), office.odf_table(rows))


def as_csv(made: Made, seed: int) -> bytes:
    chance = random.Random(seed)
    return office.csv(
        made.grid,
        separator=chance.choice(";,\t|"),
        encoding=chance.choice(ENCODINGS),
        end=chance.choice(["\r\n", "\n"]),
    )


def as_xlsx(made: Made, seed: int) -> bytes:
    chance = random.Random(seed)
    return office.xlsx(
        made.grid, left=chance.randint(0, 2), top=chance.randint(0, 3), empty=chance.choice([None, 1, 2])
    )


WAYS: dict[str, tuple[dict[str, bool], Callable[[Made, int], tuple[SourceTable, ...]]]] = {
    "xlsx": ({}, lambda made, seed: read_file(as_xlsx(made, seed))),
    "ods": ({}, lambda made, _: read_file(office.ods(made.grid))),
    "csv": ({"merges": False, "bold": False}, lambda made, seed: read_file(as_csv(made, seed))),
    "odt": ({"gaps": False}, lambda made, _: read_file(as_odt(made))),
    "html": ({"gaps": False}, lambda made, _: read_clipboard(office.html_table(paper(made)[1]), "")),
    "tabs": ({"merges": False, "bold": False, "gaps": False}, lambda made, _: read_clipboard("", tabs(made))),
}


def tabs(made: Made) -> str:
    return office.csv(made.grid, separator="\t", encoding="utf-8").decode()


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def read_rows(plan: DraftPlan, fields: tuple[str, ...]) -> list[dict[str, str]]:
    columns = {name: plan.columns[place].index for place, name in enumerate(fields)}
    return [
        {name: flat(value(row, name, columns[name])) for name in fields} | {"section": flat(row.section or row.stage)}
        for row in plan.rows
    ]


def value(row: Any, name: str, column: int) -> str | None:
    return dict(row.others).get(column) if name in UNKNOWN else getattr(row, name)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(COUNT))
def test_every_cell_of_an_invented_plan(way: str, seed: int) -> None:
    options, read = WAYS[way]
    made = make(seed, **options)

    (plan,) = recognise(read(made, seed))

    expected = [{name: flat(text) for name, text in row.items()} for row in made.rows]
    assert read_rows(plan, made.fields) == expected
    if way != "html":
        assert flat(plan.title) == made.title
    if way != "html" and "approval" in made.traits:
        block = plan.approval
        assert block is not None
        assert (block.label, block.name, block.date) == ("УТВЕРЖДАЮ", "Е.Ж. Лугов", "01.09.2023")
