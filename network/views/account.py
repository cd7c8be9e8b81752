"""Pages of an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader, subscriber_of
from network.cookies import set_display_cookie
from network.forms import AccountForm, LetterForm
from network.models import User
from network.queries import letter_preference, memberships_of, sent_letters
from network.services.accounts import rename_user, save_display
from network.services.letters import save_preference, stop_digest
from portal.display import DisplayPreferences
from portal.limits import limited
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


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Which letters I want, and what the portal has sent me."""
    user = reader(request)
    wanted = letter_preference(user)
    start = {"frequency": wanted.frequency, "quiet_days": [str(day) for day in wanted.quiet_days]}
    form = LetterForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        save_preference(user, form.cleaned_data["frequency"], map(int, form.cleaned_data["quiet_days"]))
        messages.success(request, "Настройка писем сохранена.")
        return redirect("network:letters")
    context = {"form": form, "sent": sent_letters(user)}
    return render(request, "network/letters.html", context, status=422 if form.errors else 200)


# A mail program posts here by itself and has no cookie of ours; the signed link is the proof (RFC 8058).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited("letters", 30)
@never_cache
def letters_stop(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button that stops the digest, without signing in."""
    user = subscriber_of(token)
    if request.method == "POST":
        stop_digest(user)
    return render(request, "network/letters_stop.html", {"is_stopped": request.method == "POST"})


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
