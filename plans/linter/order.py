"""Remarks about the order of a plan: numbers and dates out of order, empty sections, stages, cells of the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from plans.linter.model import Code, Finding, LintItem, LintPlan, LintStage, Severity, capitalized, shortened
from plans.text.deadlines import DeadlineKind
from plans.text.numbering import NumberingMode, read_number, write_number
from portal.text.russian import date_range_short, plural

# A plan is held to be in order of dates when so many pairs of neighbours are, at least in so many rows.
_ORDERED, _ENOUGH = 0.85, 6
_POINTS = frozenset(
    {DeadlineKind.DATE, DeadlineKind.DATE_RANGE, DeadlineKind.MONTH, DeadlineKind.BOUND, DeadlineKind.WEEK}
)
Number = tuple[int, ...]


def order_findings(plan: LintPlan) -> Iterator[Finding]:
    """Remarks about numbers, dates, sections, stages and the matrix."""
    if plan.numbering is not NumberingMode.NONE:
        yield from _numbers(plan)
    yield from _date_order(plan)
    yield from _empty_sections(plan)
    yield from _stages(plan.stages)
    yield from _cells(plan)


def _numbers(plan: LintPlan) -> Iterator[Finding]:
    """Numbers that repeat, leave one out or go back; a new section may go on or begin again."""
    numbered = [(item, number) for item in plan.items if (number := read_number(item.number))]
    good: Number | None = None  # the number before one that was remarked on
    for (before, old), (item, new) in pairwise(numbered):
        is_new_section = before.section != item.section and _begins(new)
        problem = "" if is_new_section else _step(old, new)
        if problem and (good is None or _step(good, new)):
            text = f"После номера {_written(old)} стоит номер {_written(new)}: {problem}."
            yield Finding(Code.NUMBERS, Severity.DOUBT, text, (item.place,))
            good = old
        else:
            good = None


def _step(old: Number, new: Number) -> str:
    """What is wrong with a number after another, nothing for the next one, the first inside and the next outside."""
    if new == old:
        return "номер повторяется"
    if new == (*old, 1):
        return ""
    level = len(new)
    if level <= len(old) and new[:-1] == old[: level - 1]:
        step = new[-1] - old[level - 1]
        if step == 1:
            return ""
        if step > 1:
            missing = _written((*new[:-1], old[level - 1] + 1))
            return f"номер {missing} пропущен" if step == 2 else f"номера с {missing} пропущены"  # noqa: PLR2004
        return "номера идут не по порядку"
    # Another branch of numbers («1.3», then «2.1»): its beginning is all that is asked for.
    return "" if new[-1] == 1 else "номера идут не по порядку"


def _begins(number: Number) -> bool:
    return number[-1] == 1


def _written(number: Number) -> str:
    return write_number(number).rstrip(".")


def _date_order(plan: LintPlan) -> Iterator[Finding]:
    """Rows that stand later than their dates in a list that otherwise goes by dates."""
    for section in dict.fromkeys(item.section for item in plan.items):
        dated = [(item, day) for item in plan.items if item.section == section and (day := _point(item))]
        steps = list(pairwise(dated))
        wrong = [(before, item) for (before, old), (item, new) in steps if new < old]
        if len(dated) < _ENOUGH or not wrong or len(wrong) > (1 - _ORDERED) * len(steps):
            continue
        for before, item in wrong:
            text = f"{capitalized(item.named)} стоит после более позднего ({before.named}), а остальные идут по датам."
            yield Finding(Code.ORDER, Severity.ADVICE, text, (item.place,))


def _point(item: LintItem) -> date | None:
    if item.deadline is None or item.deadline.kind not in _POINTS or len(item.deadline.windows) != 1:
        return None
    # Within a month the order is the document's own business: «15 мая» may well stand after «май».
    end = item.deadline.windows[0].ends_on
    return end.replace(day=1) if end else None


def _empty_sections(plan: LintPlan) -> Iterator[Finding]:
    """Sections without a row of their own or of a section inside."""
    parents = {section.pk: section.parent for section in plan.sections}
    filled: set[int | None] = {None}
    for item in plan.items:
        place = item.section
        while place not in filled:
            filled.add(place)
            place = parents.get(place) if place is not None else None
    for section in plan.sections:
        if section.pk not in filled:
            text = f"В разделе «{shortened(section.title)}» нет ни одного пункта."
            yield Finding(Code.EMPTY_SECTION, Severity.DOUBT, text, (section.place,))


def _stages(stages: Sequence[LintStage]) -> Iterator[Finding]:
    for number, first in enumerate(stages):
        for second in stages[number + 1 :]:
            if first.starts_on and first.ends_on and second.starts_on and second.ends_on:
                start, end = max(first.starts_on, second.starts_on), min(first.ends_on, second.ends_on)
                if start < end:
                    names = f"«{shortened(first.title)}» и «{shortened(second.title)}»"
                    text = f"Этапы {names} накладываются: {date_range_short(start, end)}."
                    yield Finding(Code.STAGES_OVERLAP, Severity.ADVICE, text, (first.place, second.place))


def _cells(plan: LintPlan) -> Iterator[Finding]:
    """Works promised for a stage that falls into the plan and that no item serves."""
    for cell in plan.cells:
        starts, ends = cell.stage.starts_on or plan.period.start, cell.stage.ends_on or plan.period.end
        if cell.items or starts > plan.period.end or ends < plan.period.start:
            continue
        works = f"{cell.works} {plural(cell.works, 'работа', 'работы', 'работ')}"
        where = f"этап «{shortened(cell.stage.title)}», направление «{shortened(cell.direction)}»"
        text = f"В матрице проекта обещано ({where}): {works}, а пункта плана для этого нет."
        yield Finding(Code.CELL_WITHOUT_ITEMS, Severity.DOUBT, text, (cell.stage.place,))
