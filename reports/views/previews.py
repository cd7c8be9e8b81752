"""A report on screen before it is ordered, and its paragraphs rewritten there."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from portal.text.numbers import number_in
from projects.models import Project
from projects.views.common import today_in
from reports import queries, services
from reports.access import can_order, is_open, project_for_preparing, project_for_reports
from reports.content import EditableParagraph, Sheet
from reports.forms.orders import ORDER_FIELDS, OrderForm, order_query
from reports.models import Report
from reports.screen import screen_html
from reports.views.orders import wrong_order

NEVER = -1
KEPT = "Абзац сохранён. Он останется таким во всех следующих документах об этом."
AS_GENERATED = "Ваш текст совпал с текстом портала: хранить нечего."
GIVEN_BACK = "Абзац снова пишет портал."
CONFLICT = "Пока вы писали, этот абзац сохранил кто-то другой. Ваш текст цел: сравните оба и сохраните нужный."


@require_GET
def report_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The document of the order in the address as it would be now; whoever orders may rewrite its paragraphs."""
    project = project_for_reports(request.user, slug)
    form = _order_form(request, project)
    is_mini = bool(getattr(request, "htmx", False))
    if not form.is_valid():
        return render(request, "reports/_mini.html", {"paper": ""}) if is_mini else wrong_order(request, project, form)
    report = form.order().report(project, None)
    if is_mini:
        return render(request, "reports/_mini.html", {"paper": screen_html(queries.report_content(report))})
    return _page(request, project, report, open_key=request.GET.get("edit", ""))


@require_POST
def report_text(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Keep a paragraph as it was rewritten, or give it back to the portal."""
    project = project_for_preparing(request.user, slug)
    form = _order_form(request, project)
    if not form.is_valid():
        return wrong_order(request, project, form)
    report = form.order().report(project, None)
    try:
        words = _save(request, report, key)
    except services.TextConflict as conflict:
        said = {"problem": CONFLICT, "typed": request.POST.get("text"), "theirs": conflict.current}
        return _page(request, project, report, key, HTTPStatus.CONFLICT, said)
    except ValidationError as problem:
        said = {"problem": " ".join(problem.messages), "typed": request.POST.get("text", ""), "theirs": None}
        return _page(request, project, report, key, HTTPStatus.UNPROCESSABLE_ENTITY, said)
    except KeyError as missing:
        raise Http404 from missing
    messages.success(request, words)
    return redirect(f"{_address(request, project)}#text-{key}")


def _save(request: HttpRequest, report: Report, key: str) -> str:
    actor, said = reader(request), request.POST
    seen = number_in(said.get("version", ""))
    version = NEVER if seen is None else seen
    if "reset" in said:
        services.reset_text(report, key, version, actor)
        return GIVEN_BACK
    kept = services.save_text(report, key, said.get("text", ""), said.get("base", ""), version, actor)
    return KEPT if kept else AS_GENERATED


def _page(
    request: HttpRequest,
    project: Project,
    report: Report,
    open_key: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    said: dict[str, Any] | None = None,
) -> HttpResponse:
    document, paragraphs = queries.report_with_paragraphs(report)
    orders = can_order(request.user, project)
    may = orders and is_open(project)
    address = f"{_address(request, project)}&" if may else ""
    opened = next((each for each in paragraphs if may and each.key == open_key), None)
    form = _text_form(request, project, opened, said) if opened else ""
    is_seen = open_key in {paragraph.key for paragraph in document.paragraphs}
    inside = form if is_seen else ""
    context = {
        "project": project,
        "tab": "reports",
        "report": report,
        "paper": screen_html(document, paragraphs if may else (), address=address, opened=open_key, form=inside),
        "is_wide": document.sheet is not Sheet.UPRIGHT,
        "paragraphs": paragraphs,
        "outdated": [each for each in paragraphs if each.is_outdated],
        "address": address,
        "query": order_query(request.GET),
        "order_fields": _hidden(request),
        "can_order": orders,
        "can_rewrite": may,
        "form": "" if is_seen else form,
    }
    return render(request, "reports/report_preview.html", context, status=status)


def _text_form(
    request: HttpRequest, project: Project, paragraph: EditableParagraph, said: dict[str, Any] | None
) -> SafeString:
    context = {
        "project": project,
        "paragraph": paragraph,
        "said": said or {"problem": "", "typed": None, "theirs": None},
        "query": order_query(request.GET),
        "address": f"{_address(request, project)}&",
    }
    return render_to_string("reports/_text_form.html", context, request)


def _hidden(request: HttpRequest) -> list[tuple[str, str]]:
    """The order of the address as fields of a form; nothing else that the address says."""
    return [(name, value) for name in request.GET if name in ORDER_FIELDS for value in request.GET.getlist(name)]


def _order_form(request: HttpRequest, project: Project) -> OrderForm:
    return OrderForm(request.GET, choices=queries.order_choices(project), today=today_in(project))


def _address(request: HttpRequest, project: Project) -> str:
    return f"{reverse('reports:report_preview', args=[project.slug])}?{order_query(request.GET)}"
