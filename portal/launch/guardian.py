"""The last one to leave: ends the children when the supervisor itself was killed and could not.

Runs as `python -m portal.launch.guardian`, told of the children through its standard input: `+PID` and `-PID` a line,
and `folder PATH` for the folder of the broker's socket. The end of the input means that the supervisor is gone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable

GRACE = 5.0  # seconds; the parent-death signal has already asked the children to end


def still_there(groups: Iterable[int]) -> list[int]:
    """Those of the process groups in which somebody lives."""
    found = []
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, 0)
            found.append(group)
    return found


def end(groups: Iterable[int]) -> None:
    """Ask the groups' leaders to end, wait, and kill whoever is left."""
    for group in still_there(groups):
        with contextlib.suppress(ProcessLookupError):
            os.kill(group, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while still_there(groups) and time.monotonic() < deadline:
        time.sleep(0.05)
    for group in still_there(groups):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def guard(lines: Iterable[str]) -> None:
    """Follow what the supervisor tells until it is gone, then clean up after it."""
    groups: set[int] = set()
    folder = ""
    for line in lines:
        text = line.rstrip("\n")
        if text.startswith("+"):
            groups.add(int(text[1:]))
        elif text.startswith("-"):
            groups.discard(int(text[1:]))
        else:
            folder = text.removeprefix("folder ")
    end(groups)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Outlive every signal that ends the supervisor."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    guard(sys.stdin)


if __name__ == "__main__":
    main()
