"""A scan that belongs to organisation A."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db.models import Model

from projects.models import ProjectFile
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """A file of the party."""
    kept = ProjectFile(
        project=ground.project,
        organization=ground.party,
        title=f"{ground.canary}.pdf",
        content_type="application/pdf",
        size=9,
    )
    kept.file.save("x", ContentFile(f"%PDF-1.7\n{ground.canary}".encode()))
    kept.file.close()
    return {"projects:file_": kept}
