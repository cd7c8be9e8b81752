"""The director's summary of a plan on one sheet."""

from __future__ import annotations

from collections import Counter
from datetime import date

from plans.models import Plan
from plans.queries import project_today
from plans.queries.scheme import scheme_of
from projects.models import Product
from reports.content import Document
from reports.content.summary import SummaryFacts, summary_content
from reports.models import Report
from reports.queries.facts import plan_facts, plan_of
from reports.queries.genres.genre import Genre, Subject

STANDINGS = {
    Product.State.PUBLISHED: "опубликовано",
    Product.State.APPROVED: "одобрено",
    Product.State.IN_REVIEW: "на рецензии",
    Product.State.SUBMITTED: "подано",
    Product.State.RETURNED: "возвращено",
    Product.State.DRAFT: "готовится",
}
DECIDED = frozenset({Product.State.APPROVED, Product.State.PUBLISHED})


def _build(report: Report) -> Document:
    plan, day = plan_of(report), report.as_of
    facts = SummaryFacts(plan_facts(plan, day), _network(plan, day), _products(plan, day))
    return summary_content(facts)


def _network(plan: Plan, day: date) -> tuple[tuple[str, int], ...]:
    """Participants in the time of the plan by the word of their paper on the day."""
    scheme = scheme_of(plan.project, (plan.starts_on, plan.ends_on), day)
    return tuple((word, count) for _, word, count in scheme.legend)


def _products(plan: Plan, day: date) -> tuple[tuple[str, int], ...]:
    """Products by how they stood on the day, as far as their days tell."""
    counted: Counter[str] = Counter()
    for product in Product.objects.filter(project=plan.project):
        if project_today(plan.project, product.created_at) <= day:
            counted[_standing(product, plan, day)] += 1
    return tuple((word, counted[state]) for state, word in STANDINGS.items())


def _standing(product: Product, plan: Plan, day: date) -> str:
    """A later decision had not been made yet."""
    state = Product.State(product.state)
    if state is Product.State.PUBLISHED and (product.published_on or date.min) > day:
        state = Product.State.APPROVED
    if state in DECIDED and product.decided_at and project_today(plan.project, product.decided_at) > day:
        state = Product.State.IN_REVIEW
    if product.submitted_at and project_today(plan.project, product.submitted_at) > day:
        return Product.State.DRAFT
    return state


GENRE = Genre(
    Report.Kind.SUMMARY,
    "Один лист: главное число, просроченное, ближайшие сроки, сеть, графики",
    _build,
    frozenset({Subject.PLAN}),
)
