"""Chromium for end-to-end tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.support.pieces import need

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless browser for the session."""
    binary = need("chromium")
    # Playwright keeps an event loop in this thread, at which Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # as root Chromium has no sandbox to use
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(binary), args=[*ARGUMENTS, *sandbox])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a fresh profile; the test fails when a script of it failed or the content policy refused something."""
    context = chromium.new_context(locale="ru-RU", timezone_id="Europe/Minsk", viewport={"width": 1440, "height": 900})
    found = context.new_page()
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", listen)
    yield found
    context.close()
    assert faults == []
