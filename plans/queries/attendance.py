"""What the attendance of a joint event says of the windows that are the event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from network.models import Organization
from plans.models import Event, EventRegistration, Occurrence, PlanItem
from plans.queries.events import OPEN
from plans.queries.joint_events import linked_windows
from plans.queries.table import ItemRow, OccurrenceRow, item_rows


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark «done» that the attendance gives: of a window, for an organisation or (`None`) for the item itself.

    `is_marked`: the window is closed for it already; such a mark stays as it is.
    """

    row: ItemRow
    occurrence: Occurrence
    organization: Organization | None
    participants: int
    is_marked: bool

    @property
    def key(self) -> str:
        """As it stands in a form."""
        return f"{self.occurrence.pk}-{self.organization.pk if self.organization else 'item'}"

    @property
    def item(self) -> PlanItem:
        """The item that is marked."""
        return self.row.item


def proposals_of(event: Event, today: date) -> list[Proposal]:
    """Marks the attendance gives, window by window; windows of closed plans are left out.

    An organisation that has to tick a window and came gets a mark of its own; a window no organisation has to tick is
    marked as a whole by all who came. Nothing where nobody came.
    """
    came = Counter(EventRegistration.objects.filter(event=event, attended=True).values_list("organization", flat=True))
    windows = [link.occurrence for link in linked_windows(event) if link.occurrence.item.plan.state in OPEN]
    if not came or not windows:
        return []
    plans = {window.item.plan_id: window.item.plan for window in windows}
    items = PlanItem.objects.filter(pk__in=[window.item_id for window in windows])
    wanted = {window.pk for window in windows}
    found: list[Proposal] = []
    for row in item_rows(items, plans, dict.fromkeys(plans, today)):
        for window in row.occurrences:
            if window.occurrence.pk in wanted:
                found.extend(_of_window(row, window, came))
    return found


def _of_window(row: ItemRow, window: OccurrenceRow, came: Counter[int]) -> Iterator[Proposal]:
    owing = [each for each in row.organizations if each.pk in window.progress.organization_ids]
    if not owing:
        yield Proposal(row, window.occurrence, None, came.total(), window.is_closed_for(None))
    for each in owing:
        if came[each.pk]:
            yield Proposal(row, window.occurrence, each, came[each.pk], window.is_closed_for(each.pk))
