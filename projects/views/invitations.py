"""Invitations: made, shown once, taken back; the page of a link."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from network.models import Invitation, User
from network.services.invitations import GONE, InvitationGone
from network.tasks import send_letters
from portal.limits import limited
from projects.access.invitations import (
    InvitingScope,
    invitation_for_changing,
    invitation_of_link,
    inviting_scope,
    people_to_invite,
    scope_for_inviting,
    still_invites,
    visible_invitations,
)
from projects.forms.invitations import InvitationFilter, InvitationForm, SignUpForm
from projects.models import Project, ProjectInvitation
from projects.queries.invitations import invitation_rows, role_words
from projects.services.invitations import (
    CLOSED,
    NO_LONGER,
    MadeInvitation,
    accept_invitation,
    invite,
    renew_invitation,
    sign_up,
    take_invitation_back,
)
from projects.views.common import place_of, query_without_page, today_in

SHOWN_ONCE = "invitation_link"
ON_A_PAGE = 50
A_MINUTE = 30
TAKEN_BACK = "Приглашение отозвано: по ссылке больше не войти."
WELCOME = "Приглашение принято."
UNKNOWN = "Такой ссылки портал не знает. Проверьте, что она скопирована целиком, или попросите новую."
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was invited and what came of it; a new link is shown once, right after it was made."""
    scope = inviting_scope(request.user, slug)
    rows = invitation_rows(scope.project, visible_invitations(request.user), timezone.now())
    form = InvitationFilter(request.GET)
    context = {
        "project": scope.project,
        "tab": "network",
        "standing": place_of(request, scope.project),
        "scope": scope,
        "page": Paginator(form.chosen(rows), ON_A_PAGE).get_page(request.GET.get("page")),
        "total": len(rows),
        "form": form,
        "query": query_without_page(request),
        "made": request.session.pop(SHOWN_ONCE, None),
    }
    return render(request, "projects/invitations.html", context)


@require_http_methods(["GET", "POST"])
@limited("invitations", A_MINUTE)
def invitation_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody by a link."""
    scope = scope_for_inviting(request.user, slug)
    form = InvitationForm(
        request.POST or None,
        organizations=scope.organizations,
        people=people_to_invite(scope),
        may_give_roles=scope.may_give_roles,
        initial={"organization": request.GET.get("organization", ""), "role": "editor"},
    )
    if request.method == "POST" and form.is_valid() and _invited(request, scope, form):
        return redirect("projects:invitations", slug=slug)
    context = {"project": scope.project, "tab": "network", "standing": place_of(request, scope.project), "form": form}
    return render(request, "projects/invitation_add.html", context, status=422 if form.is_bound else 200)


@require_POST
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = invitation_for_changing(request.user, pk)
    try:
        take_invitation_back(found, now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, TAKEN_BACK)
    return redirect("projects:invitations", slug=found.project.slug)


@require_POST
@limited("invitations", A_MINUTE)
def invitation_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link in place of the old one."""
    found = invitation_for_changing(request.user, pk)
    try:
        made = renew_invitation(found, now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        _show_once(request, made)
    return redirect("projects:invitations", slug=found.project.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("join", 30)
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what; opening the page changes nothing."""
    try:
        found = invitation_of_link(token)
    except Http404:
        return _gone(request, UNKNOWN, HTTPStatus.NOT_FOUND)
    refusal = _refusal(found)
    if refusal:
        return _gone(request, refusal, HTTPStatus.GONE)
    user = request.user if isinstance(request.user, User) else None
    start = {"name": found.invitation.name, "email": found.invitation.email}
    form = SignUpForm(request.POST if request.method == "POST" and user is None else None, initial=start)
    if request.method == "POST" and (user is not None or form.is_valid()):
        answer = _accepted(request, found, user, form)
        if answer is not None:
            return answer
    context = {"found": found, "role": role_words(found), "form": form, "project": None, "tab": ""}
    return render(request, "projects/invitation_accept.html", context, status=422 if form.errors else 200)


def _invited(request: HttpRequest, scope: InvitingScope, form: InvitationForm) -> bool:
    """The invitation is made and its link kept for the next page; else the form says why not."""
    by_letter = form.cleaned_data["by_letter"]
    try:
        made = invite(
            scope.project,
            form.given(),
            project_role=form.project_role,
            by_letter=by_letter,
            now=timezone.now(),
            actor=reader(request),
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    _show_once(request, made, by_letter=by_letter)
    return True


def _show_once(request: HttpRequest, made: MadeInvitation, *, by_letter: bool = False) -> None:
    """Keep the link for the next page; where it goes by letter, the worker is woken."""
    invitation = made.invitation
    request.session[SHOWN_ONCE] = {
        "link": made.link,
        "who": invitation.name or invitation.email,
        "organization": invitation.organization.short_name,
        "until": timezone.localtime(invitation.expires_at).strftime("%d.%m.%Y"),
        "letter": invitation.email if by_letter else "",
    }
    if by_letter:
        wake_letters()


def wake_letters() -> None:
    """Let the worker send what waits, once all is written down."""
    # Not a partial: Django asks the function for its name when it fails.
    transaction.on_commit(lambda: send_letters.apply_async(expires=60), robust=True)


def _refusal(found: ProjectInvitation) -> str:
    """Why the link lets nobody in; empty where it does."""
    state = found.invitation.state_at(timezone.now())
    if state != Invitation.State.WAITING:
        return GONE[state]
    if found.project.state == Project.State.ARCHIVED:
        return CLOSED
    return "" if still_invites(found) else NO_LONGER


def _accepted(
    request: HttpRequest, found: ProjectInvitation, user: User | None, form: SignUpForm
) -> HttpResponse | None:
    """Where somebody who is in goes on; None with the reason at the form."""
    now, today = timezone.now(), today_in(found.project)
    try:
        if user is None:
            user = sign_up(found, form.given(), today=today, now=now)
            login(request, user, backend=BACKEND)
        else:
            accept_invitation(found, user, today=today, now=now)
    except InvitationGone as gone:
        return _gone(request, str(gone), HTTPStatus.GONE)
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    messages.success(request, WELCOME)
    return redirect("plans:overview", slug=found.project.slug) if found.role else redirect("reports:cabinet")


def _gone(request: HttpRequest, words: str, status: HTTPStatus) -> HttpResponse:
    return render(request, "projects/invitation_gone.html", {"words": words, "project": None, "tab": ""}, status=status)
