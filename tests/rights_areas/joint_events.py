"""A joint event to come, to which organisation A has registered somebody."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from plans.models import Event, EventRegistration
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """The event and the registration."""
    event = Event.objects.create(
        project=ground.project, title="Встреча сети", is_joint=True, starts_at=timezone.now() + timedelta(days=30)
    )
    guest = EventRegistration.objects.create(event=event, organization=ground.party, name=ground.canary)
    return {"plans:joint_event_": event, "plans:registration_": guest}
