"""Taking the address."""

from __future__ import annotations

import errno
import socket
from contextlib import closing

import pytest

from portal.launch.console import CannotStartError
from portal.launch.ports import listening_socket, refusal


def test_connections_wait_before_anybody_serves() -> None:
    with closing(listening_socket("127.0.0.1", 0)) as listener:
        link = socket.create_connection(listener.getsockname())
        assert listener.get_inheritable()
        link.close()


def test_taken_port_is_refused_with_another_to_try() -> None:
    with closing(listening_socket("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(CannotStartError) as caught:
            listening_socket("127.0.0.1", port)
    assert str(caught.value).startswith(f"Порт {port} занят другой программой. Выберите другой: python3 manage.py up")


@pytest.mark.parametrize(
    ("number", "port", "words"),
    [
        (
            errno.EADDRINUSE,
            65535,
            "Порт 65535 занят другой программой. Выберите другой: python3 manage.py up --port 8000",
        ),
        (
            errno.EACCES,
            80,
            "Порт 80 доступен только администратору машины. Выберите другой: python3 manage.py up --port 8000",
        ),
        (errno.EADDRNOTAVAIL, 8000, "Не получается открыть адрес 192.0.2.1:8000: нет адреса."),
    ],
)
def test_reasons_in_words(number: int, port: int, words: str) -> None:
    assert refusal(OSError(number, "нет адреса"), "192.0.2.1", port) == words


@pytest.mark.parametrize(("host", "port"), [("нет такого адреса", 8000), ("127.0.0.1", 70000)])
def test_impossible_address_is_refused(host: str, port: int) -> None:
    with pytest.raises(CannotStartError):
        listening_socket(host, port)
