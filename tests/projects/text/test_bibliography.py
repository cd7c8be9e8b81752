"""Lines of publications with one, four, five authors, on their own and in journals, collections, the net."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.text.bibliography import Author, Form, Publication, bibliographic_line

OSENNYAYA = Author("Осенняя", "П.С.")
ZIMIN = Author("Зимин", "Аркадий Львович")
VESNIN = Author("Веснин", "К Л")
LETOV = Author("Летов", "М. М.")
RANO = Author("Рано", "")


def line(publication: Publication) -> str:
    """With plain spaces, so that the expected line can be read."""
    return bibliographic_line(publication).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        (
            Publication(
                "Наставник в сельской школе",
                kind="методические рекомендации",
                authors=(OSENNYAYA,),
                organizations=("Дворец творчества",),
                city="Минск",
                publisher="Лист",
                year=2022,
                pages="48 с.",
                isbn="ISBN 978-985-00-0000-1",
            ),
            (
                "Осенняя, П. С. Наставник в сельской школе : методические рекомендации / П. С. Осенняя ; "
                "Дворец творчества. — Минск : Лист, 2022. — 48 с. — ISBN 978-985-00-0000-1. — Текст : непосредственный."
            ),
        ),
        (
            Publication("Кружок за кружком", authors=(OSENNYAYA, ZIMIN, VESNIN), city="Гомель", year=2021, pages="120"),
            (
                "Осенняя, П. С. Кружок за кружком / П. С. Осенняя, А. Л. Зимин, К. Л. Веснин. — Гомель, 2021. — 120 с. "
                "— Текст : непосредственный."
            ),
        ),
        (
            Publication("Вместе", authors=(OSENNYAYA, ZIMIN, VESNIN, LETOV), year=2021),
            "Вместе / П. С. Осенняя, А. Л. Зимин, К. Л. Веснин, М. М. Летов. — 2021. — Текст : непосредственный.",
        ),
        (
            Publication("Вместе", authors=(OSENNYAYA, ZIMIN, VESNIN, LETOV, RANO)),
            "Вместе / П. С. Осенняя, А. Л. Зимин, К. Л. Веснин [и др.]. — Текст : непосредственный.",
        ),
        (
            Publication(
                "Сеть районных служб",
                kind="сборник материалов",
                organizations=("Центр развития", "Дворец творчества"),
                editors=("под редакцией П. С. Осенней", "составитель А. Л. Зимин"),
                publisher="Лист",
                year=2023,
            ),
            (
                "Сеть районных служб : сборник материалов / Центр развития ; Дворец творчества ; "
                "под редакцией П. С. Осенней ; составитель А. Л. Зимин. — Лист, 2023. — Текст : непосредственный."
            ),
        ),
        (
            Publication(
                "Как слышит класс",
                Form.JOURNAL,
                authors=(ZIMIN,),
                organizations=("Центр развития",),
                host="Вестник школы",
                year=2022,
                volume="27",
                number="2",
                pages="С. 139-146",
            ),
            (
                "Зимин, А. Л. Как слышит класс / А. Л. Зимин. — Текст : непосредственный // Вестник школы. — 2022. — "
                "Т. 27, № 2. — С. 139–146."
            ),
        ),
        (
            Publication(
                "Как слышит класс",
                Form.COLLECTION,
                authors=(ZIMIN, RANO),
                host="Школа слышит",
                host_kind="сборник статей",
                organizations=("Центр развития",),
                editors=("под редакцией П. С. Осенней",),
                city="Минск",
                publisher="Лист",
                year=2022,
                pages="61—78",
            ),
            (
                "Зимин, А. Л. Как слышит класс / А. Л. Зимин, Рано. — Текст : непосредственный // Школа слышит : "
                "сборник статей / Центр развития ; под редакцией П. С. Осенней. — Минск : Лист, 2022. — С. 61–78."
            ),
        ),
        (
            Publication(
                "Как слышит класс",
                Form.JOURNAL,
                host="Вестник школы",
                number="выпуск весенний",
                url=" https://school.example/vestnik/ ",
                accessed_on=date(2022, 11, 4),
            ),
            (
                "Как слышит класс. — Текст : электронный // Вестник школы. — выпуск весенний. — "
                "URL: https://school.example/vestnik/ (дата обращения: 04.11.2022)."
            ),
        ),
        (
            Publication("Сеть", Form.ELECTRONIC, kind="сайт", city="Минск", url="https://set.example"),
            "Сеть : сайт. — Минск. — URL: https://set.example. — Текст : электронный.",
        ),
        (
            Publication("Итоги за 2022 г.", authors=(RANO,), year=2023),
            "Рано. Итоги за 2022 г. / Рано. — 2023. — Текст : непосредственный.",
        ),
        (Publication("Итоги за 2022 г."), "Итоги за 2022 г. — Текст : непосредственный."),
        (Publication("Что делать?"), "Что делать?. — Текст : непосредственный."),
        (Publication("  Первые \n шаги. "), "Первые шаги. — Текст : непосредственный."),
        (Publication("", authors=(OSENNYAYA,)), "П. С. Осенняя."),
        (Publication("", Form.JOURNAL, host="Вестник"), "Вестник."),
        (Publication("..."), ""),
        (Publication(""), ""),
    ],
    ids=lambda value: value.title if isinstance(value, Publication) else "",
)
def test_line(publication: Publication, expected: str) -> None:
    assert line(publication) == expected


def test_signs_and_numbers_are_bound_to_their_words() -> None:
    found = bibliographic_line(Publication("Вместе", kind="сборник", authors=(RANO,), city="Минск", pages="5"))
    assert found == (
        "Рано. Вместе\u00a0: сборник\u00a0/ Рано.\u00a0— Минск.\u00a0— 5\u00a0с.\u00a0— Текст\u00a0: непосредственный."
    )


WORDS = st.text(alphabet="абвгдАБ ", max_size=12) | st.sampled_from(["", "  ", ".", "Слово.", "за 2022 г."])
PUBLICATIONS = st.builds(
    Publication,
    WORDS,
    st.sampled_from(Form),
    WORDS,
    st.lists(st.builds(Author, WORDS, WORDS), max_size=6).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    st.none() | st.integers(1990, 2030),
    WORDS,
    WORDS,
    st.sampled_from(["", "12", "с. 4-6", "12 с."]),
    st.sampled_from(["", "978-5"]),
    st.sampled_from(["", "https://a.example"]),
    st.none() | st.just(date(2022, 1, 2)),
)


@settings(deadline=None)
@given(PUBLICATIONS)
def test_nothing_empty_leaves_a_sign(publication: Publication) -> None:
    found = line(publication)
    assert re.findall(r"  |\.\.|[:;,—/] ?[.,;:—]|(?<!:)/ /|// ?/|, ,", found) == []
    assert re.match(r"[ .,;:/—]", found) is None
    assert re.search(r"[ ,;:/—]\.?$", found) is None


@settings(deadline=None)
@given(PUBLICATIONS)
def test_line_ends_in_one_full_stop_or_says_nothing(publication: Publication) -> None:
    assert (line(publication)[-1:] or ".") == "."
