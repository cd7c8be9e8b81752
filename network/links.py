"""Secrets of links that are shown once: how they are made and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

SECRET_BYTES: Final = 24


def new_secret() -> str:
    """A secret nobody can guess, fit for an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def secret_digest(secret: str) -> str:
    """SHA-256 of the secret of a link, in hexadecimal: all that the database keeps of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
