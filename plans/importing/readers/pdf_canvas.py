"""What a page of a PDF draws: letters where they stand and straight rulings, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, decode_text

from plans.importing.errors import ImportRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
    from pdfminer.pdfpage import PDFPage

MAX_GLYPHS = 40_000
MAX_RULINGS = 40_000
MAX_IMAGES = 5_000
MAX_DEPTH = 20
THICKEST = 4.0
SHORTEST = 1.0
STRAIGHT = 0.7
SOFT_HYPHEN = "\u00ad"
FORCE_BOLD = 1 << 18
BOLD_NAMES = ("bold", "black", "heavy", "demi", "semibd")
FILL_AND_STROKE = (2, 6)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """A letter: its text, the box from the left top corner of the page, size of the type in points.

    `run` is the number of the operator that drew it; `turn` is the direction of the line: 0 to the
    right, 1 upwards, 2 to the left, 3 downwards.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    run: int
    is_bold: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: level (`is_level`) at height `at` from `start` to `end`, or upright at x `at`."""

    is_level: bool
    at: float
    start: float
    end: float


@dataclass
class Canvas:
    """A page as drawn; `unknown` counts letters whose meaning the file does not say."""

    width: float = 0.0
    height: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    images: int = 0
    unknown: int = 0


class Painter(PDFTextDevice):
    """Collects a page into a canvas; refuses a page that draws more than a page of text can."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.canvas = Canvas()
        self.run = 0
        self.depth = 0
        self.replacement: list[str | None] = []
        self.fonts: dict[int, bool] = {}
        self.render = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Start an empty canvas of the size of the page as it is shown."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.canvas = Canvas(abs(x1 - x0), abs(y1 - y0))
        self.replacement = []
        self.depth = 0

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Count how deep drawings stand in drawings. Raises ImportRefused beyond bearable depth."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_heavy()

    def end_figure(self, name: str) -> None:
        """Leave a drawing."""
        self.depth -= 1

    def render_image(self, name: str, stream: Any) -> None:
        """Count a picture; it is never opened."""
        self.canvas.images += 1
        if self.canvas.images > MAX_IMAGES:
            raise too_heavy()

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Remember the text that the file gives for what is drawn next."""
        actual = props.get("ActualText") if isinstance(props, dict) else None
        self.replacement.append(decode_text(actual) if isinstance(actual, bytes) else None)

    def end_tag(self) -> None:
        """Forget it."""
        if self.replacement:
            self.replacement.pop()

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        """Note which operator draws the letters that follow."""
        self.run += 1
        self.render = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917 - the signature of the library
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Put a letter on the canvas; its advance in units of text space."""
        advance: float = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
            self.canvas.unknown += 1
        if self.replacement and self.replacement[-1] == SOFT_HYPHEN:
            text = SOFT_HYPHEN
        a, b, c, d = matrix[:4]
        turn = _turn(a, b)
        if turn is None or not isinstance(text, str):
            return advance
        x, y = apply_matrix_pt(matrix, (0, rise))
        end_x, end_y = apply_matrix_pt(matrix, (advance, rise))
        size = abs(fontsize) * ((c * c + d * d) ** 0.5)
        is_bold = self._is_bold(font)
        across = turn % 2 == 1
        start, end = (y, end_y) if across else (x, end_x)
        if across:
            start, end = self.canvas.height - start, self.canvas.height - end
        base = x if across else self.canvas.height - y
        glyph = Glyph(text, min(start, end), max(start, end), base, size, self.run, is_bold, turn)
        self.canvas.glyphs.append(glyph)
        if len(self.canvas.glyphs) > MAX_GLYPHS:
            raise too_heavy()
        return advance

    def _is_bold(self, font: Any) -> bool:
        key = id(font)
        if key not in self.fonts:
            names = (font.fontname, getattr(font, "basefont", ""))
            name = " ".join(part.decode("latin-1") if isinstance(part, bytes) else str(part) for part in names)
            flags = font.flags if isinstance(font.flags, int) else 0
            self.fonts[key] = any(word in name.lower() for word in BOLD_NAMES) or bool(flags & FORCE_BOLD)
        return self.fonts[key] or self.render in FILL_AND_STROKE

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Keep what of a path is a straight level or upright line, thin filled boxes included."""
        if not (stroke or fill):
            return
        is_seen = stroke and not _is_white(graphicstate.scolor)
        is_filled = fill and not _is_white(graphicstate.ncolor)
        if not (is_seen or is_filled):
            return
        shapes = list(_shapes(path, self.ctm))
        for shape in shapes:
            if is_seen:
                for one, two in pairwise(shape):
                    self._rule(one, two)
            elif shape:
                self._thin(_bounds(shape))
        if is_filled and not is_seen:
            self._rings(shapes)

    def _rule(self, one: Point, two: Point) -> None:
        if abs(one[1] - two[1]) <= STRAIGHT < abs(one[0] - two[0]):
            self._add(True, (one[1] + two[1]) / 2, one[0], two[0])  # noqa: FBT003
        elif abs(one[0] - two[0]) <= STRAIGHT < abs(one[1] - two[1]):
            self._add(False, (one[0] + two[0]) / 2, one[1], two[1])  # noqa: FBT003

    def _thin(self, box: Box) -> None:
        x0, y0, x1, y1 = box
        if y1 - y0 <= THICKEST and x1 - x0 > max(y1 - y0, SHORTEST):
            self._add(True, (y0 + y1) / 2, x0, x1)  # noqa: FBT003
        elif x1 - x0 <= THICKEST and y1 - y0 > max(x1 - x0, SHORTEST):
            self._add(False, (x0 + x1) / 2, y0, y1)  # noqa: FBT003

    def _rings(self, shapes: list[list[Point]]) -> None:
        """A border filled between two boxes, as browsers draw it."""
        if len(shapes) != 2 or not all(shapes):  # noqa: PLR2004
            return
        outer, inner = sorted((_bounds(shape) for shape in shapes), key=_area, reverse=True)
        sides = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        if all(0 <= side <= THICKEST for side in sides) and any(sides):
            x0, y0, x1, y1 = outer
            for drawn, one, two in zip(
                sides,
                ((x0, y0), (x0, y0), (x1, y0), (x0, y1)),
                ((x0, y1), (x1, y0), (x1, y1), (x1, y1)),
                strict=True,
            ):
                if drawn:
                    self._rule(one, two)

    def _add(self, is_level: bool, at: float, start: float, end: float) -> None:
        height = self.canvas.height
        if is_level:
            at = height - at
        else:
            start, end = height - start, height - end
        self.canvas.rulings.append(Ruling(is_level, at, min(start, end), max(start, end)))
        if len(self.canvas.rulings) > MAX_RULINGS:
            raise too_heavy()


def too_heavy() -> ImportRefused:
    """The refusal of a page that draws too much."""
    return ImportRefused(
        "too_heavy",
        "Файл PDF слишком сложный: на его страницах слишком много букв или линий. "
        "Сохраните в PDF только план или загрузите сам документ Word или Excel.",
    )


def turned(canvas: Canvas) -> Canvas:
    """The page turned so that most of its text runs to the right; letters of other directions stay."""
    counts = [0, 0, 0, 0]
    for glyph in canvas.glyphs:
        counts[glyph.turn] += 1
    turn = counts.index(max(counts))
    if turn == 0 or counts[turn] * 2 < len(canvas.glyphs):
        return canvas
    width, height = canvas.width, canvas.height
    for glyph in canvas.glyphs:
        _turn_glyph(glyph, turn, width, height)
    rulings = [_turn_ruling(ruling, turn, width, height) for ruling in canvas.rulings]
    if turn % 2:
        width, height = height, width
    return Canvas(width, height, canvas.glyphs, rulings, canvas.images, canvas.unknown)


def _turn_glyph(glyph: Glyph, turn: int, width: float, height: float) -> None:
    """Write a letter in the coordinates of the page turned by `turn` quarters clockwise."""
    if glyph.turn % 2:
        x0, x1, y0, y1 = glyph.base, glyph.base, glyph.x0, glyph.x1
    else:
        x0, x1, y0, y1 = glyph.x0, glyph.x1, glyph.base, glyph.base
    if turn == 1:
        x0, x1, y0, y1 = height - y1, height - y0, x0, x1
    elif turn == 2:  # noqa: PLR2004
        x0, x1, y0, y1 = width - x1, width - x0, height - y1, height - y0
    else:
        x0, x1, y0, y1 = y0, y1, width - x1, width - x0
    glyph.turn = (glyph.turn - turn) % 4
    glyph.base = x0 if glyph.turn % 2 else y0
    glyph.x0, glyph.x1 = (y0, y1) if glyph.turn % 2 else (x0, x1)


def _turn_ruling(ruling: Ruling, turn: int, width: float, height: float) -> Ruling:
    at, start, end = ruling.at, ruling.start, ruling.end
    if ruling.is_level:
        if turn == 1:
            return Ruling(False, height - at, start, end)  # noqa: FBT003
        if turn == 2:  # noqa: PLR2004
            return Ruling(True, height - at, width - end, width - start)  # noqa: FBT003
        return Ruling(False, at, width - end, width - start)  # noqa: FBT003
    if turn == 1:
        return Ruling(True, at, height - end, height - start)  # noqa: FBT003
    if turn == 2:  # noqa: PLR2004
        return Ruling(False, width - at, height - end, height - start)  # noqa: FBT003
    return Ruling(True, width - at, start, end)  # noqa: FBT003


def _turn(a: float, b: float) -> int | None:
    """The quarter a line of text runs to; None for a slanting one, which is a stamp across the page."""
    if abs(b) <= abs(a) * 0.05:
        return 0 if a > 0 else 2 if a < 0 else None
    if abs(a) <= abs(b) * 0.05:
        return 1 if b > 0 else 3
    return None


def _is_white(color: Any) -> bool:
    """True if lines of this colour do not show on paper."""
    values = color if isinstance(color, (tuple, list)) else (color,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return False
    if len(values) == 4:  # noqa: PLR2004
        return all(value <= 0.02 for value in values)  # noqa: PLR2004
    return all(value >= 0.98 for value in values)  # noqa: PLR2004


def _shapes(path: Sequence[Any], ctm: Any) -> Iterator[list[Point]]:
    """Corners of every part of a path, closed if the path is; a part with bends comes out empty."""
    shape: list[Point] = []
    is_bent = False
    for step in path:
        kind = step[0]
        if kind == "m":
            if shape:
                yield [] if is_bent else shape
            shape, is_bent = [apply_matrix_pt(ctm, step[1:3])], False
        elif kind == "l":
            shape.append(apply_matrix_pt(ctm, step[1:3]))
        elif kind == "h":
            if shape:
                shape.append(shape[0])
        else:
            is_bent = True
    if shape:
        yield [] if is_bent else shape


def _bounds(shape: list[Point]) -> Box:
    xs = [point[0] for point in shape]
    ys = [point[1] for point in shape]
    return min(xs), min(ys), max(xs), max(ys)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
