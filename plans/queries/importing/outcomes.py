"""A matrix, criteria or participants on their way in, compared with what the project has."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from network.models import Organization, OrganizationAlias
from plans.importing.draft import DraftPlan, PlanKind
from plans.importing.outcomes import (
    CriterionDraft,
    IndicatorDraft,
    MatrixDraft,
    ParticipantDraft,
    PointDraft,
    StageDraft,
    criteria_of,
    matrix_of,
    participants_of,
)
from portal.text.clean import one_line
from portal.text.names import comparison_key, near_keys
from projects.models import Criterion, Direction, Indicator, MatrixEntry, Participation, PlannedResult, Project, Stage

NEW = "new"  # what a person says of an organisation that is none of those proposed
MOST_SPELLINGS, MOST_NEAR = 20_000, 5


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A stage or a direction: `code` in the form, the name it gets, the row of the project that has it."""

    code: str
    title: str
    printed: str
    period_text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    known: Stage | Direction | None = None


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """An organisation of a list: the one it is, or those it may be where only a person can tell, by its `code`."""

    code: str
    name: str
    municipality: str
    known: Organization | None
    candidates: tuple[Organization, ...]
    is_participant: bool
    short_name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """A criterion of the table, the one the project has of that name, indicators that are new to it."""

    draft: CriterionDraft
    known: Criterion | None
    indicators: tuple[IndicatorDraft, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table would bring to the project; `entries` and `results` are new ones only, `same` counts the rest."""

    kind: PlanKind
    stages: tuple[NamedPart, ...] = ()
    directions: tuple[NamedPart, ...] = ()
    entries: tuple[PointDraft, ...] = ()
    results: tuple[PointDraft, ...] = ()
    criteria: tuple[NewCriterion, ...] = ()
    organizations: tuple[NamedOrganization, ...] = ()
    same: int = 0

    @property
    def new_organizations(self) -> tuple[NamedOrganization, ...]:
        """Those that do not take part yet."""
        return tuple(each for each in self.organizations if not each.is_participant)

    @property
    def new_criteria(self) -> tuple[NewCriterion, ...]:
        """Criteria the project lacks, or lacks indicators of."""
        return tuple(each for each in self.criteria if each.known is None or each.indicators)

    @property
    def doubtful(self) -> tuple[NamedOrganization, ...]:
        """Organisations that may be one of several: a person has to say."""
        return tuple(each for each in self.organizations if each.known is None and each.candidates)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What is new, in words: «работы этапов», 61."""
        found = [
            ("этапы", sum(part.known is None for part in self.stages)),
            ("направления", sum(part.known is None for part in self.directions)),
            ("работы этапов", len(self.entries)),
            ("планируемые результаты", len(self.results)),
            ("критерии", sum(each.known is None for each in self.criteria)),
            ("показатели", sum(len(each.indicators) for each in self.criteria)),
            ("участники", len(self.new_organizations)),
        ]
        return [(name, count) for name, count in found if count]

    @property
    def words(self) -> str:
        """What came of it, for the message after saving."""
        if not self.counts:
            return "Всё это в проекте уже есть: ничего не добавлено."
        return "Добавлено: " + ", ".join(f"{name} — {count}" for name, count in self.counts) + "."


def outcome_of(project: Project, draft: DraftPlan, names: Mapping[str, str]) -> Outcome:
    """What the table would bring; `names`: what a person said of its parts, by their codes."""
    if draft.kind is PlanKind.MATRIX:
        return _matrix(project, matrix_of(draft), names)
    if draft.kind is PlanKind.CRITERIA:
        return _criteria(project, criteria_of(draft))
    return participants_outcome(project, participants_of(draft), names)


def _matrix(project: Project, matrix: MatrixDraft, names: Mapping[str, str]) -> Outcome:
    stages = _parts("stage", matrix.stages, {key_of(row): row for row in project.stages.all()}, names)
    directions = _parts(
        "direction",
        tuple(StageDraft(text, text) for text in matrix.directions),
        {key_of(row): row for row in project.directions.all()},
        names,
    )
    there = {
        (entry.stage_id, entry.direction_id, comparison_key(entry.text))
        for entry in MatrixEntry.objects.filter(project=project)
    }
    reached = {
        (result.stage_id, comparison_key(result.text)) for result in PlannedResult.objects.filter(project=project)
    }
    entries = tuple(
        point
        for point in matrix.entries
        if (_pk(stages[point.stage]), _pk(directions[point.direction or 0]), comparison_key(point.text)) not in there
    )
    results = tuple(
        point for point in matrix.results if (_pk(stages[point.stage]), comparison_key(point.text)) not in reached
    )
    same = len(matrix.entries) + len(matrix.results) - len(entries) - len(results)
    return Outcome(PlanKind.MATRIX, stages, directions, entries, results, same=same)


def key_of(row: Stage | Direction) -> str:
    """Two names that are equal but for marks and letter case are one."""
    return comparison_key(row.title)


def _pk(part: NamedPart) -> int | None:
    return part.known.pk if part.known else None


def _parts(
    kind: str, drafts: tuple[StageDraft, ...], known: Mapping[str, Stage | Direction], names: Mapping[str, str]
) -> tuple[NamedPart, ...]:
    found = []
    for place, draft in enumerate(drafts):
        code = f"{kind}-{place}"
        title = one_line(names.get(code, "")) or " ".join(draft.title.split())
        row = known.get(comparison_key(title)) or known.get(comparison_key(draft.text))
        start, end = day_of(draft.start), day_of(draft.end, is_end=True)
        found.append(NamedPart(code, title[:500], draft.text, draft.period_text, start, end, row))
    return tuple(found)


def day_of(text: str | None, *, is_end: bool = False) -> date | None:
    """First (or last) day of «2022», «2022-05», «2022-05-31»; None for nothing."""
    if not text:
        return None
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12 if is_end else 1
    day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1] if is_end else 1  # noqa: PLR2004
    return date(year, month, day)


