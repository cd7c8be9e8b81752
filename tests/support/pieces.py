"""Parts of the machine that tests need: found, told loudly when missing, demanded by `--require`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portal.launch.broker import broker_binary
from portal.launch.console import CannotStartError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Piece:
    """One part: how it is called, which package brings it, where it stands (None: nowhere)."""

    title: str
    package: str
    find: Callable[[], Path | None]


def on_path(*names: str) -> Path | None:
    """The first of the programs that is on PATH."""
    found = next((found for found in map(shutil.which, names) if found), None)
    return Path(found) if found else None


def valkey() -> Path | None:
    try:
        return broker_binary()
    except CannotStartError:
        return None


def postgres_folder() -> Path | None:
    """The folder of `initdb` and `postgres`; Debian keeps them away from PATH."""
    named = on_path("initdb")
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    places = [path.resolve().parent for path in [*reversed(packaged), named] if path]
    return next((place for place in places if (place / "postgres").exists()), None)


def chromium_binary() -> Path | None:
    named = os.environ.get("CHROMIUM_BINARY")
    if named:
        return Path(named) if Path(named).exists() else None
    return on_path(*BROWSERS)


def pdf_tools_folder() -> Path | None:
    found = on_path("pdffonts")
    return found.parent if found and (found.parent / "pdftoppm").exists() else None


def office_binary() -> Path | None:
    return on_path("soffice", "libreoffice")


PIECES = {
    "valkey": Piece("брокер Valkey", "valkey-server", valkey),
    "postgres": Piece("PostgreSQL", "postgresql", postgres_folder),
    "chromium": Piece("браузер Chromium", "chromium", chromium_binary),
    "office": Piece("LibreOffice", "libreoffice-writer-nogui", office_binary),
    "pdftools": Piece("pdffonts и pdftoppm", "poppler-utils", pdf_tools_folder),
}
_missed: dict[str, int] = {}


def need(name: str) -> Path:
    """Where the part stands; the test that asks is skipped when it is missing."""
    found = PIECES[name].find()
    if found is None:
        _missed[name] = _missed.get(name, 0) + 1
        pytest.skip(f"NOT TESTED: нет части «{PIECES[name].title}» (apt install {PIECES[name].package})")
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require",
        default="",
        metavar="NAMES",
        help=f"fail when a part of the machine is missing: all, or some of {','.join(PIECES)}",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs once more on PostgreSQL")
    asked = [name for name in str(config.getoption("--require")).split(",") if name]
    names = list(PIECES) if "all" in asked else asked
    unknown = sorted(set(names) - set(PIECES))
    if unknown:
        raise pytest.UsageError(f"--require не знает: {', '.join(unknown)}; есть: all, {', '.join(PIECES)}")
    missing = [PIECES[name] for name in names if PIECES[name].find() is None]
    if missing:
        titles = ", ".join(piece.title for piece in missing)
        packages = " ".join(piece.package for piece in missing)
        raise pytest.UsageError(f"Не хватает: {titles}. Поставьте: apt install {packages}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, count in _missed.items():
        piece = PIECES[name]
        terminalreporter.write_line(
            f"NOT TESTED: {piece.title} — пропущено тестов: {count}. Поставьте: apt install {piece.package}",
            red=True,
            bold=True,
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["missed"] = _missed


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker has missed is told with the rest."""
    for name, count in getattr(node, "workeroutput", {}).get("missed", {}).items():
        _missed[name] = _missed.get(name, 0) + count


@pytest.fixture(scope="session")
def pdftools() -> Path:
    """The folder of pdffonts and pdftoppm."""
    return need("pdftools")
