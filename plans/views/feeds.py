"""Calendars by link: the page where links are made and revoked, and the calendar itself."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from network.models import User
from plans.access.feeds import feed_events, feed_for_reading, feed_items, feed_organizations, own_feed
from plans.forms.feeds import ME, FeedForm
from plans.models import CalendarFeed
from plans.queries.feeds import feed_entries, feed_meetings, feeds_of, traces_of
from plans.services.feeds import create_feed, note_use, revoke_feed, secret_digest
from portal.limits import limited

SHOWN_ONCE = "calendar_link"


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """Links of the reader; a new one is shown once, right after it was made."""
    user = reader(request)
    form = FeedForm(request.POST or None, choices=_choices(user))
    if request.method == "POST" and form.is_valid() and _created(request, user, form):
        return redirect("plans:feeds")
    context = {
        "project": None,
        "tab": "cabinet",
        "form": form,
        "feeds": feeds_of(user),
        "link": request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else "",
    }
    return render(request, "plans/feeds.html", context, status=422 if form.errors else 200)


@require_POST
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link: programs that know it get nothing more."""
    revoke_feed(own_feed(reader(request), pk), now=timezone.now())
    messages.success(request, "Ссылка отозвана: по ней больше ничего не видно.")
    return redirect("plans:feeds")


@require_GET
@login_not_required
@limited("calendar", 60)
@cache_control(private=True, no_cache=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a link, as its owner may read it now; unchanged ones are answered 304."""
    from plans.feeds import FeedSource, calendar_bytes

    found, now = feed_for_reading(secret_digest(token)), timezone.now()
    entries = feed_entries(feed_items(found), now)
    source = FeedSource(
        name=_name(found),
        entries=entries,
        traces=traces_of(entries),
        address=settings.PUBLIC_URL.rstrip("/"),
        time_zone=settings.TIME_ZONE,
        organization_id=found.organization_id,
        meetings=feed_meetings(feed_events(found)),
    )
    content = calendar_bytes(source)
    note_use(found, now=now)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response


def _choices(user: User) -> list[tuple[str, str]]:
    mine = [(ME, f"Мои пункты: {user.person}")] if user.person else []
    return mine + [(str(each.pk), each.short_name) for each in feed_organizations(user)]


def _created(request: HttpRequest, user: User, form: FeedForm) -> bool:
    """Make the link and keep it for the next page; False with the reason at the form."""
    whose = form.cleaned_data["whose"]
    organization = next((each for each in feed_organizations(user) if str(each.pk) == whose), None)
    try:
        secret = create_feed(user, person=user.person if whose == ME else None, organization=organization)
    except ValidationError as problem:
        form.add_error("whose", problem.messages)
        return False
    request.session[SHOWN_ONCE] = f"{settings.PUBLIC_URL.rstrip('/')}/calendar/{secret}.ics"
    return True


def _name(found: CalendarFeed) -> str:
    party = found.organization.short_name if found.organization else str(found.person)
    return f"План: {party}"
