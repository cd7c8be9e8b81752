"""The one error that reading a file may raise."""

from __future__ import annotations


class ImportRefused(Exception):  # noqa: N818 - the name says what happened to the file
    """A file that cannot be read: `code` for the program, `message` in Russian for the person.

    The message says what happened and what to do about it.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep both parts; the text of the exception is the message."""
        super().__init__(message)
        self.code = code
        self.message = message
