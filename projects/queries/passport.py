"""The passport of a project: its narrative with former texts, its objectives and how items serve them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from simple_history.utils import get_history_manager_for_model

from network.models import User
from portal.text.names import comparison_key
from projects.models import USUAL_SECTIONS, Objective, PassportSection, Project


@dataclass(frozen=True, slots=True)
class SectionText:
    """A text a section had: who wrote it and when; `is_current` of the one that stands."""

    history_id: int
    made_at: datetime
    author: User | None
    number: str
    heading: str
    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class RemovedSection:
    """A section that was taken out and may be brought back."""

    pk: int
    heading: str
    removed_at: datetime
    author: User | None


def sections_of(project: Project) -> list[PassportSection]:
    """Sections of the narrative in their order."""
    return list(PassportSection.objects.filter(project=project).order_by("order", "pk"))


def missing_headings(sections: Sequence[PassportSection]) -> list[str]:
    """Usual headings that the narrative does not have yet."""
    there = {comparison_key(section.heading) for section in sections}
    return [heading for heading in USUAL_SECTIONS if comparison_key(heading) not in there]


def section_texts(section: PassportSection) -> list[SectionText]:
    """Texts of a section, the newest first; moves and levels are no texts."""
    trail = get_history_manager_for_model(PassportSection).filter(id=section.pk)
    found: list[SectionText] = []
    for line in trail.select_related("history_user__person").order_by("history_id"):
        words = (line.number, line.heading, line.text)
        if not found or words != (found[-1].number, found[-1].heading, found[-1].text):
            found.append(SectionText(line.history_id, line.history_date, line.history_user, *words, is_current=False))
    if found:
        last = found[-1]
        words = (last.number, last.heading, last.text)
        found[-1] = SectionText(last.history_id, last.made_at, last.author, *words, is_current=True)
    return found[::-1]


def removed_sections(project: Project) -> list[RemovedSection]:
    """Sections that were taken out and do not stand again, the last one first."""
    trail = get_history_manager_for_model(PassportSection).filter(project=project, history_type="-")
    stand = PassportSection.objects.filter(project=project).values("pk")
    found = {}
    for line in trail.exclude(id__in=stand).select_related("history_user__person").order_by("history_id"):
        found[line.id] = RemovedSection(line.id, line.heading, line.history_date, line.history_user)
    return sorted(found.values(), key=lambda row: row.removed_at, reverse=True)


def objectives_of(project: Project) -> list[Objective]:
    """Objectives in their order, each with `item_count`: how many items of plans serve it."""
    serving = Count("items", filter=Q(items__removed_at__isnull=True), distinct=True)
    return list(Objective.objects.filter(project=project).annotate(item_count=serving).order_by("order", "pk"))
