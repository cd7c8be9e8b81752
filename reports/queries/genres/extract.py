"""The extract of a plan for a person, an organisation, a stretch of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from network.models import Person
from plans.progress import plan_progress
from plans.queries import ItemRow, PlanTable, plan_table
from plans.queries.exports import ORGANIZATION, PERSON, ExtractRows, Party, groups_of_people, rows_of_stretch
from portal.text.russian import initials_first
from reports.content import Document, PlanFacts, Signer
from reports.content.activity import first_day, last_day
from reports.content.extract import ExtractFacts, extract_content
from reports.models import Report
from reports.queries.facts import plan_of, table_facts
from reports.queries.genres.genre import Genre, Subject


def _build(report: Report) -> Document:
    """Just the rows that the page of extracts shows; nobody and no days named: the month of the report."""
    table = plan_table(plan_of(report), report.as_of)
    parties, period = _parties(report), _period(report)
    found = _found(table.rows, parties, period, report.as_of)
    due = _facts(table, found.due)
    facts = ExtractFacts(
        due=replace(due, signature=_signer(report) or due.signature),
        lasting=_facts(table, found.lasting).items if found.lasting else (),
        items=len(table.rows),
        parties=tuple(party.label for party in parties),
        period=period,
    )
    return extract_content(facts)


def _parties(report: Report) -> list[Party]:
    """Of both an organisation and a person, those items are meant which wait for each of them."""
    found = []
    if report.organization is not None:
        found.append(Party(ORGANIZATION, report.organization.pk, report.organization.full_name))
    if report.person is not None:
        groups = groups_of_people([report.person.pk])[report.person.pk]
        found.append(Party(PERSON, report.person.pk, _name(report.person), groups))
    return found


def _period(report: Report) -> tuple[date, date] | None:
    if report.starts_on or report.ends_on:
        plan = plan_of(report)
        return report.starts_on or plan.starts_on, report.ends_on or plan.ends_on
    if report.organization_id or report.person_id:
        return None
    return first_day(report.as_of), last_day(report.as_of)


def _found(
    rows: Sequence[ItemRow], parties: Sequence[Party], period: tuple[date, date] | None, day: date
) -> ExtractRows:
    for party in parties:
        rows = rows_of_stretch(rows, party, None, day).due
    return rows_of_stretch(rows, None, period, day)


def _facts(table: PlanTable, rows: Sequence[ItemRow]) -> PlanFacts:
    progress = plan_progress([row.progress for row in rows], table.today)
    return table_facts(replace(table, rows=tuple(rows), progress=progress), is_part=True)


def _signer(report: Report) -> Signer | None:
    """Who made the extract; an order from the shell has nobody."""
    person = report.author.person if report.author else None
    if person is None:
        return None
    return Signer(f"{person.position[:1].upper()}{person.position[1:]}", initials_first(person.short_name))


def _name(person: Person) -> str:
    return ", ".join(filter(None, (person.short_name, person.position)))


GENRE = Genre(
    Report.Kind.EXTRACT,
    "Пункты плана для одного человека, организации или месяца, с отметками",
    _build,
    frozenset({Subject.PLAN, Subject.PARTY, Subject.PERIOD}),
)
