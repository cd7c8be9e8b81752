"""What the portal tells its reader."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from network.access import reader
from network.queries import notifications_of
from network.services.notifications import read_notifications
from portal.requests import back_to
from portal.text.numbers import number_in
from portal.text.russian import plural

ON_A_PAGE: Final = 30
UNREAD: Final = "new"


@require_GET
def notifications(request: HttpRequest) -> HttpResponse:
    """What the reader is told, newest first; looking at it changes nothing."""
    user = reader(request)
    only_unread = request.GET.get("show") == UNREAD
    page = Paginator(notifications_of(user, only_unread=only_unread), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread}
    return render(request, "network/notifications.html", context)


@require_POST
def notifications_read(request: HttpRequest) -> HttpResponse:
    """Put one notification, several or all of them among what is read."""
    asked = request.POST.getlist("notification")
    ids = None if "all" in request.POST else [pk for text in asked if (pk := number_in(text)) is not None]
    count = read_notifications(reader(request), ids, timezone.now())
    if count:
        words = plural(count, "уведомление", "уведомления", "уведомлений")
        messages.success(request, f"{plural(count, 'Прочитано', 'Прочитаны', 'Прочитано')} {count} {words}.")
    return redirect(back_to(request, reverse("network:notifications")))
