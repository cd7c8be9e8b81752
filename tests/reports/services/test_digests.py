"""The letter of the morning: when it comes, what it says, that it comes once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from network.models import Letter, LetterPreference, Notification, SentLetter, User
from network.services.letters import save_preference
from network.services.notifications import notify, read_notifications
from plans.models import Plan
from projects.models import Product, ProjectRole, Review, ReviewRound
from reports.services.digests import send_digests
from tests.makers import (
    make_item,
    make_mark,
    make_member,
    make_organization,
    make_person,
    make_plan,
    make_project,
    make_role,
    make_user,
)
from tests.reports.dues import make_due

pytestmark = pytest.mark.django_db
MONDAY = datetime(2022, 11, 14, 5, 5, tzinfo=UTC)  # 8:05 in Minsk and Moscow, 10:05 in Almaty (then UTC+6: 11:05)
SATURDAY = MONDAY + timedelta(days=5)


@pytest.fixture
def person() -> User:
    person = make_person("Липская")
    return make_user("lipskaya@school.example", person=person)


@pytest.fixture
def plan() -> Plan:
    return make_plan()


def late_item(plan: Plan, user: User, title: str = "Сбор материалов") -> None:
    make_item(plan, title, responsible=user.person or ())


def test_overdue_stands_first_then_the_week(plan: Plan, person: User) -> None:
    make_item(plan, "Скоро", responsible=person.person or (), windows=[(date(2022, 11, 18), date(2022, 11, 18))])
    make_item(plan, "Не скоро", responsible=person.person or (), windows=[(date(2022, 11, 30), date(2022, 11, 30))])
    late_item(plan, person, "Давно пора")
    assert send_digests(MONDAY) == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        "lipskaya@school.example",
        "От вас ждут: просрочено 1, в ближайшую неделю 1",
    )
    assert [line for line in letter.body.split("\n") if line.startswith("— ")] == ["— Давно пора", "— Скоро"]
    assert "просрочено на 14 дней" in letter.body


def test_one_letter_a_day(plan: Plan, person: User) -> None:
    late_item(plan, person)
    assert [send_digests(MONDAY + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert send_digests(MONDAY + timedelta(days=1)) == 1
    assert [log.day for log in SentLetter.objects.order_by("day")] == [date(2022, 11, 14), date(2022, 11, 15)]


def test_nothing_to_say_is_no_letter(plan: Plan, person: User) -> None:
    make_mark(make_item(plan, responsible=person.person or ()))
    assert send_digests(MONDAY) == 0
    assert SentLetter.objects.count() == 0


@pytest.mark.parametrize(
    ("zone", "hour", "sent"),
    [
        ("Europe/Minsk", 4, 0),
        ("Europe/Minsk", 5, 1),
        ("Europe/Minsk", 9, 0),
        ("Europe/Moscow", 5, 1),
        ("Asia/Vladivostok", 21, 0),
        ("Asia/Vladivostok", 22, 1),
        ("Asia/Almaty", 1, 0),
        ("Asia/Almaty", 2, 1),
    ],
)
def test_letter_comes_in_the_morning_of_the_project(person: User, zone: str, hour: int, sent: int) -> None:
    late_item(make_plan(make_project(time_zone=zone)), person)
    assert send_digests(datetime(2022, 11, 14, hour, 5, tzinfo=UTC)) == sent


def test_weekend_is_quiet_unless_wished_otherwise(plan: Plan, person: User) -> None:
    late_item(plan, person)
    assert send_digests(SATURDAY) == 0
    save_preference(person, LetterPreference.Frequency.DAILY, [])
    assert send_digests(SATURDAY) == 1


@pytest.mark.parametrize(
    ("frequency", "days", "sent"),
    [("weekly", 0, 1), ("weekly", 1, 0), ("never", 0, 0), ("daily", 1, 1)],
)
def test_frequency_is_kept(plan: Plan, person: User, frequency: str, days: int, sent: int) -> None:
    late_item(plan, person)
    save_preference(person, frequency, [])
    assert send_digests(MONDAY + timedelta(days=days)) == sent


def test_editor_is_told_what_waits_for_her_organisation() -> None:
    organization = make_organization("Центр «Радуга»")
    make_member(organization)
    make_item(make_plan(make_project(members=[organization])), "Список педагогов", responsible=organization)
    assert send_digests(MONDAY) == 1
    assert "— Список педагогов (Центр «Радуга»)" in Letter.objects.get().body


def test_coordinator_is_told_of_her_project(person: User) -> None:
    coordinator = make_user("coordinator@school.example")
    late_item(make_plan(make_project(coordinator=coordinator, short_title="Сеть наставников")), person)
    assert send_digests(MONDAY) == 2
    letter = Letter.objects.get(to=coordinator.email)
    assert letter.subject == "В проекте просрочен 1 пункт"
    assert "— Сеть наставников: просрочено 1 пункт" in letter.body


def test_closed_account_gets_nothing(plan: Plan, person: User) -> None:
    late_item(plan, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert send_digests(MONDAY) == 0


def test_words_of_a_plan_stand_in_a_letter_as_they_are(plan: Plan, person: User) -> None:
    late_item(plan, person, "Круглый стол «Опыт» & <мастер-класс>")
    send_digests(MONDAY)
    assert "— Круглый стол «Опыт» & <мастер-класс>" in Letter.objects.get().body
    assert Letter.objects.get().unsubscribe_url in Letter.objects.get().body


def tell(user: User, text: str) -> None:
    notify([user], Notification.Kind.MENTION, text, "/items/5/#comment-1")


def test_what_is_new_is_told_once(person: User) -> None:
    tell(person, "Осенний П.С. упомянул вас: «Смета»")
    assert [send_digests(MONDAY), send_digests(MONDAY + timedelta(days=1))] == [1, 0]
    letter = Letter.objects.get()
    assert letter.subject == "На портале новое: 1 уведомление"
    assert "— Осенний П.С. упомянул вас: «Смета»\n  http" in letter.body
    assert "/items/5/#comment-1\n" in letter.body


def test_what_was_read_meanwhile_is_in_no_letter(person: User) -> None:
    tell(person, "Осенний П.С. упомянул вас")
    read_notifications(person, None, MONDAY)
    assert send_digests(MONDAY) == 0


def test_news_stand_below_what_is_asked(plan: Plan, person: User) -> None:
    late_item(plan, person, "Давно пора")
    tell(person, "Семинар отменён")
    send_digests(MONDAY)
    letter = Letter.objects.get()
    assert letter.subject == "От вас ждут: просрочено 1"
    assert [line for line in letter.body.split("\n") if line.startswith("— ")] == ["— Давно пора", "— Семинар отменён"]


def test_a_long_list_of_news_is_cut_and_counted() -> None:
    expert = make_user("expert@school.example")
    for number in range(23):
        tell(expert, f"Событие {number}")
    assert send_digests(MONDAY) == 1
    body = Letter.objects.get().body
    assert (body.count("— Событие"), "И ещё 3: http" in body) == (20, True)


def test_errands_of_all_areas_go_into_the_one_letter() -> None:
    organization = make_organization("Центр «Радуга»")
    editor = make_member(organization)
    project = make_project(members=[organization])
    make_due(project, title="Отчёт за лето", due_on=date(2022, 11, 4))
    make_due(project, title="Отчёт за осень", due_on=date(2022, 11, 21))
    make_due(project, title="Отчёт за год", due_on=date(2022, 12, 30))
    product = Product.objects.create(project=project, organization=make_organization(), title="Сборник игр")
    round_ = ReviewRound.objects.create(
        project=project, title="Круг", starts_on=date(2022, 9, 1), due_on=date(2022, 11, 11), state="open"
    )
    Review.objects.create(round=round_, product=product, reviewer=editor, organization=organization)
    assert send_digests(MONDAY) == 1
    letter = Letter.objects.get()
    assert letter.subject == "От вас ждут: просрочено 2, в ближайшую неделю 1"
    assert [line for line in letter.body.split("\n") if line.startswith("— ")] == [
        "— Отчёт за лето: ваша часть",
        "— Сборник игр",
        "— Отчёт за осень: ваша часть",
    ]
    assert "просрочено на 10 дней" in letter.body


@pytest.mark.parametrize(("days", "sent"), [(0, 1), (1, 0)])
def test_papers_alone_make_a_letter_on_mondays_only(days: int, sent: int) -> None:
    organization = make_organization()
    make_member(organization)
    make_project(members=[organization], required_documents=["consent"])
    assert send_digests(MONDAY + timedelta(days=days)) == sent
    assert [letter.subject for letter in Letter.objects.all()] == ["От вас ждут: документы участия"] * sent


def test_reviewer_without_an_organisation_is_told() -> None:
    project = make_project()
    product = Product.objects.create(project=project, organization=make_organization(), title="Сборник игр")
    round_ = ReviewRound.objects.create(
        project=project, title="Круг", starts_on=date(2022, 9, 1), due_on=date(2022, 11, 11), state="open"
    )
    expert = make_role(project, ProjectRole.Role.EXPERT)
    Review.objects.create(round=round_, product=product, reviewer=expert)
    assert send_digests(MONDAY) == 1
    assert Letter.objects.get().to == expert.email
