"""What is kept of an import between two pages: every table as read, and what a person corrected in each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from plans.importing.correction import Corrections
from plans.importing.draft import DraftPlan
from plans.importing.passport import PassportDraft
from plans.importing.plain import from_plain
from plans.importing.understand import plan_period as printed_period
from plans.models import Plan, PlanImport
from plans.text.period import PeriodKind, PlanPeriod
from projects.models import Project


@dataclass(frozen=True, slots=True)
class TableCorrections:
    """Corrections of the table at a place of the file, counted from 1."""

    table: int
    corrections: Corrections


@dataclass(frozen=True, slots=True)
class ImportState:
    """What `PlanImport.draft` holds: every table of the file as read, the period told with the file, corrections.

    `ordered` is the table to be saved and `orderer` the id of who said so, once somebody has. Of the passport of a
    project only `passport` is filled.
    """

    tables: tuple[DraftPlan, ...] = ()
    period: str | None = None
    changes: tuple[TableCorrections, ...] = ()
    ordered: int | None = None
    orderer: int | None = None
    passport: PassportDraft | None = None

    @property
    def loadable(self) -> tuple[DraftPlan, ...]:
        """Tables that are plans."""
        return tuple(draft for draft in self.tables if draft.is_plan)

    def table(self, number: int | None) -> DraftPlan | None:
        """The table asked for, else the first that is a plan, else the first; None if there are none."""
        asked = next((draft for draft in self.tables if draft.table == number), None)
        return asked or next(iter((*self.loadable, *self.tables)), None)

    def corrections(self, number: int) -> Corrections:
        """What was corrected in a table."""
        return next((change.corrections for change in self.changes if change.table == number), Corrections())

    def with_corrections(self, number: int, corrections: Corrections) -> ImportState:
        """The same state with other corrections of a table."""
        others = tuple(change for change in self.changes if change.table != number)
        return replace(self, changes=(*others, TableCorrections(number, corrections)))


def import_state(plan_import: PlanImport) -> ImportState:
    """The state kept with an import."""
    return from_plain(ImportState, plan_import.draft)


def is_passport(plan_import: PlanImport) -> bool:
    """True for an import of the passport of a project, which waits on a page of its own."""
    return bool(plan_import.draft.get("passport"))


def given_period(state: ImportState) -> PlanPeriod | None:
    """The period told with the file, for tables that name none themselves."""
    return PlanPeriod.parse(state.period) if state.period else None


def plan_period(
    draft: DraftPlan,
    corrections: Corrections,
    project: Project,
    given: PlanPeriod | None = None,
) -> PlanPeriod:
    """The period of a plan: corrected, else printed, else `given`, else the project's own term."""
    if corrections.period:
        return PlanPeriod.parse(corrections.period)
    own = PlanPeriod(PeriodKind.SPAN, project.starts_on, project.ends_on)
    return printed_period(draft.period) or given or own


def period_text(period: PlanPeriod | None) -> str | None:
    """A period as it is typed: «2022/2023», «2022», «2022-2024»."""
    if period is None:
        return None
    first, last = period.start.year, period.end.year
    if period == PlanPeriod.school(first):
        return f"{first}/{first + 1}"
    return str(first) if first == last else f"{first}-{last}"


def last_imports(imports: QuerySet[PlanImport], project: Project, count: int) -> list[PlanImport]:
    """The newest of the given imports that belong to the project, with what a list shows of them."""
    return list(imports.filter(project=project).select_related("plan", "author__person")[:count])


def growing_plans(plans: QuerySet[Plan], project: Project) -> list[tuple[int, str]]:
    """Those of the given plans of a project that rows may still go into: their ids and what they are called."""
    found = plans.filter(project=project, state__in=(Plan.State.DRAFT, Plan.State.APPROVED)).order_by(
        "-starts_on", "pk"
    )
    return [(plan.pk, plan.short_title) for plan in found]
