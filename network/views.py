"""Pages of an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from network.cookies import set_display_cookie
from network.forms import AccountForm
from network.models import User
from network.queries import memberships_of
from network.services.accounts import rename_user, save_display
from portal.display import DisplayPreferences


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I see pages, my password."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - sign-in is required by the middleware
    form = AccountForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        rename_user(user, form.cleaned_data["name"])
        messages.success(request, "Имя сохранено.")
        return redirect("network:account")
    display = DisplayPreferences.from_cookies(request.COOKIES)
    context = {
        "form": form,
        "memberships": memberships_of(user),
        "groups": [display.group(name) for name in ("theme", "keys", "vision")],
    }
    return render(request, "network/account.html", context, status=422 if form.errors else 200)


@require_POST
@login_not_required
def display_set(request: HttpRequest) -> HttpResponse:
    """Change how pages look; words the portal does not know change nothing. Works without an account."""
    display = DisplayPreferences.from_cookies(request.COOKIES).changed_by(request.POST.dict())
    if isinstance(request.user, User):
        save_display(request.user, display)
    response = HttpResponseRedirect(_way_back(request))
    set_display_cookie(response, display)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, if it is ours."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else resolve_url("plans:home")
