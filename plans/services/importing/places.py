"""Where rows of a file go in a plan that stands: sections found or made, new items after the row before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from network.models import User
from network.services.history import save_signed
from plans.importing.draft import DraftPlan, DraftRow
from plans.models import Plan, PlanItem, Section
from plans.queries.importing.target import section_path, section_steps
from portal.text.names import comparison_key


class Sections:
    """Sections of a plan by the path of their headings; those the plan lacks are made when they are asked for."""

    def __init__(self, plan: Plan, draft: DraftPlan, paths: Mapping[int, str], actor: User | None) -> None:
        self.plan = plan
        self.draft = draft
        self.actor = actor
        rows = Section.objects.in_bulk(list(paths))
        self.known = {comparison_key(path): rows[pk] for pk, path in reversed([*paths.items()]) if pk in rows}
        self.last = max((section.order for section in rows.values()), default=-1)
        self.made: list[Section] = []

    def of(self, row: DraftRow) -> Section | None:
        """The section a row stands in."""
        place = row.section_index if row.section_index is not None else row.stage_index
        found: Section | None = None
        for step in section_steps(self.draft, place):
            found = self._one(step, found)
        return found

    def _one(self, step: int, parent: Section | None) -> Section:
        key = comparison_key(section_path(self.draft, step))
        if key not in self.known:
            heading = self.draft.sections[step]
            self.last += 1
            section = Section(
                plan=self.plan,
                parent=parent,
                order=self.last,
                kind=Section.Kind.STAGE if heading.is_stage else Section.Kind.SECTION,
                title=heading.text,
            )
            self.known[key] = save_signed(section, self.actor)
            self.made.append(section)
        return self.known[key]


def placed(standing: Sequence[PlanItem], rows: Iterable[PlanItem]) -> list[PlanItem]:
    """Items in their new order: those of `standing` stay where they are, the others of `rows` go among them.

    `rows` are items of the file in its order. One that goes stands after the row before it if that is in the same
    section, else at the end of its section, else at the end of the plan.
    """
    stays = {id(item) for item in standing}
    after: dict[int, list[PlanItem]] = {}
    at_end: dict[int | None, list[PlanItem]] = {}
    bucket: list[PlanItem] | None = None
    before: PlanItem | None = None
    for item in rows:
        if id(item) in stays:
            bucket = after.setdefault(id(item), [])
        else:
            is_next = before is not None and before.section_id == item.section_id
            bucket = bucket if is_next and bucket is not None else at_end.setdefault(item.section_id, [])
            bucket.append(item)
        before = item
    last = {item.section_id: item for item in standing}
    order: list[PlanItem] = []
    for item in standing:
        order += [item, *after.get(id(item), [])]
        if last[item.section_id] is item:
            order += at_end.pop(item.section_id, [])
    return order + [item for items in at_end.values() for item in items]
