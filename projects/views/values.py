"""Values of indicators: a participant's table of a period, the coordinator's word on them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import reader
from network.models import Organization
from portal.text.russian import plural
from projects.access import project_for_coordination
from projects.access.indicators import period_for_giving, value_for_deciding
from projects.forms.products import ReturnForm
from projects.forms.values import value_grid
from projects.models import IndicatorValue
from projects.queries.indicators import given_by_hand, values_given, waiting_values
from projects.services.values import accept_values, return_value, write_values

State = IndicatorValue.State
DRAFT_SAVED = "Черновик сохранён. Когда всё готово, отправьте его координатору."
SENT = "Значения отправлены координатору."
ACCEPTED = "Значения сохранены и приняты."
RETURNED = "Значение возвращено. Участник увидит, что исправить."
NOTHING = "Принимать нечего: эти значения уже приняты или возвращены."
DOINGS = {"send": State.SUBMITTED, "accept": State.ACCEPTED}
SAID = {State.DRAFT: DRAFT_SAVED, State.SUBMITTED: SENT, State.ACCEPTED: ACCEPTED}


@require_http_methods(["GET", "POST"])
def indicator_values(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of a participant in a period: a draft, then sent to the coordinator."""
    period, organizations, is_coordinator = period_for_giving(request.user, pk)
    organization = _chosen(request, organizations, is_coordinator=is_coordinator)
    values, indicators = values_given(period, organization), given_by_hand(period.project)
    posted = request.POST if request.method == "POST" else None
    grid = value_grid(indicators, values, is_coordinator=is_coordinator, posted=posted, files=request.FILES)
    errors = grid.errors if posted is not None else []
    if posted is not None and not errors:
        state = _state(posted.get("do", ""), is_coordinator=is_coordinator)
        try:
            actor = reader(request)
            write_values(period, organization, grid.given(), state=state, is_coordinator=is_coordinator, actor=actor)
        except ValidationError as problem:
            errors = problem.messages
        else:
            messages.success(request, SAID[state])
            return redirect(_place(pk, organization))
    context = {"project": period.project, "tab": "project", "period": period, "grid": grid, "errors": errors}
    context |= {"organization": organization, "organizations": organizations, "is_coordinator": is_coordinator}
    return render(request, "projects/indicator_values.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def value_review(request: HttpRequest, slug: str) -> HttpResponse:
    """Values that wait for the coordinator; POST accepts the ticked ones."""
    project = project_for_coordination(request.user, slug)
    waiting = waiting_values(project)
    if request.method == "POST":
        asked = set(request.POST.getlist("value"))
        count = accept_values([row for row in waiting if str(row.pk) in asked], actor=reader(request))
        values = plural(count, "значение", "значения", "значений")
        words = f"{plural(count, 'Принято', 'Приняты', 'Принято')} {count} {values}."
        messages.add_message(request, messages.SUCCESS if count else messages.ERROR, words if count else NOTHING)
        return redirect("projects:value_review", slug=slug)
    context = {"project": project, "tab": "project", "waiting": waiting}
    return render(request, "projects/value_review.html", context)


@require_http_methods(["GET", "POST"])
def value_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a value back with what is to be mended."""
    value = value_for_deciding(request.user, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_value(value, form.cleaned_data["reason"], actor=reader(request))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, RETURNED)
            return redirect("projects:value_review", slug=value.period.project.slug)
    context = {"project": value.period.project, "tab": "project", "value": value, "form": form}
    return render(request, "projects/value_return.html", context, status=422 if form.is_bound else 200)


def _state(do: str, *, is_coordinator: bool) -> State:
    """What the button makes of the values; only a coordinator accepts them at once."""
    state = DOINGS.get(do, State.DRAFT)
    return State.SUBMITTED if state == State.ACCEPTED and not is_coordinator else state


def _chosen(request: HttpRequest, organizations: list[Organization], *, is_coordinator: bool) -> Organization | None:
    """Whose table it is: the one asked for, else the first; `None`, the project as a whole, for coordinators alone."""
    asked = request.GET.get("organization", "")
    if not asked:
        return None if is_coordinator else organizations[0]
    found = next((row for row in organizations if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _place(pk: int, organization: Organization | None) -> str:
    address = reverse("projects:indicator_values", args=[pk])
    return f"{address}?organization={organization.pk}" if organization else address
