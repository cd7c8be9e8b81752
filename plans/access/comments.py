"""The talk about an item of a plan."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from network.access import Reader
from network.models import User
from plans.access.plans import CLOSED, PUT_AWAY
from plans.access.visible import own_responsibilities, visible_items
from plans.models import Plan, PlanItem
from projects.access.comments import Talk, talk_about

SHUT = {Plan.State.CLOSED: CLOSED, Plan.State.ARCHIVED: PUT_AWAY}


def talk_about_item(user: Reader, item: PlanItem) -> Talk:
    """The talk about an item the user sees; who answers for it joins it."""
    return talk_about(
        user,
        item.plan.project,
        item,
        title=item.title,
        path=reverse("plans:item_detail", args=[item.pk]),
        sees=partial(_sees, item.pk),
        answers=own_responsibilities(user).filter(item=item).exists(),
        closed=SHUT.get(Plan.State(item.plan.state), ""),
    )


def _sees(pk: int, user: User) -> bool:
    return visible_items(user).filter(pk=pk).exists()
