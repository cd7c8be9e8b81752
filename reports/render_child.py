"""The limited process that renders: frozen JSON on the input, the number of pages and the file on the output.

It knows no settings, no database and no secrets; what a hostile text can break here is one report.
"""

from __future__ import annotations

import ctypes
import errno
import json
import resource
import signal
import sys
from pathlib import Path

OUT_OF_MEMORY = 3
NOT_RENDERED = 4
TOO_LARGE = 5
PR_SET_PDEATHSIG = 1
SPARE = 128 * 2**20  # a thread of the libraries asks for that much of the address space at once


def limit(memory: int, seconds: int) -> None:
    """Bound this process: bytes of memory, seconds of CPU; it dies with its parent on Linux."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_output(size: int) -> None:
    """Bound what is written, bytes of a file; called last, or a module's bytecode would be kept by half."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def is_short_of(memory: int) -> bool:
    """Whether this process has come so near to its bound that its failure is a lack of memory.

    Libraries in C tell of it as they like: a library that is not found, a font that cannot be fetched, no reason.
    """
    try:
        words = Path("/proc/self/status").read_text(encoding="ascii").split()
        return memory - int(words[words.index("VmPeak:") + 1]) * 1024 < SPARE
    except MemoryError:
        return True
    except (OSError, ValueError):  # no such file on this system
        return False


def main(arguments: list[str]) -> int:
    """Render what stands on the input; the exit code says what went wrong, the reason goes to the error output."""
    memory, seconds, size = (int(argument) for argument in arguments)
    try:
        order = json.load(sys.stdin)
        limit(memory, seconds)
        # Imported under the limits: the libraries themselves are a large part of the memory.
        from reports.content import content_from_json
        from reports.drawing import rendered

        data, pages = rendered(content_from_json(order["content"]), order["check_url"], order["format"])
        limit_output(size)
        sys.stdout.buffer.write(b"%d\n" % pages + data)
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent is told and the report fails in words
        sys.stderr.write(f"{type(error).__name__} {error}\n")
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return TOO_LARGE
        return OUT_OF_MEMORY if is_short_of(memory) else NOT_RENDERED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
