"""Pages of products: what each reader finds, what is kept of what she typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from network.models import Membership, Organization, User
from projects.models import Product, Project, ProjectRole
from projects.queries.products import product_authors
from tests.makers import make_member, make_organization, make_person, make_product, make_project, make_role, make_user

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nstartxref\n0\n%%EOF\n"
State = Product.State
QUERIES = 12


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр Б")


@pytest.fixture
def project(own: Organization) -> Project:
    return make_project(coordinator=make_user("coordinator@a.example"), members=[own, make_organization("Центр В")])


@pytest.fixture
def coordinator(project: Project) -> User:
    return project.roles.get().user


@pytest.fixture
def editor(own: Organization, project: Project) -> User:
    return make_member(own)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"projects:{name}", args=args)


def typed(**fields: Any) -> dict[str, Any]:
    return {"kind": "manual", "title": "Памятка наставнику", "author_name": ["Осенняя П. С."], **fields}


def titles(client: Client, project: Project, **query: str) -> list[str]:
    answer = client.get(address("products", project.slug), query)
    return [product.title for product in answer.context["page"]]


def test_list_shows_own_drafts_everybodys_approved_and_nobody_elses_drafts(
    client: Client, project: Project, own: Organization, editor: User, coordinator: User
) -> None:
    other = make_organization("Центр В")
    make_product("Своё", project=project, organization=own)
    make_product("Чужой черновик", project=project, organization=other)
    make_product("Чужое одобренное", project=project, organization=other, state=State.APPROVED)
    make_product("Другого проекта", state=State.PUBLISHED)
    assert titles(sign_in(client, editor), project) == ["Чужое одобренное", "Своё"]
    assert titles(sign_in(client, coordinator), project) == ["Чужое одобренное", "Чужой черновик", "Своё"]
    expert = make_role(project, ProjectRole.Role.EXPERT)
    assert titles(sign_in(client, expert), project) == ["Чужое одобренное"]
    assert sign_in(client, make_user()).get(address("products", project.slug)).status_code == 404


def test_list_is_narrowed_and_counts_states(client: Client, project: Project, own: Organization, editor: User) -> None:
    make_product("Памятка", project=project, organization=own, kind="manual", authors=["Осенняя П. С."])
    make_product("Сборник", project=project, organization=own, kind="collection", state=State.APPROVED)
    sign_in(client, editor)
    assert titles(client, project, kind="manual") == ["Памятка"]
    assert titles(client, project, q="Осенняя") == ["Памятка"]
    assert titles(client, project, state="approved") == ["Сборник"]
    assert titles(client, project, organization=str(project.organization_id)) == []
    assert titles(client, project, kind="nothing", organization="x", state="no") == ["Сборник", "Памятка"]
    chips = client.get(address("products", project.slug), {"kind": "manual"}).context["chips"]
    assert [(chip.label, chip.count, chip.query) for chip in chips] == [
        ("Все", 1, "kind=manual"),
        ("Черновики", 1, "state=draft&kind=manual"),
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_the_same_number_of_questions(
    client: Client, project: Project, own: Organization, editor: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_product(f"Памятка {number}", project=project, organization=own, authors=["Осенняя", "Летний"])
    sign_in(client, editor).get(address("products", project.slug))
    with django_assert_num_queries(QUERIES):
        client.get(address("products", project.slug))


@pytest.mark.parametrize("count", [1, 20])
def test_list_of_publications_asks_the_same_number_of_questions(
    client: Client, project: Project, editor: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        for state in (State.PUBLISHED, State.APPROVED):
            make_product(f"Памятка {number}", project=project, authors=["Осенняя П. С.", "Летний К. И."], state=state)
    sign_in(client, editor)
    with django_assert_num_queries(10):
        answer = client.get(address("publications", project.slug), {"all": "1"})
    assert len(answer.context["rows"]) == 2 * count


def test_member_writes_a_product_with_authors_of_the_directory_and_a_file(
    client: Client, project: Project, own: Organization, editor: User
) -> None:
    person = make_person("Осенняя П.С.", organization=own)
    sign_in(client, editor)
    form = typed(
        author_name=["Осенняя П. С.", "", "Летний А. Б."],
        author_organization=[str(own.pk), "", ""],
        file=SimpleUploadedFile("памятка.pdf", PDF),
    )
    answer = client.post(address("product_add", project.slug), form)
    product = Product.objects.get()
    assert answer.headers["Location"] == address("product_detail", product.pk)
    assert (product.organization, product.author, product.state) == (own, editor, "draft")
    authors = [(row.name, row.person, row.organization) for row in product_authors(product)]
    assert authors == [("Осенняя П. С.", person, own), ("Летний А. Б.", None, None)]
    assert product.files.get().title == "памятка.pdf"


def test_member_does_not_write_for_another_organisation(client: Client, project: Project, editor: User) -> None:
    foreign = project.organization
    form = typed(organization=str(foreign.pk), author_organization=["999999"])
    answer = sign_in(client, editor).post(address("product_add", project.slug), form)
    assert answer.status_code == 422
    assert Product.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Напишите название: без него продукт не найти."),
        ({"year": "12"}, "Год — четыре цифры, от 1990 до 2100."),
        ({"url": "не ссылка"}, "Это не похоже на ссылку."),
        ({"author_organization": ["999999"]}, "Выберите организацию из списка."),
        ({"file": SimpleUploadedFile("вирус.pdf", b"MZ")}, "Файл «вирус.pdf» не подходит."),
    ],
)
def test_wrong_form_comes_back_with_everything_typed(
    client: Client, project: Project, editor: User, wrong: dict[str, Any], words: str
) -> None:
    form = typed(abstract="О том, как начать", **wrong)
    answer = sign_in(client, editor).post(address("product_add", project.slug), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [text in page for text in (words, "О том, как начать", 'value="Осенняя П. С."')] == [True, True, True]


@pytest.mark.parametrize(
    ("button", "names"),
    [
        ("add", ["Осенняя", "Летний", ""]),
        ("up-1", ["Летний", "Осенняя"]),
        ("up-0", ["Осенняя", "Летний"]),
        ("down-0", ["Летний", "Осенняя"]),
        ("drop-0", ["Летний"]),
        ("drop-7", ["Осенняя", "Летний"]),
        ("nonsense", ["Осенняя", "Летний"]),
    ],
)
def test_rows_of_authors_are_arranged_without_saving(
    client: Client, project: Project, editor: User, button: str, names: list[str]
) -> None:
    form = typed(title="", author_name=["Осенняя", "Летний"], author_organization=["", ""], rows=button)
    answer = sign_in(client, editor).post(address("product_add", project.slug), form)
    assert answer.status_code == 200
    assert [row.name for row in answer.context["desk"].rows] == names
    assert Product.objects.count() == 0


def test_line_of_what_is_typed_is_shown_and_nothing_is_saved(client: Client, project: Project, editor: User) -> None:
    form = typed(city="Заречье", year="2022", pages="48")
    page = sign_in(client, editor).post(address("product_line", project.slug), form).content.decode()
    line = "Осенняя, П. С. Памятка наставнику : пособие / П. С. Осенняя ; Центр Б. — Заречье, 2022. — 48 с."
    assert line in page.replace("\u00a0", " ")
    assert Product.objects.count() == 0


def test_two_writers_at_once_see_both_texts(
    client: Client, project: Project, own: Organization, editor: User, coordinator: User
) -> None:
    product = make_product("Памятка", project=project, organization=own)
    edit = address("product_edit", product.pk)
    sign_in(client, coordinator).post(edit, typed(title="Памятка педагогу", version="1"))
    sign_in(client, editor)
    answer = client.post(edit, typed(title="Памятка наставнику", version="1"))
    assert answer.status_code == 409
    assert answer.context["differences"] == [("Название", "Памятка наставнику", "Памятка педагогу")]
    assert 'name="version" value="2"' in answer.content.decode()
    again = client.post(edit, typed(title="Памятка наставнику", version="2"))
    assert (again.status_code, Product.objects.get().title) == (302, "Памятка наставнику")


def test_product_goes_from_draft_to_print(
    client: Client, project: Project, own: Organization, editor: User, coordinator: User
) -> None:
    product = make_product("Памятка", project=project, organization=own, authors=["Осенняя"], url="https://a.by/")
    sign_in(client, editor).post(address("product_submit", product.pk))
    refused = client.get(address("product_edit", product.pk))
    assert refused.status_code == 403
    sign_in(client, coordinator)
    empty = client.post(address("product_decide", product.pk), {"decision": "return", "reason": ""})
    assert empty.status_code == 422
    client.post(address("product_decide", product.pk), {"decision": "return", "reason": "Добавьте примеры"})
    page = sign_in(client, editor).get(address("product_detail", product.pk)).content.decode()
    assert "Добавьте примеры" in page
    client.post(address("product_submit", product.pk))
    sign_in(client, coordinator).post(address("product_decide", product.pk), {"decision": "approve"})
    product.refresh_from_db()
    form = {"published_on": "2022-11-01", "city": "Заречье", "version": str(product.version)}
    sign_in(client, editor).post(address("product_publish", product.pk), form)
    product.refresh_from_db()
    assert (product.state, product.city, product.year) == ("published", "Заречье", 2022)
    found = client.get(address("publications", project.slug)).context["rows"]
    assert [row.pk for row, _ in found] == [product.pk]


def test_stale_publishing_form_keeps_what_was_typed(
    client: Client, project: Project, own: Organization, editor: User
) -> None:
    product = make_product("Памятка", project=project, organization=own, state=State.APPROVED, version=3)
    form = {"published_on": "2022-11-01", "city": "Заречье", "version": "1"}
    answer = sign_in(client, editor).post(address("product_publish", product.pk), form)
    assert answer.status_code == 409
    assert ['value="Заречье"' in answer.content.decode(), product.state] == [True, "approved"]


def test_viewer_reads_and_does_not_write(client: Client, project: Project, own: Organization) -> None:
    viewer = make_member(own, Membership.Role.VIEWER)
    product = make_product("Памятка", project=project, organization=own)
    sign_in(client, viewer)
    assert client.get(address("product_detail", product.pk)).status_code == 200
    refused = client.get(address("product_edit", product.pk))
    words = "Менять продукт может организация, которая его подала, и координатор проекта."
    assert (refused.status_code, words in refused.content.decode()) == (403, True)


def test_organisation_that_left_the_network_reads_its_product_and_does_not_write(
    client: Client, project: Project, own: Organization, editor: User
) -> None:
    product = make_product("Памятка", project=project, organization=own)
    make_role(project, ProjectRole.Role.EXPERT, editor)
    sign_in(client, editor)
    pages = [address(page, product.pk) for page in ("product_detail", "product_edit")]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    project.participations.filter(organization=own).update(status="ended")
    assert [client.get(page).status_code for page in pages] == [200, 403]


def test_publications_stand_as_bibliographies_do(client: Client, project: Project, editor: User) -> None:
    now = datetime(2022, 11, 14, tzinfo=UTC)
    for title, state in (
        ("Этюды", State.PUBLISHED),
        ("Mentoring", State.PUBLISHED),
        ("азбука", State.PUBLISHED),
        ("Ёлка", State.PUBLISHED),
        ("Памятка", State.APPROVED),
        ("Черновик", State.DRAFT),
    ):
        make_product(title, project=project, state=state, decided_at=now)
    sign_in(client, editor)
    rows = client.get(address("publications", project.slug)).context["rows"]
    assert [product.title for product, _ in rows] == ["азбука", "Ёлка", "Этюды", "Mentoring"]
    page = client.get(address("publications", project.slug)).content.decode()
    assert "\n4. Mentoring" in page
    rows = client.get(address("publications", project.slug), {"all": "1"}).context["rows"]
    assert [product.title for product, _ in rows] == ["азбука", "Ёлка", "Памятка", "Этюды", "Mentoring"]
