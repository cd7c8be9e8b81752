"""Cards of the invented network: contacts, people, a part of another, one invited and one that has left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from network.models import Municipality, Organization, Person, User
from network.services.organizations import edit_organization
from network.services.people import change_position, edit_person
from projects.models import Project
from projects.services.participants import NewOrganization, Part, take_in_new

CONTACTS = {
    "Заречный дворец творчества": ("г. Заречье, ул. Речная, 4", "8 (000) 100-10-10", "dvorec"),
    "Вересковский РМК": ("г. Вереск, ул. Садовая, 11", "8 (000) 200-20-01", "veresk"),
    "Липовский РМК": ("г. Липов, пл. Школьная, 2", "8 (000) 300-30-02", "lipov"),
    "Ольшанский РМК": ("г. Ольшаны, ул. Мира, 7", "8 (000) 400-40-03", "olshany"),
    "Областной ресурсный центр": ("г. Заречье, ул. Лесная, 18", "8 (000) 100-18-18", "resurs"),
    "Центр творчества «Вектор»": ("г. Заречье, пр. Строителей, 31", "8 (000) 100-31-31", "vektor"),
}
PEOPLE = (
    ("Вересковский РМК", "Полянская", "Вера", "Ильинична", "методист", date(2020, 9, 1)),
    ("Липовский РМК", "Чижик", "Анна", "Олеговна", "заведующая кабинетом", date(2018, 2, 1)),
    ("Ольшанский РМК", "Ракитина", "Светлана", "Юрьевна", "заведующая кабинетом", date(2019, 9, 2)),
    ("Ольшанский РМК", "Журавель", "Денис", "Петрович", "методист", None),
    ("Областной ресурсный центр", "Березко", "Галина", "Фёдоровна", "эксперт-методист", None),
)
# Whoever was something else before: surname, what, since, and what she is since when.
PROMOTED = ("Гринько", "педагог дополнительного образования", date(2019, 9, 2), "методист", date(2021, 9, 1))
INVITED = NewOrganization("Липовский лицей искусств и ремёсел", "Липовский лицей", "institution")
LEFT = NewOrganization("Рябиновская средняя школа № 2", "Рябиновская СШ № 2", "institution")


def add_cards(
    project: Project, organizations: Mapping[str, Organization], people: Mapping[str, Person], actor: User
) -> None:
    """Fill the cards in and add those who do not take part at the moment."""
    for name, (address, phone, box) in CONTACTS.items():
        said = {
            "address": address,
            "phone": phone,
            "email": f"{box}@network.example",
            "site": f"https://{box}.network.example",
        }
        edit_organization(organizations[name], said, actor=actor)
    part, whole = organizations["Вересковский ЦТК «Тропа»"], organizations["Вересковский РМК"]
    edit_organization(part, {"parent": whole}, actor=actor)
    for house, surname, given_name, patronymic, position, since in PEOPLE:
        names = {"surname": surname, "given_name": given_name, "patronymic": patronymic}
        place = {"position": position, "position_since": since}
        edit_person(Person(organization=organizations[house]), {**names, **place}, actor=actor)
    surname, before, begun, now, since = PROMOTED
    edit_person(people[surname], {"position": before, "position_since": begun}, actor=actor)
    change_position(people[surname], now, project.organization, since, actor=actor)
    _add_others(project, actor)


def _add_others(project: Project, actor: User) -> None:
    places = {row.name: row for row in Municipality.objects.filter(organizations__participations__project=project)}
    invited = NewOrganization(INVITED.full_name, INVITED.short_name, INVITED.kind, places["Липовский район"])
    take_in_new(project, invited, Part("мастерская ремёсел", "invited"), actor=actor)
    left = NewOrganization(LEFT.full_name, LEFT.short_name, LEFT.kind, places["Рябиновский район"])
    days = (project.starts_on, date(project.starts_on.year + 1, 5, 31))
    take_in_new(project, left, Part("школьная мастерская", "ended", *days), actor=actor)
