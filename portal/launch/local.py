"""What a portal that is served on the machine itself needs from the environment and nobody has set."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def data_dir() -> Path:
    """The folder of everything a run leaves behind."""
    return Path(os.environ.get("PORTAL_DATA_DIR") or ROOT / "var").absolute()


def secret_key(folder: Path) -> str:
    """The key kept in the folder; made at the first start, readable by its owner alone."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Made under another name and linked: of two first starts at once one key wins, and none is read half-written.
        draft = folder / f"secret_key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def run_file(folder: Path) -> Path:
    """Where a running `up` says its process, address and broker."""
    return folder / "up.json"


def running_portal(folder: Path) -> dict[str, str]:
    """What `up` wrote about itself; empty when it does not run."""
    try:
        told: dict[str, str] = json.loads(run_file(folder).read_text(encoding="utf-8"))
        os.kill(int(told["pid"]), 0)
    except (OSError, ValueError, KeyError):
        return {}
    return told


def set_local_defaults() -> None:
    """Fill the process's environment; what a person has set stays as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if os.environ.get("SECRET_KEY"):
        return  # a portal with a key of its own is configured as a whole
    os.environ["SECRET_KEY"] = secret_key(data_dir())
    os.environ.setdefault("PORTAL_HTTPS", "0")


def use_running_broker() -> None:
    """Let a command that is run beside `up` reach its broker."""
    broker = running_portal(data_dir()).get("redis_url")
    if broker:
        os.environ.setdefault("REDIS_URL", broker)
