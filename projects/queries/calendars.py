"""School years of a project: its own dates, else those published for its country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from projects.models import Project, SchoolTerm, SchoolYear

SCHOOL_STARTS_IN = 9
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class YearDates:
    """Dates of one school year: `own` those the project decided, `published` those of its country, by kind of term.

    Terms stand by their number, from 1, both days inclusive; kinds nobody decided are absent.
    """

    start_year: int
    own: Mapping[str, Mapping[int, Days]] = field(default_factory=dict)
    published: Mapping[str, Mapping[int, Days]] = field(default_factory=dict)
    source: str = ""
    own_source: str = ""

    @property
    def is_own(self) -> bool:
        """The project decided something for this year itself."""
        return bool(self.own)

    @property
    def is_published(self) -> bool:
        """The country's dates are in the table."""
        return bool(self.published)


def school_years(project: Project) -> dict[int, YearDates]:
    """Every school year known for the project or its country, by the year it begins in; two queries."""
    rows = SchoolYear.objects.filter(Q(project=project) | Q(project__isnull=True, country=project.country))
    terms: dict[int, dict[str, dict[int, Days]]] = defaultdict(lambda: defaultdict(dict))
    for term in SchoolTerm.objects.filter(year__in=rows).order_by("year", "kind", "order"):
        terms[term.year_id][term.kind][term.order] = (term.starts_on, term.ends_on)
    found: dict[int, dict[str, object]] = defaultdict(dict)
    for row in rows:
        dates = {kind: dict(numbered) for kind, numbered in terms[row.pk].items()}
        if row.project_id is None:
            found[row.start_year] |= {"published": dates, "source": row.source}
        else:
            found[row.start_year] |= {"own": dates, "own_source": row.source}
    return {year: YearDates(year, **given) for year, given in sorted(found.items())}  # type: ignore[arg-type]


def years_of(project: Project) -> list[int]:
    """School years the project lasts through, by the year each begins in."""
    first = project.starts_on.year - (project.starts_on.month < SCHOOL_STARTS_IN)
    last = project.ends_on.year - (project.ends_on.month < SCHOOL_STARTS_IN)
    return list(range(first, last + 1))
