"""Rounds of reviews of the demonstration: one that is over, one that goes on, a product that waits for the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from network.models import Organization, User
from projects.models import Product, Project, Review
from projects.queries.reviews import criteria_of_reviews
from projects.services.products import NewAuthor, create_product, submit_product
from projects.services.review_rounds import NewRound, close_round, create_round, open_round, write_criteria
from projects.services.reviews import Said, save_review_draft, submit_review

CRITERIA: Final = [
    ("Актуальность темы", 5),
    ("Практическая значимость для коллег", 5),
    ("Методическая грамотность", 5),
    ("Ясность изложения", 5),
]
OVER: Final = ("Первый месяц наставника: памятка для методиста", "Липовский РМК", "Ручьёва И.Л.")
GOING: Final = (
    ("Краеведческий маршрут как форма наставничества", "Вересковский ЦТК «Тропа»", "Туманова С.А."),
    ("Музыкальная мастерская: сборник занятий для пар", "Липовская школа искусств «Лира»", "Гаев Д.М."),
    ("Дневник ремесленной мастерской", "Ольшанский ЦДТ", "Рощина В.П."),
)
WAITING: Final = ("Технический клуб выходного дня", "Рябиновский ЦТТ «Импульс»", "Новик Т.Е.")
PRAISE: Final = "Памятка короткая и понятная, её можно брать в работу уже завтра. Примеры узнаваемы."
DRAFT: Final = "Маршрут описан подробно. Хотелось бы видеть вопросы, с которыми наставник ведёт разговор на остановках."
FULL: Final = "Занятия собраны в ясную последовательность, к каждому есть перечень материалов."


def add_reviews(
    project: Project, organizations: Mapping[str, Organization], users: Mapping[str, User], today: date
) -> None:
    """A round of the last quarter that approved a product, one that goes on with a draft, a product in waiting."""
    coordinator, editor, expert = users["coordinator"], users["editor"], users["expert"]
    write_criteria(project, CRITERIA, actor=coordinator)
    now = datetime.combine(today, time(10), tzinfo=ZoneInfo(settings.TIME_ZONE))
    people = [editor.pk, expert.pk]
    over = NewRound("Рецензирование, прошлый квартал", today - timedelta(days=100), today - timedelta(days=79))
    product = _submitted(project, organizations, OVER, coordinator, now)
    round_, _ = create_round(project, over, [product.pk], people, actor=coordinator)
    open_round(round_, actor=coordinator, now=now)
    for review in round_.reviews.order_by("pk"):
        submit_review(review, _said(project, 5, PRAISE), actor=review.reviewer, now=now)
    close_round(round_, actor=coordinator, now=now)
    going = NewRound(
        "Рецензирование, этот квартал", today - timedelta(days=12), today + timedelta(days=9), is_blind=True
    )
    products = [_submitted(project, organizations, known, coordinator, now) for known in GOING]
    round_, _ = create_round(project, going, [each.pk for each in products], people, actor=coordinator)
    open_round(round_, actor=coordinator, now=now)
    submit_review(_review(products[1], expert), _said(project, 4, FULL), actor=expert, now=now)
    save_review_draft(_review(products[0], expert), Said(comment=DRAFT), actor=expert)
    _submitted(project, organizations, WAITING, coordinator, now)


def _submitted(
    project: Project,
    organizations: Mapping[str, Organization],
    known: tuple[str, str, str],
    actor: User,
    now: datetime,
) -> Product:
    title, maker, author = known
    organization = organizations[maker]
    said = {"title": title, "kind": Product.Kind.RECOMMENDATIONS, "url": "https://mentors.example/library"}
    authors = [NewAuthor(author, organization=organization)]
    product = create_product(project, organization, said, authors, actor=actor)
    return submit_product(product, actor=actor, now=now)


def _said(project: Project, score: int, words: str) -> Said:
    scores = {each.pk: min(score, each.max_score) for each in criteria_of_reviews(project)}
    return Said(Review.Verdict.APPROVE, scores, words)


def _review(product: Product, reviewer: User) -> Review:
    return Review.objects.get(product=product, reviewer=reviewer)
