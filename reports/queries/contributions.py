"""Joint reports and the parts members give to them: who is asked, how each stands, what may be picked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max, Prefetch, Q, QuerySet
from simple_history.utils import get_history_manager_for_model

from network.models import Organization, User
from plans.models import CompletionMark
from plans.progress import MarkState
from projects.asks import Errand, ErrandKind
from projects.models import Participation, Project, ProjectFile
from reports.models import Contribution, ReportDue

GIVEN = frozenset({Contribution.State.SUBMITTED, Contribution.State.ACCEPTED})
WRITABLE = frozenset({Contribution.State.DRAFT, Contribution.State.RETURNED})
LAST_PARTS: Final = 5
ASKED: Final = Prefetch("organizations", Organization.objects.select_related("municipality"))
SIGNS = {
    Contribution.State.DRAFT: "plan",
    Contribution.State.SUBMITTED: "active",
    Contribution.State.RETURNED: "soon",
    Contribution.State.ACCEPTED: "done",
    Contribution.State.ABSENT: "cancelled",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation's part in one report; `contribution` is empty until something is saved."""

    due: ReportDue
    organization: Organization
    contribution: Contribution | None
    today: date

    @property
    def is_given(self) -> bool:
        """Nothing more is waited for."""
        state = self.contribution.state if self.contribution else ""
        return state in GIVEN or state == Contribution.State.ABSENT

    @property
    def is_writable(self) -> bool:
        """The organisation may write now."""
        is_open = self.due.state == ReportDue.State.OPEN
        return is_open and (self.contribution is None or self.contribution.state in WRITABLE)

    @property
    def late_days(self) -> int:
        """Days since the part was due, 0 for one that is given or not due yet."""
        return 0 if self.is_given else max((self.today - self.due.due_on).days, 0)

    @property
    def sign(self) -> str:
        """State whose shape and colour the part bears."""
        if self.late_days and not (self.contribution and self.contribution.state == Contribution.State.RETURNED):
            return "late"
        return SIGNS[Contribution.State(self.contribution.state)] if self.contribution else "none"

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.contribution is None:
            return "просрочено" if self.late_days else "ещё не начато"
        if self.late_days and self.contribution.state == Contribution.State.DRAFT:
            return "просрочено, есть черновик"
        words = self.contribution.get_state_display()
        return "не представлены" if self.contribution.state == Contribution.State.ABSENT else str(words)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An organisation with its part in each report, `None` where it is not asked."""

    organization: Organization
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class DueColumn:
    """A report with the parts of those asked, by name of the organisation."""

    due: ReportDue
    places: tuple[Place, ...]

    @property
    def asked(self) -> int:
        """How many are asked."""
        return len(self.places)

    @property
    def given(self) -> int:
        """How many have answered."""
        return sum(bool(each.contribution and each.contribution.state in GIVEN) for each in self.places)

    @property
    def late_days(self) -> int:
        """Days since the report was due, 0 where nothing is missing."""
        return max((each.late_days for each in self.places), default=0)

    @property
    def is_open(self) -> bool:
        """Answers are taken."""
        return self.due.state == ReportDue.State.OPEN


@dataclass(frozen=True, slots=True)
class DueMatrix:
    """Reports × organisations."""

    columns: tuple[DueColumn, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A step of a part: what it became, when, by whom; `reason` of a return."""

    state: str
    word: str
    made_at: datetime
    author: User | None
    reason: str

    @property
    def sign(self) -> str:
        """State whose shape and colour the step bears."""
        return SIGNS[Contribution.State(self.state)]


def dues_of(dues: QuerySet[ReportDue], project: Project) -> list[ReportDue]:
    """Reports of a project by day, with those asked; two queries."""
    found = dues.filter(project=project).select_related("project", "author__person")
    return list(found.prefetch_related(ASKED).order_by("due_on", "pk"))


def due_of_day(project: Project, day: date) -> ReportDue | None:
    """The report that was due last by the day, else the one that is due next."""
    dues = ReportDue.objects.filter(project=project)
    return dues.filter(due_on__lte=day).order_by("-due_on", "-pk").first() or dues.order_by("due_on", "pk").first()


