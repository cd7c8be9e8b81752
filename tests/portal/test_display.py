"""How a reader wants to see the portal: the cookie, the panel, the page that changes them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.display import CHOICES, COOKIE, DisplayPreferences
from tests.makers import PASSWORD, make_user

choices = st.fixed_dictionaries({name: st.sampled_from(sorted(words)) for name, words in CHOICES.items()})


@given(choices)
def test_cookie_keeps_every_choice(words: dict[str, str]) -> None:
    display = DisplayPreferences.from_mapping(words)
    assert display.as_dict() == words
    assert DisplayPreferences.from_cookies({COOKIE: display.as_cookie()}) == display


@given(st.text())
def test_damaged_cookie_gives_known_words_only(value: str) -> None:
    display = DisplayPreferences.from_cookies({COOKIE: value})
    assert {name for name, word in display.as_dict().items() if word not in CHOICES[name]} == set()


@given(st.dictionaries(st.text(), st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()))))
def test_unknown_words_change_nothing(values: dict[str, object]) -> None:
    known = {name for name in values if str(values[name]) in CHOICES.get(name, {})}
    changed = DisplayPreferences().changed_by(values)
    assert {name: word for name, word in changed.as_dict().items() if name not in known} == {
        name: word for name, word in DisplayPreferences().as_dict().items() if name not in known
    }


def test_panel_tells_what_is_chosen() -> None:
    panel = DisplayPreferences(size="huge").panel
    assert [group.label for group in panel] == ["Шрифт", "Буквы", "Цвета", "Интервалы"]
    assert [option.value for option in panel[0].options if option.is_chosen] == ["huge"]


@pytest.mark.django_db
def test_choice_of_a_stranger_is_kept_in_the_browser(client: Client) -> None:
    answer = client.post(reverse("network:display_set"), {"vision": "on", "size": "huge", "next": "/login/"})
    page = client.get("/login/").content.decode()
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert 'data-vision="on" data-size="huge"' in page
    assert ("css/vision.css" in page, "css/dark.css" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "/\\evil.example"]
)
def test_way_back_is_never_another_site(client: Client, next_page: str) -> None:
    answer = client.post(reverse("network:display_set"), {"theme": "dark", "next": next_page})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_choice_of_a_user_follows_her_to_another_browser(client: Client) -> None:
    user = make_user("a@school.example")
    client.force_login(user)
    client.post(reverse("network:display_set"), {"theme": "dark", "keys": "off", "size": "nonsense"})
    user.refresh_from_db()
    other = Client()
    other.post(reverse("account_login"), {"login": "a@school.example", "password": PASSWORD})
    assert (user.display["theme"], user.display["keys"], user.display["size"]) == ("dark", "off", "normal")
    assert DisplayPreferences.from_cookies({COOKIE: other.cookies[COOKIE].value}) == DisplayPreferences(
        theme="dark", keys="off"
    )


@pytest.mark.django_db
def test_address_of_the_choice_answers_to_posts_only(client: Client) -> None:
    assert client.get(reverse("network:display_set")).status_code == 405
