"""The web server's log of requests, without the secrets in addresses."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from portal.log_lines import without_secrets

WITH_ADDRESSES = ("r", "U", "f", "{referer}i")
"""Request line, path, where from."""


class AccessLogger(Logger):  # type: ignore[misc]  # the library has no types
    """Writes what the server's own logger writes, addresses without tokens."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Pieces a line of the log is made of."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {
            name: without_secrets(value) if name in WITH_ADDRESSES and isinstance(value, str) else value
            for name, value in atoms.items()
        }