def next_start(project: Project, today: date) -> date:
    """The day a new report's period usually begins: after that of the last one due by now, else with the project."""
    last = (
        ReportDue.objects.filter(project=project, due_on__lt=today, ends_on__lt=today)
        .order_by("-ends_on")
        .values_list("ends_on", flat=True)
        .first()
    )
    return last + timedelta(days=1) if last else project.starts_on


def due_matrix(dues: Sequence[ReportDue], today: date, only: Iterable[int] | None = None) -> DueMatrix:
    """How each asked organisation stands in each report, `only` those of the ids given; two queries.

    `dues` belong to one project and bring those asked with them (`dues_of`). Of a closed report those are asked that
    were when it was closed.
    """
    parts = contributions_of(dues)
    members = _participations(dues)
    wanted = None if only is None else frozenset(only)
    asked = [
        {each.pk: each for each in _asked(due, members, parts) if wanted is None or each.pk in wanted} for due in dues
    ]
    everybody = {pk: each for found in asked for pk, each in found.items()}
    rows = tuple(
        MatrixRow(
            organization,
            tuple(
                Place(due, organization, parts.get((due.pk, pk)), today) if pk in found else None
                for due, found in zip(dues, asked, strict=True)
            ),
        )
        for pk, organization in sorted(everybody.items(), key=lambda pair: (str(pair[1]), pair[0]))
    )
    return DueMatrix(tuple(_column(due, number, rows) for number, due in enumerate(dues)), rows)


def places_of(due: ReportDue, today: date) -> list[Place]:
    """Parts of one report by name of the organisation."""
    return [place for row in due_matrix([due], today).rows for place in row.places if place is not None]


def place_of(due: ReportDue, organization_id: int, today: date) -> Place | None:
    """The part of an organisation, `None` where it is not asked."""
    return next((place for place in places_of(due, today) if place.organization.pk == organization_id), None)


def contributions_of(dues: Iterable[ReportDue]) -> Mapping[tuple[int, int], Contribution]:
    """Parts that something was saved of, by report and organisation; one query."""
    rows = Contribution.objects.filter(due__in=list(dues)).select_related(
        "organization__municipality", "author__person"
    )
    return {(row.due_id, row.organization_id): row for row in rows}


def contribution_errands(organizations: Iterable[Organization], projects: QuerySet[Project]) -> list[Errand]:
    """Parts that reports of the projects wait for from the organisations; three queries."""
    ids = {organization.pk for organization in organizations}
    dues = list(
        ReportDue.objects.filter(project__in=projects, state=ReportDue.State.OPEN)
        .exclude(project__state=Project.State.ARCHIVED)
        .select_related("project")
        .prefetch_related(ASKED)
        .order_by("due_on", "pk")
    )
    if not ids or not dues:
        return []
    parts = contributions_of(dues)
    members = _participations(dues)
    places = (
        Place(due, organization, parts.get((due.pk, organization.pk)), due.due_on)
        for due in dues
        for organization in _asked(due, members, parts)
        if organization.pk in ids
    )
    return [_errand(place) for place in places if place.is_writable]


def recent_places(organization: Organization, projects: QuerySet[Project], today: date) -> list[Place]:
    """The last parts that the organisation gave something to, newest first; one query."""
    rows = Contribution.objects.filter(organization=organization, due__project__in=projects)
    related = ("due__project", "organization__municipality", "author__person")
    found = rows.select_related(*related).order_by("-due__due_on", "-pk")[:LAST_PARTS]
    return [Place(part.due, organization, part, today) for part in found]


def marks_to_pick(due: ReportDue, organization: Organization) -> QuerySet[CompletionMark]:
    """Marks of the organisation in the period of the report, those that count, in the order of the plans.

    A mark without a day of fact belongs to the day it was written.
    """
    own = CompletionMark.objects.filter(
        organization=organization,
        occurrence__item__plan__project=due.project,
        occurrence__item__removed_at__isnull=True,
    )
    latest = own.values("occurrence").annotate(last=Max("pk")).values("last")
    period = (due.starts_on, due.ends_on)
    within = Q(fact_on__range=period) | Q(fact_on__isnull=True, created_at__date__range=period)
    marks = CompletionMark.objects.filter(within, pk__in=latest).exclude(state=MarkState.NONE)
    return marks.select_related("occurrence__item__plan").order_by("occurrence__item__plan", "occurrence__item__order")


