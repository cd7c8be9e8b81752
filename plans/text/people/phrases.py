"""Cuts the tokens of a cell into names, notes and phrases."""

from __future__ import annotations

from plans.text.people.boundaries import Phrase, begins_phrase
from plans.text.people.openings import Opening, find_opening, head_of
from plans.text.people.words import Kind, Token


def cut_phrases(tokens: list[Token]) -> list[Phrase]:
    """Return the names, notes and phrases of a cell in order."""
    phrases: list[Phrase] = []
    current: Phrase | None = None
    separator = Kind.START
    for index, token in enumerate(tokens):
        if token.kind > Kind.SPACE:
            separator = max(separator, token.kind)
            continue
        if token.kind in (Kind.NAME, Kind.NOTE):
            phrases.append(Phrase(separator, [token]))
            current = None if token.kind is Kind.NAME else current
        elif current is None or begins_phrase(current, separator, tokens, index):
            opening = find_opening(tokens, index) or find_opening(tokens, index, is_loose=True)
            current = Phrase(separator, [token], opening)
            phrases.append(current)
        else:
            current.tokens.append(token)
            _look_for_late_head(current, token, index)
        separator = Kind.SPACE
    return phrases


def _look_for_late_head(phrase: Phrase, token: Token, index: int) -> None:
    """Take the first known noun as the head when the phrase began with other words."""
    if phrase.opening is not None or phrase.kind not in (Kind.WORD, Kind.NUMBER):
        return
    head = head_of(token.key) if token.kind is Kind.WORD and not token.is_dotted else None
    if head is not None and not head.is_genitive_too:
        phrase.opening = Opening(head, index, token)
