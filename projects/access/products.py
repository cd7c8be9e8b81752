"""Who may see products, edit them and decide about them."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from network.access import Reader, editable_organizations, own_organizations
from network.models import Organization, User
from projects.access.comments import Talk, talk_about
from projects.access.projects import (
    ARCHIVED,
    can_coordinate,
    project_for_viewing,
    require_coordinator,
    visible_projects,
    wholly_visible_projects,
)
from projects.models import Participation, Product, Project

State = Product.State
PUBLIC = (State.APPROVED, State.PUBLISHED)
OWN_EDITABLE = (State.DRAFT, State.RETURNED)

NOT_OWN = "Менять продукт может организация, которая его подала, и координатор проекта."
NOT_MAKER = "Добавлять продукты могут координатор и те, кто ведёт дела организации — участницы проекта."
IN_REVIEW = "Продукт на рецензии: пока рецензенты его читают, менять его нельзя."
SUBMITTED = "Продукт подан и ждёт решения. Чтобы исправить его, сначала заберите его назад."
DECIDED = "Продукт уже одобрен: его текст больше не меняют, дополнить можно только выходные данные."


def visible_products(user: Reader) -> QuerySet[Product]:
    """Products the user may read: all of a project read in whole, her organisations' own in any state, and everybody's
    that are approved or published.
    """
    if not user.is_authenticated or not user.is_active:
        return Product.objects.none()
    seen = visible_projects(user)
    return Product.objects.filter(
        Q(project__in=wholly_visible_projects(user))
        | Q(project__in=seen, organization__in=own_organizations(user))
        | Q(project__in=seen, state__in=PUBLIC),
    )


def product_for_viewing(user: Reader, pk: int) -> Product:
    """The product, or 404."""
    rows = visible_products(user).select_related("project__organization", "organization", "stage", "direction")
    return get_object_or_404(rows, pk=pk)


def product_for_editing(user: Reader, pk: int) -> Product:
    """A product whose words the user may change now; 404 for strangers, 403 with the reason for others."""
    product = product_for_own(user, pk)
    if reason := why_locked(product, is_coordinator=can_coordinate(user, product.project)):
        raise PermissionDenied(reason)
    return product


def product_for_own(user: Reader, pk: int) -> Product:
    """A product of an organisation the user acts for, or of a project she coordinates, in any state."""
    product = product_for_viewing(user, pk)
    if not owns_product(user, product):
        raise PermissionDenied(ARCHIVED if product.project.state == Project.State.ARCHIVED else NOT_OWN)
    return product


def product_for_deciding(user: Reader, pk: int) -> Product:
    """A product to approve or to return; 403 for everybody but the coordinator."""
    product = product_for_viewing(user, pk)
    require_coordinator(user, product.project)
    return product


def owns_product(user: Reader, product: Product) -> bool:
    """The user acts for the organisation of the product while it is of the network, or coordinates the project.

    Nobody in an archived one.
    """
    if product.project.state == Project.State.ARCHIVED:
        return False
    own = editable_organizations(user).filter(_of_network(product.project), pk=product.organization_id).exists()
    return own or can_coordinate(user, product.project)


def why_locked(product: Product, *, is_coordinator: bool) -> str:
    """Why the words of a product may not be changed now, empty where they may; a coordinator waits for reviews only."""
    if product.state == State.IN_REVIEW:
        return IN_REVIEW
    if is_coordinator or product.state in OWN_EDITABLE:
        return ""
    return SUBMITTED if product.state == State.SUBMITTED else DECIDED


def talk_about_product(user: Reader, product: Product) -> Talk:
    """The talk about a product the user sees: of its organisation and the coordinators until it is open to the network.

    What was said before stays theirs.
    """
    return talk_about(
        user,
        product.project,
        product,
        title=product.title,
        path=reverse("projects:product_detail", args=[product.pk]),
        sees=partial(_sees, product.pk),
        only_for=None if product.state in PUBLIC else product.organization,
    )


def _sees(pk: int, user: User) -> bool:
    return visible_products(user).filter(pk=pk).exists()


def making_organizations(user: Reader, project: Project) -> list[Organization]:
    """Organisations the user may add products for: the whole network for a coordinator, else those she acts for."""
    if project.state == Project.State.ARCHIVED:
        return []
    rows = Organization.objects.filter(_of_network(project)).order_by("short_name", "pk")
    return list(rows if can_coordinate(user, project) else rows.filter(pk__in=editable_organizations(user)))


def _of_network(project: Project) -> Q:
    """Organisations that take part in the project now, and the institution that runs it."""
    parts = Participation.objects.filter(project=project, status=Participation.Status.ACTIVE)
    return Q(pk__in=parts.values("organization")) | Q(pk=project.organization_id)


def project_for_making(user: Reader, slug: str) -> tuple[Project, list[Organization]]:
    """The project and on whose behalf the user may add products to it; 404 for strangers, 403 for readers."""
    project = project_for_viewing(user, slug)
    organizations = making_organizations(user, project)
    if not organizations:
        raise PermissionDenied(ARCHIVED if project.state == Project.State.ARCHIVED else NOT_MAKER)
    return project, organizations
