"""Secrets of links do not get into the logs."""

from __future__ import annotations

import logging

import pytest

from portal.log_lines import SafeLine, without_secrets


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("GET /s/AbC_d-9/ HTTP/1.1", "GET /s/…/ HTTP/1.1"),
        ("GET /s/AbC_d-9/pdf/ HTTP/1.1", "GET /s/…/pdf/ HTTP/1.1"),
        ("GET /m/AbC:9:x/?to=1 HTTP/1.1", "GET /m/…/?to=1 HTTP/1.1"),
        ("GET /join/AbC/ HTTP/1.1", "GET /join/…/ HTTP/1.1"),
        ("GET /calendar/AbC.ics HTTP/1.1", "GET /calendar/… HTTP/1.1"),
        ("POST /letters/stop/AbC:x/ HTTP/1.1", "POST /letters/stop/…/ HTTP/1.1"),
        ("GET /password/reset/key/4-set/ HTTP/1.1", "GET /password/reset/key/…/ HTTP/1.1"),
        ("https://portal.example/s/AbC/", "https://portal.example/s/…/"),
        ("GET /projects/s/reports/ HTTP/1.1", "GET /projects/s/reports/ HTTP/1.1"),
        ("GET /static/js/portal.js HTTP/1.1", "GET /static/js/portal.js HTTP/1.1"),
    ],
)
def test_tokens_are_left_out(line: str, written: str) -> None:
    assert without_secrets(line) == written


def test_line_django_writes_of_what_is_not_found_names_no_token() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/s/AbC_d-9/",), None)
    assert SafeLine("%(levelname)s %(message)s").format(record) == "WARNING Not Found: /s/…/"
