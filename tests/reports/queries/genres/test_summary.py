"""The summary of the database: papers of the network and products as they stood on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from plans.models import Plan
from projects.models import Product, Project
from reports.content import Document
from reports.models import Report
from reports.queries.genres.summary import GENRE
from tests.makers import (
    make_agreement,
    make_item,
    make_mark,
    make_organization,
    make_plan,
    make_product,
    make_project,
    make_section,
)

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)
BEFORE, AFTER = datetime(2022, 11, 1, tzinfo=UTC), datetime(2022, 12, 1, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return make_plan(make_project())


def told(plan: Plan) -> Document:
    return GENRE.build(Report(project=plan.project, plan=plan, kind=GENRE.kind, as_of=DAY))


def around(plan: Plan) -> list[str]:
    return [sentence.text for sentence in told(plan).paragraphs[-1].sentences]


def made(project: Project, state: Product.State, created_at: datetime = BEFORE, **fields: Any) -> None:
    product = make_product(project=project, state=state, **fields)
    Product.objects.filter(pk=product.pk).update(created_at=created_at)


def test_network_is_told_by_the_papers_of_the_day(plan: Plan) -> None:
    signed, without = make_organization(), make_organization()
    for organization in (signed, without):
        plan.project.participations.create(organization=organization)
    make_agreement(plan.project, signed)
    assert around(plan)[0] == "Участников сети 2: договор подписан — 1, договора нет — 1."


def test_products_are_told_as_they_stood_on_the_day(plan: Plan) -> None:
    state = Product.State
    made(plan.project, state.DRAFT)
    made(plan.project, state.DRAFT, created_at=AFTER)
    made(plan.project, state.SUBMITTED, submitted_at=AFTER)
    made(plan.project, state.APPROVED, submitted_at=BEFORE, decided_at=AFTER)
    made(plan.project, state.PUBLISHED, submitted_at=BEFORE, decided_at=BEFORE, published_on=date(2022, 12, 1))
    made(plan.project, state.PUBLISHED, submitted_at=BEFORE, decided_at=BEFORE, published_on=date(2022, 11, 2))
    assert around(plan)[1] == ("Продуктов проекта 5: опубликовано — 1, одобрено — 1, на рецензии — 1, готовится — 2.")


@pytest.mark.parametrize("rows", [1, 20])
def test_number_of_queries_does_not_grow(plan: Plan, rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        make_mark(make_item(plan, section=make_section(plan)))
        member = make_organization()
        plan.project.participations.create(organization=member)
        make_agreement(plan.project, member)
        make_product(project=plan.project, organization=member)
    found = Plan.objects.select_related("project__organization").get(pk=plan.pk)
    with django_assert_num_queries(13):
        told(found)
