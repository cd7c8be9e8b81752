"""The passport: sections written by two people at once, moved, numbered, taken out and brought back; its pages."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from network.models import User
from projects.models import Objective, PassportSection, Project
from projects.queries.passport import missing_headings, objectives_of, removed_sections, section_texts, sections_of
from projects.services.objectives import remove_objective, write_objective
from projects.services.passport import (
    SectionConflict,
    add_section,
    move_section,
    nest_section,
    number_sections,
    remove_section,
    restore_section,
    return_section,
    write_section,
)
from tests.makers import (
    history_of,
    make_item,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_user,
)


@pytest.fixture
def coordinator(db: None) -> User:
    return make_user()


@pytest.fixture
def project(coordinator: User) -> Project:
    return make_project(coordinator=coordinator)


@pytest.fixture
def page(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def said(heading: str, text: str = "", number: str = "", level: int = 1) -> dict[str, object]:
    return {"heading": heading, "text": text, "number": number, "level": level}


def three(project: Project) -> list[PassportSection]:
    """«Актуальность» with «Опыт» nested in it, then «Проблема»."""
    levels = (("Актуальность", 1), ("Опыт", 2), ("Проблема", 1))
    return [add_section(project, said(heading, level=level), actor=None) for heading, level in levels]


def headings(project: Project) -> list[str]:
    return [section.heading for section in sections_of(project)]


def test_words_of_a_section_stay_as_they_are(project: Project, coordinator: User) -> None:
    section = add_section(project, said(" Идея ", "Строка  с двумя пробелами\r\n– пункт;\x07"), actor=coordinator)
    assert (section.heading, section.text) == ("Идея", "Строка  с двумя пробелами\n– пункт;")
    assert history_of(PassportSection).get().history_user == coordinator


def test_a_section_without_a_heading_is_refused(project: Project) -> None:
    with pytest.raises(ValidationError) as refused:
        add_section(project, said("  "), actor=None)
    assert refused.value.messages == ["Напишите заголовок: без него раздел не найти в содержании."]


def test_a_section_stands_behind_the_chosen_one_with_all_that_is_nested(project: Project) -> None:
    first, _, _ = three(project)
    add_section(project, said("Новизна"), behind=first, actor=None)
    assert headings(project) == ["Актуальность", "Опыт", "Новизна", "Проблема"]


def test_who_writes_second_sees_what_stands(project: Project) -> None:
    section = add_section(project, said("Идея", "Первый текст"), actor=None)
    write_section(section.pk, 1, said("Идея", "Второй текст"), actor=None)
    with pytest.raises(SectionConflict) as conflict:
        write_section(section.pk, 1, said("Идея", "Третий текст"), actor=None)
    assert (conflict.value.current.text, conflict.value.current.version) == ("Второй текст", 2)


def test_the_same_words_again_change_nothing(project: Project) -> None:
    section = add_section(project, said("Идея", "Текст"), actor=None)
    write_section(section.pk, 1, said("Идея", "Текст"), actor=None)
    section.refresh_from_db()
    assert (section.version, history_of(PassportSection).count()) == (1, 1)


def test_a_former_text_is_brought_back_and_the_last_one_kept(project: Project, coordinator: User) -> None:
    section = add_section(project, said("Идея", "Первый"), actor=None)
    write_section(section.pk, 1, said("Идея", "Второй"), actor=coordinator)
    section.refresh_from_db()
    former = section_texts(section)[-1]
    restore_section(section, former.history_id, actor=coordinator)
    section.refresh_from_db()
    assert section.text == "Первый"
    assert [(text.text, text.is_current) for text in section_texts(section)] == [
        ("Первый", True),
        ("Второй", False),
        ("Первый", False),
    ]


def test_a_text_of_another_section_is_not_brought_back(project: Project) -> None:
    section, other = (add_section(project, said(heading), actor=None) for heading in ("Идея", "Новизна"))
    with pytest.raises(ValidationError):
        restore_section(section, section_texts(other)[0].history_id, actor=None)


def test_sections_move_with_what_is_nested(project: Project) -> None:
    _, _, third = three(project)
    move_section(third, -1, actor=None)
    assert headings(project) == ["Проблема", "Актуальность", "Опыт"]


def test_a_section_becomes_a_subsection_and_back(project: Project) -> None:
    _, _, third = three(project)
    nest_section(third, 1, actor=None)
    assert [section.level for section in sections_of(project)] == [1, 2, 2]
    third.refresh_from_db()
    nest_section(third, -1, actor=None)
    assert [section.level for section in sections_of(project)] == [1, 2, 1]


def test_numbers_are_offered_and_change_no_words(project: Project) -> None:
    three(project)
    assert number_sections(project, actor=None) == 3
    assert [(row.number, row.heading) for row in sections_of(project)] == [
        ("1", "Актуальность"),
        ("1.1", "Опыт"),
        ("2", "Проблема"),
    ]
    assert number_sections(project, actor=None) == 0


def test_a_removed_section_comes_back_to_its_place(project: Project, coordinator: User) -> None:
    first, second, _ = three(project)
    with pytest.raises(ValidationError):
        remove_section(first, actor=coordinator)
    pk = second.pk
    remove_section(second, actor=coordinator)
    assert [(row.pk, row.author) for row in removed_sections(project)] == [(pk, coordinator)]
    return_section(project, pk, actor=coordinator)
    assert headings(project) == ["Актуальность", "Опыт", "Проблема"]
    assert removed_sections(project) == []
    with pytest.raises(ValidationError):
        return_section(project, pk, actor=coordinator)


def test_usual_headings_that_are_missing(project: Project) -> None:
    add_section(project, said("АКТУАЛЬНОСТЬ."), actor=None)
    found = missing_headings(sections_of(project))
    assert ("Актуальность" in found, found[0]) == (False, "Нормативно-правовое обеспечение")


def test_an_objective_counts_items_that_stand(project: Project) -> None:
    objective = write_objective(Objective(project=project), "1.", "Обучить наставников", actor=None)
    plan = make_plan(project)
    one, gone = make_item(plan), make_item(plan)
    objective.items.add(one, gone)
    gone.removed_at = timezone.now()
    gone.save()
    assert [(row.text, vars(row)["item_count"]) for row in objectives_of(project)] == [("Обучить наставников", 1)]
    remove_objective(objective, actor=None)
    assert objectives_of(project) == []
    with pytest.raises(ValidationError):
        write_objective(Objective(project=project), "", " ", actor=None)


def test_the_page_shows_words_and_escapes_them(page: Client, project: Project) -> None:
    add_section(project, said("Идея", "Первое <b>слово</b>\n- пункт один;\n- пункт два", "3."), actor=None)
    body = page.get(reverse("projects:passport", args=[project.slug])).content.decode()
    assert "Первое &lt;b&gt;слово&lt;/b&gt;" in body
    assert "<li>- пункт один;</li>" in body


def test_a_member_reads_and_is_offered_no_change(client: Client, project: Project) -> None:
    section = add_section(project, said("Идея", "Текст паспорта"), actor=None)
    member = make_organization()
    project.participations.create(organization=member)
    client.force_login(make_member(member))
    body = client.get(reverse("projects:passport", args=[project.slug])).content.decode()
    assert ("Текст паспорта" in body, reverse("projects:passport_section_edit", args=[section.pk]) in body) == (
        True,
        False,
    )


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_the_passport(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        add_section(project, said(f"Раздел {number}", "Текст"), actor=None)
        write_objective(Objective(project=project), "", f"Задача {number}", actor=None)
    with django_assert_num_queries(11):
        page.get(reverse("projects:passport", args=[project.slug]))


@pytest.mark.parametrize("count", [1, 20])
def test_queries_of_former_texts_and_of_removed_sections(
    page: Client, project: Project, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = add_section(project, said("Идея", "Первый текст"), actor=None)
    for number in range(count):
        author = make_user()
        make_person(f"Сокол{number} Б.И.", user=author)
        write_section(section.pk, number + 1, said("Идея", f"Текст {number}"), actor=author)
        remove_section(add_section(project, said(f"Раздел {number}"), actor=None), actor=author)
    page.get(reverse("network:account"))
    with django_assert_num_queries(7):
        answer = page.get(reverse("projects:passport_section_history", args=[section.pk]))
    assert len(answer.context["texts"]) == count + 1
    with django_assert_num_queries(7):
        answer = page.get(reverse("projects:passport_removed", args=[project.slug]))
    assert len(answer.context["removed"]) == count


def test_writing_through_the_pages(page: Client, project: Project) -> None:
    add = reverse("projects:passport_section_add", args=[project.slug])
    assert page.get(f"{add}?heading=Проблема").context["form"]["heading"].value() == "Проблема"
    wrong = page.post(add, {"heading": "", "text": "Набранный текст", "level": "1"})
    assert (wrong.status_code, "Набранный текст" in wrong.content.decode()) == (422, True)
    page.post(add, {"heading": "Проблема", "text": "Текст", "level": "1", "behind": ""})
    section = PassportSection.objects.get()
    edit = reverse("projects:passport_section_edit", args=[section.pk])
    page.post(edit, {"version": "1", "heading": "Проблема", "text": "Другой текст", "number": ""})
    late = page.post(edit, {"version": "1", "heading": "Проблема", "text": "Мой поздний текст", "number": ""})
    body = late.content.decode()
    assert (late.status_code, "Мой поздний текст" in body, "Другой текст" in body) == (409, True, True)
    page.post(edit, {"version": "2", "heading": "Проблема", "text": "Мой поздний текст", "number": ""})
    section.refresh_from_db()
    assert (section.text, section.version) == ("Мой поздний текст", 3)


def test_taking_out_is_taken_back_from_the_message(page: Client, project: Project) -> None:
    section = add_section(project, said("Идея"), actor=None)
    move = reverse("projects:passport_section_move", args=[section.pk])
    body = page.post(move, {"step": "remove"}, follow=True).content.decode()
    undo = reverse("projects:passport_section_return", args=[section.pk])
    assert (headings(project), undo in body) == ([], True)
    page.post(undo)
    assert headings(project) == ["Идея"]
    assert page.post(undo, follow=True).content.decode().count("Этот раздел уже стоит в паспорте.") == 1


def test_history_page_brings_a_text_back(page: Client, project: Project) -> None:
    section = add_section(project, said("Идея", "Первый текст"), actor=None)
    write_section(section.pk, 1, said("Идея", "Второй текст"), actor=None)
    history = reverse("projects:passport_section_history", args=[section.pk])
    former = section_texts(section)[-1]
    assert "Первый текст" in page.get(history).content.decode()
    page.post(history, {"text": str(former.history_id)})
    section.refresh_from_db()
    assert section.text == "Первый текст"
    assert page.post(history, {"text": "0"}, follow=True).content.decode().count("не было") == 1
    assert page.post(history, {"text": "9" * 5000}).status_code == 404


def test_moves_and_numbers_through_the_pages(page: Client, project: Project) -> None:
    _, _, third = three(project)
    move = reverse("projects:passport_section_move", args=[third.pk])
    page.post(move, {"step": "up"})
    assert headings(project)[0] == "Проблема"
    page.post(move, {"step": "down"})
    page.post(move, {"step": "in"})
    page.post(reverse("projects:passport_number", args=[project.slug]))
    assert [section.number for section in sections_of(project)] == ["1", "1.1", "1.2"]


def test_objectives_through_the_pages(page: Client, project: Project) -> None:
    add = reverse("projects:objective_add", args=[project.slug])
    page.post(add, {"number": "1.", "text": "Первая"})
    page.post(add, {"number": "2.", "text": "Вторая"})
    first, second = objectives_of(project)
    page.post(reverse("projects:objective_move", args=[second.pk]), {"step": "up"})
    assert [row.text for row in objectives_of(project)] == ["Вторая", "Первая"]
    edit = reverse("projects:objective_edit", args=[first.pk])
    page.post(edit, {"number": "1.", "text": "Исправленная"})
    page.post(reverse("projects:objective_edit", args=[second.pk]), {"remove": "1"})
    assert [row.text for row in objectives_of(project)] == ["Исправленная"]
