"""Files to take away: the rows of the table as they are shown, and extracts for one party or month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.access import PlanScope, extract_parties, plan_for_viewing
from plans.exporting import CONTENT_TYPES, ExportTable, Format, extract_file, plan_file, write_file
from plans.filters import Chip, PlanFilter
from plans.filters.chips import ALL
from plans.forms.exports import ExtractForm
from plans.queries import ItemRow, plan_table
from plans.queries.exports import approval_blocks, extract_rows, plan_months
from plans.rendering import BY_DOCUMENT, RowGroup, grouped, row_view
from plans.views.common import asked_day, remember_standing, scope_today
from plans.views.tables import shown_rows
from portal.downloads import download
from portal.text.russian import Case, month_name
from projects.views.common import today_in

IN_MEMORY = 2 * 1024 * 1024


@require_GET
def plan_export(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The rows that the query string leaves, in the order of the page, as a file."""
    kind = file_format(form)
    plan = plan_for_viewing(request.user, pk)
    today = asked_day(request, plan.project)
    scope = scope_today(request, plan)
    shown: dict[str, Any] = shown_rows(request.GET, plan_table(plan, today, scope.readable).rows, scope, today)
    chosen = _chosen_words(shown["filter"], shown["chips"])
    return file_answer(plan_file(plan, shown["groups"], approval_blocks(plan), chosen, today), kind)


@require_GET
def plan_extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whose extract, of which month; what it holds stands below, with links to its files."""
    plan = plan_for_viewing(request.user, pk)
    scope = scope_today(request, plan)
    remember_standing(request, plan.project, scope.place)
    today = today_in(plan.project)
    rows = plan_table(plan, today, scope.readable).rows
    form = _extract_form(request, scope, rows)
    is_chosen = form.is_valid()
    context = {
        "project": plan.project,
        "tab": "plan",
        "plan": plan,
        "scope": scope,
        "form": form,
        "is_chosen": is_chosen,
        "groups": _extract_groups(form, rows, scope, today) if is_chosen else [],
        "subject": form.subject if is_chosen else "",
        "here": form.query if is_chosen else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and not is_chosen else HTTPStatus.OK
    return render(request, "plans/plan_extract.html", context, status=status)


@require_GET
def plan_extract_file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The same extract as a file."""
    kind = file_format(form)
    plan = plan_for_viewing(request.user, pk)
    today = today_in(plan.project)
    scope = scope_today(request, plan)
    rows = plan_table(plan, today, scope.readable).rows
    asked = _extract_form(request, scope, rows)
    if not asked.is_valid():
        raise Http404
    return file_answer(extract_file(plan, _extract_groups(asked, rows, scope, today), asked.subject, today), kind)


def file_format(text: str) -> Format:
    """The format an address names; Http404 for another."""
    try:
        return Format(text)
    except ValueError as problem:
        raise Http404 from problem


def file_answer(table: ExportTable, kind: Format) -> FileResponse:
    """The table as a file to be saved, under its Russian name."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    write_file(table, kind, file)
    return attachment(file, f"{table.name}.{kind}", CONTENT_TYPES[kind])


def attachment(file: IO[bytes], name: str, content_type: str) -> FileResponse:
    """A written file as an answer: always saved to disk, never opened inside the portal."""
    file.seek(0)
    return download(file, name, content_type)


def _extract_form(request: HttpRequest, scope: PlanScope, rows: Sequence[ItemRow]) -> ExtractForm:
    """Filled in by the address; who may take one extract only gets it at once."""
    parties = extract_parties(request.user, scope, rows)
    asked = {name: request.GET.get(name, "") for name in ("party", "month")}
    if not asked["party"] and not scope.can_read_whole and len(parties) == 1:
        asked["party"] = parties[0].key
    return ExtractForm(
        asked if any(asked.values()) else None,
        parties=parties,
        months=plan_months(rows),
        is_whole=scope.can_read_whole,
    )


def _extract_groups(form: ExtractForm, rows: Sequence[ItemRow], scope: PlanScope, today: date) -> list[RowGroup]:
    party, month = form.party_chosen, form.month_chosen
    found = extract_rows(rows, party, month, today)
    due, lasting = ([row_view(row, scope) for row in part] for part in (found.due, found.lasting))
    if month is None:
        return grouped(due, BY_DOCUMENT)
    name = month_name(month.month, Case.PREPOSITIONAL)
    groups = ((f"Срок в {name}", due), ("Срок позже, а работа идёт и в этом месяце", lasting))
    return [RowGroup((heading,), tuple(views), is_counted=True) for heading, views in groups if views]


def _chosen_words(found: PlanFilter, chips: Sequence[Chip]) -> str:
    """«просрочено, ответственный: Ковалёва А.П.», for the file and its name."""
    words = [chip.label.lower() for chip in chips if chip.is_current and found.chosen.get("view", ALL) != ALL]
    for name, value in found.chosen.items():
        if name not in {"view", "order"}:
            field = found.form.fields[name]
            said = dict(getattr(field, "choices", ())).get(value, f"«{value}»")
            words.append(f"{str(field.label).lower()}: {str(said).strip()}")
    return ", ".join(words)
