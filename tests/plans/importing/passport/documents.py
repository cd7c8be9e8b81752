"""A made-up passport, and how the tests read one out of paragraphs."""

from __future__ import annotations

from plans.importing.passport import PassportDraft, passport_of
from plans.importing.readers.docx import read_docx_text
from tests.plans.importing.word_files import p, run, tbl, word

NETWORK = (
    "Состав участников сети: Речной район, МКУ «ИМЦ» Речной район; Озёрный район, муниципальное учреждение "
    "«Методический центр Озёрного района»"
)
BLOCKS = (
    p("Конкурс «Методическая вертикаль - 2031»", center=True),
    p("Муниципальное бюджетное учреждение", center=True),
    p("«Центр развития образования", center=True),
    p("Речного района»", center=True),
    p("Номинация", center=True),
    p("«Сети и площадки»", bold=True, center=True),
    p("г. Речной, 2031 г.", center=True),
    p(inner=run("1. Тема проекта: ", bold=True) + run("«Мастерская наставников».")),
    p("2. Актуальность:", bold=True),
    p("Молодым педагогам нужен наставник."),
    p("2.1 Нормативно-правовое обеспечение проекта", bold=True),
    p(
        "Федеральный уровень: Закон от 29.12.2012 № 273-ФЗ «Об образовании»; Приказ Министерства от 01.02.2030 № 7 "
        "«О наставниках»."
    ),
    p("Муниципальный уровень: Приказ управления образования от 5 марта 2031 года № 15-о «О сети»"),
    p("3 Задачи", bold=True),
    p("собрать наставников;", listed=2),
    p("провести семинары.", listed=2),
    p("4. Состав работ", bold=True),
    p("1. Составить план;"),
    p("2. Провести три семинара."),
    p("5. Сеть", bold=True),
    p("5.1. Количество организаций в сети", bold=True),
    p(NETWORK),
    p("5.2. Формы сетевых мероприятий", bold=True),
    p("семинары", listed=1),
    p("вебинары", listed=1),
    p("5.3. Нормативные акты, регулирующие сетевое взаимодействие", bold=True),
    p("1. Два договора;"),
    p("5.4. Описание целевых групп", bold=True),
    p("МКУ «ИМЦ» Речной район"),
    p("Методический центр Озёрного района"),
    p("Школа № 2"),
)
DOCUMENT = word(*BLOCKS)


def read(*blocks: str) -> PassportDraft:
    """The passport of a document with these paragraphs and tables."""
    return passport_of(read_docx_text(word(*blocks)))


def outline(*blocks: str) -> list[tuple[int, str, str, str]]:
    """Level, number, heading and text of every section."""
    return [(each.level, each.number, each.heading, each.text) for each in read(*blocks).sections]


def table(*rows: list[str]) -> str:
    """A table with these rows."""
    return tbl(*rows)