def _criteria(project: Project, drafts: tuple[CriterionDraft, ...]) -> Outcome:
    known = {comparison_key(row.title): row for row in Criterion.objects.filter(project=project)}
    measured = {
        (indicator.criterion_id, comparison_key(indicator.title))
        for indicator in Indicator.objects.filter(criterion__project=project)
    }
    found, same = [], 0
    for draft in drafts:
        row = known.get(comparison_key(draft.title))
        new = tuple(
            each for each in draft.indicators if row is None or (row.pk, comparison_key(each.title)) not in measured
        )
        same += len(draft.indicators) - len(new)
        found.append(NewCriterion(draft, row, new))
    return Outcome(PlanKind.CRITERIA, criteria=tuple(found), same=same)


def participants_outcome(project: Project, people: Sequence[ParticipantDraft], names: Mapping[str, str]) -> Outcome:
    """What a list of organisations would bring; `names`: what a person said of them, by their codes."""
    keys = {comparison_key(each.organization) for each in people}
    every = set(OrganizationAlias.objects.values_list("key", flat=True)[:MOST_SPELLINGS])
    near = {key: near_keys(key, every)[:MOST_NEAR] for key in keys - every}
    wanted = keys.union(*near.values())
    by_key: dict[str, dict[int, Organization]] = {}
    for alias in OrganizationAlias.objects.filter(key__in=wanted).select_related("organization__municipality"):
        by_key.setdefault(alias.key, {})[alias.organization_id] = alias.organization
    inside = set(
        Participation.objects.filter(project=project, status=Participation.Status.ACTIVE).values_list(
            "organization", flat=True
        )
    ) | {project.organization_id}
    found = []
    for place, each in enumerate(people):
        key, code = comparison_key(each.organization), f"organization-{place}"
        same = tuple(by_key.get(key, {}).values())
        alike = {pk: row for other in near.get(key, ()) for pk, row in by_key.get(other, {}).items()}
        known, candidates = _chosen(each, same, tuple(alike.values()), names.get(code, ""))
        is_inside = known is not None and known.pk in inside
        said = (each.organization, each.municipality)
        found.append(NamedOrganization(code, *said, known, candidates, is_inside, each.short_name, each.role))
    return Outcome(PlanKind.PARTICIPANTS, organizations=tuple(found), same=sum(each.is_participant for each in found))


def _chosen(
    each: ParticipantDraft, same: tuple[Organization, ...], alike: tuple[Organization, ...], said: str
) -> tuple[Organization | None, tuple[Organization, ...]]:
    """The organisation it is, else those a person has to choose from; what she said comes first."""
    candidates = same or alike
    if said == NEW:
        return None, ()
    chosen = next((row for row in candidates if str(row.pk) == said), None)
    there = [row for row in same if row.municipality and _is_same(row.municipality.name, each.municipality)]
    only = same[0] if len(same) == 1 and not _is_elsewhere(same[0], each.municipality) else None
    known = chosen or only or (there[0] if len(there) == 1 else None)
    return known, () if known else candidates


def _is_elsewhere(row: Organization, municipality: str) -> bool:
    """True if the list puts the name in another municipality: «Методический центр» is a name of many."""
    if row.municipality is None or not municipality:
        return False
    one, other = comparison_key(row.municipality.name), comparison_key(municipality)
    return not (one.startswith(other) or other.startswith(one))


def _is_same(one: str, other: str) -> bool:
    return bool(other) and comparison_key(one) == comparison_key(other)
