"""Pages of letters: what somebody wants, what she got, refusing by a link without signing in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from network.models import LetterPreference, SentLetter
from network.services.letters import log_letter
from network.unsubscribing import unsubscribe_url
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_choice_is_saved_and_shown(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    client.post(reverse("network:letters"), {"frequency": "weekly", "quiet_days": ["6"]})
    kept = LetterPreference.objects.get(user=user)
    assert (kept.frequency, kept.quiet_days) == ("weekly", [6])
    form = client.get(reverse("network:letters")).context["form"]
    assert form.initial == {"frequency": "weekly", "quiet_days": ["6"]}


def test_strange_choice_is_refused(client: Client) -> None:
    client.force_login(make_user())
    assert client.post(reverse("network:letters"), {"frequency": "hourly"}).status_code == 422


def test_own_letters_are_listed(client: Client) -> None:
    user = make_user()
    log_letter(user, SentLetter.Kind.REMINDER, "Отметьте пункт 3")
    log_letter(make_user(), SentLetter.Kind.REMINDER, "Чужое")
    client.force_login(user)
    assert [letter.subject for letter in client.get(reverse("network:letters")).context["sent"]] == ["Отметьте пункт 3"]


def test_looking_at_the_link_stops_nothing(client: Client) -> None:
    user = make_user()
    answer = client.get(path_of(unsubscribe_url(user.pk)))
    assert (answer.status_code, LetterPreference.objects.count()) == (200, 0)


def test_pressing_the_button_stops_the_digest() -> None:
    user = make_user()
    strict = Client(enforce_csrf_checks=True)  # a mail program brings no cookie
    answer = strict.post(path_of(unsubscribe_url(user.pk)), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert LetterPreference.objects.get(user=user).frequency == LetterPreference.Frequency.NEVER


def test_changed_link_is_unknown(client: Client) -> None:
    address = path_of(unsubscribe_url(make_user().pk))
    assert client.post(address.replace("stop/", "stop/x")).status_code == 404


def test_account_without_a_password_is_given_one(client: Client) -> None:
    user = make_user()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    answer = client.get(reverse("account_change_password"), follow=True)
    assert answer.redirect_chain == [(reverse("account_set_password"), 302)]
    new = {"password1": "Новый-пароль-2026", "password2": "Новый-пароль-2026"}
    client.post(reverse("account_set_password"), new)
    user.refresh_from_db()
    assert user.check_password("Новый-пароль-2026")
