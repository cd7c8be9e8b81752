"""Lines of normative acts: what is understood, and what is left empty rather than wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.text.acts import ActReading, read_act, read_acts

GOLD = Path(__file__).resolve().parents[4] / "shared" / "samples" / "gold" / "003-passport.gold.json"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            "Приказ Министерства просвещения области от 23.07.2013 № 611 «О ресурсных центрах»",
            ActReading("Приказ", "611", date(2013, 7, 23), "Министерства просвещения области", "О ресурсных центрах"),
        ),
        (
            "Закон области № 273-ФЗ от 29 декабря 2012 г. «О кружках»",
            ActReading("Закон", "273-ФЗ", date(2012, 12, 29), "области", "О кружках"),
        ),
        (
            "Федеральный закон от 29.12.2012 № 273- ФЗ «О кружках»",
            ActReading("Федеральный закон", "273-ФЗ", date(2012, 12, 29), "", "О кружках"),
        ),
        (
            "Кодекс Республики о досуге от 13 января 2011 г. № 243-З",
            ActReading("Кодекс", "243-З", date(2011, 1, 13), "Республики", "о досуге"),
        ),
        (
            "Постановление Правительства от 23.05.2015 № 497 О программе развития кружков",
            ActReading("Постановление", "497", date(2015, 5, 23), "Правительства", "О программе развития кружков"),
        ),
        (
            "Письмо управления от 30.12.2015 №47-21042/15-14 «О номинациях»",
            ActReading("Письмо", "47-21042/15-14", date(2015, 12, 30), "управления", "О номинациях"),
        ),
        (
            "3) приказ ГБУ «Росток» №153 от 18.05.2020г.",
            ActReading("Приказ", "153", date(2020, 5, 18), "ГБУ «Росток»", ""),
        ),
        (
            "Приказ ГБУ «Росток» от 18.05.2020 № 153 «О встрече»",
            ActReading("Приказ", "153", date(2020, 5, 18), "ГБУ «Росток»", "О встрече"),
        ),
        (
            "Приказ школы № 5 от 01.09.2020 № 33",
            ActReading("Приказ", "33", date(2020, 9, 1), "школы № 5", ""),
        ),
        (
            'Приказ управления № 25 от 31.01.2019 "Об утверждении положения"',
            ActReading("Приказ", "25", date(2019, 1, 31), "управления", "Об утверждении положения"),
        ),
        (
            'Приказ управления "Об утверждении положения о конкурсе «Лучшая находка» № 94 от 27.05.2019',
            ActReading("Приказ", "94", date(2019, 5, 27), "управления", ""),
        ),
        (
            "Приказ управления от 16.09.2015 № 47 «О дополнениях в приказ от 03.06.2015 № 26 «О форуме «Поиск»",
            ActReading(
                "Приказ",
                "47",
                date(2015, 9, 16),
                "управления",
                "О дополнениях в приказ от 03.06.2015 № 26 «О форуме «Поиск»",
            ),
        ),
        (
            "Концепция развития кружков, утверждённая распоряжением Правительства от 04.09.2014 № 1726-р",
            ActReading("Концепция", "", None, "", ""),
        ),
        (
            "Закон области от 01.02.2010 № 7 (в ред. от 05.06.2018 № 90) «О кружках»",
            ActReading("Закон", "7", date(2010, 2, 1), "области", "О кружках"),
        ),
        (
            "Приказ управления от 31.02.2015 № 4 «О форуме»",
            ActReading("Приказ", "4", None, "управления", "О форуме"),
        ),
        (
            "Приказ управления от 12.03.15 № 4 «О форуме»",
            ActReading("Приказ", "4", None, "управления", "О форуме"),
        ),
        (
            "Приказ от 01.02.2015 и от 03.04.2016 № 4 «О форуме»",
            ActReading("Приказ", "4", None, "", "О форуме"),
        ),
        ("Устав учреждения", ActReading("Устав")),
        (
            "Резолюция Форума. — Заречье. — 08.06.2016.",
            ActReading("Резолюция", "", date(2016, 6, 8), "Форума. — Заречье"),
        ),
        ("Приказы управления", ActReading()),
        ("№ 5", ActReading(number="5")),
        ("", ActReading()),
    ],
)
def test_reading_of_an_act(text: str, reading: ActReading) -> None:
    assert read_act(text) == reading


def test_lines_are_acts_each_without_its_mark() -> None:
    found = read_acts("1. Закон области от 01.02.2010 № 7\n\n – Устав учреждения\n")
    assert [text for text, _ in found] == ["Закон области от 01.02.2010 № 7", "Устав учреждения"]
    assert [reading.kind for _, reading in found] == ["Закон", "Устав"]


@given(st.text(alphabet=st.sampled_from(list('Приказот №«»"12.0395-ФЗ\nО (')), max_size=80))
def test_any_text_is_read_without_an_error_and_only_its_own_words_are_given(text: str) -> None:
    reading = read_act(text)
    spaceless = "".join(text.split()).casefold()
    for part in (reading.kind, reading.number, reading.issuer, reading.title):
        assert "".join(part.split()).casefold() in spaceless


@pytest.mark.skipif(not GOLD.exists(), reason="the sample documents are not here")
def test_acts_of_the_sample_passport_are_told_by_number_and_date() -> None:
    acts = [act["text"] for act in json.loads(GOLD.read_text(encoding="utf-8"))["normative_documents"]]
    read = [read_act(text) for text in acts]
    assert [text for text, act in zip(acts, read, strict=True) if "№" in text and not act.number] == []
    assert [text for text, act in zip(acts, read, strict=True) if act.dated_on is None] == []
    assert {act.kind for act in read} == {"Закон", "Приказ", "Постановление", "Резолюция", "Письмо"}
