"""Health and the pages that say something went wrong."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory

from portal import views

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_nobody(client: Client) -> HttpRequest:
    """A request as the middleware leaves it."""
    return client.get("/login/").wsgi_request


def test_health_asks_the_database(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_unknown_address_is_told_in_words(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.content.decode()


def test_reason_of_a_closed_page_is_told(request_of_nobody: HttpRequest) -> None:
    answer = views.permission_denied(request_of_nobody, PermissionDenied("Проект в архиве."))
    assert answer.status_code == 403
    assert "<p>Проект в архиве.</p>" in answer.content.decode()


def test_closed_page_without_a_reason_has_one(request_of_nobody: HttpRequest) -> None:
    answer = views.permission_denied(request_of_nobody, PermissionDenied())
    assert "<p>У вашей учётной записи нет на это права.</p>" in answer.content.decode()


def test_request_that_cannot_be_read_is_told_in_words(request_of_nobody: HttpRequest) -> None:
    answer = views.bad_request(request_of_nobody, ValueError("secret"))
    assert (answer.status_code, "secret" in answer.content.decode()) == (400, False)
    assert "Портал не понял запрос" in answer.content.decode()


def test_failure_page_needs_neither_session_nor_database() -> None:
    answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "На портале ошибка" in answer.content.decode()


def test_old_form_is_told_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert "Страница устарела, ничего не сохранено" in answer.content.decode()
