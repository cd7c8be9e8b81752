"""Papers of participation as they stand on a day: the register, what is missing, what ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from network.models import Organization
from projects.asks import Errand, ErrandKind
from projects.models import Agreement, AgreementKind, Participation, Project

State = Agreement.State
# A paper in one of these states is what the project asked for; it may still be about to begin.
VALID: Final = frozenset({State.IN_FORCE, State.ENDS_SOON, State.AHEAD})
OVER: Final = frozenset({State.EXPIRED, State.TERMINATED})
SIGNS: Final = {
    State.UNSIGNED: "none",
    State.HALF_SIGNED: "active",
    State.AHEAD: "plan",
    State.IN_FORCE: "done",
    State.ENDS_SOON: "soon",
    State.EXPIRED: "late",
    State.TERMINATED: "cancelled",
}
# The nearer to being valid, the earlier: of several papers of one kind the first one counts.
_RANK: Final = (
    State.IN_FORCE,
    State.ENDS_SOON,
    State.AHEAD,
    State.HALF_SIGNED,
    State.UNSIGNED,
    State.EXPIRED,
    State.TERMINATED,
)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A paper and its state on a day."""

    agreement: Agreement
    state: Agreement.State
    days_left: int | None

    @property
    def sign(self) -> str:
        """The sign of the state among those of the portal."""
        return SIGNS[self.state]

    @property
    def word(self) -> str:
        """The word of the state, as a heading begins."""
        return str(self.state.label).capitalize()

    @property
    def is_valid(self) -> bool:
        """The paper holds, or will when its time comes."""
        return self.state in VALID


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A paper that a participant owes: none of the kind is valid. `paper` is the nearest to it, if there is any."""

    project: Project
    organization: Organization
    kind: AgreementKind
    paper: AgreementRow | None

    @property
    def is_handed_in(self) -> bool:
        """The participant has given a scan that the coordinator has not looked at."""
        return self.paper is not None and self.is_open and self.paper.agreement.scan_id is not None

    @property
    def is_open(self) -> bool:
        """A paper is there that may still become valid."""
        return self.paper is not None and self.paper.state not in OVER

    @property
    def word(self) -> str:
        """How it stands."""
        if self.paper is None:
            return "Нет"
        return "Скан получен, проверьте даты" if self.is_handed_in else self.paper.word

    @property
    def sign(self) -> str:
        """The sign of how it stands."""
        if self.paper is None:
            return "none"
        return "active" if self.is_handed_in else self.paper.sign


def required_kinds(project: Project) -> list[AgreementKind]:
    """Kinds of papers that every participant owes, in the order of the choices."""
    return [kind for kind in AgreementKind if kind.value in project.required_documents]


def row_of(agreement: Agreement, today: date) -> AgreementRow:
    """A paper as it stands on the day."""
    left = (agreement.ends_on - today).days if agreement.ends_on else None
    return AgreementRow(agreement, agreement.state_on(today), left)


def agreement_rows(agreements: QuerySet[Agreement], today: date) -> list[AgreementRow]:
    """Papers with their organisation and scan, by organisation; one query."""
    found = agreements.select_related("organization", "organization__municipality", "scan")
    ordered = found.order_by("organization__short_name", "organization", "kind", "-starts_on", "-pk")
    return [row_of(agreement, today) for agreement in ordered]


def agreements_in(project: Project, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those of the papers that are of the project."""
    return agreements.filter(project=project)


def participants_in(project: Project, agreement: Agreement) -> list[tuple[int, str]]:
    """Organisations a paper may be of, by name: who takes part or is invited, and whose paper it is already."""
    parts = Participation.objects.filter(project=project).exclude(status=Participation.Status.ENDED)
    wanted = Q(pk__in=parts.values("organization")) | Q(pk=agreement.organization_id)
    found = Organization.objects.filter(wanted).order_by("short_name", "pk")
    return list(found.values_list("pk", "short_name"))


