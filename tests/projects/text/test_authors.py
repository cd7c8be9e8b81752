"""Names of authors in whatever way they are written."""

from __future__ import annotations

import pytest

from projects.text.authors import author_of
from projects.text.bibliography import Author


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Осенняя П. С.", Author("Осенняя", "П. С.")),
        ("Осенняя П.С.", Author("Осенняя", "П. С.")),
        ("П.С. Осенняя", Author("Осенняя", "П. С.")),
        ("Осенняя, П. С.", Author("Осенняя", "П. С.")),
        ("Осенняя Полина Сергеевна", Author("Осенняя", "Полина Сергеевна")),
        ("Осенняя Полина", Author("Осенняя", "Полина")),
        ("Осенняя П", Author("Осенняя", "П")),
        ("Осенняя", Author("Осенняя")),
        ("П.", Author("П.")),
        ("", Author("")),
        ("  ", Author("")),
    ],
)
def test_surname_is_told_from_the_rest(name: str, author: Author) -> None:
    assert author_of(name) == author


def test_full_name_is_shortened_by_the_line() -> None:
    assert author_of("Осенняя Полина Сергеевна").inverted == "Осенняя,\u00a0П.\u00a0С."
