"""What a project is judged by, written by hand: criteria, indicators, periods of measurement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from network.models import User
from network.services.history import delete_signed, save_signed
from portal.text.clean import clean_text, one_line
from projects.models import Criterion, Indicator, IndicatorValue, MeasurementPeriod

Kind = Indicator.Kind
GIVEN: Final = ~Q(value__isnull=True) | ~Q(text="") | ~Q(state=IndicatorValue.State.DRAFT)
"""Values that say something: rows of a target alone do not."""

NO_TITLE = "Напишите, что это: пустую строку не сохранить."
NO_SOURCE = "Выберите, что считать по отметкам."
HAS_INDICATORS = "Убрать нельзя: у критерия есть показатели. Сначала уберите их."
HAS_VALUES = "Убрать нельзя: по показателю уже есть значения. Они пропали бы вместе с ним."
HAS_GIVEN = "Вид сменить нельзя: по показателю уже внесены значения, и считать его по-другому значило бы потерять их."
PERIOD_HAS_VALUES = "Убрать нельзя: за этот период уже внесены значения."
FOREIGN_STAGE = "Такого этапа в этом проекте нет."
FOREIGN_DIRECTION = "Такого направления в этом проекте нет."


def save_criterion(criterion: Criterion, said: Mapping[str, Any], *, actor: User | None) -> Criterion:
    """Save a new or changed criterion; raises ValidationError by field."""
    criterion.number, criterion.title = one_line(said["number"]), clean_text(said["title"]).strip()
    if not criterion.title:
        raise ValidationError({"title": NO_TITLE})
    if criterion.pk is None:
        last = Criterion.objects.filter(project=criterion.project).aggregate(last=Max("order"))["last"]
        criterion.order = 0 if last is None else last + 1
    return save_signed(criterion, actor)


def remove_criterion(criterion: Criterion, *, actor: User | None) -> None:
    """Take a criterion away; raises ValidationError where it has indicators."""
    if criterion.indicators.exists():
        raise ValidationError(HAS_INDICATORS)
    delete_signed(criterion, actor)


@transaction.atomic
def save_indicator(indicator: Indicator, said: Mapping[str, Any], *, actor: User | None) -> Indicator:
    """Save a new or changed indicator; raises ValidationError by field, also where its kind would lose values."""
    errors = {}
    project_id = indicator.criterion.project_id
    for name, words in (("stage", FOREIGN_STAGE), ("direction", FOREIGN_DIRECTION)):
        row = said.get(name)
        if row is not None and row.project_id != project_id:
            errors[name] = words
    title = clean_text(said["title"]).strip()
    if not title:
        errors["title"] = NO_TITLE
    if said["kind"] == Kind.AUTOMATIC and not said.get("source"):
        errors["source"] = NO_SOURCE
    if indicator.pk and said["kind"] != indicator.kind and indicator.values.filter(GIVEN).exists():
        errors["kind"] = HAS_GIVEN
    if errors:
        raise ValidationError(errors)
    is_automatic = said["kind"] == Kind.AUTOMATIC
    indicator.number, indicator.title, indicator.kind = one_line(said["number"]), title, said["kind"]
    indicator.source = said["source"] if is_automatic else ""
    indicator.stage = said.get("stage") if is_automatic else None
    indicator.direction = said.get("direction") if is_automatic else None
    for name in ("unit", "method", "baseline", "target"):
        setattr(indicator, name, clean_text(said[name]).strip())
    if indicator.pk is None:
        last = indicator.criterion.indicators.aggregate(last=Max("order"))["last"]
        indicator.order = 0 if last is None else last + 1
    return save_signed(indicator, actor)


@transaction.atomic
def remove_indicator(indicator: Indicator, *, actor: User | None) -> None:
    """Take an indicator away; raises ValidationError where somebody gave values of it."""
    if indicator.values.filter(GIVEN).exists():
        raise ValidationError(HAS_VALUES)
    delete_signed(indicator, actor)


def save_period(period: MeasurementPeriod, said: Mapping[str, Any], *, actor: User | None) -> MeasurementPeriod:
    """Save a new or changed period; raises ValidationError by field or by rule."""
    period.title = one_line(said["title"])
    period.starts_on, period.ends_on, period.due_on = said["starts_on"], said["ends_on"], said["due_on"]
    return save_signed(period, actor)


@transaction.atomic
def remove_period(period: MeasurementPeriod, *, actor: User | None) -> None:
    """Take a period away; raises ValidationError where somebody gave values for it."""
    if period.values.filter(GIVEN).exists():
        raise ValidationError(PERIOD_HAS_VALUES)
    delete_signed(period, actor)
