"""What the line of a publication is told of a product."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from network.models import Organization
from projects.models import Product
from projects.rendering.bibliography import in_order_of_list, line_of, publication_of

OWNER = Organization(full_name="Центр творчества", short_name="ЦТ")
Kind = Product.Kind


def product(**fields: Any) -> Product:
    return Product(**{"title": "Памятка", "organization": OWNER, **fields})


@pytest.mark.parametrize(
    ("fields", "form", "word"),
    [
        ({"kind": Kind.MANUAL}, "book", "пособие"),
        ({"kind": Kind.OTHER}, "book", ""),
        ({"kind": Kind.COLLECTION, "url": "https://a.by/", "pages": "48"}, "book", "сборник"),
        ({"kind": Kind.MANUAL, "url": "https://a.by/"}, "electronic", "пособие"),
        ({"kind": Kind.RECORDING}, "electronic", ""),
        ({"kind": Kind.ARTICLE, "host_title": "Журнал"}, "journal", ""),
        ({"kind": Kind.ARTICLE, "host_title": "Чтения", "city": "Заречье"}, "collection", ""),
    ],
)
def test_form_of_a_publication_follows_its_kind_and_print(fields: dict[str, Any], form: str, word: str) -> None:
    known = publication_of(product(**fields), [])
    assert (known.form, known.kind) == (form, word)


def test_host_is_told_of_articles_alone_and_the_organisation_of_all_others() -> None:
    article = publication_of(product(kind=Kind.ARTICLE, host_title="Журнал", issue="3"), ["Осенняя П. С."])
    book = publication_of(product(kind=Kind.MANUAL, host_title="Журнал", issue="3"), ["Осенняя П. С."])
    assert (article.host, article.number, article.organizations) == ("Журнал", "3", ())
    assert (book.host, book.organizations) == ("", ("Центр творчества",))


def test_line_is_made_of_the_product_and_its_authors() -> None:
    known = product(
        kind=Kind.MANUAL,
        city="Заречье",
        publisher="Дворец",
        year=2022,
        pages="48",
        url="https://a.by/1",
        accessed_on=date(2022, 11, 14),
    )
    line = line_of(known, ["П. С. Осенняя", " ", "Летний А. Б."]).replace("\u00a0", " ")
    assert line == (
        "Осенняя, П. С. Памятка : пособие / П. С. Осенняя, А. Б. Летний ; Центр творчества. — Заречье : Дворец, 2022. "
        "— 48 с. — URL: https://a.by/1 (дата обращения: 14.11.2022). — Текст : электронный."
    )


def test_list_goes_by_letters_russian_ones_first_with_two_dots_or_without() -> None:
    lines = {1: "Mentoring", 2: "Ёлка", 3: "Жук", 4: "2022 год", 5: "Енот", 6: "ёлка"}
    assert in_order_of_list(lines) == [2, 6, 5, 3, 1, 4]
