"""Lines of all logs without the secrets in addresses: whoever reads a log may not use a link."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(
    r"(?P<start>^|\s|://[^/\s]+)/(?P<place>m|s|join|calendar|letters/stop|password/reset/key)/[^/\s?#\"]+"
)


def without_secrets(text: str) -> str:
    """The text with tokens of links replaced by «…»."""
    return SECRET.sub(r"\g<start>/\g<place>/…", text)


class SafeLine(logging.Formatter):
    """A line as asked for; Django itself writes the address of what is not found."""

    def format(self, record: logging.LogRecord) -> str:
        """Text of the line."""
        return without_secrets(super().format(record))
