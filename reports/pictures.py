"""Charts as pictures for files that cannot hold SVG: the very drawings of paper, laid out by the same library."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pdfplumber

from reports.pdf import html_to_pdf

DENSITY = 200  # dots per inch: as sharp as an office printer shows
INCH = 25.4
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size on paper in millimetres."""

    data: bytes
    width: float
    height: float


def drawn_pictures(drawings: Iterable[tuple[str, float]]) -> list[Picture]:
    """A picture of each SVG, of the given width in millimetres; the same drawings give the same bytes.

    Raises PaperError if a drawing is not understood.
    """
    sizes = [(svg, width, width * _ratio(svg)) for svg, width in drawings]
    if not sizes:
        return []
    pages = "".join(
        f"@page p{number}{{size:{width:.2f}mm {height:.2f}mm;margin:0}}.p{number}{{page:p{number}}}"
        for number, (_, width, height) in enumerate(sizes)
    )
    none = "@top-center{content:none}@bottom-left{content:none}@bottom-right{content:none}"
    style = f"{pages}@page{{margin:0;{none}}}body,figure{{margin:0}}svg{{display:block;width:100%;height:auto}}"
    drawings_html = "".join(f'<div class="p{number}">{svg}</div>' for number, (svg, _, _) in enumerate(sizes))
    html = (
        '<!doctype html><html lang="ru"><meta charset="utf-8"><title>Рисунки</title>'
        f'<link rel="stylesheet" href="paper:css/paper.css"><style>{style}</style><body>{drawings_html}'
    )
    with pdfplumber.open(io.BytesIO(html_to_pdf(html).data)) as document:
        images = [page.to_image(resolution=DENSITY).original for page in document.pages]
    return [Picture(_png(image), width, height) for image, (_, width, height) in zip(images, sizes, strict=True)]


def _ratio(svg: str) -> float:
    found = _BOX.search(svg)
    if found is None:
        raise ValueError("a drawing without its box")
    return float(found[2]) / float(found[1])


def _png(image: object) -> bytes:
    made = io.BytesIO()
    image.convert("P", palette=1, colors=64).save(made, "PNG", dpi=(DENSITY, DENSITY), optimize=True)  # type: ignore[attr-defined]
    return made.getvalue()
