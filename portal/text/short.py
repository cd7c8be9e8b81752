"""Long texts as one short line."""

from __future__ import annotations


def shortened(text: str, longest: int) -> str:
    """Return the text in one line of at most `longest` letters (two or more), cut at a word and ended by «…».

    A first word that is longer than that is cut itself.
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    if line[longest - 1] != " ":
        cut = cut.rpartition(" ")[0] or cut
    return (cut.rstrip(" ,;:.–—-") or cut) + "…"
