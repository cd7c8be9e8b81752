"""What a coordinator and organisation A say to each other about an item."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from network.models import Comment
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """A remark to the party about the item."""
    said = Comment.objects.create(
        content_type=ContentType.objects.get_for_model(ground.item),
        object_id=ground.item.pk,
        author=ground.author,
        organization=ground.party,
        text=ground.canary,
    )
    return {"network:comment_": said}
