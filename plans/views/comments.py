"""What people say about an item."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import item_for_viewing, talk_about_item
from portal.limits import limited
from projects.views.comments import comment_form, save_comment, talk_context

A_MINUTE = 20


@require_POST
@limited("comments", A_MINUTE)
def item_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a remark about an item; one that cannot be saved comes back with its text and the reason."""
    item = item_for_viewing(request.user, pk)
    talk = talk_about_item(request.user, item)
    form = comment_form(request, talk)
    comment = save_comment(request, talk, form)
    if comment is not None:
        return redirect(f"{talk.path}#comment-{comment.pk}")
    context = {
        "project": item.plan.project,
        "tab": "plan",
        "item": item,
        "plan": item.plan,
        "talk": talk_context(request, talk, reverse("plans:item_comment", args=[pk]), form),
    }
    return render(request, "plans/item_comment.html", context, status=422)
