"""Files with keys: opened in a child that is ended by its time."""

from __future__ import annotations

import pytest

from reports.keys import SlowKeyError, require_opening, require_quick
from tests.reports.certificates import PASSPHRASE, p12, p12_with_slow_mac


def test_usual_file_is_quick_and_opens() -> None:
    require_quick(p12())
    require_opening(p12(), PASSPHRASE.encode())


@pytest.mark.parametrize(("key", "passphrase"), [(p12(), "other"), (p12(), ""), (b"", ""), (b"x" * 70_000, "x" * 200)])
def test_file_that_does_not_open_is_told(key: bytes, passphrase: str) -> None:
    with pytest.raises(ValueError, match="does not open"):
        require_opening(key, passphrase.encode())


def test_child_that_works_too_long_is_ended() -> None:
    with pytest.raises(SlowKeyError):
        require_opening(p12_with_slow_mac(2_000_000_000), PASSPHRASE.encode(), 1)
