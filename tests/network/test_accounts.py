"""Sign-in, passwords, letters, the page of one's own account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.models import Letter, Membership
from network.services.letters import LEASE, LIFETIME, queue_letter, send_waiting_letters
from tests.makers import PASSWORD, make_member, make_organization, make_project, make_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
RESET = reverse("account_reset_password")
ACCOUNT = reverse("network:account")
NEW = "Другой-пароль-2023"


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any) -> None:
    """Limits are counted in the cache; each test starts with its own."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sign_in(client: Client, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(LOGIN, {"login": "Olga@School.example", "password": password, **extra})


def test_user_signs_in_with_her_address_in_any_case(client: Client) -> None:
    make_user("olga@school.example")
    answer = sign_in(client, next=ACCOUNT)
    assert (answer.status_code, answer["Location"]) == (302, ACCOUNT)
    assert client.get(ACCOUNT).status_code == 200


@pytest.mark.parametrize("email", ["olga@school.example", "nobody@school.example"])
def test_wrong_password_and_unknown_address_are_answered_alike(client: Client, email: str) -> None:
    make_user("olga@school.example")
    answer = client.post(LOGIN, {"login": email, "password": "не тот"})
    assert answer.status_code == 422
    assert "Почта или пароль не подходят. Проверьте раскладку клавиатуры и Caps Lock." in text_of(answer)


def test_readers_behind_one_proxy_are_told_apart(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    make_user("olga@school.example")
    for number in range(12):
        said = {"login": f"nobody{number}@school.example", "password": "не тот"}
        client.post(LOGIN, said, headers={"X-Forwarded-For": "203.0.113.7"})
    said = {"login": "olga@school.example", "password": PASSWORD}
    ips = ("203.0.113.7", "198.51.100.1, 203.0.113.7", "203.0.113.8")
    assert [client.post(LOGIN, said, headers={"X-Forwarded-For": ip}).status_code for ip in ips] == [422, 422, 302]


def test_nobody_is_called_by_her_address() -> None:
    nameless, named = make_user("olga@school.example"), make_user(name="Ольга")
    assert (str(nameless), str(named)) == (f"Пользователь № {nameless.pk}", "Ольга")


def test_sixth_try_is_told_to_wait(client: Client) -> None:
    make_user("olga@school.example")
    for _ in range(5):
        sign_in(client, "не тот")
    answer = sign_in(client)
    assert "Слишком много попыток входа. Подождите пять минут и попробуйте снова." in text_of(answer)


def test_closed_account_is_told_so_to_its_owner_only(client: Client) -> None:
    make_user("olga@school.example", is_active=False)
    assert "Почта или пароль не подходят." in text_of(sign_in(client, "не тот"))
    assert sign_in(client)["Location"] == LOGIN
    assert "Эта учётная запись закрыта." in text_of(client.get(LOGIN))
    assert client.get(ACCOUNT).status_code == 302


def test_sign_out_asks_first(client: Client) -> None:
    client.force_login(make_user())
    client.get(reverse("account_logout"))
    assert client.get(ACCOUNT).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(ACCOUNT).status_code == 302


def letter_to(client: Client, email: str) -> str:
    """What comes by post after asking for a new password."""
    answer = client.post(RESET, {"email": email})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []
    send_waiting_letters(timezone.now())
    (message,) = mail.outbox
    assert message.to == [email]
    return f"{message.subject}\n{message.body}"


def test_new_password_is_set_by_the_link_of_a_letter_once(client: Client) -> None:
    user = make_user("olga@school.example")
    letter = letter_to(client, "olga@school.example")
    assert letter.splitlines()[0] == "Новый пароль для портала проекта"
    link = re.findall(r"http://testserver(/\S+)", letter)[0]
    form = client.get(link, follow=True).context["action_url"]
    short = client.post(form, {"password1": "123", "password2": "123"})
    assert short.status_code == 422
    done = client.post(form, {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert (done["Location"], user.check_password(NEW)) == (reverse("account_reset_password_from_key_done"), True)
    assert "Теперь входите с ним." in text_of(client.get(done["Location"]))
    assert "Ссылка не действует" in text_of(Client().get(link, follow=True))


def test_unknown_address_gets_the_same_page_and_a_letter_without_a_link(client: Client) -> None:
    letter = letter_to(client, "nobody@school.example")
    assert ("учётной записи с этой почтой нет" in letter, "http" in letter) == (True, False)


def test_letters_are_asked_for_five_times_a_minute(client: Client) -> None:
    statuses = [client.post(RESET, {"email": "olga@school.example"}).status_code for _ in range(6)]
    assert statuses == [302, 302, 302, 302, 302, 429]


def test_password_is_changed_by_the_one_in_use(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    url = reverse("account_change_password")
    wrong = client.post(url, {"oldpassword": "не тот", "password1": NEW, "password2": NEW})
    assert (wrong.status_code, "Нынешний пароль другой." in text_of(wrong)) == (422, True)
    right = client.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert (right["Location"], user.check_password(NEW)) == (ACCOUNT, True)
    assert "Пароль сменён." in text_of(client.get(ACCOUNT))


def test_letter_is_sent_once_and_forgotten() -> None:
    now = timezone.now()
    queue_letter("olga@school.example", "Тема", "Текст")
    assert [send_waiting_letters(now), send_waiting_letters(now)] == [1, 0]
    assert (len(mail.outbox), Letter.objects.count()) == (1, 0)


def test_letter_that_cannot_be_sent_waits_for_its_lease(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    now = timezone.now()
    letter = queue_letter("olga@school.example", "Тема", "Текст")
    assert send_waiting_letters(now) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later: list[datetime] = [now + LEASE / 2, now + LEASE + timedelta(seconds=1)]
    assert [send_waiting_letters(moment) for moment in later] == [0, 1]
    assert Letter.objects.filter(pk=letter.pk).count() == 0


def test_letter_older_than_its_link_is_dropped() -> None:
    queue_letter("olga@school.example", "Тема", "Текст")
    assert send_waiting_letters(timezone.now() + LIFETIME + timedelta(minutes=1)) == 0
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_account_tells_roles_and_organisations(client: Client) -> None:
    user = make_user("olga@school.example", name="Ольга Петровна")
    make_project(coordinator=user, short_title="Сеть наставничества")
    make_member(make_organization("Дворец творчества"), Membership.Role.VIEWER, user)
    client.force_login(user)
    words = text_of(client.get(ACCOUNT))
    assert "Координатор Сеть наставничества Читатель Дворец творчества" in words


def test_name_is_changed_and_kept_in_history(client: Client) -> None:
    user: Any = make_user()
    client.force_login(user)
    assert client.post(ACCOUNT, {"name": "Ольга Петровна"})["Location"] == ACCOUNT
    user.refresh_from_db()
    assert (user.name, user.history.count()) == ("Ольга Петровна", 2)
    assert client.post(ACCOUNT, {"name": "я" * 201}).status_code == 422


def test_account_is_shown_to_its_owner_only(client: Client) -> None:
    assert client.get(ACCOUNT)["Location"] == f"{LOGIN}?next={ACCOUNT}"


@pytest.mark.parametrize("count", [1, 20])
def test_account_takes_the_same_reads_for_one_and_twenty_places(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    user = make_user()
    for _ in range(count):
        make_member(make_organization(), user=user)
        make_project(coordinator=user)
    client.force_login(user)
    client.get(ACCOUNT)
    with django_assert_num_queries(5):
        client.get(ACCOUNT)
