"""Risks of a project: the register, the matrix likelihood × impact, what is to be looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from projects.asks import Errand, ErrandKind
from projects.models import Participation, Project, ProjectRole, Risk

SCALE = (1, 2, 3, 4, 5)
LIKELIHOODS = ("очень низкая", "низкая", "средняя", "высокая", "очень высокая")
IMPACTS = ("очень слабое", "слабое", "среднее", "сильное", "крайнее")
HIGH_FROM, MEDIUM_FROM = 15, 6
TITLE = 120


class Weight(StrEnum):
    """How heavy a place of the matrix is, by likelihood × impact: up to 5, up to 12, from 15."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def word(self) -> str:
        """In Russian."""
        return {"low": "низкий", "medium": "средний", "high": "высокий"}[self.value]

    @property
    def state(self) -> str:
        """The sign and the colour it is shown with."""
        return {"low": "plan", "medium": "soon", "high": "late"}[self.value]


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk with its place in the register, from 1; `late_days` since it was to be looked at again."""

    risk: Risk
    place: int
    weight: Weight
    late_days: int

    @property
    def likelihood_word(self) -> str:
        """«средняя»."""
        return LIKELIHOODS[self.risk.likelihood - 1]

    @property
    def impact_word(self) -> str:
        """«среднее»."""
        return IMPACTS[self.risk.impact - 1]


@dataclass(frozen=True, slots=True)
class RiskCell:
    """A place of the matrix and the risks that stand in it."""

    weight: Weight
    impact: int
    rows: tuple[RiskRow, ...]


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A row of the matrix: one likelihood, all impacts from the weakest."""

    likelihood: int
    word: str
    cells: tuple[RiskCell, ...]


def weight_of(likelihood: int, impact: int) -> Weight:
    """How heavy a risk is."""
    weight = likelihood * impact
    return Weight.HIGH if weight >= HIGH_FROM else Weight.MEDIUM if weight >= MEDIUM_FROM else Weight.LOW


def risk_rows(project: Project, today: date) -> list[RiskRow]:
    """Risks in the order of the register, with whoever watches them."""
    rows = Risk.objects.filter(project=project).select_related("owner").order_by("order", "pk")
    return [
        RiskRow(risk, place, weight_of(risk.likelihood, risk.impact), late_days(risk, today))
        for place, risk in enumerate(rows, 1)
    ]


def late_days(risk: Risk, today: date) -> int:
    """Days since a risk that is not closed was to be looked at again, 0 where that day is ahead or today."""
    if risk.state == Risk.State.CLOSED or risk.review_on is None:
        return 0
    return max((today - risk.review_on).days, 0)


def risk_matrix(rows: Iterable[RiskRow]) -> list[RiskLine]:
    """Risks that are not closed by likelihood, the highest on top, and impact."""
    placed: dict[tuple[int, int], list[RiskRow]] = defaultdict(list)
    for row in rows:
        if row.risk.state != Risk.State.CLOSED:
            placed[row.risk.likelihood, row.risk.impact].append(row)
    return [
        RiskLine(
            likelihood,
            LIKELIHOODS[likelihood - 1],
            tuple(
                RiskCell(weight_of(likelihood, impact), impact, tuple(placed[likelihood, impact])) for impact in SCALE
            ),
        )
        for likelihood in reversed(SCALE)
    ]


def heaviest(rows: Sequence[RiskRow]) -> list[RiskRow]:
    """Risks that are not closed first, the heaviest on top."""
    closed = Risk.State.CLOSED
    return sorted(rows, key=lambda row: (row.risk.state == closed, -row.risk.weight, row.place))


def risks_asked_of(projects: QuerySet[Project], person_id: int | None, today: date) -> list[Errand]:
    """Risks whose day to be looked at again has come: all of projects the reader coordinates, and those she watches.

    One query.
    """
    whose = Q(project__in=projects)
    if person_id is not None:
        whose |= watched_by(person_id)
    rows = (
        Risk.objects.filter(whose, review_on__lte=today)
        .exclude(state=Risk.State.CLOSED)
        .exclude(project__state=Project.State.ARCHIVED)
        .select_related("project")
        .order_by("review_on", "pk")
    )
    return [
        Errand(
            kind=ErrandKind.RISK,
            title=f"Риск: {risk.text if len(risk.text) <= TITLE else risk.text[:TITLE].rstrip() + '…'}",
            source=f"{risk.project.short_title}, пересмотр рисков",
            due_on=risk.review_on,
            url_name="projects:risk_edit",
            url_pk=risk.pk,
            button="Пересмотреть",
        )
        for risk in rows
    ]


def watched_by(person_id: int) -> Q:
    """Risks somebody watches, but for those of networks that her organisation has left and where she has no role."""
    active = Participation.objects.filter(project=OuterRef("project"), status=Participation.Status.ACTIVE)
    place = Q(organization=OuterRef("owner__organization"))
    member = Q(organization__memberships__user__person=OuterRef("owner"))
    stays = Q(owner__organization__isnull=True) | Q(owner__organization=F("project__organization"))
    stays |= Q(Exists(active.filter(place | member)))
    stays |= Q(Exists(ProjectRole.objects.filter(project=OuterRef("project"), user__person=OuterRef("owner"))))
    return Q(owner=person_id) & stays


def risks_late(project: Project, today: date) -> int:
    """How many risks of the project should have been looked at again by today."""
    rows = Risk.objects.filter(project=project, review_on__lt=today)
    return rows.exclude(state=Risk.State.CLOSED).count()
