"""Letters that paper has: what its faces lack is printed as an empty box, and never in a face of the machine."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
FACES = ("PTF55F", "PTF56F", "PTF75F", "PTS55F", "PTS75F")
SIGNS = "DejaVuSans"
"""Has what the faces of words lack: arrows, ticks, other scripts."""
BOX = "\N{WHITE SQUARE}"
_USUAL = re.compile("[\\n\\t -~\u00a0«»–—…№А-яЁё]*")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: words would be printed in another order than they are read."""
_LEFT_OUT = re.compile(f"{TURNS.pattern}|[\ufe00-\ufe0f]")
_PICTURES = (  # Emoji_Presentation of Unicode: for these a coloured face of the machine would be looked for
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd"
    "\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755"
    "\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
)
_INVISIBLE = "\u200b-\u200f\u2060\ufeff\u00ad"
_MODIFIERS = "\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
Said = TypeVar("Said")


def printable(said: Said) -> Said:
    """The same text, or a document of the same blocks, in letters that paper has.

    A sign with its modifiers is one box; marks that turn the direction of writing are left out.
    """
    made: Any = said
    if isinstance(said, str):
        made = said if _USUAL.fullmatch(said) else _lacking().sub(BOX, _LEFT_OUT.sub("", said))
    elif isinstance(said, tuple):
        made = tuple(map(printable, said))
    elif is_dataclass(said) and not isinstance(said, type):
        made = replace(said, **{each.name: printable(getattr(said, each.name)) for each in fields(said)})
    result: Said = made
    return result


@cache
def _lacking() -> re.Pattern[str]:
    own = set.intersection(*map(_letters, FACES)) | _letters(SIGNS)
    known = "".join(f"\\U{letter:08x}" for letter in sorted(own))
    return re.compile(f"(?:[{_PICTURES}]|[^\\n\\t{_INVISIBLE}{known}])[{_MODIFIERS}]*")


def _letters(name: str) -> set[int]:
    with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
        return set(font.getBestCmap() or {})
