"""A contract of organisation A, on its way to being signed."""

from __future__ import annotations

from django.db.models import Model

from projects.models import Agreement
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """A paper of the party."""
    project = ground.project
    project.required_documents = ["consent"]
    project.save()
    agreement = Agreement.objects.create(project=project, organization=ground.party, note=ground.canary)
    return {"projects:agreement_": agreement}
