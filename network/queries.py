"""Shaped reads of accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from network.models import Membership, User


def memberships_of(user: User) -> QuerySet[Membership]:
    """Places of the user in organisations, with the organisations."""
    return Membership.objects.filter(user=user).select_related("organization").order_by("organization__short_name")
