"""Who has access to a project, in which role; roles given and taken, access ended."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from network.models import Membership
from network.services.places import change_place, end_place
from projects.access.people import (
    PeopleScope,
    may_view,
    people_scope,
    place_for_changing,
    role_for_revoking,
    scope_for_managing,
    shown_organizations,
    shown_roles,
)
from projects.forms.people import PeopleFilter, RoleForm
from projects.queries.accounts import known_accounts, people_by_organization, role_rows
from projects.services import grant_role, revoke_role
from projects.views.common import place_of, query_without_page

ON_A_PAGE = 30
GRANTED = "Роль выдана."
REVOKED = "Роль снята."
CHANGED = "Роль в организации изменена."
ONLY_MANAGERS = "Руководителя организации назначает координатор проекта."
BELOW_HEAD = [choice for choice in Membership.Role.choices if choice[0] != Membership.Role.HEAD]
ENDED = "Доступ закрыт: за эту организацию человек больше не входит."


@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Roles in the project and accounts of its organisations, as far as the reader may know them."""
    return _page(request, people_scope(request.user, slug))


@require_POST
def role_grant(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a role to an account that sees the project already."""
    scope = scope_for_managing(request.user, slug)
    form = RoleForm(request.POST, accounts=known_accounts(scope.project))
    if not form.is_valid():
        return _page(request, scope, form)
    grant_role(scope.project, form.account, form.cleaned_data["role"], actor=reader(request))
    messages.success(request, GRANTED)
    return redirect("projects:people", slug=slug)


@require_POST
def role_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away; the last coordinator of a project that goes on stays."""
    role = role_for_revoking(request.user, pk)
    slug = role.project.slug
    try:
        revoke_role(role, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, REVOKED)
    # Who took her own role away may see the project no more.
    return redirect("projects:people", slug=slug) if may_view(request.user, slug) else redirect("plans:home")


@require_POST
def membership_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another role in an organisation; only a manager makes somebody its head."""
    scope, place = place_for_changing(request.user, slug, pk)
    role = request.POST.get("role", "")
    if role == Membership.Role.HEAD and place.organization_id not in scope.housed:
        raise PermissionDenied(ONLY_MANAGERS)
    try:
        change_place(place, role, actor=reader(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, CHANGED)
    return redirect("projects:people", slug=slug)


@require_POST
def membership_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End somebody's access for an organisation."""
    _, place = place_for_changing(request.user, slug, pk)
    end_place(place, actor=reader(request))
    messages.success(request, ENDED)
    return redirect("projects:people", slug=slug)


def _page(request: HttpRequest, scope: PeopleScope, form: RoleForm | None = None) -> HttpResponse:
    sought = PeopleFilter(request.GET)
    groups = sought.chosen(people_by_organization(shown_organizations(scope)), addressed=scope.housed)
    if scope.manages and form is None:
        form = RoleForm(accounts=known_accounts(scope.project))
    context = {
        "project": scope.project,
        "tab": "network",
        "standing": place_of(request, scope.project),
        "scope": scope,
        "roles": role_rows(shown_roles(scope)),
        "page": Paginator(groups, ON_A_PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "form": form,
        "query": query_without_page(request),
        "role_choices": Membership.Role.choices if scope.manages else BELOW_HEAD,
    }
    return render(request, "projects/people.html", context, status=422 if form and form.is_bound else 200)
