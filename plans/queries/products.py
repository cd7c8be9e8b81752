"""Products that may prove marks."""

from __future__ import annotations

from collections.abc import Collection

from projects.models import Product, Project

SHOWN = (Product.State.APPROVED, Product.State.PUBLISHED)


def shown_products(project: Project, organization_ids: Collection[int] | None) -> list[Product]:
    """Approved and published products of the organisations, `None`: of all; by title, one query."""
    rows = Product.objects.filter(project=project, state__in=SHOWN)
    if organization_ids is not None:
        rows = rows.filter(organization__in=organization_ids)
    return list(rows.order_by("title", "pk"))
