"""The final report of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plans.models import Plan
from plans.queries.calendar import rows_of_plans
from projects.models import Project, Risk
from reports.content import Approval, Document, PlanFacts
from reports.content.final import PARTS, FinalFacts, RiskFacts, final_content
from reports.models import Report
from reports.queries.around import around_project, project_facts
from reports.queries.facts import approvals_of, bare_facts, signer_of, with_blank_approval
from reports.queries.genres.genre import Genre
from reports.queries.measured import criteria_facts


def _build(report: Report) -> Document:
    """Of the whole project up to its day, whatever plan the order names."""
    project, as_of = report.project, report.as_of
    plans = list(Plan.objects.filter(project=project, starts_on__lte=as_of).order_by("starts_on", "pk"))
    for plan in plans:
        plan.project = project
    rows = rows_of_plans(plans, as_of, None)
    facts = [bare_facts(plan, [row for row in rows if row.item.plan_id == plan.pk], as_of) for plan in plans]
    return final_content(
        FinalFacts(
            as_of=as_of,
            project=project_facts(project, as_of),
            plans=tuple(facts),
            around=around_project(report),
            criteria=criteria_facts(project, rows, as_of),
            risks=tuple(_risks(project)),
            signature=signer_of(project),
            approvals=_approvals(facts[-1], plans[-1]) if plans else (),
        )
    )


def _approvals(facts: PlanFacts, plan: Plan) -> tuple[Approval, ...]:
    """By whoever approved the last plan."""
    return with_blank_approval(replace(facts, approvals=approvals_of(plan)), plan).approvals


def _risks(project: Project) -> Iterator[RiskFacts]:
    for risk in Risk.objects.filter(project=project, state=Risk.State.OCCURRED).order_by("order", "pk"):
        yield RiskFacts(risk.text, risk.measures, risk.pk)


GENRE = Genre(
    Report.Kind.FINAL,
    "Проект целиком: все планы, показатели с исходными и целевыми значениями, результаты, продукты, рекомендации",
    _build,
    parts=PARTS,
)
