"""Tables out of rulings."""

from __future__ import annotations

from itertools import product

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.pdf_canvas import Ruling
from plans.importing.readers.pdf_grid import Grid, Place, find_grids


def level(at: float, start: float = 0, end: float = 200) -> Ruling:
    return Ruling(True, at, start, end)  # noqa: FBT003


def upright(at: float, start: float = 0, end: float = 60) -> Ruling:
    return Ruling(False, at, start, end)  # noqa: FBT003


def shape(grid: Grid) -> tuple[int, int, int]:
    return len(grid.ys) - 1, len(grid.xs) - 1, len(grid.places)


FRAME = [level(0), level(60), upright(0), upright(200)]


def test_plain_table() -> None:
    (grid,) = find_grids([*FRAME, level(20), level(40), upright(50), upright(120)])

    assert (grid.xs, grid.ys) == ([0, 50, 120, 200], [0, 20, 40, 60])
    assert grid.places == [Place(row, column, 1, 1) for row, column in product(range(3), range(3))]


def test_spans_in_both_directions() -> None:
    (grid,) = find_grids([*FRAME, level(20, 50), level(40, 0), upright(50), upright(120, 20)])

    assert grid.places == [
        Place(0, 0, 2, 1), Place(0, 1, 1, 2), Place(1, 1, 1, 1), Place(1, 2, 1, 1),
        Place(2, 0, 1, 1), Place(2, 1, 1, 1), Place(2, 2, 1, 1),
    ]  # fmt: skip


def test_cell_of_a_point() -> None:
    (grid,) = find_grids([*FRAME, level(20), upright(50)])

    assert [grid.place_at(x, y) for x, y in ((10, 10), (60, 10), (10, 30), (200, 60), (300, 10))] == [0, 1, 2, 3, None]


def test_lines_of_pieces_with_joints_are_one() -> None:
    pieces = [level(at, start, start + 49) for at in (0, 20.4, 60) for start in (0, 50, 100, 151)]
    (grid,) = find_grids([*pieces, upright(0), upright(100.2, 0, 19), upright(99.8, 21, 60), upright(200)])

    assert shape(grid) == (2, 2, 4)


def test_open_sides_are_closed() -> None:
    (grid,) = find_grids([level(20), level(40), upright(50), upright(120)])

    assert (grid.xs, grid.ys) == ([0, 50, 120, 200], [0, 20, 40, 60])


def test_rows_over_the_whole_width_hold_an_open_table_together() -> None:
    parts = [
        level(0), level(20), upright(50, 0, 20), upright(120, 0, 20),
        level(40), level(60), upright(50, 40, 60), upright(120, 40, 60),
    ]  # fmt: skip
    (grid,) = find_grids(parts)

    assert grid.places[3] == Place(1, 0, 1, 3)
    assert shape(grid) == (3, 3, 7)


def test_row_whose_ends_stand_on_other_pages() -> None:
    (grid,) = find_grids([upright(at, 10, 500) for at in (0, 50, 200)])

    assert (grid.ys, shape(grid)) == ([10, 500], (1, 2, 2))


def test_two_tables_stay_two() -> None:
    below = [level(100), level(130), upright(0, 100, 130), upright(80, 100, 130), upright(200, 100, 130)]

    assert [shape(grid) for grid in find_grids([*FRAME, level(20), *below])] == [(2, 1, 2), (1, 2, 2)]


def test_boxes_and_underlines_are_no_tables() -> None:
    assert find_grids([*FRAME]) == []
    assert find_grids([level(10), level(30, 20, 90)]) == []
    assert find_grids([]) == []


def test_frame_around_a_table_gives_way() -> None:
    inner = [level(at, 20, 180) for at in (10, 30, 50)] + [upright(at, 10, 50) for at in (20, 90, 180)]

    (grid,) = find_grids([*FRAME, upright(10), *inner])

    assert grid.xs == [20, 90, 180]


def test_table_inside_a_cell_is_left_out() -> None:
    rows = [level(at) for at in (0, 50, 100, 150, 200)]
    inner = [level(at, 60, 100) for at in (10, 25, 40)] + [upright(at, 10, 40) for at in (60, 80, 100)]

    (grid,) = find_grids([*rows, *(upright(at, 0, 200) for at in (0, 50, 200)), *inner])

    assert grid.xs == [0, 50, 200]


def test_too_many_rulings_are_refused() -> None:
    many = [level(at * 4, end=3) for at in range(2100)] + [upright(at * 4, end=3) for at in range(2100)]

    with pytest.raises(ImportRefused) as refusal:
        find_grids([*(level(r.at, 0, 9000) for r in many[:2100]), *(upright(r.at, 0, 9000) for r in many[2100:])])

    assert refusal.value.code == "too_heavy"


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(ImportRefused) as refusal:
        find_grids([level(at * 4) for at in range(5003)] + [upright(at, 0, 21000) for at in (0, 200)])

    assert refusal.value.code == "too_many_rows"


def test_drawing_of_very_many_columns_is_no_table() -> None:
    assert find_grids([level(0, end=900), level(60, end=900), *(upright(at * 10) for at in range(90))]) == []
