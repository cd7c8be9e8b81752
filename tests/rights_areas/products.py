"""A product of organisation A that nobody has decided about."""

from __future__ import annotations

from django.db.models import Model

from projects.models import Product
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """A draft of the party."""
    product = Product.objects.create(
        project=ground.project, organization=ground.party, title=ground.canary, author=ground.author
    )
    return {"projects:product_": product}
