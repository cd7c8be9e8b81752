"""Fetching pip from an index, here one of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.launch import pip_wheel
from portal.launch.console import CannotStartError


def index_of(folder: Path, link: str, content: bytes) -> str:
    """An index whose only file has the content; a `file:` address ends in the page itself."""
    page = folder / "pip"
    page.mkdir()
    (folder / pip_wheel.NAME).write_bytes(content)
    (page / "index.html").write_text(f'<a href="{link}">pip</a>')
    return folder.as_uri()


def test_wrong_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", index_of(tmp_path, f"../{pip_wheel.NAME}#sha256=00", b"something else"))
    with pytest.raises(CannotStartError):
        pip_wheel.fetch(tmp_path)


def test_index_is_the_one_the_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    assert pip_wheel.index_url() == "https://pypi.org/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://packages.example/simple")
    assert pip_wheel.index_url() == "https://packages.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    assert pip_wheel.index_url() == "https://mirror.example/simple"


def test_strange_scheme_is_refused() -> None:
    with pytest.raises(CannotStartError, match="не похож на адрес"):
        pip_wheel.read("ftp://packages.example/pip/")
