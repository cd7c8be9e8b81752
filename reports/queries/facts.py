"""A plan on a day as the facts that contents are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from plans.layout import cell_text, shown_columns
from plans.models import ApprovalBlock, CompletionMark, Evidence, Plan, PlanItem, Section
from plans.progress import ItemState, MarkState, plan_progress
from plans.queries import ItemRow, PlanTable, plan_table
from portal.text.russian import date_short, initials_first, typographic_quotes
from projects.models import Project, ProjectRole
from projects.queries.days import project_today
from reports.content import Approval, Column, ItemFacts, MarkFacts, PlanFacts, Signer
from reports.models import Report

COORDINATOR = "Координатор проекта"
APPROVE = "Утверждаю"


def plan_of(report: Report) -> Plan:
    """The plan a report is about. Raises ValueError for an order without one."""
    if report.plan is None:
        raise ValueError(f"{report.kind} is of a plan")
    return report.plan


def plan_facts(plan: Plan, as_of: date) -> PlanFacts:
    """Read the plan as it stood on the day, marks of all organisations included."""
    return table_facts(plan_table(plan, as_of))


def table_facts(table: PlanTable, *, is_part: bool = False) -> PlanFacts:
    """Facts of a table that is read already; one that has a part of the rows has only the headings above them."""
    plan = table.plan
    sections = Section.objects.filter(plan=plan).order_by("order", "pk")
    headings = _Headings(sections.filter(pk__in=_sections_above(table.rows)) if is_part else sections)
    return PlanFacts(
        organization=plan.project.organization.full_name,
        project=quoted(plan.project.title),
        title=plan.title,
        short_title=plan.short_title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        approvals=approvals_of(plan),
        columns=tuple(Column(column["field"], column["heading"]) for column in shown_columns(plan.layout)),
        items=tuple(_item_facts(row, plan, headings.before(row.item)) for row in table.rows),
        progress=table.progress,
        signature=signer_of(plan.project),
        tail=headings.rest(),
        pk=plan.pk,
    )


def bare_facts(plan: Plan, rows: Sequence[ItemRow], as_of: date) -> PlanFacts:
    """Facts of rows that are read already, without headings, approvals and signature: for counts over many plans."""
    return PlanFacts(
        organization=plan.project.organization.full_name,
        project=quoted(plan.project.title),
        title=plan.title,
        short_title=plan.short_title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        approvals=(),
        columns=tuple(Column(column["field"], column["heading"]) for column in shown_columns(plan.layout)),
        items=tuple(_item_facts(row, plan, ()) for row in rows),
        progress=plan_progress([row.progress for row in rows], as_of),
        signature=Signer(),
        pk=plan.pk,
    )


def _sections_above(rows: Iterable[ItemRow]) -> set[int]:
    found: set[int] = set()
    for row in rows:
        section = row.item.section
        while section is not None:
            found.add(section.pk)
            section = section.parent
    return found


class _Headings:
    """Section rows still to be printed, in document order."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = list(sections)
        self._place = {section.pk: place for place, section in enumerate(self._sections)}
        self._next = 0

    def before(self, item: PlanItem) -> tuple[str, ...]:
        """Rows that stand above the item and were not given yet, those of empty sections included."""
        return self._until(self._place.get(item.section_id or 0, -1) + 1)

    def rest(self) -> tuple[str, ...]:
        """Rows after the last item."""
        return self._until(len(self._sections))

    def _until(self, end: int) -> tuple[str, ...]:
        taken = self._sections[self._next : end]
        self._next = max(self._next, end)
        return tuple(_heading(section) for section in taken)


def _heading(section: Section) -> str:
    is_there = not section.number or section.title.startswith(section.number)
    return section.title if is_there else f"{section.number} {section.title}"


def _item_facts(row: ItemRow, plan: Plan, headings: tuple[str, ...]) -> ItemFacts:
    fields = {"number", "title", "deadline", "responsible", "mark", *(column["field"] for column in plan.layout)}
    dated = [mark.fact_on for window in row.occurrences for mark in window.marks if mark.fact_on]
    return ItemFacts(
        progress=row.progress,
        cells={field: cell_text(row.item, field) for field in sorted(fields)},
        marks=tuple(_mark_facts(row)),
        headings=headings,
        parties=tuple(party.label for party in row.responsibilities),
        planned_on=_planned_on(row),
        pk=row.item.pk,
        closed_on=max(dated, default=None) if row.progress.state is ItemState.DONE else None,
    )


