"""Filters under a name: keep one, call it otherwise, forget it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.access import reader
from plans.access import project_for_overview
from plans.access.saved import filter_for_editing, own_filters
from plans.filters.names import FilterForm, FilterNameForm
from plans.models import SavedFilter
from plans.services.filters import delete_filter, rename_filter, save_filter
from portal.requests import back_to

SAVED = "Отбор «{}» сохранён: он стоит над таблицей каждого плана этого проекта."
RENAMED = "Отбор теперь называется «{}»."
DELETED = "Отбор «{}» удалён. Пункты плана остались как были."


@require_POST
def filter_save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what the table is filtered by; all plans of the project offer it to its owner."""
    project = project_for_overview(request.user, slug)
    user = reader(request)
    form = FilterForm(request.POST, taken=[saved.name for saved in own_filters(user, project)])
    back = back_to(request, reverse("plans:plan_list", args=[slug]))
    if form.is_valid():
        try:
            saved = save_filter(project, user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, SAVED.format(saved.name))
            return redirect(f"{urlsplit(back).path}?{saved.query}")
    context = {"project": project, "tab": "plan", "form": form, "next": back}
    return render(request, "plans/filter_save.html", context, status=422)


@require_http_methods(["GET", "POST"])
def filter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A filter's name, and the button that forgets it."""
    saved = filter_for_editing(reader(request), pk)
    others = [each.name for each in own_filters(reader(request), saved.project) if each.pk != saved.pk]
    form = FilterNameForm(request.POST or None, taken=others, initial={"name": saved.name})
    back = back_to(request, reverse("plans:plan_list", args=[saved.project.slug]))
    if request.method == "POST" and form.is_valid() and _renamed(saved, form):
        messages.success(request, RENAMED.format(saved.name))
        return redirect(back)
    context = {"project": saved.project, "tab": "plan", "saved": saved, "form": form, "next": back}
    return render(request, "plans/filter_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def filter_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a filter."""
    saved = filter_for_editing(reader(request), pk)
    back = back_to(request, reverse("plans:plan_list", args=[saved.project.slug]))
    delete_filter(saved)
    messages.success(request, DELETED.format(saved.name))
    return redirect(back)


def _renamed(saved: SavedFilter, form: FilterNameForm) -> bool:
    try:
        rename_filter(saved, name=form.cleaned_data["name"])
    except ValidationError as problem:
        form.add_error("name", problem)
        return False
    return True
