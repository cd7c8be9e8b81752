"""Text of a cell made fit for understanding; the words of the document themselves are never changed."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile("[^\\S\n]+")
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-‐‑]\n[^\S\n]*(?=[^\W\d_])")


def clean_lines(text: str) -> list[str]:
    """Return the lines that hold something, in order, with single blanks and without soft hyphens."""
    whole = _BREAKS.sub("\n", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return [line for part in whole.split("\n") if (line := _BLANKS.sub(" ", part).strip())]


def join_broken_words(text: str) -> str:
    r"""Return the text as one line, words broken by a hyphen at the end of a line put together again.

    «выпол-\nнении» gives «выполнении»; a break without a hyphen gives a blank.
    """
    whole = _BREAKS.sub("\n", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(clean_lines(_BROKEN_WORD.sub("", whole)))
