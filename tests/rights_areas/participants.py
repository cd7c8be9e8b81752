"""The card of organisation A with its people, a group of the institution, a district."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from network.models import FormerPosition, Group, Municipality, OrganizationAlias, Person
from projects.models import Participation
from tests.rights_areas.ground import Ground


def objects(ground: Ground) -> dict[str, Model]:
    """Everything a card of the party names."""
    party = ground.party
    party.municipality = Municipality.objects.create(name=f"Район {ground.project.slug}")
    party.phone = ground.canary
    party.save()
    person = Person.objects.create(surname=ground.canary, organization=party, position="методист")
    former = FormerPosition.objects.create(person=person, title="педагог", ends_on=date(2022, 8, 31))
    spelling = OrganizationAlias.objects.create(organization=party, name="Иное имя", key="иноеимя")
    group = Group.objects.create(name="методисты сети", organization=ground.project.organization)
    return {
        "projects:participant_": Participation.objects.get(project=ground.project, organization=party),
        "projects:organization_": party,
        "plans:organization_": party,
        "projects:spelling_": spelling,
        "projects:person_": person,
        "projects:person_add": party,
        "projects:former_position_": former,
        "projects:group_": group,
        "projects:municipality_": party.municipality,
    }
