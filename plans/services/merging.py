"""Two organisations that are one, with how their rows of projects and plans become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError

from network.models import Organization, User
from network.queries.merging import Joins, earliest, kept, latest
from network.services.merging import JOINS, merge_conflicts
from network.services.merging import merge_organizations as merge
from plans.models import EventRegistration
from projects.models import Participation

ONE_RUNS_IT: Final = "«{name}» ведёт проект, в котором «{other}» участвует: учреждение не может участвовать у себя."


def _both_roles(first: str, second: str) -> str:
    """Both roles in words, as far as the column holds them."""
    if not first or not second or first == second:
        return first or second
    both = f"{first}; {second}"
    size = Participation._meta.get_field("role").max_length or 0
    return both if len(both) <= size else first


def _either(first: Any, second: Any) -> Any:
    """Said by one is said: she came, if one of the lists says so."""
    return second if first is None else first or second


RULES: Final[Joins] = {
    Participation: {"role": _both_roles, "starts_on": earliest, "ends_on": latest},
    EventRegistration: {
        "attended": _either,
        "person": kept,
        "position": kept,
        "author": kept,
        "created_at": kept,
    },
}


def conflicts_of(stays: Organization, goes: Organization) -> Sequence[str]:
    """Why the two cannot become one, in sentences; empty where they can."""
    clashes = [
        ONE_RUNS_IT.format(name=owner, other=other)
        for owner, other in ((stays, goes), (goes, stays))
        if Participation.objects.filter(project__organization=owner, organization=other).exists()
    ]
    return clashes + merge_conflicts(stays, goes, {**JOINS, **RULES})


def merge_organizations(stays: Organization, goes: Organization, *, actor: User | None) -> Organization:
    """Make one of the two; raises ValidationError, with nothing changed, where they contradict each other."""
    conflicts = conflicts_of(stays, goes)
    if conflicts:
        raise ValidationError(list(conflicts))
    return merge(stays, goes, joins=RULES, actor=actor)
