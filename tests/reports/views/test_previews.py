"""The document on screen before it is ordered; its paragraphs rewritten there."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from network.models import User
from plans.models import Plan
from projects.models import ProjectRole
from reports.models import Report, ReportText
from reports.queries import GENRES
from tests.makers import make_item, make_mark, make_plan, make_project, make_role
from tests.reports.dues import make_due

pytestmark = pytest.mark.django_db
KEY = "summary"


@pytest.fixture
def plan() -> Plan:
    plan = make_plan(make_project(slug="mentors"))
    make_item(plan, "Круглый стол")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> User:
    return make_role(plan.project, ProjectRole.Role.COORDINATOR)


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def order(plan: Plan, **fields: str) -> dict[str, str]:
    return {"kind": "progress", "plan": str(plan.pk), "as_of": "2022-11-14"} | fields


def preview(plan: Plan, **fields: str) -> str:
    return f"{reverse('reports:report_preview', args=['mentors'])}?{urlencode(order(plan, **fields))}"


def rewriting(plan: Plan, key: str = KEY) -> str:
    return f"{reverse('reports:report_text', args=['mentors', key])}?{urlencode(order(plan))}"


def shown(page: Client, plan: Plan, **fields: str) -> str:
    return page.get(preview(plan, **fields)).content.decode()


def rewrite(page: Client, plan: Plan, text: str, version: str = "0", base: str = "Было так.") -> object:
    return page.post(rewriting(plan), {"text": text, "version": version, "base": base})


def test_look_button_leads_to_the_preview_of_the_same_order(page: Client, plan: Plan) -> None:
    said = order(plan, look="1", csrfmiddlewaretoken="secret", formats="docx", starts_on="")
    answer = page.post(reverse("reports:report_order", args=["mentors"]), said)
    assert (answer.status_code, answer["Location"]) == (302, f"{preview(plan, formats='docx')}")
    assert Report.objects.count() == 0


def test_preview_shows_the_document_and_links_sentences_to_items(page: Client, plan: Plan) -> None:
    item = plan.items.get()
    text = shown(page, plan)
    assert "sheet-page" in text
    assert "Круглый стол" in text
    assert f'href="{reverse("plans:item_detail", args=[item.pk])}"' in text
    assert Report.objects.count() == 0


def test_wrong_order_in_the_address_is_the_form_with_its_errors(page: Client, plan: Plan) -> None:
    answer = page.get(preview(plan, as_of="2999-01-01"))
    assert answer.status_code == 422
    assert "Эта дата ещё не наступила." in answer.content.decode()


def test_observer_reads_and_cannot_rewrite(client: Client, plan: Plan) -> None:
    client.force_login(make_role(plan.project, ProjectRole.Role.OBSERVER))
    text = shown(client, plan, edit=KEY)
    assert "Круглый стол" in text
    assert ("Переписать абзац" in text, "<textarea" in text, "Заказать</button>" in text) == (False, False, False)
    assert client.post(rewriting(plan), {"text": "Моё"}).status_code == 403


def test_paragraph_is_opened_with_the_words_of_the_portal(page: Client, plan: Plan) -> None:
    text = shown(page, plan, edit=KEY)
    assert text.count("<textarea") == 1
    assert 'name="version" value="0"' in text


def test_her_words_stand_in_the_document_and_in_the_next_one(page: Client, plan: Plan, coordinator: User) -> None:
    answer = rewrite(page, plan, "Мы всё успели.")
    kept = ReportText.objects.get()
    assert (kept.key, kept.text, kept.author) == (KEY, "Мы всё успели.", coordinator)
    assert answer["Location"] == f"{preview(plan)}#text-{KEY}"  # type: ignore[index]
    assert "Мы всё успели." in shown(page, plan)
    assert "Мы всё успели." in shown(page, plan, as_of="2022-11-15")
    assert "Ваш текст" in shown(page, plan)


def test_new_marks_put_a_sign_beside_her_words(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "Мы всё успели.")
    assert "С тех пор отметки изменились" in shown(page, plan)


def test_conflict_shows_both_texts(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "Первая.")
    answer = rewrite(page, plan, "Вторая.", version="0")
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert ("Первая." in text, ">Вторая.</textarea>" in text) == (True, True)
    assert ReportText.objects.get().text == "Первая."


def test_what_was_typed_over_the_conflict_is_saved_with_the_new_version(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "Первая.")
    rewrite(page, plan, "Вторая.", version="1")
    assert ReportText.objects.get().text == "Вторая."


def test_too_long_words_come_back(page: Client, plan: Plan) -> None:
    answer = rewrite(page, plan, "а" * 20_001)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Абзац длиннее 20000 знаков" in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("version", ["", "²", "-1", "9" * 40, "x"])
def test_strange_version_is_a_conflict_at_worst(page: Client, plan: Plan, version: str) -> None:
    assert rewrite(page, plan, "Первая.", version=version).status_code == 409  # type: ignore[attr-defined]


def test_paragraph_is_given_back_to_the_portal(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "Мы всё успели.")
    page.post(rewriting(plan), {"reset": "1", "version": "1"})
    assert ReportText.objects.count() == 0


def test_words_of_another_tab_are_not_given_back_unseen(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "Первая.")
    rewrite(page, plan, "Вторая.", version="1")
    answer = page.post(rewriting(plan), {"reset": "1", "version": "1"})
    assert (answer.status_code, "Вторая." in answer.content.decode()) == (409, True)
    assert ReportText.objects.get().text == "Вторая."


def test_only_the_order_of_the_address_becomes_fields(page: Client, plan: Plan) -> None:
    text = shown(page, plan, look="1", csrfmiddlewaretoken="x", parts_shown="1", edit=KEY, surprise="z")
    form = text[text.index(reverse("reports:report_order", args=["mentors"])) :]
    names = re.findall(r'name="(\w+)"', form[: form.index("</form>")])
    assert names == ["csrfmiddlewaretoken", "kind", "plan", "as_of", "parts_shown"]


def test_emptied_paragraph_is_left_out_and_can_be_found_again(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "")
    text = shown(page, plan)
    assert "убран вами" in text
    assert f'id="text-{KEY}"' not in text
    assert shown(page, plan, edit=KEY).count("<textarea") == 1


def test_unknown_paragraph_is_not_found(page: Client, plan: Plan) -> None:
    assert page.post(rewriting(plan, "nothing"), {"text": "Слова", "version": "0"}).status_code == 404


def test_typed_markup_is_text(page: Client, plan: Plan) -> None:
    rewrite(page, plan, "<script>alert(1)</script>")
    plan.items.update(title="<img src=x onerror=alert(2)>")
    text = shown(page, plan)
    assert ("<script>alert" in text, "<img src=x" in text) == (False, False)


def test_small_paper_beside_the_form_asks_for_no_page(page: Client, plan: Plan) -> None:
    answer = page.get(preview(plan), headers={"HX-Request": "true"})
    wrong = page.get(preview(plan, as_of=""), headers={"HX-Request": "true"})
    assert ("<html" in answer.content.decode(), "sheet-page" in answer.content.decode()) == (False, True)
    assert (wrong.status_code, "когда всё нужное выбрано" in wrong.content.decode()) == (200, True)


@pytest.mark.parametrize("rows", [1, 20])
def test_preview_asks_the_database_as_often_for_many_rows(
    page: Client, plan: Plan, rows: int, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        make_mark(make_item(plan, f"Занятие {number}"), on=date(2022, 10, 5))
    with django_assert_num_queries(35):  # type: ignore[operator]
        page.get(preview(plan))


@pytest.mark.parametrize("kind", list(GENRES))
def test_every_genre_is_seen_before_it_is_ordered(page: Client, plan: Plan, kind: str) -> None:
    due = make_due(plan.project)
    answer = page.get(preview(plan, kind=kind, due=str(due.pk), period="month"))
    assert (answer.status_code, "sheet-page" in answer.content.decode()) == (200, True)
    ordered = order(plan, kind=kind, due=str(due.pk), period="month", formats="pdf")
    assert page.post(reverse("reports:report_order", args=["mentors"]), ordered).status_code == 302
    assert Report.objects.get().kind == kind
