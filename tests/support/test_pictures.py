"""Comparing pictures: the edges of letters may differ, what a page holds may not."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from tests.support.pictures import difference, keep


def page(*lines: int, at: int = 40, grey: int = 0) -> Image.Image:
    """A page of A4 with strokes as wide as words on the lines."""
    picture = Image.new("L", (413, 585), 255)
    draw = ImageDraw.Draw(picture)
    for line in lines:
        for word in range(8):
            draw.rectangle((at + word * 40, line, at + word * 40 + 30, line + 5), fill=grey)
    return picture


LINES = tuple(range(40, 540, 12))


def test_same_page_looks_alike_when_kept_and_read(tmp_path: Path) -> None:
    keep(page(*LINES), tmp_path / "golden" / "page.png")
    assert difference(Image.open(tmp_path / "golden" / "page.png"), page(*LINES)) == ""
    assert (tmp_path / "golden" / "page.png").stat().st_size < 40_000


def test_edges_of_letters_may_be_paler() -> None:
    assert difference(page(*LINES), page(*LINES, grey=50)) == ""


def test_line_that_is_gone_is_told_with_its_place() -> None:
    words = difference(page(*LINES), page(*(line for line in LINES if line != 280)))
    assert words == "другими стали 0.8% точек, от 20 до 179 мм слева и от 142 до 146 мм сверху"


def test_text_that_has_moved_is_told() -> None:
    assert difference(page(*LINES), page(*LINES, at=44)).startswith("другими стали")


def test_another_sheet_is_told() -> None:
    words = difference(page(), page().rotate(90, expand=True))
    assert words == "лист 413 × 585 точек стал листом 585 × 413"
