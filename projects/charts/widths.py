"""How wide words are, and how they break into lines.

Widths are those of Golos Text and of PT Sans, the wider of the two for every letter, in thousandths of the size and
rounded up: what is measured here has room on screen and on paper alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

WIDEST: Final = 1120
_HYPHENS: Final = re.compile(r"(?<=-)(?=[^-])")
_REGULAR: Final = {
    220: "'",
    280: "`ijіїј",
    300: ",.:;’·",
    320: "! \u00a0IlІЇ",
    340: "|",
    380: "()-[]f{}",
    400: '"rt',
    460: "*гѓ",
    480: "/\\",
    500: "_т„“”",
    520: "?z",
    540: "sзьѕ",
    560: "+17<=>J^cvxy~ЃЈГсухчэєў«»",
    580: "25Laekавекяёќ",
    600: "3FZoблопџ",
    620: "04689ETbdghnpquЁЕТдийнрцъђћ",
    640: "$SYЅЗ",
    660: "PXРХЬ–",
    680: "#ABCRVЄЎАБВСУЧЭ",
    700: "DKЌКЯ",
    720: "GЛм",
    740: "OQUЏДОЪфы",
    760: "HNИЙНП",
    780: "Цю",
    800: "ж",
    820: "&wЂш—",
    840: "%Ћщљ",
    860: "MМФ",
    900: "mЫ",
    940: "…",
    960: "WЖЮ",
    1000: "ШЩ",
}
_BOLD: Final = {
    280: "' \u00a0ijіј",
    320: "!,.:;`ї’·",
    340: "Il|ІЇ",
    380: "()-[]f{}",
    400: "rt",
    460: '"*',
    480: "/\\гѓ",
    500: "_",
    520: "zт",
    540: "?«»„“”",
    560: "sЃГзьѕ",
    580: "+17<=>JL^ackx~Јавксхчэєќ",
    600: "Feouvyбелопуяёўџ",
    620: "235bdghnpqийнръ",
    640: "4689EZЁЕдцђћ",
    660: "0TТ–",
    680: "#$PSЅБЗРЬ",
    700: "ABRVYЎАВУЧЯ",
    720: "CDKXЄСХЭм",
    740: "GUЌЏКЛ",
    760: "HNДИЙНПЪы",
    780: "OQОЦфю",
    820: "&ж—",
    840: "%wЂш",
    880: "mщљ",
    900: "MМ",
    920: "ФЫ",
    980: "Ю",
    1000: "WШ…",
    1040: "ЖЩ",
}


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a line in the units of `size`; a letter the table does not know is as wide as the widest."""
    table = _table(is_bold=is_bold)
    return sum(table.get(letter, WIDEST) for letter in text) * size / 1000


def wrapped(text: str, size: float, width: float, *, is_bold: bool = False, most: int = 0) -> list[str]:
    """Lines of the text, none wider than `width`; of more than `most` (0: any number) the rest is told by «…».

    Lines break at spaces; a word that is wider than a line breaks behind a hyphen, else wherever it must.
    """
    lines = list(_lines(text, size, width, is_bold=is_bold))
    if not most or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(last + "…", size, is_bold=is_bold) > width:
        last = last[:-1].rstrip(" \u00a0,;:.–—-«(")
    return [*lines[: most - 1], last + "…"]


@cache
def _table(*, is_bold: bool) -> Mapping[str, int]:
    rows = _BOLD if is_bold else _REGULAR
    return {letter: width for width, letters in rows.items() for letter in letters}


def _lines(text: str, size: float, width: float, *, is_bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        glue = " "
        for piece in _pieces(word, size, width, is_bold=is_bold):
            longer = f"{line}{glue}{piece}" if line else piece
            if text_width(longer, size, is_bold=is_bold) <= width:
                line = longer
            else:
                yield line
                line = piece
            glue = ""
    if line:
        yield line


def _pieces(word: str, size: float, width: float, *, is_bold: bool) -> Iterator[str]:
    """A word that fits is whole; another one is parted behind its hyphens, and where it must be."""
    if text_width(word, size, is_bold=is_bold) <= width:
        yield word
        return
    for part in _HYPHENS.split(word):
        piece = ""
        for letter in part:
            if piece and text_width(piece + letter, size, is_bold=is_bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece
