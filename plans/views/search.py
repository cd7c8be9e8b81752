"""The search over everything the reader may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plans.access.search import search_scope
from plans.queries.search import GROUPS, LIMIT
from plans.queries.search import search as find
from portal.text.search import read_words

FIRST = 8


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What `?q=` finds, the first of each kind; `?in=items` all of one kind, as far as they are shown."""
    words = read_words(request.GET.get("q", ""))
    only = request.GET.get("in", "")
    only = only if only in dict(GROUPS) else ""
    result = find(search_scope(request.user), words, LIMIT if only else FIRST, only)
    context = {"words": words, "result": result, "only": only, "limit": LIMIT}
    return render(request, "plans/search.html", context)
