"""The list of changes of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from network.models import User
from plans.models import CompletionMark, Plan, PlanChange, PlanSnapshot
from plans.queries import project_today
from plans.queries.changes import ChangeList, change_list
from plans.queries.snapshots import approved_editions, chosen_editions
from portal.text.russian import date_short
from reports.content import Document
from reports.content.changes import Behind, Changed, ChangesFacts, LifeStep, PutOff, changes_content
from reports.models import Report
from reports.queries.facts import plan_of, signer_of
from reports.queries.genres.genre import Genre, Subject

STEPS = {
    (Plan.State.APPROVED, Plan.State.CLOSED): "План закрыт",
    (Plan.State.CLOSED, Plan.State.ARCHIVED): "План убран в архив",
    (Plan.State.ARCHIVED, Plan.State.CLOSED): "План возвращён из архива",
}
OPENED = "План открыт снова"


def _build(report: Report) -> Document:
    """The last approved edition, or the one of `options["edition"]`, against the plan as it stands."""
    plan = plan_of(report)
    base, _ = chosen_editions(approved_editions(plan), str(report.options.get("edition", "")), "")
    changes = change_list(plan, base, None, CompletionMark.objects.all()) if base else None
    facts = ChangesFacts(
        organization=plan.project.organization.full_name,
        plan=plan.title,
        short_title=plan.short_title,
        as_of=report.as_of,
        edition=_edition(plan, base) if base else "",
        signers=(signer_of(plan.project),),
    )
    return changes_content(_filled(facts, plan, changes) if changes else facts)


def _filled(facts: ChangesFacts, plan: Plan, changes: ChangeList) -> ChangesFacts:
    return replace(
        facts,
        rows=tuple(
            Changed(row.alteration, _behind(plan, row.reasons, row.author, row.made_at)) for row in changes.rows
        ),
        put_off=tuple(_put_off(plan, mark) for mark in changes.moved),
        life=tuple(_step(plan, change) for change in changes.states),
    )


def _edition(plan: Plan, base: PlanSnapshot) -> str:
    """Named by the day of its approval, which the edition itself keeps; by the day it was frozen where it does not."""
    kept = base.content["plan"].get("approved_on")
    day = date.fromisoformat(kept) if kept else project_today(plan.project, base.created_at)
    basis = f" ({base.basis})" if base.basis else ""
    return f"утверждённой редакции № {base.number} от {date_short(day)}{basis}"


def _put_off(plan: Plan, mark: CompletionMark) -> PutOff:
    item = mark.occurrence.item
    return PutOff(
        number=item.number,
        title=item.title,
        window=mark.occurrence.label,
        moved_to=mark.moved_to,
        behind=_behind(plan, (mark.reason,), mark.author, mark.created_at),
        organization=mark.organization.short_name if mark.organization else "",
        item_id=item.pk,
    )


def _step(plan: Plan, change: PlanChange) -> LifeStep:
    words = STEPS.get((change.before.get("state"), change.after.get("state")), OPENED)
    return LifeStep(words, _behind(plan, (change.reason,), change.author, change.created_at))


def _behind(plan: Plan, reasons: tuple[str, ...], author: User | None, moment: datetime | None) -> Behind:
    day = project_today(plan.project, moment) if moment else None
    return Behind(tuple(filter(None, reasons)), str(author or ""), day)


GENRE = Genre(
    Report.Kind.CHANGES,
    "Что изменилось в плане после утверждения: было, стало, причина, кто и когда",
    _build,
    frozenset({Subject.PLAN}),
)
