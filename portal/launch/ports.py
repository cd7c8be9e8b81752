"""The address the portal listens on, taken before anything else starts."""

from __future__ import annotations

import errno
import socket

from portal.launch.console import CannotStartError

QUEUE = 512
LAST_PORT = 65535


def listening_socket(host: str, port: int) -> socket.socket:
    """A listening socket that children may inherit; connections wait in its queue while the web server (re)starts.

    Raises `CannotStartError` in words when the port is taken or not allowed.
    """
    if not 0 <= port <= LAST_PORT:
        raise CannotStartError(
            f"Порта {port} не бывает. Выберите от 1 до {LAST_PORT}: python3 manage.py up --port 8000"
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise CannotStartError(f"Не получается понять адрес {host}:{port}. Пример: --host 127.0.0.1") from error
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(QUEUE)
    except OSError as error:
        found.close()
        raise CannotStartError(refusal(error, host, port)) from error
    found.set_inheritable(True)
    return found


def refusal(error: OSError, host: str, port: int) -> str:
    """Why the address cannot be taken and what to do."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < LAST_PORT else 8000
        return f"Порт {port} занят другой программой. Выберите другой: python3 manage.py up --port {other}"
    if error.errno == errno.EACCES:
        return f"Порт {port} доступен только администратору машины. Выберите другой: python3 manage.py up --port 8000"
    return f"Не получается открыть адрес {host}:{port}: {error.strerror}."
