"""Rows that the end of a page cut in two."""

from __future__ import annotations

from dataclasses import dataclass, field

from plans.importing.readers.pdf_cuts import goes_on
from plans.importing.readers.pdf_lines import TextLine, Word
from plans.importing.readers.pdf_pages import PieceCell

EDGES = ((0.0, 20.0), (20.0, 120.0), (120.0, 180.0))


@dataclass
class Table:
    """The rows read so far."""

    left: float = 0.0
    right: float = 180.0
    rows: int = 0
    cells: list[PieceCell] = field(default_factory=list)


def cell(column: int, text: str, row: int = 0, page: int = 1, *, y0: float = 0.0, y1: float = 0.0) -> PieceCell:
    """A cell of lines of ten points, twelve points apart; its box fits them unless `y1` is given."""
    x0, x1 = EDGES[column]
    lines = []
    for place, line in enumerate(filter(None, text.split("\n"))):
        words = tuple(
            Word(word, x0 + 4 + 6.0 * start, x0 + 4 + 6.0 * start + 5.0 * len(word))
            for start, word in enumerate(line.split())
        )
        wide = words[-1]
        words = (*words[:-1], Word(wide.text, wide.x0, x0 + 4 + 5.0 * len(line)))
        lines.append(TextLine(words, y0 + 12.0 * (place + 1), 10.0, page))
    return PieceCell(row, 1, x0, x1, y0, y1 or y0 + 12.0 * max(len(lines), 1) + 4, page, lines)


def table(*rows: tuple[str, str, str]) -> Table:
    cells = []
    for number, row in enumerate(rows):
        height = 12.0 * max(text.count("\n") + 1 for text in row) + 4
        cells += [
            cell(column, text, number, y0=100.0 * number, y1=100.0 * number + height) for column, text in enumerate(row)
        ]
    return Table(rows=len(rows), cells=cells)


HEAD = ("№", "Мероприятия", "Сроки")
FIRST = ("1", "Семинар для педагогов", "Май")
SECOND = ("2", "Круглый стол", "Июнь")


def is_cut(known: Table, *below: str) -> bool:
    last = [cell for cell in known.cells if cell.row == known.rows - 1]
    return goes_on(
        known, list(zip(last, (cell(column, text, page=2) for column, text in enumerate(below)), strict=True))
    )


def test_rest_of_a_sentence_goes_on() -> None:
    known = table(HEAD, FIRST, SECOND, ("3", "Большой семинар для\nвсех учителей школы", "Июль"))

    assert is_cut(known, "", "имени основателя города", "")


def test_broken_word_goes_on() -> None:
    assert is_cut(table(HEAD, FIRST, SECOND, ("3", "Круглый стол и обсуж-", "")), "", "дение итогов", "")


def test_next_number_is_a_new_row() -> None:
    assert not is_cut(table(HEAD, FIRST, SECOND), "3", "выставка", "май")


def test_missing_number_with_other_empty_cells_goes_on() -> None:
    assert is_cut(table(HEAD, FIRST, SECOND, ("3", "Встречи:\nСоколова А.Б.", "Май")), "", "Орлова В.Г.", "")


def test_full_row_that_only_lacks_its_number_is_new() -> None:
    assert not is_cut(table(HEAD, FIRST, SECOND), "", "Выставка", "Август")


def test_text_below_a_cell_that_had_room_is_a_new_row() -> None:
    high = table(HEAD, FIRST, SECOND, ("3", "\n".join(["Большой семинар для"] * 7), "Июль"))

    assert not is_cut(high, "", "имени основателя", "август")


def test_row_of_which_only_the_number_stood_on_the_page() -> None:
    assert is_cut(table(HEAD, FIRST, SECOND, ("3", "", "")), "", "Выставка", "Август")


def test_table_without_numbers_goes_on_where_cells_are_missing() -> None:
    known = table(HEAD, ("Этап", "Семинар", "Май"), ("Начало", "Круглый стол", "Июнь"))

    assert is_cut(known, "", "Выставка", "")
    assert not is_cut(known, "Конец", "Выставка", "Июль")


def test_nothing_goes_on_in_an_empty_row() -> None:
    assert not is_cut(table(HEAD, FIRST), "", "", "")


def test_heading_over_the_whole_width_is_cut_only_in_a_sentence() -> None:
    def heading(text: str, page: int) -> PieceCell:
        made = cell(1, text, page=page)
        return PieceCell(0, 1, 0.0, 180.0, made.y0, made.y1, page, made.lines)

    wide = Table(rows=1, cells=[heading("Раздел о методической работе всей школы", 1)])

    assert goes_on(wide, [(wide.cells[0], heading("города и района", 2))])
    assert not goes_on(wide, [(wide.cells[0], heading("Второй раздел", 2))])
