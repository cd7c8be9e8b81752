"""Rows of authors: who of the directory they are."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from network.models import Organization, Person
from projects.forms.products import AuthorRow, named_authors
from projects.services.products import NewAuthor

OWN = Organization(pk=1, short_name="Центр Б")
ONE = Person(pk=1, surname="Осенняя", given_name="Полина", patronymic="Сергеевна")
NAMESAKES = [
    Person(pk=2, surname="Летний", given_name="А.", patronymic="Б."),
    Person(pk=3, surname="Летний", given_name="А.", patronymic="Б."),
]


@pytest.mark.parametrize("name", ["Осенняя П.С.", "осенняя п с", "Осенняя Полина Сергеевна"])
def test_name_of_the_directory_is_that_person(name: str) -> None:
    assert named_authors([AuthorRow(name, "1")], [ONE], [OWN]) == [NewAuthor(name, ONE, OWN)]


@pytest.mark.parametrize("name", ["Летний А. Б.", "Осенняя", "Зимняя В. Г."])
def test_name_of_two_people_or_of_none_stays_words(name: str) -> None:
    assert named_authors([AuthorRow(name)], [ONE, *NAMESAKES], [OWN]) == [NewAuthor(name)]


def test_rows_without_a_name_are_left_out_whatever_stands_beside() -> None:
    assert named_authors([AuthorRow(" ", "999")], [ONE], [OWN]) == []


def test_organisation_that_was_not_offered_is_refused() -> None:
    with pytest.raises(ValidationError, match="Выберите организацию из списка"):
        named_authors([AuthorRow("Осенняя", "2")], [ONE], [OWN])
