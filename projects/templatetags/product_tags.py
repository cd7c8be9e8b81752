"""Signs of states of products and of values of indicators."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from portal.templatetags.portal_tags import state_sign
from projects.models import IndicatorValue, Product

register = template.Library()

PRODUCT_SIGNS = {
    Product.State.DRAFT: "plan",
    Product.State.SUBMITTED: "moved",
    Product.State.IN_REVIEW: "active",
    Product.State.RETURNED: "soon",
    Product.State.APPROVED: "done",
    Product.State.PUBLISHED: "done",
}
VALUE_SIGNS = {
    IndicatorValue.State.DRAFT: "plan",
    IndicatorValue.State.SUBMITTED: "active",
    IndicatorValue.State.RETURNED: "soon",
    IndicatorValue.State.ACCEPTED: "done",
}


@register.simple_tag
def product_sign(state: str, *, pill: bool = False) -> SafeString:
    """Shape, word and colour of the state of a product."""
    known = Product.State(state)
    return state_sign(PRODUCT_SIGNS[known], known.label.capitalize(), pill=pill)


@register.simple_tag
def value_sign(state: str) -> SafeString:
    """Shape, word and colour of the state of a value."""
    known = IndicatorValue.State(state)
    return state_sign(VALUE_SIGNS[known], known.label.capitalize())
