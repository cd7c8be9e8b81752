"""What the start-up says to the person at the terminal."""

from __future__ import annotations

import sys


class CannotStartError(Exception):
    """The start-up cannot go on; the message says in Russian what happened and what to do."""


def say(text: str) -> None:
    """Print a sentence of the start-up; stdout stays free for what a command itself prints."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # the terminal was closed: there is nobody to tell


def tail(text: str, lines: int = 15) -> str:
    """The last lines of an output, as a person needs them to see a failure."""
    return "\n".join(text.strip().splitlines()[-lines:])
