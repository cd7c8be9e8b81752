"""What letters bring about: a window marked by a link, somebody reminded of an item."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from network.tasks import send_letters
from plans.access import item_for_editing
from plans.access.letters import Grant, LinkRefused, grant_of
from plans.forms.letters import LetterMarkForm
from plans.queries import item_row
from plans.services.marks import mark_occurrence
from plans.services.reminders import remind
from portal.limits import limited
from portal.requests import back_to
from projects.views.common import today_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("letter-link", 60)
@never_cache
def mark_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """One item with one button; opening the page changes nothing and signs nobody in."""
    try:
        grant = grant_of(token, timezone.now())
    except LinkRefused as refused:
        return render(request, "plans/mark_by_letter.html", {"refusal": str(refused), "grant": None}, status=410)
    today = today_in(grant.row.item.plan.project)
    waiting = grant.row.waiting_names(grant.window) if grant.organization is None else ()
    form = LetterMarkForm(request.POST or None, today=today, waiting=waiting)
    is_marked = request.method == "POST" and not grant.is_closed and form.is_valid() and _marked(grant, form)
    context = {"refusal": "", "grant": grant, "form": form, "is_marked": is_marked}
    return render(request, "plans/mark_by_letter.html", context, status=422 if form.errors else 200)


@require_POST
def item_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those who have not marked the item yet, by a letter with a link."""
    item = item_for_editing(request.user, pk)
    told = remind(item_row(item, today_in(item.plan.project)), actor=reader(request), now=timezone.now())
    # Not a partial: Django asks the function for its name when it fails.
    transaction.on_commit(lambda: send_letters.apply_async(expires=60), robust=True)
    (messages.success if told.sent else messages.error)(request, told.words)
    return redirect(back_to(request, reverse("plans:item_detail", args=[pk])))


def _marked(grant: Grant, form: LetterMarkForm) -> bool:
    """Set the mark; False with the reason at the form."""
    try:
        mark_occurrence(
            grant.window.occurrence,
            organization=grant.organization,
            **asdict(form.given),
            author=grant.user,
            today=form.today,
        )
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    return True
