"""The admin: who opens it, tables in and out, rules about spellings, administrators and coordinators."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Letter, Membership, Municipality, Organization, Person, User
from projects.models import ProjectRole, SchoolYear
from tests.makers import PASSWORD, make_municipality, make_organization, make_person, make_project, make_role, make_user

# Templates of Django and of the libraries lean on variables that may be absent.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
IMPORT = "admin:network_organization_import"
CONFIRM = "admin:network_organization_process_import"
HEAD = "полное название;краткое название;вид;муниципалитет;другие написания"
GOOD = f"""{HEAD}
Дворец творчества юных;Дворец творчества;учреждение образования;Заречный район;ДТЮ | ДТ
Станция юных техников;СЮТ;ресурсный центр;;
"""


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("admin@school.example", PASSWORD)


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def upload(desk: Client, name: str, content: str | bytes, url: str = IMPORT, file_format: int = 0) -> Any:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return desk.post(reverse(url), {"import_file": file, "format": str(file_format), "resource": "0"})


def history_of(source: Any) -> Any:
    """Rows of history; the type checker does not know the manager."""
    return source.history


def spellings(organization: Organization) -> set[str]:
    return set(organization.aliases.values_list("name", flat=True))


def load(desk: Client, name: str, content: str | bytes, file_format: int = 0) -> Any:
    """Both steps: the look and the confirmation."""
    form = upload(desk, name, content, file_format=file_format).context["confirm_form"]
    return desk.post(reverse(CONFIRM), form.initial, follow=True)


def test_every_dictionary_opens_for_an_administrator(desk: Client) -> None:
    models = [model for model in site._registry if model._meta.app_label in {"network", "projects"}]
    urls = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
        for model in models
        for page in (("changelist", "add") if model is SchoolYear else ("changelist", "add", "import", "export"))
    ]
    assert len(models) == 12
    assert {url: desk.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("flags", [{}, {"is_staff": True}], ids=["user", "staff without rights"])
def test_others_cannot_open_dictionaries_or_load_tables(client: Client, flags: dict[str, Any]) -> None:
    client.force_login(make_user(**flags))
    pages = ("changelist", "add", "import", "export")
    answers = {client.get(reverse(f"admin:network_organization_{page}")).status_code for page in pages}
    assert answers == ({403} if flags else {302})


def test_good_table_is_shown_first_and_saved_after_confirmation(desk: Client, administrator: User) -> None:
    make_municipality("Заречный район")
    shown = upload(desk, "сеть.csv", GOOD)
    assert (shown.status_code, Organization.objects.count()) == (200, 0)
    desk.post(reverse(CONFIRM), shown.context["confirm_form"].initial)
    saved = Organization.objects.get(short_name="Дворец творчества")
    assert (saved.kind, str(saved.municipality)) == ("institution", "Заречный район")
    assert sorted(saved.aliases.values_list("name", flat=True)) == [
        "ДТ",
        "ДТЮ",
        "Дворец творчества",
        "Дворец творчества юных",
    ]
    assert Organization.objects.get(short_name="СЮТ").kind == "resource_centre"
    assert history_of(saved).get().history_user == administrator


def test_preview_has_no_inline_style_or_script(desk: Client) -> None:
    make_municipality("Заречный район")
    page = upload(desk, "сеть.csv", GOOD).content.decode()
    assert "<ins>Дворец творчества</ins>" in page
    assert ("style=" in page, "onclick" in page) == (False, False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_tables_of_russian_excel_are_read(desk: Client, encoding: str, delimiter: str) -> None:
    text = f"{HEAD}\nСтанция юных натуралистов;СЮН;партнёр;;\n".replace(";", delimiter)
    load(desk, "сеть.csv", text.encode(encoding))
    assert Organization.objects.get().full_name == "Станция юных натуралистов"


def test_wrong_row_is_told_with_its_number_and_nothing_is_saved(desk: Client) -> None:
    table = f"{HEAD}\nСтанция юных техников;СЮТ;клуб;;\nДом ремёсел;ДР;партнёр;Нигдейский район;\n"
    page = upload(desk, "сеть.csv", table).content.decode()
    assert "Строка 1: Станция юных техников" in page
    assert "Вид: «клуб» здесь не годится. Можно: методическая служба, ресурсный центр" in page
    assert "Муниципалитета «Нигдейский район» нет в справочнике" in page
    assert Organization.objects.count() == 0


def test_second_load_of_the_same_table_changes_nothing(desk: Client) -> None:
    make_municipality("Заречный район")
    load(desk, "сеть.csv", GOOD)
    load(desk, "сеть.csv", GOOD)
    assert (Organization.objects.count(), history_of(Organization).count()) == (2, 2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\x00\x00", "Это не текстовый файл."),
        (b"x" * (2 * 1024 * 1024 + 1), "Файл больше 2 МБ."),
        ((HEAD + "\n" + "а;б;партнёр;;\n" * 5001).encode(), "В файле больше 5000 строк."),
    ],
    ids=["spreadsheet", "big", "long"],
)
def test_wrong_file_is_refused_in_words(desk: Client, content: bytes, reason: str) -> None:
    page = upload(desk, "сеть.csv", content).content.decode()
    assert (reason in page, Organization.objects.count()) == (True, 0)


def test_only_csv_and_json_are_offered(desk: Client) -> None:
    form = desk.get(reverse(IMPORT)).context["form"]
    assert [label for _, label in form.fields["format"].choices][-2:] == ["csv", "json"]
    assert len([value for value, _ in form.fields["format"].choices if value != ""]) == 2


def test_export_runs_no_formula_and_comes_back_unchanged(desk: Client) -> None:
    make_municipality("=HYPERLINK(1)", region="@область")
    url = reverse("admin:network_municipality_export")
    answer = desk.post(url, {"format": "0", "resource": "0"})
    assert answer.content.decode("utf-8-sig").split() == ["название;область", "'=HYPERLINK(1);'@область"]
    shown = upload(desk, "м.csv", answer.content, url="admin:network_municipality_import")
    assert [row.import_type for row in shown.context["result"].rows] == ["skip"]


def test_json_goes_out_and_in(desk: Client) -> None:
    make_person("Ковалёва А.П.", organization=make_organization("Дворец творчества"))
    answer = desk.post(reverse("admin:network_person_export"), {"format": "1", "resource": "0"})
    rows = json.loads(answer.content)
    assert rows == [
        {"фамилия": "Ковалёва", "имя": "А.", "отчество": "П.", "должность": "", "организация": "Дворец творчества"}
    ]
    rows[0]["должность"] = "методист"
    url = "admin:network_person_import"
    shown = upload(desk, "л.json", json.dumps(rows, ensure_ascii=False), url=url, file_format=1)
    desk.post(reverse("admin:network_person_process_import"), shown.context["confirm_form"].initial)
    assert Person.objects.get().position == "методист"


def test_loaded_account_cannot_sign_in_without_asking_for_a_password(desk: Client) -> None:
    url = "admin:network_user_import"
    shown = upload(desk, "у.csv", "почта;имя;может входить\nNew@School.example;Ольга;да\n", url=url)
    desk.post(reverse("admin:network_user_process_import"), shown.context["confirm_form"].initial)
    user = User.objects.get(email="new@school.example")
    assert (user.name, user.is_active, user.has_usable_password(), user.is_staff) == ("Ольга", True, False, False)


def test_administrator_is_not_shut_out_by_a_file(desk: Client, administrator: User) -> None:
    url = "admin:network_user_import"
    shown = upload(desk, "у.csv", f"почта;имя;может входить\n{administrator.email};;нет\n", url=url)
    assert "Администратора из файла не отключить" in shown.content.decode()
    assert "confirm_form" not in shown.context


def test_account_is_made_with_a_password_and_may_be_an_administrator(desk: Client) -> None:
    fields = {"email": "New@School.example", "is_staff": "on", "usable_password": "true"}
    places = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    data = {**fields, **places, "password1": PASSWORD, "password2": PASSWORD}
    assert desk.post(reverse("admin:network_user_add"), data).status_code == 302
    user = User.objects.get(email="new@school.example")
    assert (user.check_password(PASSWORD), user.is_superuser) == (True, True)


def change_user(desk: Client, user: User, **fields: str) -> Any:
    places = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    return desk.post(reverse("admin:network_user_change", args=[user.pk]), {"email": user.email, **places, **fields})


def test_former_address_of_an_account_opens_nothing(desk: Client) -> None:
    user, visitor = make_user("old@school.example"), Client()
    visitor.post(reverse("account_reset_password"), {"email": "old@school.example"})
    assert change_user(desk, user, email="new@school.example", is_active="on").status_code == 302
    answer = visitor.post(reverse("account_login"), {"login": "old@school.example", "password": PASSWORD})
    Letter.objects.all().delete()
    visitor.post(reverse("account_reset_password"), {"email": "old@school.example"})
    assert (answer.status_code, "/key/" in Letter.objects.get().body) == (422, False)
    assert visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}).status_code == 422
    said = {"login": "new@school.example", "password": PASSWORD}
    assert visitor.post(reverse("account_login"), said).status_code == 302


def test_last_administrator_keeps_her_rights(desk: Client, administrator: User) -> None:
    page = change_user(desk, administrator, is_active="on").content.decode()
    assert "Это единственный администратор" in page
    other = User.objects.create_superuser("second@school.example", PASSWORD)
    assert "Себя нельзя лишить входа" in change_user(desk, administrator).content.decode()
    assert change_user(desk, other, is_active="on").status_code == 302
    other.refresh_from_db()
    assert (other.is_staff, other.is_superuser) == (False, False)


def test_accounts_are_never_deleted(desk: Client) -> None:
    url = reverse("admin:network_user_delete", args=[make_user().pk])
    assert desk.post(url, {"post": "yes"}).status_code == 403


def test_spellings_are_compared_before_they_are_saved(desk: Client) -> None:
    organization = make_organization("Дворец творчества")
    url = reverse("admin:network_organization_change", args=[organization.pk])
    alias = organization.aliases.get()
    fields = {"kind": "partner", "full_name": "Дворец творчества юных", "short_name": "Дворец творчества"}
    inline = {"aliases-TOTAL_FORMS": "2", "aliases-INITIAL_FORMS": "1", "aliases-0-id": str(alias.pk)}
    inline |= {"aliases-0-organization": str(organization.pk), "aliases-1-organization": str(organization.pk)}
    names = {"aliases-0-name": "Дворец творчества", "aliases-1-name": "«Дворец  творчества»"}
    page = desk.post(url, {**fields, **inline, **names})
    assert "Такое написание у этой организации уже записано." in page.content.decode()
    assert desk.post(url, {**fields, **inline, **names, "aliases-1-name": "ДТЮ"}).status_code == 302
    assert sorted(organization.aliases.values_list("name", flat=True)) == [
        "ДТЮ",
        "Дворец творчества",
        "Дворец творчества юных",
    ]


def test_last_coordinator_of_an_active_project_stays(desk: Client) -> None:
    project = make_project(coordinator=make_user())
    role = ProjectRole.objects.get(project=project)
    delete = reverse("admin:projects_projectrole_delete", args=[role.pk])
    change = reverse("admin:projects_projectrole_change", args=[role.pk])
    data = {"project": project.pk, "user": role.user_id, "role": "observer"}
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    assert "должен быть хотя бы один координатор" in desk.post(change, data).content.decode()
    make_role(project, ProjectRole.Role.COORDINATOR)
    assert desk.post(change, data).status_code == 302


def test_history_of_a_row_can_be_read(desk: Client) -> None:
    municipality = make_municipality("Заречный район")
    desk.post(reverse("admin:network_municipality_change", args=[municipality.pk]), {"name": "Озёрный район"})
    page = desk.get(reverse("admin:network_municipality_history", args=[municipality.pk]))
    assert (page.status_code, history_of(Municipality).count()) == (200, 2)


def test_membership_is_loaded_by_address_and_any_spelling(desk: Client) -> None:
    make_user("e@school.example")
    organization = make_organization("Дворец творчества", aliases=["ДТЮ"])
    url = "admin:network_membership_import"
    shown = upload(desk, "м.csv", "почта;организация;роль\nE@school.example;дтю;читатель\n", url=url)
    desk.post(reverse("admin:network_membership_process_import"), shown.context["confirm_form"].initial)
    membership = Membership.objects.get()
    assert (membership.organization, membership.role) == (organization, "viewer")
