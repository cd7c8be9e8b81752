"""How long a file with a certificate and its key takes to open, told before it is opened here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

MOST_ROUNDS: Final = 1_000_000
"""Rounds of one derivation of a key; programs write 2 000 to 600 000."""
MOST_IN_ALL: Final = 3_000_000
_CPU: Final = 3
_WALL: Final = 20.0
_PASSED_ON: Final = ("PATH", "LANG", "LD_LIBRARY_PATH")
_CHILD: Final = Path(__file__).with_name("key_child.py")
_MACS: Final = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512"})


class SlowKeyError(ValueError):
    """The file asks for more work than anybody's program does."""


def require_quick(key: bytes) -> None:
    """Look at a PKCS #12 file without opening it.

    Raises SlowKeyError for more rounds than there is need for, ValueError and what asn1crypto raises for what is no
    such file or does not tell its rounds.
    """
    # pyHanko teaches asn1crypto its attributes when it is imported, and asn1crypto learns nothing after its first use.
    import pyhanko.sign.signers  # noqa: F401
    from asn1crypto import pkcs12

    rounds = list(_rounds(pkcs12.Pfx.load(key)))  # type: ignore[no-untyped-call]
    if any(not 0 < each <= MOST_ROUNDS for each in rounds) or sum(rounds) > MOST_IN_ALL:
        raise SlowKeyError


def require_opening(key: bytes, passphrase: bytes, seconds: int = _CPU) -> None:
    """Open the file in a child that is ended by its time: a part under a password may hide rounds of its own.

    Raises SlowKeyError when it takes longer than so many seconds of work, ValueError when it does not open.
    """
    # Isolated: modules of this folder must not stand for those of the library.
    command = [sys.executable, "-I", "-B", str(_CHILD), str(seconds)]
    environment = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
    given = len(passphrase).to_bytes(4) + passphrase + key
    try:
        done = subprocess.run(  # noqa: S603 - our own module with a number as its argument
            command, input=given, capture_output=True, timeout=_WALL, env=environment, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise SlowKeyError from problem
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise SlowKeyError
    if done.returncode:
        raise ValueError("the file does not open")


def _rounds(file: Any) -> Iterator[int]:
    from asn1crypto import pkcs12

    mac = file["mac_data"]
    if mac.native is not None:
        # The new kind of MAC (RFC 9579) has its rounds elsewhere.
        if mac["mac"]["digest_algorithm"]["algorithm"].native not in _MACS:
            raise ValueError("an unknown MAC")
        yield mac["iterations"].native
    if file["auth_safe"]["content_type"].native != "data":
        raise ValueError("signed, not sealed with a password")
    for part in file.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            yield _rounds_of(part["content"]["encrypted_content_info"]["content_encryption_algorithm"])
            continue
        for bag in pkcs12.SafeContents.load(part["content"].native):  # type: ignore[no-untyped-call]
            if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                yield _rounds_of(bag["bag_value"]["encryption_algorithm"])
            elif bag["bag_id"].native == "safe_contents":
                raise ValueError("bags in bags")


def _rounds_of(algorithm: Any) -> int:
    """Rounds of PBES2 with PBKDF2, or of an older scheme; others (scrypt) do not tell."""
    told = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        derivation = told["key_derivation_func"]
        if derivation["algorithm"].native != "pbkdf2":
            raise ValueError("an unknown derivation")
        return int(derivation["parameters"]["iteration_count"].native)
    return int(told["iterations"].native)
