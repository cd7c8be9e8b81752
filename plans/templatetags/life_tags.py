"""Remarks of the linter and changes of a plan on the page: signs of their weight, links to their places."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from plans.changes import AlterationKind
from plans.linter import Place, PlaceKind, Severity
from plans.models import Plan
from portal.templatetags.portal_tags import glyph

register = template.Library()

# Severity → state whose sign and colour it bears, and its word.
SEVERITIES = {
    Severity.WRONG: ("late", "исправьте"),
    Severity.DOUBT: ("soon", "проверьте"),
    Severity.ADVICE: ("plan", "на заметку"),
}
KINDS = {
    AlterationKind.ADDED: ("done", "добавлен"),
    AlterationKind.REMOVED: ("cancelled", "убран"),
    AlterationKind.REDATED: ("moved", "изменён срок"),
    AlterationKind.REASSIGNED: ("active", "изменены ответственные"),
    AlterationKind.REWORDED: ("active", "изменён текст"),
    AlterationKind.MOVED: ("moved", "переставлен"),
    AlterationKind.RENUMBERED: ("moved", "перенумерован"),
    AlterationKind.SECTION: ("active", "раздел"),
    AlterationKind.LAYOUT: ("active", "колонки плана"),
    AlterationKind.HEAD: ("active", "шапка плана"),
}


@register.simple_tag
def severity_glyph(severity: Severity) -> SafeString:
    """The sign of a remark's weight."""
    return glyph(SEVERITIES[severity][0])


@register.filter
def severity_word(severity: Severity) -> str:
    """«исправьте», «проверьте» or «на заметку»."""
    return SEVERITIES[severity][1]


@register.filter
def severity_class(severity: Severity) -> str:
    """Class of its colour."""
    return f"s-{SEVERITIES[severity][0]}"


@register.simple_tag
def alteration_glyph(kind: AlterationKind) -> SafeString:
    """The sign of a change."""
    return glyph(KINDS[kind][0])


@register.filter
def alteration_class(kind: AlterationKind) -> str:
    """Class of its colour."""
    return f"s-{KINDS[kind][0]}"


@register.filter
def life_steps(plan: Plan) -> list[tuple[str, str, str]]:
    """States of a plan in order, each with its sign (been through, now, ahead) and its word."""
    states = list(Plan.State)
    now = states.index(Plan.State(plan.state))
    signs = ["done"] * now + ["active"] + ["plan"] * (len(states) - now - 1)
    return [(state.value, sign, state.label.capitalize()) for state, sign in zip(states, signs, strict=True)]


@register.filter
def alteration_word(kind: AlterationKind) -> str:
    """What happened, in a word or two."""
    return KINDS[kind][1]


@register.simple_tag
def place_url(place: Place, plan: Plan, can_edit: bool) -> str:
    """Where a remark is mended, or at least seen: for readers the page, for a coordinator the form."""
    if place.kind is PlaceKind.ITEM:
        return reverse("plans:item_edit" if can_edit else "plans:item_detail", args=[place.pk])
    table = reverse("plans:plan_detail", args=[plan.pk])
    if place.kind is PlaceKind.SECTION:
        return f"{table}?section={place.pk}"
    if place.kind is PlaceKind.STAGE:
        return reverse("plans:matrix", args=[plan.project.slug])
    return table
