"""What a director should know of the project beside its plans, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from projects.models import CouncilMeeting, Objective, PlannedResult, Project
from projects.queries.agreements import missing_documents
from projects.queries.risks import risks_late


@dataclass(frozen=True, slots=True)
class ProjectNotes:
    """Planned results that something shows, of all; what waits: objectives without items, risks, papers; who meets."""

    results_shown: int
    results: int
    bare_objectives: int
    late_risks: int
    missing_papers: int
    meeting: CouncilMeeting | None


def project_notes(project: Project, today: date) -> ProjectNotes:
    """The figures of a project on a day; six queries at most."""
    files = PlannedResult.files.through.objects.filter(plannedresult=OuterRef("pk"))
    shown = Count("pk", filter=~Q(evidence="") | Q(Exists(files)))
    results = PlannedResult.objects.filter(project=project).aggregate(total=Count("pk"), shown=shown)
    served = Objective.items.through.objects.filter(objective=OuterRef("pk"), planitem__removed_at__isnull=True)
    coming = CouncilMeeting.objects.filter(council__project=project, held_on__gte=today)
    return ProjectNotes(
        results_shown=results["shown"],
        results=results["total"],
        bare_objectives=Objective.objects.filter(project=project).exclude(Exists(served)).count(),
        late_risks=risks_late(project, today),
        missing_papers=len(missing_documents(project, today)),
        meeting=coming.select_related("council").order_by("held_on", "pk").first(),
    )
