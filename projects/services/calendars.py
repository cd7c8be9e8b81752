"""School years that a project decides for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.russian import date_short
from projects.models import Project, SchoolTerm, SchoolYear
from projects.queries.calendars import NAMES, Days, school_years, year_days

Kind = SchoolTerm.Kind
Terms = Mapping[str, Mapping[int, Days]]

WHOLE = {
    Kind.QUARTER: "Укажите все четыре четверти или ни одной.",
    Kind.HALF_YEAR: "Укажите оба полугодия или ни одного.",
    Kind.TRIMESTER: "Укажите все три триместра или ни одного.",
}
WRONG_ORDER = "{name}: конец раньше начала."
OUTSIDE = "{name}: нужны даты учебного года, с {first} по {last}."
TOO_EARLY = "{name} начинается {start}, а предыдущая часть года ещё идёт до {end}."
INTO_LESSONS = "{name} заходят на уроки: {term} идёт с {start} по {end}."

# Where a term is told to be wrong: its kind and number, from 1.
Place = tuple[str, int]


def term_errors(start_year: int, terms: Terms) -> dict[Place, str]:
    """What is wrong with the dates of a school year, by kind and number of term, empty for good ones.

    The rules: inside the school year, in order, without overlaps; quarters, half-years and trimesters all or none;
    holidays touch no quarter.
    """
    first, last = year_days(start_year)
    errors: dict[Place, str] = {}
    for kind, numbered in terms.items():
        for number, (start, end) in numbered.items():
            name = _name(kind, number)
            if start > end:
                errors[kind, number] = WRONG_ORDER.format(name=name)
            elif start < first or end > last:
                errors[kind, number] = OUTSIDE.format(name=name, first=date_short(first), last=date_short(last))
        if kind in WHOLE and 0 < len(numbered) < len(NAMES[kind]):
            missing = next(number for number in range(1, len(NAMES[kind]) + 1) if number not in numbered)
            errors.setdefault((kind, missing), WHOLE[Kind(kind)])
        for (_, (_, end)), (number, (start, _)) in pairwise(sorted(numbered.items())):
            if start <= end:
                words = TOO_EARLY.format(name=_name(kind, number), start=date_short(start), end=date_short(end))
                errors.setdefault((kind, number), words)
    for place, words in _holidays_in_lessons(terms):
        errors.setdefault(place, words)
    return errors


@transaction.atomic
def save_school_year(
    project: Project, start_year: int, terms: Terms, *, source: str = "", actor: User | None
) -> SchoolYear | None:
    """Write what the project decided for a school year; what is as published is not its own and is left out.

    Gives the year, `None` where nothing of its own is left. Saving the same again changes nothing. Raises
    ValidationError with every sentence of `term_errors`.
    """
    errors = term_errors(start_year, terms)
    if errors:
        raise ValidationError(list(errors.values()))
    Project.objects.select_for_update().get(pk=project.pk)
    dates = school_years(project).get(start_year)
    published = dates.published if dates else {}
    own = {kind: numbered for kind, numbered in terms.items() if numbered and numbered != published.get(kind)}
    if not own:
        restore_published(project, start_year, actor=actor)
        return None
    year = _own_year(project, start_year) or SchoolYear(project=project, country=project.country, start_year=start_year)
    if year.pk is None or year.source != source:
        year.source = source
        save_signed(year, actor)
    saved = {(term.kind, term.order): term for term in year.terms.all()}
    wanted = {(kind, number): days for kind, numbered in own.items() for number, days in numbered.items()}
    for place in saved.keys() - wanted.keys():
        delete_signed(saved[place], actor)
    for (kind, number), (start, end) in wanted.items():
        term = saved.get((kind, number)) or SchoolTerm(year=year, kind=kind, order=number)
        if (term.pk is None) or (term.starts_on, term.ends_on) != (start, end):
            term.starts_on, term.ends_on = start, end
            save_signed(term, actor)
    return year


@transaction.atomic
def restore_published(project: Project, start_year: int, *, actor: User | None) -> bool:
    """Let the published dates stand again; tells whether the project had any of its own."""
    year = _own_year(project, start_year)
    if year is None:
        return False
    delete_signed(year, actor)
    return True


def _own_year(project: Project, start_year: int) -> SchoolYear | None:
    return SchoolYear.objects.filter(project=project, country=project.country, start_year=start_year).first()


def _holidays_in_lessons(terms: Terms) -> Iterator[tuple[Place, str]]:
    for number, (start, end) in terms.get(Kind.HOLIDAY, {}).items():
        for quarter, (opening, closing) in terms.get(Kind.QUARTER, {}).items():
            if start <= closing and opening <= end:
                yield (
                    (Kind.HOLIDAY, number),
                    INTO_LESSONS.format(
                        name=_name(Kind.HOLIDAY, number),
                        term=_name(Kind.QUARTER, quarter),
                        start=date_short(opening),
                        end=date_short(closing),
                    ),
                )


def _name(kind: str, number: int) -> str:
    name = NAMES[kind][number - 1]
    return f"{name[0].upper()}{name[1:]}"
