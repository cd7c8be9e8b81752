"""Removal of characters that no document should carry."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_VERTICAL_TAB: Final = "\x0b"
_UNWANTED: Final = re.compile("[\x00-\x08\x0c-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_text(value: str) -> str:
    r"""Return the text in NFC without control characters, surrogates and non-characters.

    Line feeds and tabs stay; CR LF, a lone CR and Word's vertical tab become line feeds.
    Nothing else is touched: spaces, dashes and quotes are as they were. Never raises.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace(_VERTICAL_TAB, "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def one_line(value: str) -> str:
    """Return the cleaned text as one line: every run of white space is one space, the ends bare. Never raises."""
    return " ".join(clean_text(value).split())
