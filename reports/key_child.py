"""Open a file with a key in bounds of time and memory; exit code 0 says that it opens. Nothing is said or kept.

From the standard input: four bytes with the length of the passphrase, the passphrase, the file.
"""

from __future__ import annotations

import resource
import sys

from cryptography.hazmat.primitives.serialization import pkcs12

MEMORY = 1024 * 2**20


def main() -> None:
    """Bound this process, then open what is given."""
    seconds = int(sys.argv[1])
    # Being ended by its time leaves a picture of the memory behind, with the key in it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    passphrase = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4)))
    pkcs12.load_key_and_certificates(sys.stdin.buffer.read(), passphrase)


if __name__ == "__main__":
    main()
