"""The matrix of stages and directions."""

from __future__ import annotations

from collections.abc import Sequence

from plans.models import Plan
from plans.queries.calendar import rows_of_plans
from plans.queries.matrix import MatrixCell, MatrixPoint, StageRow, project_matrix
from plans.queries.table import ItemRow
from projects.models import PlannedResult, ProjectFile
from reports.content import Document
from reports.content.matrix import MatrixFacts, ServingItem, StageFacts, Work, matrix_content
from reports.models import Report
from reports.queries.facts import quoted
from reports.queries.genres.genre import Genre


def _build(report: Report) -> Document:
    """The works of the project with items of its plans, or of the one the order names."""
    project = report.project
    plans = list(Plan.objects.filter(project=project).select_related("project").order_by("starts_on", "pk"))
    chosen = [plan for plan in plans if report.plan_id in {None, plan.pk}]
    rows = rows_of_plans(chosen, report.as_of, None)
    matrix = project_matrix(project, rows, report.as_of, ProjectFile.objects.none())
    shown = {row.item.plan_id for stage in matrix.rows for cell in stage.cells for row in _rows(cell)}
    named = [plan for plan in chosen if plan.pk in shown]
    facts = MatrixFacts(
        organization=project.organization.full_name,
        project=quoted(project.title),
        as_of=report.as_of,
        directions=tuple(direction.title for direction in matrix.directions),
        stages=tuple(_stage(row, named) for row in matrix.rows),
        plans=tuple(_plan_name(plan) for plan in named),
    )
    return matrix_content(facts)


def _stage(row: StageRow, plans: Sequence[Plan]) -> StageFacts:
    return StageFacts(
        title=row.stage.title,
        period=row.stage.period_text,
        word=row.word,
        cells=tuple(tuple(_work(point, plans) for point in cell.points) for cell in row.cells),
        results=tuple(
            (_numbered(result.number, result.text), _state(result), result.evidence) for result in row.results
        ),
        is_current=row.is_current,
    )


def _state(result: PlannedResult) -> str:
    return "" if result.state == PlannedResult.State.PLANNED else str(result.get_state_display())


def _work(point: MatrixPoint, plans: Sequence[Plan]) -> Work:
    places = {plan.pk: place for place, plan in enumerate(plans)}
    rows = sorted(point.rows, key=lambda row: places.get(row.item.plan_id, 0))
    items = tuple(_item(row, plans) for row in rows)
    if point.entry is None:
        return Work(point.text, items, is_item=True)
    return Work(_numbered(point.entry.number, point.text), items)


def _item(row: ItemRow, plans: Sequence[Plan]) -> ServingItem:
    """Numbers of several plans are told apart by the name of the plan."""
    number = row.item.number.strip().rstrip(".")
    name = f"№ {number}" if number else f"«{row.item.title}»"
    plan = _plan_name(row.item.plan) if len(plans) > 1 else ""
    return ServingItem(name, row.progress.state, row.item.pk, plan)


def _rows(cell: MatrixCell) -> list[ItemRow]:
    return [row for point in cell.points for row in point.rows]


def _plan_name(plan: Plan) -> str:
    return f"{plan.short_title[0].lower()}{plan.short_title[1:]}"


def _numbered(number: str, text: str) -> str:
    return text if not number or text.startswith(number) else f"{number} {text}"


GENRE = Genre(
    Report.Kind.MATRIX,
    "Работы этапов по направлениям с пунктами планов и планируемыми результатами, на листе А3",
    _build,
)
