"""A place in a list of tokens."""

from __future__ import annotations

from plans.text.deadlines.lexer import Token

END = Token("END", 0, "")


class Unread(Exception):  # noqa: N818 - not a failure, the usual way out of a text that is no deadline
    """Raised where a text cannot be read without guessing; the words say why."""


class Cursor:
    """Tokens and the place of the next one; `place` may be set back."""

    __slots__ = ("place", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token `ahead` places further on, END behind the last."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else END

    def at(self, *kinds: str) -> bool:
        """Tell whether the next token is of one of the kinds."""
        return self.peek().kind in kinds

    def sees(self, *kinds: str) -> bool:
        """Tell whether the next tokens are of these kinds, in this order."""
        return all(self.peek(ahead).kind == kind for ahead, kind in enumerate(kinds))

    def next(self) -> Token:
        """Return the next token and step over it."""
        token = self.peek()
        self.place += 1
        return token

    def take(self, *kinds: str) -> Token | None:
        """Return the next token and step over it if it is of one of the kinds."""
        return self.next() if self.at(*kinds) else None

    def take_all(self, *kinds: str) -> bool:
        """Step over these kinds in this order, or over nothing; tell which."""
        if not self.sees(*kinds):
            return False
        self.place += len(kinds)
        return True

    @property
    def is_over(self) -> bool:
        """Tell whether all tokens have been read."""
        return self.place >= len(self.tokens)

    def text(self, start: int, end: int | None = None) -> str:
        """Return the spelling of tokens from one place to another."""
        out = ""
        for token in self.tokens[start:end]:
            glued = token.kind in {"COMMA", "RP", "COLON"} or out.endswith(("(", "№")) or not out
            out += (token.text if glued else f" {token.text}") + ("." if token.dot else "")
        return out.strip()
