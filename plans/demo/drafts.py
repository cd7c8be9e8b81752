"""Plans of the demonstration as drafts, the same a Word document would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.demo import calendar_plan, road_map
from plans.demo.outcomes import DemoItem
from plans.importing.draft import (
    DraftApproval,
    DraftColumn,
    DraftPeriod,
    DraftPlan,
    DraftRow,
    DraftSection,
    PlanKind,
)

FIRST_YEAR = 2022


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """A draft and the items it was made of, in the same order."""

    draft: DraftPlan
    items: tuple[DemoItem, ...]


def years(start: int) -> dict[str, int]:
    """What stands for the braces in the words of a plan of the school year that begins in `start`."""
    return {"first": FIRST_YEAR, "second": FIRST_YEAR + 1, "y": start, "z": start + 1}


def calendar_draft(start: int) -> DemoPlan:
    """The calendar plan of the school year that begins in September of `start`."""
    filled = years(start)
    label, position, signature, name, day = (line.format(**filled) for line in calendar_plan.APPROVAL)
    draft = DraftPlan(
        table=1,
        kind=PlanKind.CALENDAR,
        title=calendar_plan.TITLE.format(**filled),
        approvals=(
            DraftApproval(
                label=label,
                position=position,
                signature=signature,
                name=name,
                date=day,
                lines=(label, position, f"{signature} {name}", day),
            ),
        ),
        period=DraftPeriod(text=calendar_plan.PERIOD.format(**filled), school_year=f"{start}/{start + 1}"),
        columns=_columns(calendar_plan.HEADINGS),
        rows=tuple(
            _row(place, item, filled, number=f"{place}.") for place, item in enumerate(calendar_plan.ITEMS, start=1)
        ),
        tables=(1,),
    )
    return DemoPlan(draft, calendar_plan.ITEMS)


def road_map_draft(start: int) -> DemoPlan:
    """The road map from the first year of the project to the school year that begins in `start`."""
    filled = years(start)
    sections: list[DraftSection] = []
    rows: list[DraftRow] = []
    items: list[DemoItem] = []
    for stage in road_map.STAGES:
        sections.append(DraftSection(stage.title, row=_place(sections, rows), is_stage=True, table=1))
        stage_index = len(sections) - 1
        for title, parts in stage.parts:
            section_index = None
            if title:
                sections.append(DraftSection(title, row=_place(sections, rows), table=1))
                section_index = len(sections) - 1
            for item in parts:
                rows.append(
                    _row(
                        _place(sections, rows) - 1,
                        item,
                        filled,
                        number=item.number,
                        under=(stage_index, stage.title, section_index, title or None),
                    ),
                )
                items.append(item)
    draft = DraftPlan(
        table=1,
        kind=PlanKind.ROAD_MAP,
        title=road_map.TITLE.format(**filled),
        period=DraftPeriod(text=road_map.PERIOD.format(**filled), start=str(FIRST_YEAR), end=str(start + 1)),
        columns=_columns(road_map.HEADINGS),
        sections=tuple(sections),
        rows=tuple(rows),
        tables=(1,),
    )
    return DemoPlan(draft, tuple(items))


def _columns(headings: Iterable[tuple[str, str]]) -> tuple[DraftColumn, ...]:
    return tuple(DraftColumn(index, heading, field) for index, (field, heading) in enumerate(headings))


def _place(sections: Sequence[DraftSection], rows: Sequence[DraftRow]) -> int:
    """Row of the table that comes next, the head being the first."""
    return len(sections) + len(rows) + 2


def _row(
    place: int,
    item: DemoItem,
    filled: dict[str, int],
    *,
    number: str,
    under: tuple[int | None, str | None, int | None, str | None] = (None, None, None, None),
) -> DraftRow:
    stage_index, stage, section_index, section = under
    return DraftRow(
        table=1,
        index=place + 1,
        number=number,
        title=item.title,
        form=item.form,
        audience=item.audience,
        deadline=item.deadline.format(**filled),
        responsible=item.responsible,
        mark="",
        section=section,
        stage=stage,
        section_index=section_index,
        stage_index=stage_index,
    )
