"""A round that goes on, with one review of a product of organisation A, given to somebody outside of the matrix."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from django.db.models import Model

from network.models import User
from projects.models import Product, ProjectFile, Review, ReviewRound
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """The round and the review."""
    product = Product.objects.create(
        project=ground.project,
        organization=ground.party,
        title=ground.canary,
        author=ground.author,
        state=Product.State.IN_REVIEW,
    )
    kept = ProjectFile(
        project=ground.project, organization=ground.party, title="work.pdf", content_type="application/pdf", size=9
    )
    kept.file.save("x", ContentFile(f"%PDF-1.7\n{ground.canary}".encode()))
    kept.file.close()
    product.files.add(kept)
    round_ = ReviewRound.objects.create(
        project=ground.project,
        title="Рецензирование",
        starts_on=date(2022, 10, 1),
        due_on=date(2022, 10, 31),
        state=ReviewRound.State.OPEN,
    )
    reviewer = User.objects.create_user(f"reviewer-{ground.project.slug}@example.org", "Верный-пароль-2022")
    review = Review.objects.create(round=round_, product=product, reviewer=reviewer, comment=ground.canary)
    return {"projects:review_": review, "projects:review_round": round_, "projects:review_add": round_}
