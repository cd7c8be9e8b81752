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

OUT_OF_MEMORY = 3
NOT_RENDERED = 4
TOO_LARGE = 5
PR_SET_PDEATHSIG = 1


def limit(memory: int, seconds: int, size: int) -> None:
    """Bound this process: bytes of memory, seconds of CPU, bytes of a file; it dies with its parent on Linux."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main(arguments: list[str]) -> int:
    """Render what stands on the input; the exit code says what went wrong, the reason goes to the error output."""
    try:
        memory, seconds, size = (int(argument) for argument in arguments)
        order = json.load(sys.stdin)
        limit(memory, seconds, size)
        # Imported under the limits: the libraries themselves are a large part of the memory.
        from reports.content import content_from_json
        from reports.drawing import rendered

        data, pages = rendered(content_from_json(order["content"]), order["check_url"], order["format"])
        sys.stdout.buffer.write(b"%d\n" % pages + data)
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        sys.stderr.write(f"OSError {error}\n")
        return TOO_LARGE if error.errno == errno.EFBIG else NOT_RENDERED
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent is told and the report fails in words
        sys.stderr.write(f"{type(error).__name__} {error}\n")
        return NOT_RENDERED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
