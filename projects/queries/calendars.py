"""School years of a project: its own dates, else those published for its country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from portal.text.russian import date_range_short
from projects.models import Project, SchoolTerm, SchoolYear

SCHOOL_STARTS_IN = 9
Days = tuple[date, date]
Kind = SchoolTerm.Kind
NAMES: dict[str, tuple[str, ...]] = {
    Kind.QUARTER: ("I четверть", "II четверть", "III четверть", "IV четверть"),
    Kind.HALF_YEAR: ("I полугодие", "II полугодие"),
    Kind.TRIMESTER: ("I триместр", "II триместр", "III триместр"),
    Kind.HOLIDAY: ("осенние каникулы", "зимние каникулы", "весенние каникулы", "летние каникулы"),
}
LEGENDS = {
    Kind.QUARTER: "Четверти",
    Kind.HALF_YEAR: "Полугодия",
    Kind.TRIMESTER: "Триместры",
    Kind.HOLIDAY: "Каникулы",
}


@dataclass(frozen=True, slots=True)
class ShownTerms:
    """Terms of one kind in words, with what each is called."""

    legend: str
    days: tuple[tuple[str, str], ...]
    is_own: bool


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

    @property
    def name(self) -> str:
        """«2022/2023»."""
        return f"{self.start_year}/{self.start_year + 1}"

    @property
    def shown(self) -> list[ShownTerms]:
        """What holds in this year, kind by kind: the project's own, else as published; the rest is left out."""
        found = []
        for kind, names in NAMES.items():
            terms = self.own.get(kind) or self.published.get(kind, {})
            days = tuple((names[number - 1], date_range_short(*term)) for number, term in terms.items())
            if days:
                found.append(ShownTerms(LEGENDS[Kind(kind)], days, kind in self.own))
        return found


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


def year_days(start_year: int) -> Days:
    """First and last day of a school year: 1 September to 31 August."""
    return date(start_year, SCHOOL_STARTS_IN, 1), date(start_year + 1, SCHOOL_STARTS_IN - 1, 31)


def shown_years(project: Project) -> list[YearDates]:
    """The school years of the project's own time, and others it decided something for, oldest first."""
    known = school_years(project)
    own = {year for year, dates in known.items() if dates.is_own}
    return [known.get(year) or YearDates(year) for year in sorted(own | set(years_of(project)))]
