"""Addresses of projects from their names."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from projects.text.slugs import slug_of


def test_letters_are_written_in_latin() -> None:
    assert slug_of("Сеть «Мастерская рядом», 2022") == "set-masterskaya-ryadom-2022"
    assert slug_of("Щука и ёж") == "schuka-i-ezh"
    assert slug_of("!!!") == "project"


def test_a_taken_address_gets_a_number() -> None:
    assert slug_of("Сеть", {"set", "set-2"}) == "set-3"


@given(st.text(max_size=200))
def test_every_name_gives_an_address(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(name))
    assert len(slug_of(name)) <= 50
