"""Rotation of logs."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.launch import logs


def test_long_log_starts_anew_under_the_pen_of_its_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LONGEST", 10)
    path = tmp_path / "web.log"
    with path.open("a") as writer:
        for number in range(5):
            writer.write(f"строка номер {number}\n")
            writer.flush()
            logs.rotate(path)
        writer.write("конец\n")
    kept = {found.name: found.read_text(encoding="utf-8") for found in tmp_path.iterdir()}
    assert kept == {
        "web.log": "конец\n",
        "web.log.1": "строка номер 4\n",
        "web.log.2": "строка номер 3\n",
        "web.log.3": "строка номер 2\n",
    }


def test_short_log_stays(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    logs.rotate(path)
    path.write_text("мало")
    logs.rotate(path)
    assert [found.name for found in tmp_path.iterdir()] == ["web.log"]


def test_last_lines_of_a_log(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    assert logs.last_lines(path) == ""
    path.write_text("\n".join(str(number) for number in range(100)))
    assert logs.last_lines(path, 2) == "98\n99"
