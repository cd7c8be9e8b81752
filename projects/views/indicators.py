"""Criteria, indicators and periods of measurement, for the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from network.access import reader
from projects.access import can_coordinate, project_for_coordination, project_for_viewing
from projects.access.indicators import criterion_for_editing, indicator_for_editing, period_for_editing
from projects.forms.indicators import CriterionForm, IndicatorForm, PeriodForm, first_error
from projects.forms.values import target_grid
from projects.models import Criterion, Indicator, MeasurementPeriod, Project
from projects.queries.indicators import (
    WHOLE,
    criteria_in_order,
    indicators_in_order,
    judged_by,
    measured_organizations,
    periods_of,
    values_of_project,
)
from projects.queries.outline import directions_of, stages_of
from projects.services.indicators import (
    remove_criterion,
    remove_indicator,
    remove_period,
    save_criterion,
    save_indicator,
    save_period,
)
from projects.services.outcomes import move
from projects.services.values import set_targets

SAVED = "Сохранено."
REMOVED = "Убрано."
Writers = tuple[Callable[..., Any], Callable[..., Any]]
STEPS = {"up": -1, "down": 1}
WORDS = ("number", "title", "kind", "source", "unit", "baseline", "target", "method")


@require_GET
def criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """What the project is judged by, in the words of its document."""
    project = project_for_viewing(request.user, slug)
    context = {
        "project": project,
        "tab": "project",
        "criteria": judged_by(project),
        "can_edit": can_coordinate(request.user, project),
    }
    return render(request, "projects/criteria.html", context)


@require_http_methods(["GET", "POST"])
def criterion_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new criterion, behind the others."""
    project = project_for_coordination(request.user, slug)
    return _criterion_page(request, Criterion(project=project), "Новый критерий")


@require_http_methods(["GET", "POST"])
def criterion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a criterion; or (`remove`) take it away."""
    return _criterion_page(request, criterion_for_editing(request.user, pk), "Критерий")


@require_POST
def criterion_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    criterion = criterion_for_editing(request.user, pk)
    move(criterion, criteria_in_order(criterion.project), STEPS.get(request.POST.get("step", ""), 0))
    return redirect("projects:criteria", slug=criterion.project.slug)


@require_http_methods(["GET", "POST"])
def indicator_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new indicator of a criterion."""
    criterion = criterion_for_editing(request.user, pk)
    return _indicator_page(request, Indicator(criterion=criterion, kind=Indicator.Kind.QUANTITATIVE))


@require_http_methods(["GET", "POST"])
def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An indicator; or (`remove`) take it away."""
    return _indicator_page(request, indicator_for_editing(request.user, pk))


@require_POST
def indicator_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down within its criterion."""
    indicator = indicator_for_editing(request.user, pk)
    move(indicator, indicators_in_order(indicator.criterion), STEPS.get(request.POST.get("step", ""), 0))
    return redirect("projects:criteria", slug=indicator.criterion.project.slug)


@require_http_methods(["GET", "POST"])
def indicator_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """What an indicator is to come to, by period and participant."""
    indicator = indicator_for_editing(request.user, pk)
    project = indicator.criterion.project
    values = values_of_project(project, [indicator]).get(pk, [])
    posted = request.POST if request.method == "POST" else None
    grid = target_grid(periods_of(project), measured_organizations(project), values, WHOLE, posted)
    if posted is not None and not grid.errors:
        set_targets(indicator, grid.targets(), actor=reader(request))
        messages.success(request, SAVED)
        return redirect("plans:indicator_detail", pk=pk)
    context = {"project": project, "tab": "project", "indicator": indicator, "grid": grid}
    return render(request, "projects/indicator_targets.html", context, status=422 if grid.errors else 200)


@require_GET
def periods(request: HttpRequest, slug: str) -> HttpResponse:
    """Periods of measurement, to be changed."""
    project = project_for_coordination(request.user, slug)
    context = {"project": project, "tab": "project", "periods": periods_of(project)}
    return render(request, "projects/periods.html", context)


@require_http_methods(["GET", "POST"])
def period_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new period."""
    project = project_for_coordination(request.user, slug)
    return _period_page(request, MeasurementPeriod(project=project), "Новый период")


@require_http_methods(["GET", "POST"])
def period_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A period; or (`remove`) take it away."""
    return _period_page(request, period_for_editing(request.user, pk), "Период измерения")


def _criterion_page(request: HttpRequest, criterion: Criterion, heading: str) -> HttpResponse:
    form = CriterionForm(request.POST or None, initial={"number": criterion.number, "title": criterion.title})
    context = {"heading": heading, "form": form, "is_there": criterion.pk is not None, "row": criterion}
    save = (save_criterion, remove_criterion)
    return _page(request, criterion.project, context, save, "projects:criteria")


def _indicator_page(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    project = indicator.criterion.project
    links: dict[str, dict[str, Any]] = {
        "stage": {str(row.pk): row for row in stages_of(project)},
        "direction": {str(row.pk): row for row in directions_of(project)},
    }
    initial = {name: getattr(indicator, name) for name in WORDS}
    initial |= {name: str(getattr(indicator, f"{name}_id") or "") for name in links}
    offered = {f"{name}s": [(pk, row.title) for pk, row in rows.items()] for name, rows in links.items()}
    form = IndicatorForm(request.POST or None, initial=initial, **offered)
    heading = "Показатель" if indicator.pk else "Новый показатель"
    context = {"heading": heading, "form": form, "is_there": indicator.pk is not None, "row": indicator}
    context["criterion"] = indicator.criterion
    save = (save_indicator, remove_indicator)
    return _page(request, project, context, save, "projects:criteria", links)


def _period_page(request: HttpRequest, period: MeasurementPeriod, heading: str) -> HttpResponse:
    initial = {name: getattr(period, name) for name in ("title", "starts_on", "ends_on", "due_on")}
    form = PeriodForm(request.POST or None, initial=initial)
    context = {"heading": heading, "form": form, "is_there": period.pk is not None, "row": period}
    save = (save_period, remove_period)
    return _page(request, period.project, context, save, "projects:periods")


def _page(
    request: HttpRequest,
    project: Project,
    context: dict[str, Any],
    services: Writers,
    back: str,
    links: Mapping[str, Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """The form of a row, new or there: saved, taken away, or shown with what is wrong."""
    form, row, actor = context["form"], context["row"], reader(request)
    is_removed = "remove" in request.POST and context["is_there"]
    status = 422 if form.is_bound else 200
    try:
        if is_removed:
            services[1](row, actor=actor)
        elif request.method == "POST" and form.is_valid():
            services[0](row, form.words(links) if links else form.cleaned_data, actor=actor)
        else:
            shown = {"project": project, "tab": "project", "back": back, **context}
            return render(request, "projects/indicator_form.html", shown, status=status)
    except ValidationError as problem:
        return _refused(request, project, {**context, "back": back}, problem, is_removed=is_removed)
    messages.success(request, REMOVED if is_removed else SAVED)
    return redirect(back, slug=project.slug)


def _refused(
    request: HttpRequest, project: Project, context: dict[str, Any], problem: ValidationError, *, is_removed: bool
) -> HttpResponse:
    """The form again with what the service said: at its fields, or on top."""
    form = context["form"]
    if is_removed:
        messages.error(request, first_error(problem))
        return redirect(request.path)
    for name, words in _by_field(problem).items():
        form.add_error(name if name in form.fields else None, words)
    return render(
        request, "projects/indicator_form.html", {"project": project, "tab": "project", **context}, status=422
    )


def _by_field(problem: ValidationError) -> dict[str, list[str]]:
    return problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
