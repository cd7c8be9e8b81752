"""The head of a plan: a new empty plan, its title, period, kind and approval blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import User
from network.services.history import delete_signed, save_signed
from plans.layout import LayoutColumn
from plans.models import ApprovalBlock, Deadline, Plan, PlanChange, PlanItem
from plans.queries.readings import calendar_of, period_of, understood
from plans.services.schedule import set_deadline
from plans.services.structure.action import Action
from plans.services.structure.items import section_chain
from plans.services.structure.record import deadline_record, plain
from plans.text.deadlines import read_deadline
from plans.text.period import PlanPeriod
from portal.text.clean import clean_text
from projects.models import Project

DEFAULT_LAYOUT: tuple[LayoutColumn, ...] = (
    {"field": "number", "heading": "№ п/п"},
    {"field": "title", "heading": "Мероприятие"},
    {"field": "deadline", "heading": "Срок"},
    {"field": "responsible", "heading": "Ответственный"},
    {"field": "mark", "heading": "Отметка о выполнении"},
)
NO_TITLE = "Напишите заголовок плана: он печатается над таблицей."
MAX_PERIOD_TEXT = 300
HEAD = ("title", "kind", "period_text", "period_kind", "starts_on", "ends_on")
BLOCK_FIELDS = ("kind", "label", "position", "signature", "name", "date_text", "basis", "text")
WORDS = ("label", "position", "signature", "name", "date_text", "basis")


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands above the table; `period_text` as the document writes it, `period` as the portal counts it."""

    title: str
    kind: str
    period: PlanPeriod
    period_text: str

    def cleaned(self) -> PlanHead:
        """The head without marks no document carries; raises ValidationError for one without a title."""
        title = clean_text(self.title).strip()
        if not title:
            raise ValidationError({"title": NO_TITLE})
        return replace(self, title=title, period_text=clean_text(self.period_text).strip()[:MAX_PERIOD_TEXT])

    def values(self) -> dict[str, Any]:
        """Fields of the plan."""
        return {
            "title": self.title,
            "kind": self.kind,
            "period_text": self.period_text,
            "period_kind": self.period.kind.value,
            "starts_on": self.period.start,
            "ends_on": self.period.end,
        }


@transaction.atomic
def create_plan(project: Project, head: PlanHead, numbering: str, *, actor: User | None) -> Plan:
    """A plan without a row, with the five usual columns. Raises ValidationError in Russian."""
    layout = list(DEFAULT_LAYOUT)
    if numbering == Plan.Numbering.NONE:
        layout = [column for column in layout if column["field"] != "number"]
    return save_signed(Plan(project=project, layout=layout, numbering=numbering, **head.cleaned().values()), actor)


@transaction.atomic
def update_head(
    plan_id: int,
    version: int | None,
    head: PlanHead,
    blocks: Sequence[Mapping[str, str]],
    *,
    actor: User | None,
    reason: str = "",
) -> tuple[PlanChange | None, int]:
    """Change the head of a plan; the change to take back, and how many deadlines the new period gave other days.

    `blocks`: approval blocks as they are to stand, each by its words. A new period has the deadlines that the portal
    read read again. Raises StalePlanError, or ValidationError in Russian.
    """
    given = head.cleaned().values()
    action = Action.start(plan_id, version, actor=actor, reason=reason)
    plan = action.plan
    stood = approvals_record(plan)
    wanted = _blocks(stood, blocks)
    changed = {name: value for name, value in given.items() if getattr(plan, name) != value}
    if not changed and wanted == stood:
        return None, 0
    change = action.record(
        PlanChange.Kind.REWORDED,
        plan.title,
        before={"plan": {name: plain(getattr(plan, name)) for name in changed}, "approvals": stood},
        after={"plan": {name: plain(value) for name, value in changed.items()}, "approvals": wanted},
    )
    for name, value in changed.items():
        setattr(plan, name, value)
    save_signed(plan, actor)
    write_approvals(plan, wanted, actor=actor)
    count = _reread(action) if {"starts_on", "ends_on", "period_kind"} & set(changed) else 0
    action.save()
    return change, count


def approvals_record(plan: Plan) -> list[dict[str, str]]:
    """Approval blocks in plain values, in their order."""
    return list(ApprovalBlock.objects.filter(plan=plan).order_by("order", "pk").values(*BLOCK_FIELDS))


def write_approvals(plan: Plan, wanted: Sequence[Mapping[str, str]], *, actor: User | None) -> None:
    """Bring the approval blocks of a plan to these values: rows stay as far as they go, the rest go or come."""
    rows = list(ApprovalBlock.objects.filter(plan=plan).order_by("order", "pk"))
    for order, values in enumerate(wanted):
        row = rows[order] if order < len(rows) else ApprovalBlock(plan=plan)
        if row.pk is None or row.order != order or any(getattr(row, name) != values[name] for name in values):
            row.order = order
            for name, value in values.items():
                setattr(row, name, value)
            save_signed(row, actor)
    for row in rows[len(wanted) :]:
        delete_signed(row, actor)


def _blocks(stood: Sequence[Mapping[str, str]], given: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Blocks as they are to be kept: the lines of one whose words changed are made of its words anew."""
    found = []
    for block in given:
        values = {name: clean_text(str(block.get(name, ""))).strip() for name in BLOCK_FIELDS if name != "text"}
        if not any(values[name] for name in WORDS):
            continue
        same = next((old for old in stood if all(old[name] == value for name, value in values.items())), None)
        signed = " ".join(part for part in (values["signature"], values["name"]) if part)
        lines = (values["label"], values["position"], values["basis"], signed, values["date_text"])
        found.append({**values, "text": same["text"] if same else "\n".join(line for line in lines if line)})
    return found


def _reread(action: Action) -> int:
    """Read deadlines anew that the portal read by the former period; those set by hand stay."""
    plan, lines, count = action.plan, action.before.lines, 0
    period, calendar = period_of(plan), calendar_of(plan)
    items = PlanItem.objects.filter(plan=plan, deadline__source=Deadline.Source.PARSED).exclude(deadline__text="")
    for item in items.select_related("deadline").order_by("pk"):
        chain = section_chain(action, lines, f"i{item.pk}")
        heading = "\n".join(section.title for section in reversed(chain))
        reading = read_deadline(item.deadline.text, period, heading=heading, calendar=calendar)
        if all(getattr(item.deadline, name) == value for name, value in understood(reading).items()):
            continue
        before = deadline_record(item)
        set_deadline(item, reading, period, calendar, actor=action.actor)
        action.record(
            PlanChange.Kind.REDATED,
            str(item),
            item=item,
            before={"deadline": before},
            after={"deadline": deadline_record(item)},
        )
        count += 1
    return count
