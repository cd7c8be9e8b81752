"""A matrix, criteria or participants saved in the project they belong to, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from simple_history.utils import get_history_manager_for_model

from network.models import Municipality, Organization, OrganizationAlias, User
from network.queries.merging import is_named
from network.services.directory import create_municipality, create_organization
from network.services.history import delete_signed, save_signed
from plans.importing.draft import DraftPlan, PlanKind
from plans.models import CompletionMark, PlanImport, PlanItem, Section
from plans.queries.importing.outcomes import NamedOrganization, NamedPart, Outcome, outcome_of
from portal.text.names import comparison_key
from projects.models import (
    Criterion,
    Direction,
    Indicator,
    MatrixEntry,
    NormativeAct,
    Participation,
    PassportSection,
    PlannedResult,
    Project,
    Stage,
)
from projects.services import add_participant
from projects.services.network_groups import leave_network_groups
from projects.services.outcomes import (
    NewEntry,
    NewIndicator,
    NewResult,
    add_criterion,
    add_entries,
    add_indicators,
    add_results,
)

KIND = "outcome"
UNDONE = "Загрузка отменена: в проекте всё как до неё."
USED = "Отменить загрузку уже нельзя: к её этапам, направлениям или работам относятся пункты планов."
CHANGED = "Отменить загрузку уже нельзя: после неё у планируемых результатов изменили состояние."
GROWN = "Отменить загрузку уже нельзя: после неё в её этапы, направления или критерии добавили ещё строки."
EDITED = "Отменить загрузку уже нельзя: после неё её строки исправляли."
TICKED = "Отменить загрузку уже нельзя: организации из неё уже отмечали пункты планов."
AMBIGUOUS = "Скажите, какая это организация: {names}. Похожие есть в справочнике: выберите одну из них или «новая»."
SHORT = 200
# In the order in which rows may be deleted: parts before what they stand in.
MODELS: Mapping[str, type[Model]] = {
    model.__name__: model
    for model in (
        *(Indicator, Criterion, PlannedResult, MatrixEntry, Stage, Direction),
        *(PassportSection, NormativeAct, Participation, Organization),
    )
}
# Rows that go with what they stand in.
INSIDE = (
    ("MatrixEntry", "stage"),
    ("MatrixEntry", "direction"),
    ("PlannedResult", "stage"),
    ("Indicator", "criterion"),
)


@transaction.atomic
def save_outcome(
    project: Project, draft: DraftPlan, names: Mapping[str, str], *, actor: User
) -> tuple[str, dict[str, Any]]:
    """Save what is new of the table; gives a sentence and what `undo_outcome` needs.

    Raises ValidationError where an organisation may be one of several.
    """
    outcome = outcome_of(project, draft, names)
    created: list[Model] = []
    if outcome.kind is PlanKind.MATRIX:
        created = _save_matrix(project, outcome, actor)
    elif outcome.kind is PlanKind.CRITERIA:
        created = _save_criteria(project, outcome, actor)
    else:
        created = save_participants(project, outcome.organizations, actor)
    return outcome.words, undo_of(created)


def undo_of(created: Iterable[Model]) -> dict[str, Any]:
    """What `undo_outcome` needs to take these rows away."""
    kept: dict[str, list[int]] = {}
    for row in created:
        kept.setdefault(type(row).__name__, []).append(row.pk)
    return {"kind": KIND, "created": kept}


@transaction.atomic
def undo_outcome(plan_import: PlanImport, *, actor: User) -> str:
    """Take away what the import brought; raises ValidationError where plans or people have gone on with it.

    Nothing that somebody added or corrected since is lost: then the import stays.
    """
    created: dict[str, list[int]] = (plan_import.undo or {}).get("created", {})
    _require_unused(plan_import.project, created)
    _require_untouched(created)
    for name, model in MODELS.items():
        for row in model._default_manager.filter(pk__in=created.get(name, [])):
            if not (isinstance(row, Organization) and is_named(row, besides=(OrganizationAlias,))):
                delete_signed(row, actor)
            if isinstance(row, Participation):
                leave_network_groups(row.project, row.organization, actor=actor)
    return UNDONE


def _require_unused(project: Project, created: Mapping[str, list[int]]) -> None:
    """Raise ValidationError where plans stand on what the import brought, or its organisations have marked."""
    used = PlanItem.everything.filter(plan__project=project)
    for name, field in (("Stage", "stage"), ("Direction", "direction"), ("MatrixEntry", "matrix_entries")):
        if used.filter(**{f"{field}__in": created.get(name, [])}).exists():
            raise ValidationError(USED)
    if Section.objects.filter(stage__in=created.get("Stage", [])).exists():
        raise ValidationError(USED)
    parts = Participation.objects.filter(pk__in=created.get("Participation", []))
    marks = CompletionMark.objects.filter(occurrence__item__plan__project=project)
    if marks.filter(organization__in=parts.values("organization")).exists():
        raise ValidationError(TICKED)


def _require_untouched(created: Mapping[str, list[int]]) -> None:
    """Raise ValidationError where people have gone on with the rows: what they added would go with them."""
    results = PlannedResult.objects.filter(pk__in=created.get("PlannedResult", []))
    if results.exclude(state=PlannedResult.State.PLANNED).exists():
        raise ValidationError(CHANGED)
    for name, field in INSIDE:
        inside = MODELS[name]._default_manager.filter(**{f"{field}__in": created.get(field.capitalize(), [])})
        if inside.exclude(pk__in=created.get(name, [])).exists():
            raise ValidationError(GROWN)
    for name, model in MODELS.items():
        # Words of an organisation are the directory's own, kept by others as well.
        trail = get_history_manager_for_model(model).filter(id__in=created.get(name, []), history_type="~")
        if model is not Organization and trail.exists():
            raise ValidationError(EDITED)


def _save_matrix(project: Project, outcome: Outcome, actor: User) -> list[Model]:
    stages: list[Stage] = []
    created: list[Model] = []
    first = Stage.objects.filter(project=project).count()
    for place, part in enumerate(outcome.stages):
        if isinstance(part.known, Stage):
            stages.append(part.known)
            continue
        stages.append(save_signed(_stage(project, part, first + place), actor))
        created.append(stages[-1])
    directions: list[Direction] = []
    first = Direction.objects.filter(project=project).count()
    for place, part in enumerate(outcome.directions):
        if isinstance(part.known, Direction):
            directions.append(part.known)
            continue
        directions.append(save_signed(Direction(project=project, order=first + place, title=part.title), actor))
        created.append(directions[-1])
    entries = (
        NewEntry(stages[point.stage], directions[point.direction or 0], point.number, point.text)
        for point in outcome.entries
    )
    results = (NewResult(stages[point.stage], point.number, point.text) for point in outcome.results)
    created += add_entries(project, entries, actor=actor)
    return created + list[Model](add_results(project, results, actor=actor))


def _stage(project: Project, part: NamedPart, order: int) -> Stage:
    ends_on = part.ends_on if part.starts_on is None or part.ends_on is None or part.ends_on >= part.starts_on else None
    return Stage(
        project=project,
        order=order,
        title=part.title,
        period_text=part.period_text[:300],
        starts_on=part.starts_on if ends_on else None,
        ends_on=ends_on,
    )


def _save_criteria(project: Project, outcome: Outcome, actor: User) -> list[Model]:
    created: list[Model] = []
    for each in outcome.new_criteria:
        indicators = [
            NewIndicator(new.number, new.title, new.unit, new.method, new.baseline, new.target)
            for new in each.indicators
        ]
        if each.known is not None:
            created += add_indicators(each.known, indicators, actor=actor)
            continue
        criterion = add_criterion(project, each.draft.number, each.draft.title, indicators, actor=actor)
        created += [criterion, *criterion.indicators.all()]
    return created


def save_participants(project: Project, organizations: Iterable[NamedOrganization], actor: User | None) -> list[Model]:
    """Make those that do not take part yet participants, new ones organisations first; gives the rows made.

    Raises ValidationError where an organisation may be one of several.
    """
    wanted = list(organizations)
    doubtful = [f"«{each.name}»" for each in wanted if each.known is None and each.candidates]
    if doubtful:
        raise ValidationError(AMBIGUOUS.format(names=", ".join(doubtful)))
    shared = _shared_names(wanted)
    created: list[Model] = []
    inside: set[int] = set()
    for each in (each for each in wanted if not each.is_participant):
        organization = each.known
        if organization is None:
            organization = _organization(each, shared, actor)
            created.append(organization)
        if organization.pk not in inside:
            inside.add(organization.pk)
            created.append(add_participant(project, organization, role=each.role[:SHORT], actor=actor))
    return created


def _shared_names(organizations: Iterable[NamedOrganization]) -> frozenset[str]:
    """Keys of short names that several bear, of the list or of the directory: «МКУ ИМЦ» is one in every district."""
    keys = Counter(comparison_key(each.short_name) for each in organizations if each.short_name)
    known = OrganizationAlias.objects.filter(key__in=keys).values_list("key", flat=True)
    return frozenset(key for key, count in keys.items() if count > 1) | frozenset(known)


def _short_name(each: NamedOrganization, shared: frozenset[str]) -> str:
    """What it is called in lists; a name that several bear is told apart by the district."""
    name = each.short_name or each.name
    if each.short_name and each.municipality and comparison_key(each.short_name) in shared:
        name = f"{each.short_name} ({each.municipality})"
    return name[:SHORT]


def _organization(each: NamedOrganization, shared: frozenset[str], actor: User | None) -> Organization:
    municipality = None
    if each.municipality:
        key = comparison_key(each.municipality)
        rows = Municipality.objects.all()
        municipality = next((row for row in rows if comparison_key(row.name) == key), None)
        municipality = municipality or create_municipality(each.municipality[:SHORT], actor=actor)
    return create_organization(
        full_name=each.name[:500],
        short_name=_short_name(each, shared),
        kind=Organization.Kind.INSTITUTION,
        municipality=municipality,
        aliases=[each.short_name] if each.short_name else (),
        actor=actor,
    )