def _mark_facts(row: ItemRow) -> Iterator[MarkFacts]:
    proofs: dict[int, list[str]] = defaultdict(list)
    for proof in row.evidence:
        proofs[proof.mark_id].append(proof_words(proof))
    for window in row.occurrences:
        for mark in sorted(window.marks, key=lambda mark: mark.pk):
            person = mark.author.person if mark.author else None
            yield replace(mark_facts(mark, proofs[mark.pk]), author=person.short_name if person else "")


def mark_facts(mark: CompletionMark, proofs: Iterable[str]) -> MarkFacts:
    """A mark with who made it, its window and what proves it (words of `proof_words`)."""
    return MarkFacts(
        state=MarkState(mark.state),
        fact_on=mark.fact_on,
        moved_to=mark.moved_to,
        text=mark.text,
        reason=mark.reason,
        participants=mark.participants,
        window=mark.occurrence.label,
        organization=mark.organization.short_name if mark.organization else "",
        evidence=tuple(proofs),
    )


def proof_words(proof: Evidence) -> str:
    """«Приказ № 5 от 01.10.2022»."""
    number = f" № {proof.number}" if proof.number else ""
    dated = f" от {date_short(proof.dated_on)}" if proof.dated_on else ""
    return f"{proof.title}{number}{dated}"


def _planned_on(row: ItemRow) -> date | None:
    """Last control date of the item, a moved window taken at its new date; none where no window has one."""
    known = [window.progress.due_on for window in row.occurrences if window.progress.due_on is not None]
    return max(known) if known else None


def approvals_of(plan: Plan) -> tuple[Approval, ...]:
    """Approvals of the plan's document, in its order."""
    return tuple(_approval(block) for block in ApprovalBlock.objects.filter(plan=plan).order_by("order", "pk"))


def _approval(block: ApprovalBlock) -> Approval:
    parts = (block.position, block.name, block.basis)
    # A block that could not be taken apart is printed as its lines.
    words = block.position if any(parts) else "\n".join(block.text.split("\n")[1:])
    return Approval(
        label=block.label,
        position=words,
        name=initials_first(block.name),
        date=block.date_text,
        basis=block.basis,
        is_left=block.kind == ApprovalBlock.Kind.AGREED,
    )


def with_blank_approval(facts: PlanFacts, plan: Plan) -> PlanFacts:
    """A report is approved anew: by the person who approved the plan, else by the director, with a blank date."""
    signed = [block for block in facts.approvals if not block.is_left and block.is_signed and block.name]
    given = signed[:1] or [
        Approval(APPROVE, _capital(position), name)
        for position, name in [_person_in(plan.project, ProjectRole.Role.DIRECTOR)]
        if name
    ]
    blank = f"«____» ______________ {facts.as_of.year} г."
    approvals = tuple(Approval(APPROVE, block.position, block.name, blank) for block in given)
    return replace(facts, approvals=approvals)


def signer_of(project: Project) -> Signer:
    """The coordinator signs; without a person her post with a line for the name."""
    position, name = _person_in(project, ProjectRole.Role.COORDINATOR)
    return Signer(_capital(position or COORDINATOR), name)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _person_in(project: Project, role: str) -> tuple[str, str]:
    found = (
        ProjectRole.objects.filter(project=project, role=role, user__person__isnull=False)
        .select_related("user__person")
        .order_by("pk")
        .first()
    )
    person = found.user.person if found else None
    return (person.position, initials_first(person.short_name)) if person else ("", "")


def quoted(title: str) -> str:
    """The title in «»; one that has them already stays."""
    words = typographic_quotes(title.strip())
    if words.startswith("«"):
        return words
    # Two closing marks in a row are not written.
    return f"«{words}" if words.endswith("»") else f"«{words}»"


def was_decided(project: Project, decided_at: datetime | None, day: date) -> bool:
    """A decision counts on a day of the project: one made later had not been made yet, an undated one counts always."""
    return decided_at is None or project_today(project, decided_at) <= day
