"""Addresses behind the figures of activity and the errands of a cabinet; what panels of a report show."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from projects.asks import Errand
from reports.content.activity import Fact
from reports.models import Report, ReportSignature
from reports.queries.sharing import LinkRow, link_rows, open_links
from reports.queries.signatures import signatures_of

register = template.Library()


@register.simple_tag
def fact_address(fact: Fact) -> str:
    """Where a fact is seen; empty for a page that is no more: a closed month outlives the pages it names."""
    try:
        return reverse(fact.page, args=fact.args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def errand_address(errand: Errand) -> str:
    """The page of the errand's button."""
    address = reverse(errand.url_name, args=errand.args)
    return f"{address}?{errand.query}" if errand.query else address


@register.simple_tag
def open_share_links(report: Report) -> list[LinkRow]:
    """Links that open the report now."""
    return open_links(link_rows(report, timezone.now()))


@register.simple_tag
def report_signatures(report: Report) -> list[ReportSignature]:
    """Signatures of the report's files."""
    return signatures_of(report)
