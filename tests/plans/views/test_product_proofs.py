"""A product of the network that proves a mark."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from network.models import Organization
from plans.models import Evidence, PlanItem
from plans.services.evidence import NO_PRODUCT, EvidenceInput
from plans.services.marks import mark_occurrence, undo_batch
from projects.models import Product
from tests.makers import make_item, make_member, make_organization, make_plan, make_product, make_project, make_user

pytestmark = pytest.mark.django_db
State = Product.State


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр Б")


@pytest.fixture
def item(own: Organization) -> PlanItem:
    other = make_organization("Центр В")
    project = make_project(coordinator=make_user("coordinator@a.example"), members=[own, other])
    return make_item(make_plan(project), responsible=[own, other])


def offered(client: Client, item: PlanItem) -> list[str]:
    form = client.get(reverse("plans:item_mark", args=[item.pk])).context["form"]
    return [label for key, label in form.fields["product"].choices if key] if "product" in form.fields else []


def test_own_approved_products_are_offered_to_a_member_and_all_to_the_coordinator(
    client: Client, item: PlanItem, own: Organization
) -> None:
    project = item.plan.project
    make_product("Черновик", project=project, organization=own)
    make_product("Своё", project=project, organization=own, state=State.APPROVED)
    make_product("Чужое", project=project, state=State.PUBLISHED)
    make_product("Другого проекта", organization=own, state=State.PUBLISHED)
    client.force_login(make_member(own))
    assert offered(client, item) == ["Своё"]
    client.force_login(project.roles.get().user)
    assert offered(client, item) == ["Своё", "Чужое"]


def test_form_without_products_has_no_such_field(client: Client, item: PlanItem, own: Organization) -> None:
    client.force_login(make_member(own))
    assert offered(client, item) == []


def test_member_proves_her_mark_by_a_product_and_its_page_is_linked(
    client: Client, item: PlanItem, own: Organization
) -> None:
    product = make_product("Памятка", project=item.plan.project, organization=own, state=State.APPROVED)
    client.force_login(make_member(own))
    form = {
        "occurrence": str(item.occurrences.get().pk),
        "organization": str(own.pk),
        "state": "done",
        "fact_on": "2022-10-20",
        "product": str(product.pk),
    }
    answer = client.post(reverse("plans:item_mark", args=[item.pk]), form)
    proof = Evidence.objects.get()
    assert (answer.status_code, proof.product, proof.title, proof.mark.organization) == (302, product, "Памятка", own)
    page = client.get(reverse("plans:item_detail", args=[item.pk])).content.decode()
    assert f'href="{reverse("projects:product_detail", args=[product.pk])}"' in page


def test_foreign_product_is_refused_by_the_form(client: Client, item: PlanItem, own: Organization) -> None:
    make_product("Своё", project=item.plan.project, organization=own, state=State.APPROVED)
    foreign = make_product("Чужое", project=item.plan.project, state=State.APPROVED)
    client.force_login(make_member(own))
    form = {"occurrence": str(item.occurrences.get().pk), "organization": str(own.pk), "state": "done"}
    form |= {"fact_on": "2022-10-20", "product": str(foreign.pk)}
    answer = client.post(reverse("plans:item_mark", args=[item.pk]), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["product"])
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
def test_product_nobody_approved_proves_nothing(item: PlanItem, own: Organization, state: str) -> None:
    product = make_product(project=item.plan.project, organization=own, state=state)
    with pytest.raises(ValidationError) as caught:
        mark_occurrence(
            item.occurrences.get(),
            state="done",
            fact_on=date(2022, 10, 20),
            reason="за всех",
            author=None,
            today=date(2022, 11, 14),
            evidence=[EvidenceInput(product_id=product.pk)],
        )
    assert caught.value.messages == [NO_PRODUCT]


def test_product_goes_on_proving_a_mark_that_stands_again(item: PlanItem, own: Organization) -> None:
    product = make_product(project=item.plan.project, organization=own, state=State.APPROVED)
    said: dict[str, Any] = {"fact_on": date(2022, 10, 20), "author": None, "today": date(2022, 11, 14)}
    said["organization"] = own
    window = item.occurrences.get()
    mark_occurrence(window, state="done", evidence=[EvidenceInput(product_id=product.pk)], **said)
    second = mark_occurrence(window, state="done", **said)
    restored, *_ = undo_batch([second], author=None)
    assert [proof.product for proof in restored.evidence.all()] == [product]
