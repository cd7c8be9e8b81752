"""Pages of an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from network.cookies import set_display_cookie
from network.forms import AccountForm
from network.models import User
from network.queries import memberships_of
from network.services.accounts import rename_user, save_display
from portal.display import DisplayPreferences
from portal.requests import back_to


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I see pages, my password."""
    user = reader(request)
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
    response = HttpResponseRedirect(back_to(request, resolve_url("plans:home")))
    set_display_cookie(response, display)
    return response
