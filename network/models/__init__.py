"""Tables of the network: who takes part."""

from __future__ import annotations

from network.models.letters import Letter, LetterPreference, SentLetter
from network.models.organizations import Municipality, Organization, OrganizationAlias
from network.models.people import Group, Person
from network.models.users import Membership, User

__all__ = [
    "Group",
    "Letter",
    "LetterPreference",
    "Membership",
    "Municipality",
    "Organization",
    "OrganizationAlias",
    "Person",
    "SentLetter",
    "User",
]
