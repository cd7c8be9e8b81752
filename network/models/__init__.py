"""Tables of the network: who takes part."""

from __future__ import annotations

from network.models.comments import Comment, Notification
from network.models.invitations import Invitation
from network.models.letters import Letter, LetterPreference, SentLetter
from network.models.organizations import Municipality, Organization, OrganizationAlias
from network.models.people import FormerPosition, Group, Person
from network.models.users import Membership, User

__all__ = [
    "Comment",
    "FormerPosition",
    "Group",
    "Invitation",
    "Letter",
    "LetterPreference",
    "Membership",
    "Municipality",
    "Notification",
    "Organization",
    "OrganizationAlias",
    "Person",
    "SentLetter",
    "User",
]
