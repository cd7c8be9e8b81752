"""A hyphen at the end of a printed line: whether it broke a word or belongs to it."""

from __future__ import annotations

import pytest

from plans.importing.readers.pdf_hyphens import HyphenJudge
from plans.importing.readers.pdf_lines import TextLine, Word
from plans.importing.readers.pdf_words import cannot_begin, is_compound


def line(text: str, *, detached: bool = False, blank: bool = False) -> TextLine:
    words = [Word(word, 10.0 * place, 10.0 * place + 9) for place, word in enumerate(text.split())]
    words[-1] = Word(words[-1].text, words[-1].x0, words[-1].x1, is_detached=detached)
    return TextLine(tuple(words), 0.0, 10.0, 1, blank)


def judge(*texts: str, producer: str = "") -> HyphenJudge:
    return HyphenJudge.of([[line(part) for part in text.split("\n")] for text in texts], producer)


BREAKING = "Ответствен-\nный за выпол-\nнение исполни-\nтель"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ответствен-", "ный"),
        ("мероприя-", "тие"),
        ("инноваци-", "онно-методический"),
        ("организа-", "ция,"),
        ("(выпол-", "нение)"),
        ("Красно-", "дарского"),
        ("сельско-", "хозяйственный"),
        ("мастер-", "ства"),
        ("планиро-", "вание"),
        ("педагоги-", "ческого"),
        ("ИНФОРМА-", "ЦИЯ"),
    ],
)
def test_broken_word_is_joined_in_a_document_that_breaks_words(left: str, right: str) -> None:
    assert judge(BREAKING).joins(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("научно-", "методический"),
        ("учебно-", "воспитательной"),
        ("организационно-", "управленческое"),
        ("Октябрь-", "декабрь"),
        ("педагог-", "психолог"),
        ("мастер-", "класса"),
        ("план-", "график"),
        ("онлайн-", "платформа"),
        ("PR-", "кампании"),
        ("ОУ-", "участники"),
        ("Ново-", "Покровская"),
        ("2023-", "февраль"),
        ("2021-", "2022"),
        ("какой-", "либо"),
        ("по-", "новому"),
        ("кое-", "кто"),
        ("из-", "за"),
        ("р-", "н"),
        ("слово\u2011", "другое"),
        ("тире -", "слово"),
    ],
)
def test_hyphen_of_the_word_itself_stays(left: str, right: str) -> None:
    assert not judge(BREAKING).joins(left, right)


def test_soft_hyphen_of_the_file_always_breaks() -> None:
    assert judge().joins("научно\u00ad", "методический")


def test_printed_hyphen_sign_breaks_unless_lines_hold_it_too() -> None:
    assert judge("план работы").joins("учебно\u2010", "методический")
    assert not judge("учебно\u2010методический план").joins("учебно\u2010", "методический")


def test_document_that_breaks_no_words_keeps_every_hyphen() -> None:
    calm = judge("план работы на год\nи перечень педагогов-\nорганизаторов школы\nс датами")

    assert not calm.is_breaking
    assert not calm.joins("педагоги-", "наставники")


def test_rest_that_is_no_word_tells_that_words_are_broken() -> None:
    assert judge("большой Координацион-\nнный совет").is_breaking


def test_way_the_word_is_written_elsewhere_decides() -> None:
    whole = judge("журнал для видеоуроков школы")
    parted = judge("журнал для видео-уроков школы")

    assert (whole.joins("видео-", "уроков"), parted.joins("видео-", "уроков")) == (True, False)


def test_another_ending_elsewhere_decides_too() -> None:
    parted = judge(BREAKING, "в школе проводится квиз-турнирами знаний")

    assert not parted.joins("квиз-", "турнирам")


def test_first_part_known_from_other_compound_words() -> None:
    assert not judge(BREAKING, "группа клубно-семейных встреч").joins("клубно-", "городской")


def test_parts_used_by_themselves_belong_to_a_compound_word() -> None:
    assert not judge(BREAKING, "каждый наставник и каждый волонтёр школы").joins("наставник-", "волонтёр")


def test_program_that_draws_its_own_hyphens_apart_is_believed() -> None:
    office = judge(BREAKING, producer="LibreOffice 7.4 Writer")

    assert office.joins("научно-", "методический", is_detached=True)
    assert not office.joins("Ответствен-", "ный")


def test_noisy_file_of_that_program_is_not_believed() -> None:
    words = (Word("план", 0.0, 9.0, breaks=3), Word("работы", 10.0, 19.0, breaks=5))
    office = HyphenJudge.of([[TextLine(words, 0.0, 10.0)]], "LibreOffice")

    assert not office.is_apart


def test_word_broken_twice_is_judged_as_a_whole() -> None:
    assert not judge(BREAKING).joins("тябрь-", "декабрь", above="Ок-")
    assert judge(BREAKING).joins("цион-", "ный", above="информа-")


@pytest.mark.parametrize(
    ("left", "right", "torn"),
    [
        ("Практически", "й", True),
        ("Подготовител", "ьный", True),
        ("целенаправленн", "ых", True),
        ("консультировани", "я", True),
        ("Организацио", "нно-диагностический", True),
        ("Информацион", "но-аналитическое", True),
        ("межмуниципальн", "ой", True),
        ("регламентирующ", "ей", True),
        ("платформа", "онлайн-курсов", False),
        ("участников", "и", False),
        ("деятельности", "педагогов", False),
        ("вебинаров", "для", False),
        ("Семинар", "Практикум", False),
        ("2022", "год", False),
    ],
)
def test_word_torn_without_a_hyphen(left: str, right: str, torn: bool) -> None:
    assert judge().is_torn(left, right) is torn


def test_torn_word_is_known_from_elsewhere() -> None:
    known = judge("для профессиональной переподготовки кадров", "обычные методики учёта")

    assert known.is_torn("переподго", "товки")
    assert known.is_torn("профессио", "нального")
    assert not known.is_torn("методики", "учёта")


def test_compound_words_are_told_by_their_build() -> None:
    assert [is_compound(*pair) for pair in (("кто", "то"), ("место", "то"), ("по", "русски"), ("ново", "стройка"))] == [
        True, False, True, False,
    ]  # fmt: skip


def test_what_no_word_begins_with() -> None:
    assert [cannot_begin(rest) for rest in ("нный", "ьный", "вств", "в", "ой")] == [True, True, True, False, False]