def picked_marks(contribution: Contribution) -> list[CompletionMark]:
    """Marks the organisation picked, in the order of the plans."""
    marks = contribution.marks.select_related("occurrence__item__plan").prefetch_related("evidence")
    return list(marks.order_by("occurrence__item__plan", "occurrence__item__order"))


def files_of(part: Contribution | None) -> list[ProjectFile]:
    """Files of a part in the order they were given."""
    return list(part.files.order_by("pk")) if part is not None else []


def contribution_log(contribution: Contribution) -> list[LogLine]:
    """Steps of a part, oldest first; saving the same draft again is no step."""
    trail = get_history_manager_for_model(Contribution).filter(id=contribution.pk)
    found: list[LogLine] = []
    for row in trail.select_related("history_user__person").order_by("history_id"):
        if not found or found[-1].state != row.state:
            word = str(Contribution.State(row.state).label)
            reason = row.return_reason if row.state == Contribution.State.RETURNED else ""
            found.append(LogLine(row.state, word, row.history_date, row.history_user, reason))
    return found


def participants_of(project: Project) -> list[Organization]:
    """Organisations that take part now, by name."""
    active = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    found = Organization.objects.filter(pk__in=active.values("organization"))
    return list(found.select_related("municipality").order_by("short_name", "pk"))


def asked_now(due: ReportDue) -> list[Organization]:
    """Who may be asked for the report: who takes part now, who is named, who has given something; by name."""
    given = Contribution.objects.filter(due=due).values("organization")
    others = Organization.objects.filter(Q(pk__in=given) | Q(report_dues=due)).distinct()
    found = {each.pk: each for each in (*participants_of(due.project), *others)}
    return sorted(found.values(), key=lambda each: (str(each), each.pk))


Members = Mapping[int, Sequence[Participation]]
Parts = Mapping[tuple[int, int], Contribution]


def _participations(dues: Sequence[ReportDue]) -> Members:
    found: dict[int, list[Participation]] = defaultdict(list)
    rows = Participation.objects.filter(
        project__in={due.project_id for due in dues}, status=Participation.Status.ACTIVE
    )
    for row in rows.select_related("organization__municipality").order_by("organization__short_name", "pk"):
        found[row.project_id].append(row)
    return found


def _asked(due: ReportDue, members: Members, parts: Parts) -> list[Organization]:
    """Those named; else who takes part on the day; always those who have given something."""
    given = [part.organization for (due_id, _), part in parts.items() if due_id == due.pk]
    if due.state == ReportDue.State.CLOSED:
        return given
    named = list(due.organizations.all())
    found = named or [row.organization for row in members.get(due.project_id, ()) if _takes_part(row, due)]
    return list({each.pk: each for each in (*found, *given)}.values())


def _takes_part(row: Participation, due: ReportDue) -> bool:
    begun = row.starts_on is None or row.starts_on <= due.due_on
    return begun and (row.ends_on is None or row.ends_on >= due.starts_on)


def _column(due: ReportDue, number: int, rows: Sequence[MatrixRow]) -> DueColumn:
    return DueColumn(due, tuple(place for row in rows if (place := row.places[number]) is not None))


def _errand(place: Place) -> Errand:
    is_returned = place.contribution is not None and place.contribution.state == Contribution.State.RETURNED
    begun = "Исправить" if is_returned else "Продолжить"
    due = place.due
    why = "возвращены с замечанием" if is_returned else "сведения для совместного отчёта"
    return Errand(
        kind=ErrandKind.CONTRIBUTION,
        title=f"{due.title}: ваша часть",
        source=f"{due.project.short_title} · {why}",
        due_on=due.due_on,
        url_name="reports:contribution_edit",
        url_pk=due.pk,
        button=begun if place.contribution else "Заполнить",
        more=(place.organization.pk,),
    )
