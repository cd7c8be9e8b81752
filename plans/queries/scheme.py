"""The network of a project in a period: who takes part, by what paper, what was done together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

from django.utils import timezone

from network.models import Organization
from plans.models import Event, EventRegistration
from plans.queries.participants import last_marks
from portal.text.russian import date_short
from projects.charts import Figure, Link, Node, Tie, key_of, scheme_figures
from projects.charts import Participant as Drawn
from projects.models import Agreement, AgreementKind, Participation, Project

Period = tuple[date, date]
State = Agreement.State
TIES = {
    State.IN_FORCE: Tie.SIGNED,
    State.ENDS_SOON: Tie.SOON,
    State.AHEAD: Tie.SIGNED,
    State.HALF_SIGNED: Tie.SIGNING,
    State.UNSIGNED: Tie.SIGNING,
    State.EXPIRED: Tie.EXPIRED,
    State.TERMINATED: Tie.EXPIRED,
}
"""How each state of a paper is drawn; the first here is the one that is told where an organisation has several."""
MAIN_KINDS = (AgreementKind.CONTRACT, AgreementKind.MEMORANDUM)
NO_PAPER = "договора нет"
TIE_WORDS = {
    Tie.SIGNED: "договор подписан",
    Tie.SIGNING: "на подписании",
    Tie.SOON: "скоро закончится",
    Tie.EXPIRED: "истёк или расторгнут",
    Tie.NONE: NO_PAPER,
    Tie.MEMBER: "участвует",
}
FIRST_SCHOOL_MONTH = 9


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A participant; `agreement` and `last_mark` are empty where they are not for the reader (`is_open` is false)."""

    organization: Organization
    role: str
    standing: str
    tie: Tie
    agreement: str
    note: str
    events: int
    last_mark: date | None
    is_open: bool

    @property
    def municipality(self) -> str:
        """Its municipality, empty without one."""
        return self.organization.municipality.name if self.organization.municipality else ""

    @property
    def word(self) -> str:
        """The word of its tie."""
        return TIE_WORDS[self.tie]

    @property
    def sign(self) -> Node:
        """The sign of its tie, as in the legend."""
        return key_of(self.tie)


