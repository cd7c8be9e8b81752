"""Pictures of pages: made of a PDF, kept small, compared with a tolerance."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

DOTS_PER_INCH = 50
LEVELS = 16  # of grey: enough for the eye, a third of the bytes
DARKER = 60  # levels of 255 by which a dot must differ after blurring, so that edges of letters do not count
MOST = 0.002  # share of dots that may: half a dozen words of a full page


def pictures_of(pdf: bytes, tools: Path, pages: int, folder: Path) -> list[Image.Image]:
    """The first pages of a PDF in grey; `tools` is the folder of pdftoppm, `folder` an empty one to work in."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = [
        str(tools / "pdftoppm"),
        "-r",
        str(DOTS_PER_INCH),
        "-gray",
        "-png",
        "-l",
        str(pages),
        "paper.pdf",
        "page",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return [Image.open(path).convert("L") for path in sorted(folder.glob("page*.png"))]


def keep(picture: Image.Image, path: Path) -> None:
    """Write the picture with few levels of grey."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(LEVELS).save(path, optimize=True)


def difference(kept: Image.Image, made: Image.Image) -> str:
    """Where two pictures differ, in words; empty when they look alike."""
    if kept.size != made.size:
        return f"лист {kept.size[0]} × {kept.size[1]} точек стал листом {made.size[0]} × {made.size[1]}"
    pair = (image.convert("L").filter(ImageFilter.BoxBlur(1)) for image in (kept, made))
    differing = ImageChops.difference(*pair).point([0] * DARKER + [255] * (256 - DARKER))
    share = differing.histogram()[255] / (kept.width * kept.height)
    box = differing.getbbox()
    if box is None or share <= MOST:
        return ""
    left, top, right, bottom = (round(dots * 25.4 / DOTS_PER_INCH) for dots in box)
    return f"другими стали {share:.1%} точек, от {left} до {right} мм слева и от {top} до {bottom} мм сверху"
