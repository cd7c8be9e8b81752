"""Packages of the operating system: what installs them here, and the line to run where that needs another person."""

from __future__ import annotations

import os
import shutil
import subprocess


def can_install() -> bool:
    """Whether packages can be installed right now: Debian or Ubuntu, and root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> bool:
    """Install Debian packages; False when apt could not."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]

    def succeeds(words: list[str]) -> bool:
        done = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
        return done.returncode == 0

    # The lists of a fresh machine are empty or old: they are fetched only when the plain try fails.
    return succeeds(command) or (succeeds(["apt-get", "update", "-qq"]) and succeeds(command))
