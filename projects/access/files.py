"""Who may read the files of a project."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from network.access import Reader, own_organizations
from projects.access.projects import visible_projects, wholly_visible_projects
from projects.models import Product, ProjectFile, Review

Audience = ProjectFile.Audience
SHOWN_PRODUCTS = (Product.State.APPROVED, Product.State.PUBLISHED)


def visible_files(user: Reader) -> QuerySet[ProjectFile]:
    """Files the user may read: all of a project read in whole, those open to the network, her organisations' own,
    of products that are approved, and of products given to her for review.
    """
    if not user.is_authenticated or not user.is_active:
        return ProjectFile.objects.none()
    seen = visible_projects(user)
    reviewed = Review.objects.filter(reviewer=user).exclude(state=Review.State.DECLINED)
    through_products = Product.files.through.objects.filter(
        Q(product__state__in=SHOWN_PRODUCTS) | Q(product__in=reviewed.values("product")),
        product__project__in=seen,
    )
    return ProjectFile.objects.filter(
        Q(project__in=wholly_visible_projects(user))
        | Q(project__in=seen, audience=Audience.NETWORK)
        | Q(project__in=seen, audience=Audience.ORGANIZATION, organization__in=own_organizations(user))
        | Q(pk__in=through_products.values("projectfile")),
    )


def file_for_download(user: Reader, key: str) -> ProjectFile:
    """The file, or 404: whoever may not read it is not told that it exists."""
    return get_object_or_404(visible_files(user), key=key)
