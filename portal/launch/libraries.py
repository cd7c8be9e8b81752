"""The system's libraries that WeasyPrint opens when it is imported."""

from __future__ import annotations

import ctypes
import sys

from portal.launch import system
from portal.launch.console import CannotStartError, say

# Each library under the names it has on Linux and on macOS (the list of weasyprint/text/ffi.py).
LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.dylib", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0.0.dylib"),
)
DEBIAN_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
ADVICE = f"""Не хватает библиотек, которыми печатаются документы PDF: {{missing}}.
Поставьте их одной строкой и повторите команду:
  Debian, Ubuntu:  sudo apt install {" ".join(DEBIAN_PACKAGES)}
  Fedora:          sudo dnf install pango harfbuzz
  macOS:           brew install pango"""


def opens(names: tuple[str, ...]) -> bool:
    """Whether the library opens under one of its names."""
    # Homebrew's folder is not among those that the system's own Python looks into.
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)
    for name in (folder + name for folder in folders for name in names):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def missing_libraries() -> list[str]:
    """Names of the libraries that this machine lacks."""
    return [names[0] for names in LIBRARIES if not opens(names)]


def ensure_libraries(*, required: bool) -> None:
    """Install what is missing, or say the one line that does; `required` commands stop there."""
    missing = missing_libraries()
    if missing and system.can_install():
        say("Ставим библиотеки для печати PDF…")
        if system.install(DEBIAN_PACKAGES):
            missing = missing_libraries()
    if missing and required:
        raise CannotStartError(ADVICE.format(missing=", ".join(missing)))
    if missing:
        say(ADVICE.format(missing=", ".join(missing)))
