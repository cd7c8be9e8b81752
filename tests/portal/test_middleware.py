"""What every answer and every session keeps to."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.middleware import STARTED, TOUCHED
from tests.makers import make_user

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("network:account")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user())
    client.get(ACCOUNT)
    return client


def shift(client: Client, key: str, seconds: int) -> None:
    session = client.session
    session[key] -= seconds
    session.save()


def test_session_ends_twelve_hours_after_sign_in(reader: Client) -> None:
    shift(reader, STARTED, settings.SESSION_ABSOLUTE_AGE + 60)
    answer = reader.get(ACCOUNT)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={ACCOUNT}")


def test_session_lives_a_minute_before_that(reader: Client) -> None:
    shift(reader, STARTED, settings.SESSION_ABSOLUTE_AGE - 60)
    assert reader.get(ACCOUNT).status_code == 200


def test_use_prolongs_the_session_and_is_written_rarely(reader: Client) -> None:
    touched = reader.session[TOUCHED]
    reader.get(ACCOUNT)
    assert reader.session[TOUCHED] == touched
    shift(reader, TOUCHED, 6 * 60)
    reader.get(ACCOUNT)
    assert abs(reader.session[TOUCHED] - time.time()) < 60
    assert settings.SESSION_COOKIE_AGE == 3 * 60 * 60


@pytest.mark.parametrize("url", ["/login/", "/password/reset/", "/no-such-page/", "/health/", "/admin/login/"])
def test_every_answer_forbids_foreign_and_inline_code(client: Client, url: str) -> None:
    policy = client.get(url)["Content-Security-Policy"]
    assert sorted(part.strip() for part in policy.split(";")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("url", [ACCOUNT, "/password/change/", "/logout/", "/no-such-page/"])
def test_pages_of_a_reader_hold_no_inline_code_and_stay_out_of_caches(reader: Client, url: str) -> None:
    answer = reader.get(url)
    page = answer.content.decode()
    assert [word for word in ("<style", " style=", "onclick", "onchange", "javascript:") if word in page] == []
    assert "no-store" in answer["Cache-Control"]
