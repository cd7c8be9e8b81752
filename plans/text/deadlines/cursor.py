"""A place in a list of tokens."""

from __future__ import annotations

from plans.text.deadlines.token import Token

STOP = Token("STOP", 0, "")
_MARGIN = (STOP, STOP)


class Unread(Exception):  # noqa: N818 - not a failure, the usual way out of a text that is no deadline
    """Raised where a text cannot be read without guessing; the words say why."""


class Cursor:
    """Tokens and the place of the next one; `place` may be set back."""

    __slots__ = ("length", "place", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = [*tokens, *_MARGIN]
        self.length = len(tokens)
        self.place = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token `ahead` places further on, STOP behind the last."""
        return self.tokens[self.place + ahead] if self.place + ahead < self.length else STOP

    def at(self, *kinds: str) -> bool:
        """Tell whether the next token is of one of the kinds."""
        return self.tokens[self.place].kind in kinds

    def sees(self, *kinds: str) -> bool:
        """Tell whether the next tokens are of these kinds, in this order."""
        if self.tokens[self.place].kind != kinds[0]:
            return False
        return all(self.peek(ahead).kind == kind for ahead, kind in enumerate(kinds))

    def next(self) -> Token:
        """Return the next token and step over it."""
        token = self.tokens[self.place]
        if self.place < self.length:
            self.place += 1
        return token

    @property
    def passed(self) -> Token:
        """Return the token before the cursor, STOP before the first."""
        return self.tokens[self.place - 1] if self.place else STOP

    def take(self, *kinds: str) -> Token | None:
        """Return the next token and step over it if it is of one of the kinds."""
        token = self.tokens[self.place]
        if token.kind not in kinds:
            return None
        self.place += 1
        return token

    def take_all(self, *kinds: str) -> bool:
        """Step over these kinds in this order, or over nothing; tell which."""
        if not self.sees(*kinds):
            return False
        self.place += len(kinds)
        return True

    @property
    def is_over(self) -> bool:
        """Tell whether all tokens have been read."""
        return self.place >= self.length

    def text(self, start: int, end: int | None = None) -> str:
        """Return the spelling of tokens from one place to another."""
        out = ""
        for token in self.tokens[start : self.length if end is None else end]:
            glued = token.kind in {"COMMA", "RP", "COLON"} or out.endswith(("(", "№")) or not out
            out += (token.text if glued else f" {token.text}") + ("." if token.dot else "")
        return out.strip()
