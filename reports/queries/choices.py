"""What an order of a report may name: plans, joint reports, whom it is about, who approves, stretches of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from network.models import Organization, Person, User
from plans.models import Plan, Responsibility
from plans.queries.scheme import school_year_of
from projects.models import Participation, Project
from reports.content.periods import Preset, month_before, month_of, quarter_of
from reports.models import Report, ReportDue
from reports.queries.life import approved_reports, directors_of
from reports.queries.orders import project_plans

PERIODS: Mapping[Preset, str] = {
    Preset.MONTH: "этот месяц",
    Preset.LAST_MONTH: "прошлый месяц",
    Preset.QUARTER: "квартал",
    Preset.YEAR: "учебный год",
    Preset.PROJECT: "весь проект",
    Preset.OWN: "свои даты",
}


@dataclass(frozen=True, slots=True)
class OrderChoices:
    """Everything an order of a project may name; a correction may name approved reports.

    Directors are those with a card: a paper prints its post and its name.
    """

    project: Project
    plans: Sequence[Plan]
    dues: Sequence[ReportDue]
    organizations: Sequence[Organization]
    persons: Sequence[Person]
    directors: Sequence[User]
    approved: Sequence[Report]

    def period(self, preset: str, day: date) -> tuple[date, date] | None:
        """The stretch a preset means on a day, both ends inclusive; None for own dates and unknown words."""
        project = self.project
        known = {
            Preset.MONTH: lambda: month_of(day),
            Preset.LAST_MONTH: lambda: month_before(day),
            Preset.QUARTER: lambda: quarter_of(day),
            Preset.YEAR: lambda: school_year_of(project, day),
            Preset.PROJECT: lambda: (project.starts_on, project.ends_on),
        }
        found = known.get(Preset(preset)) if preset in set(Preset) else None
        return found() if found else None


def order_choices(project: Project) -> OrderChoices:
    """What an order of the project may name; six queries, however many rows."""
    answers = Responsibility.objects.filter(item__plan__project=project, item__removed_at__isnull=True)
    parts = Participation.objects.filter(project=project)
    organizations = Organization.objects.filter(
        Q(pk__in=answers.values("organization"))
        | Q(pk__in=parts.values("organization"))
        | Q(pk=project.organization_id)
    )
    return OrderChoices(
        project=project,
        plans=list(project_plans(project)),
        dues=list(ReportDue.objects.filter(project=project).order_by("-due_on", "-pk")),
        organizations=list(organizations.order_by("short_name", "pk")),
        persons=list(Person.objects.filter(pk__in=answers.values("person"))),
        directors=[each for each in directors_of(project) if each.person is not None],
        approved=list(approved_reports(project)),
    )
