"""How far the bold beginning of a paragraph goes: headings whose text goes on in the same line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable


def bold_lead(pieces: Iterable[tuple[str, bool]]) -> int:
    """How many characters of the cleaned text the bold pieces at its start take; 0 where none or all are bold."""
    lead = ""
    for piece, is_bold in pieces:
        if piece.strip() and not is_bold:
            return len(clean_text(lead).rstrip())
        lead += piece
    return 0
