"""What the start fills in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.launch import local


def test_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    first = local.secret_key(folder)
    assert len(first) > 50
    assert local.secret_key(folder) == first
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("text", [None, "", "{}", '{"pid": "999999999", "redis_url": "redis+socket:///gone"}'])
def test_portal_that_does_not_run_is_not_found(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        local.run_file(tmp_path).write_text(text)
    assert local.running_portal(tmp_path) == {}


def test_what_a_person_has_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local.run_file(tmp_path).write_text(f'{{"pid": "{os.getpid()}", "redis_url": "redis+socket:///run/b.sock"}}')
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    local.use_running_broker()
    assert os.environ["REDIS_URL"] == "redis://queue.example/0"
    monkeypatch.delenv("REDIS_URL")
    local.use_running_broker()
    assert os.environ["REDIS_URL"] == "redis+socket:///run/b.sock"
    monkeypatch.delenv("REDIS_URL")
