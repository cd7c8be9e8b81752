"""The libraries of paper."""

from __future__ import annotations

import pytest

from portal.launch import libraries, system
from portal.launch.console import CannotStartError

NOWHERE = (("libnowhere.so.0",),)


def test_this_machine_has_them() -> None:
    assert libraries.missing_libraries() == []


def test_missing_library_stops_with_one_line_for_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", NOWHERE)
    monkeypatch.setattr(system, "can_install", lambda: False)
    with pytest.raises(CannotStartError) as caught:
        libraries.ensure_libraries(required=True)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("печатаются документы PDF: libnowhere.so.0.")
    assert lines[2] == "  Debian, Ubuntu:  sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert [line.split(":")[0].strip() for line in lines[3:]] == ["Fedora", "macOS"]


def test_command_that_prints_nothing_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", NOWHERE)
    monkeypatch.setattr(system, "can_install", lambda: False)
    libraries.ensure_libraries(required=False)
    assert "libnowhere.so.0" in capsys.readouterr().err