@dataclass(frozen=True)
class Scheme:
    """The network as it was in a period; papers as they stood on `day`, its last one or today."""

    project: Project
    starts_on: date
    ends_on: date
    day: date
    rows: tuple[SchemeRow, ...]
    links: tuple[Link, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its pictures."""
        drawn = [
            Drawn(
                row.organization.pk,
                row.organization.short_name,
                row.municipality,
                row.tie,
                ", ".join(part for part in (row.standing, row.note) if part),
                row.events,
            )
            for row in self.rows
        ]
        return scheme_figures(self.project.organization.short_name, drawn, self.links)

    @property
    def legend(self) -> list[tuple[Node, str, int]]:
        """Signs that are met, with their words and how many participants have them."""
        counted = Counter(row.tie for row in self.rows)
        return [(key_of(tie), TIE_WORDS[tie], counted[tie]) for tie in Tie if counted[tie]]

    @property
    def untold(self) -> int:
        """Pairs that did things together and have no arc."""
        return self.figures[0].untold

    @property
    def has_arcs(self) -> bool:
        """Joint events are drawn as arcs."""
        return bool(self.figures[0].arcs)


def school_year_of(project: Project, today: date) -> Period:
    """The school year of the day, kept inside the project: before its start the first one, after its end the last."""
    day = min(max(today, project.starts_on), project.ends_on)
    start = day.year if day.month >= FIRST_SCHOOL_MONTH else day.year - 1
    return date(start, FIRST_SCHOOL_MONTH, 1), date(start + 1, FIRST_SCHOOL_MONTH - 1, 31)


def scheme_of(project: Project, period: Period, today: date, open_to: Collection[int] | None = None) -> Scheme:
    """The network in a period, both days inclusive; `open_to`: organisations whose papers and marks are told, None all.

    Joint events are those that were held; an organisation was there that ran it or somebody of which came, or was
    registered where nobody said who came. Five queries.
    """
    start, end = period
    day = min(today, end)
    parts = _participations(project, start, end)
    papers: dict[int, list[Agreement]] = defaultdict(list)
    for paper in Agreement.objects.filter(project=project, organization__in=list(parts)):
        papers[paper.organization_id].append(paper)
    together = _together(project, start, end)
    counted = Counter(pk for found in together for pk in found)
    marked = last_marks(project, until=day)
    rows = [
        _row(part, papers[pk], day, counted[pk], marked.get(pk), is_open=open_to is None or pk in open_to)
        for pk, part in parts.items()
    ]
    pairs = Counter(pair for found in together for pair in combinations(sorted(found & parts.keys()), 2))
    links = tuple(Link(*pair, count) for pair, count in sorted(pairs.items()))
    return Scheme(project, start, end, day, tuple(sorted(rows, key=_place)), links)


def _participations(project: Project, start: date, end: date) -> dict[int, Participation]:
    """Who took part in the period, an organisation once: as it stands now before what it was."""
    status = Participation.Status
    found: dict[int, Participation] = {}
    rows = Participation.objects.filter(project=project).select_related("organization__municipality")
    for part in sorted(rows, key=lambda row: (list(status).index(status(row.status)), -row.pk)):
        left = part.ends_on or (date.max if part.status != status.ENDED else date.min)
        if (part.starts_on or date.min) <= end and left >= start:
            found.setdefault(part.organization_id, part)
    return found


def _row(
    part: Participation, papers: Iterable[Agreement], day: date, events: int, last_mark: date | None, *, is_open: bool
) -> SchemeRow:
    paper = _telling(papers, day)
    state = paper.state_on(day) if paper else None
    note = _note(paper, state) if paper and state else NO_PAPER
    tie = (TIES[state] if state else Tie.NONE) if is_open else Tie.MEMBER
    status = Participation.Status(part.status)
    return SchemeRow(
        organization=part.organization,
        role=part.role,
        standing="" if status == Participation.Status.ACTIVE else status.label,
        tie=tie,
        agreement=f"{paper}: {note or _in_force(paper)}" if is_open and paper else "",
        note=note if is_open else "",
        events=events,
        last_mark=last_mark if is_open else None,
        is_open=is_open,
    )


def _telling(papers: Iterable[Agreement], day: date) -> Agreement | None:
    """The paper that tells how the organisation is tied: a contract before others, then the one that stands best."""
    known = list(papers)
    main = [paper for paper in known if paper.kind in MAIN_KINDS] or known
    best = list(TIES)
    return min(main, key=lambda paper: (best.index(paper.state_on(day)), -paper.pk), default=None)


def _note(paper: Agreement, state: Agreement.State) -> str:
    """What is to be known of a paper, with its day; nothing of one that is in force."""
    days = {
        State.ENDS_SOON: ("до", paper.ends_on),
        State.AHEAD: ("вступит в силу", paper.starts_on),
        State.EXPIRED: ("срок истёк", paper.ends_on),
        State.TERMINATED: ("расторгнут", paper.terminated_on),
    }
    words, day = days.get(state, ("" if state == State.IN_FORCE else state.label, None))
    return f"{words} {date_short(day)}" if day else words


def _in_force(paper: Agreement) -> str:
    return f"действует до {date_short(paper.ends_on)}" if paper.ends_on else "действует"


def _together(project: Project, start: date, end: date) -> list[set[int]]:
    """Organisations of every joint event that was held in the period."""
    zone = ZoneInfo(project.time_zone) if project.time_zone else timezone.get_current_timezone()
    first, after = (datetime.combine(day, time(), zone) for day in (start, end + timedelta(days=1)))
    events = Event.objects.filter(project=project, is_joint=True, state=Event.State.HELD)
    found: dict[int, set[int]] = {}
    for pk, organizer in events.filter(starts_at__gte=first, starts_at__lt=after).values_list("pk", "organizer"):
        found[pk] = {organizer} if organizer else set()
    came: dict[int, list[tuple[int, bool | None]]] = defaultdict(list)
    for event, organization, attended in EventRegistration.objects.filter(event__in=found).values_list(
        "event", "organization", "attended"
    ):
        came[event].append((organization, attended))
    for event, people in came.items():
        is_said = any(attended is not None for _, attended in people)
        found[event] |= {organization for organization, attended in people if attended or not is_said}
    return list(found.values())


def _place(row: SchemeRow) -> tuple[bool, str, str, int]:
    name = row.organization.short_name.casefold()
    return not row.municipality, row.municipality.casefold(), name, row.organization.pk
