"""The child process of `sandbox`: a file on standard input, its tables as JSON on standard output.

Started as `python -m plans.importing.child MEMORY SECONDS SOURCE`, where SOURCE is the ending of the
file's name (after «sheets:» when its sheets are wanted uncut, after «text:» when its text is wanted too),
or «clipboard» for `{"html", "text"}` as JSON.
"""

from __future__ import annotations

import gc
import json
import sys

from plans.importing.errors import ImportRefused
from plans.importing.readers.entry import CLIPBOARD, SHEETS, TEXT, read_file, read_text
from plans.importing.transport import pack_table


def limit(memory: int, seconds: int) -> None:  # pragma: no cover - would bound the tests themselves
    """Bound the memory (bytes) and the processor time of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def answer(data: bytes, source: str = "") -> dict[str, object]:
    """`{"tables": [...]}` or `{"refused": {"code", "message"}}`."""
    try:
        if source == CLIPBOARD:
            from plans.importing.readers.clipboard import read_clipboard

            pasted = json.loads(data)
            tables = read_clipboard(pasted["html"], pasted["text"])
        elif source.startswith(SHEETS):
            from plans.importing.readers.book import read_book

            tables = read_book(data, source.removeprefix(SHEETS))
        elif source.startswith(TEXT):
            tables = read_text(data, source.removeprefix(TEXT))
        else:
            tables = read_file(data, source)
    except ImportRefused as refused:
        return {"refused": {"code": refused.code, "message": refused.message}}
    return {"tables": [pack_table(table) for table in tables]}


def main() -> int:  # pragma: no cover - runs in the child only
    """Read, answer, and return the exit status."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    gc.disable()  # there is nothing to collect in a process that ends with its answer
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(answer(data, sys.argv[3])).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())  # pragma: no cover - runs in the child only
