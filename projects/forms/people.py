"""Forms of access: a role for an account that is known already, and whom the page looks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from django import forms

from network.models import User
from projects.models import ProjectRole
from projects.queries.accounts import OrganizationPeople

NO_ACCOUNT: Final = "Выберите, кому дать роль."
NO_ROLE: Final = "Выберите роль."


class RoleForm(forms.Form):
    """A role in the project for an account that sees it already."""

    user = forms.ChoiceField(label="Кому", error_messages={"required": NO_ACCOUNT, "invalid_choice": NO_ACCOUNT})
    role = forms.ChoiceField(
        label="Роль",
        choices=ProjectRole.Role.choices,
        error_messages={"required": NO_ROLE, "invalid_choice": NO_ROLE},
    )

    def __init__(self, *args: Any, accounts: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.accounts = {str(user.pk): user for user in accounts}
        choices = [("", "—"), *((pk, user.display_name) for pk, user in self.accounts.items())]
        self.fields["user"].choices = choices  # type: ignore[attr-defined]

    @property
    def account(self) -> User:
        """Who gets the role."""
        return self.accounts[self.cleaned_data["user"]]


class PeopleFilter(forms.Form):
    """Whom the page looks for; addresses are searched only where they are shown."""

    q = forms.CharField(label="Человек или организация", required=False, max_length=200)

    def chosen(self, groups: Sequence[OrganizationPeople], *, addressed: Collection[int]) -> list[OrganizationPeople]:
        """Organisations that fit by their name, or with those of their people who do.

        `addressed`: ids of organisations whose people are found by their addresses too.
        """
        words = (self.cleaned_data["q"] if self.is_valid() else "").casefold().split()
        if not words:
            return list(groups)
        found = []
        for group in groups:
            name = f"{group.organization.short_name} {group.organization.full_name}".casefold()
            if all(word in name for word in words):
                found.append(group)
                continue
            is_addressed = group.organization.pk in addressed
            places = tuple(
                place
                for place in group.places
                if all(
                    word in f"{place.user.display_name} {place.user.email if is_addressed else ''}".casefold()
                    for word in words
                )
            )
            if places:
                found.append(OrganizationPeople(group.organization, places))
        return found
