"""Values of indicators: who may say what, what is accepted, what it comes to, what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from network.models import Notification, Organization, User
from projects.models import Indicator, IndicatorValue, MeasurementPeriod, Participation, Project
from projects.queries.indicators import indicator_table, value_errands, values_asked_of, values_of_project
from projects.services.indicators import (
    remove_criterion,
    remove_indicator,
    remove_period,
    save_criterion,
    save_indicator,
    save_period,
)
from projects.services.products import NewFile
from projects.services.values import GivenValue, accept_values, return_value, set_targets, write_values
from tests.makers import (
    make_indicator,
    make_member,
    make_organization,
    make_period,
    make_project,
    make_stage,
    make_user,
    make_value,
)

pytestmark = pytest.mark.django_db

State, Kind = IndicatorValue.State, Indicator.Kind
PDF = b"%PDF-1.7\nstartxref\n0\n%%EOF\n"
TODAY = date(2022, 11, 14)


@pytest.fixture
def own() -> Organization:
    return make_organization("Центр Б")


@pytest.fixture
def project(own: Organization) -> Project:
    return make_project(coordinator=make_user(), members=[own, make_organization("Центр В")])


@pytest.fixture
def indicator(project: Project) -> Indicator:
    return make_indicator(project, "Наставники", kind=Kind.QUANTITATIVE, unit="чел.")


@pytest.fixture
def period(project: Project) -> MeasurementPeriod:
    return make_period(project)


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def write(
    period: MeasurementPeriod, who: Organization | None, *given: GivenValue, **options: Any
) -> list[IndicatorValue]:
    return write_values(period, who, given, **{"state": State.SUBMITTED, "actor": None, **options})


def words_of(indicator: Indicator, **changes: Any) -> dict[str, Any]:
    names = ("number", "title", "kind", "source", "unit", "method", "baseline", "target", "stage", "direction")
    return {name: getattr(indicator, name) for name in names} | changes


def test_value_is_a_draft_then_submitted_and_coordinators_are_told(
    project: Project, indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    editor = make_member(own)
    write(period, own, GivenValue(indicator, Decimal("12.5")), state=State.DRAFT, actor=editor)
    value = IndicatorValue.objects.get()
    assert (value.value, value.state, value.author) == (Decimal("12.5"), "draft", editor)
    given = GivenValue(indicator, Decimal(13), evidence=" Приказ ", files=(NewFile("приказ.pdf", PDF),))
    write(period, own, given, actor=editor)
    value.refresh_from_db()
    assert (value.value, value.evidence, value.state) == (Decimal(13), "Приказ", "submitted")
    assert [(kept.title, kept.organization, kept.audience) for kept in value.files.all()] == [
        ("приказ.pdf", own, "organization")
    ]
    assert told(project.roles.get().user) == ["Центр Б: показатели за период «I полугодие 2022/2023» ждут проверки."]
    assert told(editor) == []


def test_nothing_is_no_submission_and_leaves_nothing_behind(
    indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    with pytest.raises(ValidationError) as caught:
        write(period, own, GivenValue(indicator))
    assert caught.value.messages == ["Отправлять нечего: заполните хотя бы один показатель."]
    assert IndicatorValue.objects.count() == 0


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_what_is_in_the_coordinators_hands_is_not_changed_by_a_member(
    indicator: Indicator, period: MeasurementPeriod, own: Organization, state: str
) -> None:
    make_value(indicator, period, own, value=Decimal(5), state=state)
    with pytest.raises(ValidationError) as caught:
        write(period, own, GivenValue(indicator, Decimal(6)))
    assert [words.split(":")[0] for words in caught.value.messages] == ["«Наставники»"]
    assert IndicatorValue.objects.get().value == Decimal(5)
    write(period, own, GivenValue(indicator, Decimal(6)), state=State.ACCEPTED, is_coordinator=True)
    value = IndicatorValue.objects.get()
    assert (value.value, value.state) == (Decimal(6), "accepted")


def test_automatic_indicator_takes_a_target_and_no_value(
    project: Project, period: MeasurementPeriod, own: Organization
) -> None:
    counted = make_indicator(project, "Сделано", kind=Kind.AUTOMATIC, source=Indicator.Source.ITEMS_DONE)
    for is_coordinator in (False, True):
        with pytest.raises(ValidationError) as caught:
            write(period, own, GivenValue(counted, Decimal(6)), is_coordinator=is_coordinator)
        words = "«Сделано» портал считает по отметкам плана: вписать другое число нельзя. Задать можно только план."
        assert caught.value.messages == [words]
    assert set_targets(counted, {(period.pk, None): Decimal(9)}, actor=None) == 1
    value = IndicatorValue.objects.get()
    assert (value.target, value.value, value.organization) == (Decimal(9), None, None)


def test_target_that_stands_is_not_written_again(indicator: Indicator, period: MeasurementPeriod) -> None:
    set_targets(indicator, {(period.pk, None): Decimal(9)}, actor=None)
    assert set_targets(indicator, {(period.pk, None): Decimal("9.00")}, actor=None) == 0
    assert set_targets(indicator, {(period.pk, None): None}, actor=None) == 1


def test_indicator_of_another_project_is_refused(period: MeasurementPeriod, own: Organization) -> None:
    foreign = make_indicator(make_project(), "Чужой")
    with pytest.raises(ValidationError) as caught:
        write(period, own, GivenValue(foreign, text="слова"))
    assert caught.value.messages == ["Показатель и период относятся к разным проектам."]


def test_accepted_and_returned_values_are_told_to_their_organisation(
    indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    editor = make_member(own)
    value = make_value(indicator, period, own, value=Decimal(5), state=State.SUBMITTED)
    assert accept_values([value], actor=None) == 1
    assert accept_values([value], actor=None) == 0
    with pytest.raises(ValidationError) as caught:
        return_value(value, " ", actor=None)
    assert caught.value.message_dict == {"reason": ["Напишите, что исправить: участник увидит эти слова."]}
    returned = return_value(value, "Приложите приказ", actor=None)
    assert (returned.state, returned.return_reason) == ("returned", "Приложите приказ")
    with pytest.raises(ValidationError):
        return_value(value, "Ещё раз", actor=None)
    assert told(editor) == [
        "Значения показателей за период «I полугодие 2022/2023» приняты.",
        "Значение показателя «Наставники» возвращено: Приложите приказ",
    ]
    again = write(period, own, GivenValue(indicator, Decimal(6)))
    assert [(row.state, row.return_reason) for row in again] == [("submitted", "")]


def totals(indicator: Indicator, period: MeasurementPeriod, project: Project) -> tuple[Decimal | None, Decimal | None]:
    values = values_of_project(project).get(indicator.pk, [])
    cell = indicator_table(indicator, [period], [], values, None).totals[0]
    return cell.plan, cell.fact


def test_total_is_the_sum_of_accepted_values_or_the_value_of_the_whole(
    project: Project, indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    make_value(indicator, period, own, value=Decimal(5), target=Decimal(6), state=State.ACCEPTED)
    make_value(indicator, period, make_organization(), value=Decimal(2), target=Decimal(1), state=State.ACCEPTED)
    make_value(indicator, period, make_organization(), value=Decimal(9), state=State.SUBMITTED)
    assert totals(indicator, period, project) == (Decimal(7), Decimal(7))
    make_value(indicator, period, None, value=Decimal(8), target=Decimal(10), state=State.ACCEPTED)
    assert totals(indicator, period, project) == (Decimal(10), Decimal(8))


@pytest.mark.parametrize("unit", ["%", "доля педагогов", "в процентах"])
def test_shares_are_not_added_up(project: Project, period: MeasurementPeriod, own: Organization, unit: str) -> None:
    share = make_indicator(project, "Охват", kind=Kind.QUANTITATIVE, unit=unit)
    make_value(share, period, own, value=Decimal(50), target=Decimal(60), state=State.ACCEPTED)
    assert totals(share, period, project) == (None, None)
    make_value(share, period, None, value=Decimal(45), state=State.ACCEPTED)
    assert totals(share, period, project) == (None, Decimal(45))


def test_values_the_reader_may_not_see_leave_empty_cells_and_stay_in_totals(
    project: Project, indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    other = make_organization("Центр Г")
    mine = make_value(indicator, period, own, value=Decimal(5), state=State.DRAFT)
    make_value(indicator, period, other, value=Decimal(2), target=Decimal(3), state=State.ACCEPTED)
    values = values_of_project(project)[indicator.pk]
    table = indicator_table(indicator, [period], [own, other], values, frozenset({mine.pk}))
    found = [(line.label, line.cells[0].plan, line.cells[0].fact) for line in table.lines]
    assert found == [("Проект в целом", None, None), ("Центр Б", None, Decimal(5)), ("Центр Г", None, None)]
    assert (table.totals[0].plan, table.totals[0].fact) == (Decimal(3), Decimal(2))


def test_values_are_asked_for_until_all_are_submitted(
    project: Project, indicator: Indicator, own: Organization
) -> None:
    make_indicator(project, "Сделано", kind=Kind.AUTOMATIC, source=Indicator.Source.ITEMS_DONE)
    told_in_words = make_indicator(project, "Что изменилось")
    asked = make_period(project, due_on=date(2022, 12, 20))
    make_period(project, "Без срока")
    make_period(project, "Впереди", starts_on=date(2023, 1, 1), ends_on=date(2023, 5, 31), due_on=date(2023, 6, 1))
    found = [(each.period, each.missing, each.returned) for each in values_asked_of(own, TODAY)]
    assert found == [(asked, 2, 0)]
    make_value(indicator, asked, own, value=Decimal(5), state=State.SUBMITTED)
    make_value(told_in_words, asked, own, text="Многое", state=State.RETURNED)
    errands = [(each.title, each.button, each.due_on, each.args, each.query) for each in value_errands(own, TODAY)]
    assert errands == [
        (
            "Показатели за период «I полугодие 2022/2023»",
            "Исправить",
            date(2022, 12, 20),
            (asked.pk,),
            f"organization={own.pk}",
        )
    ]
    IndicatorValue.objects.update(state=State.ACCEPTED)
    assert values_asked_of(own, TODAY) == []


def test_who_left_the_project_is_asked_for_nothing(project: Project, indicator: Indicator, own: Organization) -> None:
    make_period(project, due_on=date(2022, 12, 20))
    assert len(values_asked_of(own, TODAY)) == 1
    project.participations.filter(organization=own).update(status=Participation.Status.ENDED)
    assert values_asked_of(own, TODAY) == []


def test_kind_is_not_changed_where_values_would_be_lost(
    indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    make_value(indicator, period, own, target=Decimal(5))
    save_indicator(indicator, words_of(indicator, title="Наставники сети"), actor=None)
    make_value(indicator, period, None, value=Decimal(5))
    with pytest.raises(ValidationError) as caught:
        save_indicator(indicator, words_of(indicator, kind=Kind.QUALITATIVE), actor=None)
    assert list(caught.value.message_dict) == ["kind"]


def test_automatic_indicator_says_what_is_counted_and_only_that_is_kept(project: Project, indicator: Indicator) -> None:
    stage = make_stage(project)
    with pytest.raises(ValidationError) as caught:
        save_indicator(indicator, words_of(indicator, kind=Kind.AUTOMATIC, source=""), actor=None)
    assert caught.value.message_dict == {"source": ["Выберите, что считать по отметкам."]}
    counted = words_of(indicator, kind=Kind.AUTOMATIC, source=Indicator.Source.EVIDENCE, stage=stage)
    saved = save_indicator(indicator, counted, actor=None)
    assert (saved.source, saved.stage) == ("evidence", stage)
    plain = save_indicator(indicator, {**counted, "kind": Kind.QUANTITATIVE}, actor=None)
    assert (plain.source, plain.stage) == ("", None)
    foreign = words_of(indicator, stage=make_stage(make_project()))
    with pytest.raises(ValidationError) as caught:
        save_indicator(indicator, foreign, actor=None)
    assert caught.value.message_dict == {"stage": ["Такого этапа в этом проекте нет."]}


def test_what_bears_values_is_not_taken_away(
    indicator: Indicator, period: MeasurementPeriod, own: Organization
) -> None:
    value = make_value(indicator, period, own, value=Decimal(5))
    doings: list[tuple[Callable[..., None], object]] = [
        (remove_indicator, indicator),
        (remove_period, period),
        (remove_criterion, indicator.criterion),
    ]
    for remove, row in doings:
        with pytest.raises(ValidationError, match="Убрать нельзя"):
            remove(row, actor=None)
    value.delete()
    remove_period(period, actor=None)
    criterion = indicator.criterion
    remove_indicator(indicator, actor=None)
    remove_criterion(criterion, actor=None)
    assert Indicator.objects.count() == MeasurementPeriod.objects.count() == 0


def test_new_criteria_and_indicators_stand_behind_the_others(project: Project, indicator: Indicator) -> None:
    criterion = indicator.criterion
    again = save_criterion(type(criterion)(project=project), {"number": " 2. ", "title": "Второй"}, actor=None)
    new = save_indicator(Indicator(criterion=criterion), words_of(indicator, title="Ещё"), actor=None)
    assert (again.number, again.order, new.order) == ("2.", criterion.order + 1, indicator.order + 1)
    with pytest.raises(ValidationError) as caught:
        save_criterion(criterion, {"number": "", "title": "  "}, actor=None)
    assert list(caught.value.message_dict) == ["title"]


def test_period_with_a_name_that_is_there_is_refused(project: Project, period: MeasurementPeriod) -> None:
    said = {"title": period.title, "starts_on": date(2023, 1, 1), "ends_on": date(2023, 5, 31), "due_on": None}
    with pytest.raises(ValidationError) as caught:
        save_period(MeasurementPeriod(project=project), said, actor=None)
    assert caught.value.messages == ["Период с таким названием уже есть."]
