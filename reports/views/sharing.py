"""Links to one report for people without an account: given and revoked, and the page they open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from portal.downloads import download
from portal.limits import limited
from reports import queries
from reports.access import link_for_revoking, link_of_token, report_for_sharing, require_open
from reports.forms.sharing import ShareForm
from reports.models import Report
from reports.queries.sharing import last_visits, link_rows, ready_files
from reports.services.sharing import make_link, note_visit, revoke_link
from reports.views.orders import TYPES

SHOWN_ONCE = "report_link_{pk}"
A_MINUTE = 30
REVOKED = "Ссылка отозвана: по ней больше ничего не видно."
View = Callable[..., HttpResponseBase]


def unlisted(view: View) -> View:
    """An answer that no search engine lists and no other site is told the address of."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@require_http_methods(["GET", "POST"])
def report_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Links of a report and who came by them; a new one is shown once, right after it was made."""
    report = report_for_sharing(request.user, pk)
    if request.method == "POST":
        require_open(report.project)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, report, form):
        return redirect("reports:report_links", pk)
    context = {
        "project": report.project,
        "tab": "reports",
        "report": report,
        "form": form,
        "rows": link_rows(report, timezone.now()),
        "visits": last_visits(report),
        "link": request.session.pop(SHOWN_ONCE.format(pk=pk), "") if request.method == "GET" else "",
    }
    return render(request, "reports/report_links.html", context, status=422 if form.is_bound else 200)


@require_POST
def share_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link at once."""
    link = link_for_revoking(request.user, pk)
    revoke_link(link, now=timezone.now(), actor=reader(request))
    messages.success(request, REVOKED)
    return redirect("reports:report_links", link.report_id)


@login_not_required
@require_GET
@limited("share", A_MINUTE)  # type: ignore[arg-type]
@cache_control(no_store=True, private=True)
@unlisted
def shared_report(request: HttpRequest, token: str) -> HttpResponse:
    """What the report is and its files, for whoever has the link; every other address is told the same words."""
    link = link_of_token(token, timezone.now())
    if link is None:
        return _gone(request)
    note_visit(link, get_adapter().get_client_ip(request))
    report = link.report
    newer = queries.newer_report(report)
    context = {"link": link, "report": report, "newer": newer, "files": ready_files(report), "token": token}
    return render(request, "reports/shared_report.html", context)


@login_not_required
@require_GET
@limited("share-file", A_MINUTE)  # type: ignore[arg-type]
@cache_control(no_store=True, private=True)
@unlisted
def shared_file(request: HttpRequest, token: str, format_: str) -> HttpResponseBase:
    """A file of the report of a link."""
    link = link_of_token(token, timezone.now())
    found = queries.report_file(link.report, format_) if link else None
    try:
        file = found.file.open("rb") if found else None
    except FileNotFoundError:
        file = None
    if link is None or found is None or file is None:
        return _gone(request)
    note_visit(link, get_adapter().get_client_ip(request), format_)
    return download(file, found.filename, TYPES[Report.Format(format_)])


def _made(request: HttpRequest, report: Report, form: ShareForm) -> bool:
    """Make the link and keep it for the next page; False with the reason at the form."""
    told = form.cleaned_data
    try:
        _, secret = make_link(report, told["label"], told["days"], now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    path = reverse("reports:shared_report", args=[secret])
    request.session[SHOWN_ONCE.format(pk=report.pk)] = f"{settings.PUBLIC_URL.rstrip('/')}{path}"
    return True


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/shared_gone.html", status=HTTPStatus.NOT_FOUND)
