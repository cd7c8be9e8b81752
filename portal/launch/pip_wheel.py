"""Fetches pip itself where the system's Python comes without it (Debian without python3-venv)."""

from __future__ import annotations

import hashlib
import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from portal.launch.console import CannotStartError

NAME = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
TIMEOUT = 60
SCHEMES = {"http", "https", "file"}


def index_url() -> str:
    """The package index this machine is told to use, else the default of pip."""
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name]
    return "https://pypi.org/simple"


def read(url: str) -> bytes:
    """The bytes behind an address of the index."""
    if urlsplit(url).scheme not in SCHEMES:
        raise CannotStartError(f"Адрес хранилища пакетов не похож на адрес: {url}")
    with urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - the scheme is checked above
        content: bytes = answer.read()
    return content


def fetch(folder: Path) -> Path:
    """Put the wheel of pip into `folder`; its hash is pinned like those of all other packages."""
    page_url = index_url().rstrip("/") + "/pip/"
    try:
        page = read(page_url).decode("utf-8", "replace")
        links = (unescape(link) for link in re.findall(r'href="([^"]+)"', page))
        link = next((link for link in links if link.split("#")[0].endswith("/" + NAME)), None)
        content = read(urljoin(page_url, link).split("#")[0]) if link else b""
    except OSError as error:
        raise CannotStartError(f"Не удалось скачать pip: {error}") from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise CannotStartError(f"В хранилище пакетов нет нужного файла {NAME}.")
    wheel = folder / NAME
    wheel.write_bytes(content)
    return wheel
