"""What it would mean for plans to make one of two organisations."""

from __future__ import annotations

from network.models import Organization
from plans.models import CompletionMark
from plans.progress import MarkState


def both_marked(one: Organization, other: Organization) -> int:
    """How many windows both have marked: of those marks only the later will count."""
    marks = CompletionMark.objects.exclude(state=MarkState.NONE)
    own = set(marks.filter(organization=one).values_list("occurrence", flat=True))
    return len(own & set(marks.filter(organization=other).values_list("occurrence", flat=True)))
