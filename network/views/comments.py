"""Remarks of one's own, wherever they stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from network.access import comment_for_removal, reader
from network.services.comments import remove_comment
from portal.requests import back_to

REMOVED = "Комментарий убран. На его месте осталась запись, что он был."


@require_POST
def comment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's own remark out of sight."""
    comment = comment_for_removal(request.user, pk)
    remove_comment(comment, actor=reader(request), now=timezone.now())
    messages.success(request, REMOVED)
    return redirect(f"{back_to(request, reverse('network:notifications'))}#comment-{pk}")
