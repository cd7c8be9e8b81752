"""Periods, targets and values of the demonstration's indicators; its products that came out, wait or are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from network.models import Organization, User
from projects.models import Criterion, Indicator, IndicatorValue, MeasurementPeriod, Product, Project
from projects.queries.indicators import measured_organizations
from projects.services.indicators import save_indicator, save_period
from projects.services.products import NewAuthor, create_product, publish_product, set_product_state, submit_product
from projects.services.values import GivenValue, accept_values, return_value, set_targets, write_values

Kind = Indicator.Kind
State = Product.State
PAIRS: Final = "Начинающие педагоги, у которых есть наставник"
CHANGED: Final = "Что изменилось в работе начинающего педагога за период"
VISITORS: Final = "Участники открытых мастерских и занятий"
DONE: Final = "Доля выполненных сроков календарных планов и дорожной карты"
WORDS: Final = (
    "Начинающие стали сами предлагать темы занятий и не боятся открытых уроков.",
    "У троих из четверых появился свой кружок, один перешёл к самостоятельной работе.",
    "Меньше вопросов о документах, больше о том, как держать внимание группы.",
)
PROOF: Final = "Анкета начинающих педагогов, лист наблюдений наставника"
LIBRARY: Final = "https://mentors.example/library"


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """A product: whose it is, how far it went, what of its print is known."""

    title: str
    owner: str
    authors: tuple[str, ...]
    kind: str
    state: str
    abstract: str = ""
    host_title: str = ""
    issue: str = ""
    pages: str = ""
    reason: str = ""


PRODUCTS: Final = (
    DemoProduct(
        "Первый месяц рядом: памятка наставнику",
        "Ольшанский РМК",
        ("Вербицкая Н. О.", "Полянский Г. Р."),
        Product.Kind.MANUAL,
        State.PUBLISHED,
        "Как провести первые четыре недели с начинающим педагогом: встречи, наблюдения, разговоры.",
        pages="32",
    ),
    DemoProduct(
        "Открытая мастерская как форма обмена опытом",
        "Вересковский РМК",
        ("Луговская Е. В.",),
        Product.Kind.ARTICLE,
        State.PUBLISHED,
        "Опыт трёх районов: как готовят и проводят открытые мастерские.",
        host_title="Дополнительное образование области",
        issue="3",
        pages="14–19",
    ),
    DemoProduct(
        "Банк методических находок: выпуск первый",
        "Рябиновский РМК",
        ("Осокин Т. П.", "Ручейкова Д. А.", "Зимина К. Л.", "Полевой М. С.", "Ясная В. И."),
        Product.Kind.COLLECTION,
        State.APPROVED,
        "Двадцать коротких приёмов, которые сработали в мастерских сети.",
    ),
    DemoProduct(
        "Анкета начинающего педагога",
        "Липовский РМК",
        ("Тропинина С. Ю.",),
        Product.Kind.RECOMMENDATIONS,
        State.SUBMITTED,
        "Вопросы входной и итоговой анкет с ключом и советами, как о них говорить.",
    ),
    DemoProduct(
        "Положение о районной школе наставника",
        "Ольшанский РМК",
        ("Вербицкая Н. О.",),
        Product.Kind.REGULATION,
        State.RETURNED,
        reason="Добавьте раздел о том, как засчитывается нагрузка наставника, и приложите образец листа встреч.",
    ),
    DemoProduct(
        "Дневник пары: как вести и как читать",
        "Ольшанский РМК",
        ("Полянский Г. Р.",),
        Product.Kind.SCENARIO,
        State.DRAFT,
        "Набросок: структура записи, примеры, ошибки.",
    ),
)


def add_measures(
    project: Project, organizations: Mapping[str, Organization], users: Mapping[str, User], today: date, start: int
) -> None:
    """Fill indicators and products as they stand on `today` in the school year that began in `start`."""
    coordinator = users["coordinator"]
    indicators = _indicators(project, coordinator)
    last, now = _periods(project, coordinator, today, start)
    network = measured_organizations(project)
    _values(indicators, last, network, users)
    _targets(indicators, (last, now), network, coordinator)
    _asked(indicators, now, organizations["Ольшанский РМК"], users)
    moment = datetime.combine(today, time(10), tzinfo=ZoneInfo(settings.TIME_ZONE))
    for known in PRODUCTS:
        _product(project, known, organizations[known.owner], users, moment)


def _indicators(project: Project, actor: User) -> dict[str, Indicator]:
    """Two more that people tell, two that the portal counts."""
    first, second = Criterion.objects.filter(project=project).order_by("order")
    found = {}
    for criterion, number, title, kind, source, unit in (
        (first, "1.3", PAIRS, Kind.QUANTITATIVE, "", "чел."),
        (first, "1.4", VISITORS, Kind.AUTOMATIC, Indicator.Source.PARTICIPANTS, "чел."),
        (first, "1.5", DONE, Kind.AUTOMATIC, Indicator.Source.SHARE_DONE, "%"),
        (second, "2.2", CHANGED, Kind.QUALITATIVE, "", ""),
    ):
        said: dict[str, Any] = {"number": number, "title": title, "kind": kind, "source": source, "unit": unit}
        said |= {"method": "", "baseline": "", "target": "", "stage": None, "direction": None}
        found[title] = save_indicator(Indicator(criterion=criterion), said, actor=actor)
    return found


def _periods(project: Project, actor: User, today: date, start: int) -> tuple[MeasurementPeriod, MeasurementPeriod]:
    """The school year before, whose values are in, and this one, whose values are asked for."""
    periods = []
    for year, due_on in ((start - 1, None), (start, today + timedelta(days=16))):
        said = {
            "title": f"{year}/{year + 1} учебный год",
            "starts_on": date(year, 9, 1),
            "ends_on": date(year + 1, 8, 31),
            "due_on": due_on,
        }
        periods.append(save_period(MeasurementPeriod(project=project), said, actor=actor))
    return periods[0], periods[1]


def _values(
    indicators: Mapping[str, Indicator],
    period: MeasurementPeriod,
    network: list[Organization],
    users: Mapping[str, User],
) -> None:
    """Everybody gave her values of last year, and all were accepted."""
    editor, coordinator = users["editor"], users["coordinator"]
    for place, organization in enumerate(network):
        given = [GivenValue(indicators[PAIRS], Decimal(3 + place * 5 % 7), evidence="Приказ о закреплении наставников")]
        if place % 4 == 0:
            given.append(GivenValue(indicators[CHANGED], text=WORDS[place % 3], evidence=PROOF))
        rows = write_values(period, organization, given, state=IndicatorValue.State.SUBMITTED, actor=editor)
        accept_values(rows, actor=coordinator)


def _targets(
    indicators: Mapping[str, Indicator],
    periods: tuple[MeasurementPeriod, MeasurementPeriod],
    network: list[Organization],
    actor: User,
) -> None:
    last, now = periods
    set_targets(indicators[PAIRS], {(last.pk, row.pk): Decimal(5) for row in network}, actor=actor)
    set_targets(indicators[PAIRS], {(now.pk, row.pk): Decimal(7) for row in network}, actor=actor)
    set_targets(indicators[VISITORS], {(last.pk, None): Decimal(400), (now.pk, None): Decimal(450)}, actor=actor)


def _asked(
    indicators: Mapping[str, Indicator], period: MeasurementPeriod, own: Organization, users: Mapping[str, User]
) -> None:
    """Of this year one value waits for the coordinator, one came back."""
    given = [
        GivenValue(indicators[PAIRS], Decimal(6), evidence="Приказ от начала учебного года"),
        GivenValue(indicators[CHANGED], text="Стало лучше."),
    ]
    rows = write_values(period, own, given, state=IndicatorValue.State.SUBMITTED, actor=users["editor"])
    words = "Расскажите подробнее: что именно начинающие делают теперь сами и чем это подтверждено."
    return_value(rows[1], words, actor=users["coordinator"])


def _product(
    project: Project, known: DemoProduct, owner: Organization, users: Mapping[str, User], now: datetime
) -> None:
    editor, coordinator = users["editor"], users["coordinator"]
    words = {name: getattr(known, name) for name in ("title", "abstract", "kind", "host_title", "issue", "pages")}
    authors = [NewAuthor(name, organization=owner) for name in known.authors]
    product = create_product(project, owner, words | {"url": LIBRARY}, authors, actor=editor)
    if known.state == State.DRAFT:
        return
    product = submit_product(product, actor=editor, now=now)
    if known.state == State.RETURNED:
        set_product_state(product, State.RETURNED, reason=known.reason, actor=coordinator, now=now)
    if known.state in {State.APPROVED, State.PUBLISHED}:
        product = set_product_state(product, State.APPROVED, actor=coordinator, now=now)
    if known.state == State.PUBLISHED:
        today = now.date()
        print_data = {} if known.host_title else {"city": "Заречье", "publisher": "Дворец творчества"}
        day = today - timedelta(days=40)
        publish_product(product, day, print_data, expected_version=product.version, actor=editor, now=now, today=today)
