"""Invented institutions and people of the demonstration; likeness to anybody real is chance."""

from __future__ import annotations

from dataclasses import dataclass

REGION = "Приозёрская область"
PASSWORD = "demo-portal-2022"  # noqa: S105 - printed for everybody who tries the portal
DOMAIN = "@demo.example"


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    """An organisation: its kind is a value of `Organization.Kind`, `role` is its part in the project."""

    short_name: str
    full_name: str
    kind: str
    municipality: str
    role: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody the plans name."""

    surname: str
    given_name: str
    patronymic: str
    position: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account: role in the project, person of the institution by surname, or a place in an organisation."""

    name: str
    who: str
    project_role: str = ""
    surname: str = ""
    organization: str = ""
    place: str = ""
    is_administrator: bool = False

    @property
    def email(self) -> str:
        """The address it signs in with."""
        return f"{self.name}{DOMAIN}"


MUNICIPALITIES = ("город Заречье", "Вересковский район", "Липовский район", "Ольшанский район", "Рябиновский район")

OWNER = DemoOrganization(
    "Заречный дворец творчества",
    "Учреждение образования «Заречный дворец творчества детей и молодёжи»",
    "institution",
    "город Заречье",
    aliases=("УО «Заречный дворец творчества»", "Дворец творчества"),
)
NETWORK = (
    DemoOrganization(
        "Вересковский РМК",
        "Районный методический кабинет Вересковского района",
        "methodical_service",
        "Вересковский район",
        "методическое сопровождение в районе",
        ("РМК Вересковского района",),
    ),
    DemoOrganization(
        "Вересковский ЦТК «Тропа»",
        "Вересковский центр туризма и краеведения «Тропа»",
        "institution",
        "Вересковский район",
        "мастерская краеведов",
    ),
    DemoOrganization(
        "Заречный колледж искусств",
        "Учреждение образования «Заречный колледж искусств»",
        "partner",
        "город Заречье",
        "практика будущих педагогов",
    ),
    DemoOrganization(
        "Липовский РМК",
        "Районный методический кабинет Липовского района",
        "methodical_service",
        "Липовский район",
        "методическое сопровождение в районе",
        ("РМК Липовского района",),
    ),
    DemoOrganization(
        "Липовская школа искусств «Лира»",
        "Липовская детская школа искусств «Лира»",
        "institution",
        "Липовский район",
        "музыкальная мастерская",
    ),
    DemoOrganization(
        "Областной ресурсный центр",
        "Областной ресурсный центр дополнительного образования",
        "resource_centre",
        "город Заречье",
        "стажировки и экспертиза",
        ("ОРЦ ДО",),
    ),
    DemoOrganization(
        "Ольшанский РМК",
        "Районный методический кабинет Ольшанского района",
        "methodical_service",
        "Ольшанский район",
        "методическое сопровождение в районе",
        ("РМК Ольшанского района",),
    ),
    DemoOrganization(
        "Ольшанский ЦДТ",
        "Ольшанский центр детского творчества",
        "institution",
        "Ольшанский район",
        "мастерская ремёсел",
    ),
    DemoOrganization(
        "Рябиновский РМК",
        "Районный методический кабинет Рябиновского района",
        "methodical_service",
        "Рябиновский район",
        "методическое сопровождение в районе",
        ("РМК Рябиновского района",),
    ),
    DemoOrganization(
        "Рябиновский ЦТТ «Импульс»",
        "Рябиновский центр технического творчества «Импульс»",
        "innovation_site",
        "Рябиновский район",
        "техническая мастерская",
    ),
    DemoOrganization(
        "Центр творчества «Вектор»",
        "Центр дополнительного образования детей и молодёжи «Вектор»",
        "institution",
        "город Заречье",
        "театральная мастерская",
    ),
)
# Who of the network ticks late: what is expected of all is then seen as «9 из 11».
SLOW_MEMBERS = ("Липовская школа искусств «Лира»", "Рябиновский РМК")

PEOPLE = (
    DemoPerson("Лозинская", "Марина", "Павловна", "директор"),
    DemoPerson("Тарасевич", "Олег", "Викторович", "заместитель директора по методической работе"),
    DemoPerson("Гринько", "Алла", "Сергеевна", "методист"),
    DemoPerson("Дубровская", "Елена", "Михайловна", "методист"),
    DemoPerson("Корнеев", "Павел", "Андреевич", "заведующий методическим кабинетом"),
    DemoPerson("Сушкевич", "Роман", "Игоревич", "заведующий отделом художественного творчества"),
    DemoPerson("Белоус", "Ирина", "Николаевна", "педагог-психолог"),
)
# Groups of the institution and the people in them, by surname.
GROUPS = {
    "методисты": ("Гринько", "Дубровская"),
    "координационный совет": ("Лозинская", "Тарасевич", "Корнеев"),
    "педагоги-наставники": (),
}

ACCOUNTS = (
    DemoAccount("coordinator", "координатор проекта", project_role="coordinator", surname="Тарасевич"),
    DemoAccount("director", "директор", project_role="director", surname="Лозинская"),
    DemoAccount("editor", "участник сети, редактор", organization="Ольшанский РМК", place="editor"),
    DemoAccount("viewer", "участник сети, читатель", organization="Вересковский РМК", place="viewer"),
    DemoAccount("responsible", "ответственный за пункты", surname="Дубровская"),
    DemoAccount("expert", "эксперт", project_role="expert"),
    DemoAccount("observer", "наблюдатель", project_role="observer"),
    DemoAccount("admin", "администратор портала", is_administrator=True),
)