def missing_documents(
    project: Project, today: date, organizations: Collection[Organization] | None = None
) -> list[MissingDocument]:
    """Papers that active participants (all, or those given) owe on the day, by organisation; two queries."""
    if not required_kinds(project):
        return []
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    if organizations is not None:
        parts = parts.filter(organization__in=organizations)
    ordered = parts.select_related("organization").order_by("organization__short_name", "organization")
    return _missing([(project, part.organization) for part in ordered], today)


def documents_asked_of(organizations: Iterable[Organization], today: date) -> list[Errand]:
    """Papers the organisations owe to the projects they take part in, nothing that waits for a coordinator."""
    parts = Participation.objects.filter(
        organization__in=list(organizations),
        status=Participation.Status.ACTIVE,
        project__state=Project.State.ACTIVE,
    )
    pairs = [
        (part.project, part.organization)
        for part in parts.select_related("project", "organization").order_by("project", "organization")
    ]
    return [_errand(each) for each in _missing(pairs, today) if not each.is_handed_in]


def ending_documents(project: Project, today: date, within: timedelta = timedelta(days=30)) -> list[AgreementRow]:
    """Papers in force that end within the time and have no successor, the soonest first; one query."""
    rows = agreement_rows(Agreement.objects.filter(project=project), today)
    lasting = {_place(row.agreement): row.agreement.ends_on for row in _latest_last(rows) if row.is_valid}
    ending = [
        row
        for row in rows
        if row.is_valid
        and row.agreement.ends_on is not None
        and row.agreement.ends_on - today <= within
        and lasting[_place(row.agreement)] == row.agreement.ends_on
    ]
    return sorted(ending, key=lambda row: (row.agreement.ends_on or date.max, row.agreement.pk))


def states_of(project: Project, today: date) -> dict[int, AgreementRow]:
    """By organisation the paper that speaks for its participation: of contracts and agreements the nearest to valid."""
    kinds = (AgreementKind.CONTRACT, AgreementKind.MEMORANDUM)
    rows = agreement_rows(Agreement.objects.filter(project=project, kind__in=kinds), today)
    found: dict[int, list[AgreementRow]] = defaultdict(list)
    for row in rows:
        found[row.agreement.organization_id].append(row)
    return {pk: _nearest(papers) for pk, papers in found.items()}


def _missing(pairs: Sequence[tuple[Project, Organization]], today: date) -> list[MissingDocument]:
    papers: dict[tuple[int, int, str], list[AgreementRow]] = defaultdict(list)
    wanted = Agreement.objects.filter(
        project__in={project.pk for project, _ in pairs}, organization__in={each.pk for _, each in pairs}
    )
    for agreement in wanted.order_by("pk"):
        papers[_place(agreement)].append(row_of(agreement, today))
    found = []
    for project, organization in pairs:
        for kind in required_kinds(project):
            there = papers.get((project.pk, organization.pk, kind.value), [])
            if not any(row.is_valid for row in there):
                found.append(MissingDocument(project, organization, kind, _nearest(there) if there else None))
    return found


def _errand(missing: MissingDocument) -> Errand:
    paper = missing.paper
    is_there = missing.is_open
    return Errand(
        kind=ErrandKind.DOCUMENT,
        title=f"{str(missing.kind.label).capitalize()}: нужен скан",
        source=f"{missing.project.short_title} · {missing.organization.short_name}",
        due_on=None,
        url_name="projects:agreement_scan" if is_there else "projects:agreement_hand_in",
        url_pk=paper.agreement.pk if paper and is_there else missing.project.slug,
        button="Приложить",
        query="" if is_there else f"kind={missing.kind.value}&organization={missing.organization.pk}",
    )


def _place(agreement: Agreement) -> tuple[int, int, str]:
    return (agreement.project_id, agreement.organization_id, str(agreement.kind))


def _latest_last(rows: Iterable[AgreementRow]) -> list[AgreementRow]:
    """By the last day; those without one outlast all others."""
    return sorted(rows, key=lambda row: row.agreement.ends_on or date.max)


def _nearest(rows: Iterable[AgreementRow]) -> AgreementRow:
    """The paper nearest to being valid, of equals the one that lasts longer."""
    return min(rows, key=lambda row: (_RANK.index(row.state), -(row.agreement.ends_on or date.max).toordinal()))
