"""Invitations by a list: the file, its review, the links."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from network.queries import read_directory
from plans.exporting import ExportTable, Format
from plans.exporting.content import Column, Line
from plans.forms.invitation_lists import InviteeFormSet, InviteeRows, ListLetterForm, ListUploadForm, rows_to_review
from plans.importing import ImportRefused
from plans.services.invitation_lists import invite_all, read_list
from plans.views.exports import file_answer, file_format
from portal.limits import limited
from projects.access.invitations import InvitingScope, scope_for_inviting
from projects.queries.invitations import known_members, waiting_addresses
from projects.services.invitations import MadeInvitation
from projects.text.invitees import Invitee
from projects.views.common import place_of
from projects.views.invitations import A_MINUTE, wake_letters

SHOWN_ONCE = "invitation_links"
SALT = "invitation-links"
AN_HOUR = 60 * 60
COLUMNS = ("ФИО", "Почта", "Организация", "Ссылка", "Действует до")
STALE = "Таблица ссылок устарела. Откройте список приглашений и создайте новые ссылки тем, кто ещё не вошёл."


@require_http_methods(["GET", "POST"])
def invitation_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a list of people; a readable one is shown for review, nothing is written."""
    scope = scope_for_inviting(request.user, slug)
    form = ListUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            people = read_list(file.read(), file.name or "список.xlsx")
        except ImportRefused as refused:
            form.add_error("file", refused.message)
        else:
            return _review(request, scope, _rows(scope, people), ListLetterForm())
    context = {"project": scope.project, "tab": "network", "form": form, "columns": COLUMNS[:3]}
    return render(request, "plans/invitation_list.html", context, status=422 if form.is_bound else 200)


@require_POST
@limited("invitations", A_MINUTE)
def invitation_list_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite everybody who is ticked, or say at the rows what is wrong with them."""
    scope = scope_for_inviting(request.user, slug)
    rows = InviteeFormSet(request.POST, form_kwargs={"scope": scope})
    letter = ListLetterForm(request.POST)
    letter.is_valid()
    made = _made(request, scope, rows, by_letter=letter.cleaned_data["by_letter"]) if rows.is_valid() else None
    if made is None:
        return _review(request, scope, rows, letter, status=422)
    request.session[SHOWN_ONCE] = [_line(each) for each in made]
    return redirect("plans:invitation_list_made", slug=slug)


@require_GET
def invitation_list_made(request: HttpRequest, slug: str) -> HttpResponse:
    """The new links, shown once; the page itself bears what a file is made of."""
    scope = scope_for_inviting(request.user, slug)
    links = request.session.pop(SHOWN_ONCE, None)
    if links is None:
        return redirect("projects:invitations", slug=slug)
    context = {
        "project": scope.project,
        "tab": "network",
        "links": links,
        "packed": signing.dumps([scope.project.pk, links], salt=SALT, compress=True),
    }
    return render(request, "plans/invitation_list_made.html", context)


@require_POST
def invitation_list_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The links of the page as a file; nothing of them is kept by the portal."""
    kind, scope = file_format(form), scope_for_inviting(request.user, slug)
    try:
        of_project, links = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as problem:
        raise BadRequest(STALE) from problem
    if of_project != scope.project.pk:
        raise BadRequest(STALE)
    columns = tuple(Column("title", heading) for heading in COLUMNS)
    title = f"Приглашения: {scope.project.short_title}"
    table = ExportTable(title, (), columns, [Line(tuple(line)) for line in links], "Приглашения")
    return file_answer(table, Format.CSV if kind is Format.CSV else Format.EXCEL)


def _rows(scope: InvitingScope, people: list[Invitee]) -> InviteeRows:
    """The rows as they were understood."""
    directory = read_directory(scope.project.organization, scope.organizations)
    members = known_members(each.email for each in people if each.email)
    start = rows_to_review(people, scope, directory, members, waiting_addresses(scope.project, timezone.now()))
    return InviteeFormSet(initial=start, form_kwargs={"scope": scope})


def _made(
    request: HttpRequest, scope: InvitingScope, rows: InviteeRows, *, by_letter: bool
) -> list[MadeInvitation] | None:
    """All invitations; None with the reason at the rows, and nobody is invited."""
    wanted = [form.wanted() for form in rows.taken]
    try:
        made = invite_all(scope.project, wanted, by_letter=by_letter, now=timezone.now(), actor=reader(request))
    except ValidationError as problem:
        rows.non_form_errors().extend(problem.messages)
        return None
    if by_letter:
        wake_letters()
    return made


def _line(made: MadeInvitation) -> list[str]:
    invitation = made.invitation
    until = timezone.localtime(invitation.expires_at).strftime("%d.%m.%Y")
    return [invitation.name, invitation.email, invitation.organization.short_name, made.link, until]


def _review(
    request: HttpRequest, scope: InvitingScope, rows: InviteeRows, letter: ListLetterForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "project": scope.project,
        "tab": "network",
        "standing": place_of(request, scope.project),
        "rows": rows,
        "letter": letter,
        "doubtful": sum(1 for form in rows if form.doubt_lines),
    }
    return render(request, "plans/invitation_list_review.html", context, status=status)
