"""What pages with a talk share: the piece that shows it, saving what somebody says."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from network.access import reader
from network.models import Comment
from network.queries import thread
from projects.access.comments import Talk
from projects.forms.comments import CommentForm
from projects.models import Project
from projects.services.comments import say

WHOLE = "all"


def talk_context(request: HttpRequest, talk: Talk, action: str, form: CommentForm | None = None) -> dict[str, object]:
    """What `network/_comments.html` shows under the name `talk`; `action`: where its form goes."""
    rows, hidden = thread(talk.comments(request.user), whole=request.GET.get("comments") == WHOLE)
    return {
        "rows": rows,
        "hidden": hidden,
        "action": action,
        "path": talk.path,
        "may_write": talk.may_write,
        "is_archived": talk.project.state == Project.State.ARCHIVED,
        "form": (form or _form(talk)) if talk.may_write else None,
    }


def comment_form(request: HttpRequest, talk: Talk) -> CommentForm:
    """The form as it was sent; 403 where the reader may only read."""
    talk.require_speaker()
    return CommentForm(request.POST, people=talk.people, audiences=talk.audiences)


def save_comment(request: HttpRequest, talk: Talk, form: CommentForm) -> Comment | None:
    """The remark as said, or `None` with the reason at the form's fields."""
    if not form.is_valid():
        return None
    try:
        return say(
            talk,
            form.cleaned_data["text"],
            organization_id=form.organization_id,
            mentions=form.cleaned_data["mentions"],
            author=reader(request),
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return None


def _form(talk: Talk) -> CommentForm:
    return CommentForm(people=talk.people, audiences=talk.audiences)
