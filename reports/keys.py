"""How long a file with a certificate and its key takes to open, told before it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

MOST_ROUNDS: Final = 1_000_000
"""Rounds of one derivation of a key; programs write 2 000 to 600 000."""
MOST_IN_ALL: Final = 3_000_000
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
