"""From rows of a plan, as they stand on the page, to the tables that are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plans.exporting.content import SECTION, Approval, Column, ExportTable, Heading, Line
from plans.layout import DEADLINE, FIELD_LABELS, cell_text, shown_columns
from plans.models import ApprovalBlock, CompletionMark, Evidence, Plan, PlanItem, Section
from plans.progress import ItemState, MarkState
from plans.queries import ItemRow, OccurrenceRow
from plans.rendering import STATE_GROUPS, RowGroup, RowView
from portal.text.russian import date_short, plural

STATE_WORDS = dict(STATE_GROUPS)
WINDOW, STATE, MARKS, PROOFS = "window", "state", "marks", "proofs"
OWN_COLUMNS = (
    Column(STATE, "Состояние"),
    Column(MARKS, "Отметки на портале"),
    Column(PROOFS, "Подтверждения"),
)
EXTRACT_FIELDS = ("number", "title", DEADLINE, "responsible")
LINKS = ("stage", "direction")
MOST_NAME = 120  # letters of a file's name: some systems take 255 bytes, and a Russian letter is two


def plan_file(
    plan: Plan, groups: Iterable[RowGroup], blocks: Iterable[ApprovalBlock], chosen: str, today: date
) -> ExportTable:
    """The rows of the page in their order, in the plan's own columns; `chosen` says what they were filtered by."""
    groups = list(groups)
    has_sections = any(view.row.item.section_id for group in groups for view in group.rows)
    columns = [
        Column(column["field"], _heading(column["field"], column["heading"])) for column in shown_columns(plan.layout)
    ]
    if has_sections:
        columns.append(Column(SECTION, "Раздел"))
    return ExportTable(
        title=plan.title,
        notes=_notes(chosen, groups, today),
        columns=(*columns, *OWN_COLUMNS),
        lines=_lines(groups, columns),
        name=file_name(plan.short_title, chosen),
        approvals=tuple(_approval(block) for block in blocks),
    )


def extract_file(plan: Plan, groups: Iterable[RowGroup], subject: str, today: date) -> ExportTable:
    """An extract for a party, a month or both (`subject`): what is to be done, by when, and what was marked."""
    groups = list(groups)
    headings = {column["field"]: column["heading"] for column in plan.layout}
    columns = [Column(field, _heading(field, headings.get(field, ""))) for field in EXTRACT_FIELDS]
    columns.append(Column(WINDOW, "Срок исполнения"))
    return ExportTable(
        title=f"Выписка из плана\n{plan.title}\n{subject}".strip(),
        notes=_notes("", groups, today),
        columns=(*columns, *OWN_COLUMNS),
        lines=_lines(groups, columns),
        name=file_name("Выписка", subject, plan.short_title),
    )


def mark_lines(row: ItemRow) -> list[str]:
    """«октябрь 2022, Центр А: выполнено 20.10.2022. Проведено. Участников: 12» for each mark that is read."""
    is_named = len(row.occurrences) > 1
    return [_mark(mark, window, is_named=is_named) for window in row.occurrences for mark in window.marks]


def window_words(window: OccurrenceRow) -> str:
    """How one window is called: the sub-item it belongs to, then its label."""
    return ", ".join(filter(None, (window.occurrence.title, window.occurrence.label)))


def section_words(section: Section | None) -> str:
    """Headings above an item, outermost first."""
    if section is None:
        return ""
    return " / ".join(part.title for part in (section.parent, section) if part is not None)


def state_line(view: RowView) -> str:
    """«Впереди; 3 из 9; следующий до 30.11.2022», «Просрочено на 14 дней; 3 из 9»."""
    if view.state is ItemState.LATE:
        return "; ".join(filter(None, (view.due.capitalize(), view.word)))
    return "; ".join(filter(None, (STATE_WORDS[view.state], view.word, view.due)))


def _lines(groups: Iterable[RowGroup], columns: Sequence[Column]) -> Iterator[Heading | Line]:
    for group in groups:
        for heading in group.headings:
            yield Heading(heading)
        for view in group.rows:
            yield Line((*(_cell(view, column.field) for column in columns), *_own_cells(view)))


def _cell(view: RowView, field: str) -> str:
    item = view.row.item
    if field == SECTION:
        return section_words(item.section)
    if field == WINDOW:
        return "\n".join(filter(None, map(window_words, view.row.occurrences)))
    return document_cell(item, field)


def document_cell(item: PlanItem, field: str) -> str:
    """The document's words; of a link, how the linked row is called; of a column without words, nothing."""
    if field in LINKS:
        return str(getattr(item, field) or "")
    try:
        return cell_text(item, field)
    except KeyError:
        return ""


def _own_cells(view: RowView) -> tuple[str, str, str]:
    return (state_line(view), "\n".join(mark_lines(view.row)), "\n".join(map(_proof, view.row.evidence)))


def _mark(mark: CompletionMark, window: OccurrenceRow, *, is_named: bool) -> str:
    who = mark.organization.short_name if mark.organization else ""
    label = window_words(window) if is_named or window.occurrence.title else ""
    head = ", ".join(filter(None, (label, who)))
    said = " ".join(filter(None, (mark.get_state_display(), date_short(mark.fact_on) if mark.fact_on else "")))
    if mark.state == MarkState.MOVED and mark.moved_to:
        said = f"{said} на {date_short(mark.moved_to)}"
    count = f"Участников: {mark.participants}" if mark.participants else ""
    words = ". ".join(part.rstrip(".") for part in (said, mark.text, mark.reason, count) if part)
    return f"{head}: {words}" if head else words


def _proof(proof: Evidence) -> str:
    number = f" № {proof.number}" if proof.number else ""
    dated = f" от {date_short(proof.dated_on)}" if proof.dated_on else ""
    link = f" ({proof.url})" if proof.url and proof.url != proof.title else ""
    return f"{proof.title}{number}{dated}{link}"


def _heading(field: str, printed: str) -> str:
    return printed or FIELD_LABELS.get(field, "")


def _notes(chosen: str, groups: Sequence[RowGroup], today: date) -> tuple[str, ...]:
    count = sum(len(group.rows) for group in groups)
    words = f"По состоянию на {date_short(today)}, {count} {plural(count, 'пункт', 'пункта', 'пунктов')}"
    return (words, f"Отобрано: {chosen}") if chosen else (words,)


def _approval(block: ApprovalBlock) -> Approval:
    parts = (block.label, block.position, f"{block.signature} {block.name}".strip(), block.date_text, block.basis)
    whole = block.text or "\n".join(filter(None, parts))
    return Approval(tuple(whole.split("\n")), is_left=block.kind == ApprovalBlock.Kind.AGREED)


def file_name(*parts: str) -> str:
    """A file's name of these words without its ending, and without what file systems do not take."""
    words = " — ".join(filter(None, parts)).replace("/", "-")
    kept = "".join(" " if letter in '\\:*?"<>|\n\r\t' else letter for letter in words)
    return " ".join(kept.split())[:MOST_NAME].strip(" .—")
