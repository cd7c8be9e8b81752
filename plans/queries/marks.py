"""What stands at one window."""

from __future__ import annotations

from typing import Any

from plans.models import CompletionMark, Occurrence
from plans.progress import MarkState


def standing_move(occurrence: Occurrence) -> dict[str, Any]:
    """The day a window was moved to and why, empty where it stands as planned."""
    mark = CompletionMark.objects.filter(occurrence=occurrence, organization=None).order_by("-pk").first()
    if mark is None or mark.state != MarkState.MOVED:
        return {}
    return {"moved_to": mark.moved_to, "reason": mark.reason}
