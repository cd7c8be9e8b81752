"""Reading of «Сроки» cells: worked examples."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from plans.text.deadlines import DeadlineReading, read_deadline
from plans.text.deadlines.cursor import STOP, Cursor
from plans.text.period import PeriodKind, PlanPeriod
from plans.text.school_calendar import school_calendar

CASES = Path(__file__).with_name("deadline_cases.tsv")
SHARED = Path(__file__).resolve().parents[4] / "shared" / "phrases" / "deadlines.tsv"


def rows(path: Path) -> list[list[str]]:
    """Rows of a tab-separated table without its head; nothing where the table is absent."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def shown(reading: DeadlineReading) -> list[str]:
    """The reading as the columns of the tables: kind, start, end, recurrence, occurrences."""
    start = reading.start.isoformat() if reading.start else "-"
    end = reading.end.isoformat() if reading.end else "-"
    count = "-" if reading.occurrences is None else str(reading.occurrences)
    return [reading.kind.value, start, end, reading.recurrence.value, count]


@pytest.mark.skipif(not SHARED.exists(), reason="worked examples are not part of the checkout")
@pytest.mark.parametrize("row", rows(SHARED), ids=lambda row: row[0])
def test_worked_examples(row: list[str]) -> None:
    phrase, period, *expected = row[:7]

    reading = read_deadline(phrase, PlanPeriod.parse(period))

    assert shown(reading) == expected
    assert bool(reading.warnings) or not row[7:] or not row[7].startswith("WARN")


@pytest.mark.parametrize("row", rows(CASES), ids=lambda row: "|".join(row[:3]))
def test_own_cases(row: list[str]) -> None:
    phrase, period, heading, *expected = row

    reading = read_deadline(phrase.replace(r"\n", "\n"), PlanPeriod.parse(period), heading=heading)

    assert shown(reading) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0", "-", "—", "…", "- \n-"])
def test_an_empty_cell_is_no_error(text: str) -> None:
    reading = read_deadline(text, PlanPeriod.school(2022))

    assert shown(reading) == ["unknown", "-", "-", "none", "-"]
    assert reading.warnings == ("срок не указан",)
    assert reading.text == text


def test_the_text_is_kept_as_it_is() -> None:
    assert read_deadline(" До01.09 ", PlanPeriod.school(2022)).text == " До01.09 "


def test_without_a_plan_only_written_years_give_dates() -> None:
    phrases = ["март 2023", "март", "ежемесячно", "в течение года", "II четверть", "лето", "I полугодие", "1 октября"]

    assert [shown(read_deadline(phrase, None))[:3] for phrase in phrases] == [
        ["month", "2023-03-01", "2023-03-31"],
        ["month", "-", "-"],
        ["recurrence", "-", "-"],
        ["all-year", "-", "-"],
        ["quarter", "-", "-"],
        ["season", "-", "-"],
        ["half-year", "-", "-"],
        ["date", "-", "-"],
    ]


@pytest.mark.parametrize(
    ("phrase", "warning"),
    [
        ("апрель 2019", "срок вне периода плана: апрель 2019"),
        ("ноябырь", "слово «ноябырь» понято как «ноябрь»"),
        ("март, март", "«март 2023» названо дважды, возможно, в тексте опечатка"),
        ("31 сентября", "срок не понят: такого дня нет в календаре"),
        ("родительское собрание", "срок не понят"),
        ("октябрь, спортзал", "не учтены слова «спортзал»"),
        ("май (после сдачи зачетов)", "не учтены слова «после сдачи зачетов»"),
        ("каникулы", "не сказано, какие это каникулы"),
        ("в течение месяца", "не сказано, какой это месяц"),
        ("сентябрь текущего года", "год не указан, и по плану он не ясен"),
        ("до марта", "«до» с названием месяца без числа: не ясно, входит ли сам месяц"),
        ("ежемесячно до 5 числа", "день внутри каждого периода не учтен: срок считается до конца периода"),
        ("1 раз в 3 года", "сколько раз в этом плане, из текста не видно"),
        ("3 квартал", "III квартал без года: взят конец учебного года"),
        ("январь, август", "август без года: взят август перед началом учебного года"),
        ("14.09 (пятница)", "14.09.2022 - другой день недели, чем написано: проверьте дату"),
        ("среда, 15.09", "15.09.2022 - другой день недели, чем написано: проверьте дату"),
        ("последняя неделя мая", "какие дни входят в последнюю неделю месяца, не ясно"),
    ],
)
def test_doubts_are_told(phrase: str, warning: str) -> None:
    assert read_deadline(phrase, PlanPeriod.school(2022)).warnings == (warning,)


def test_flags_beside_the_dates() -> None:
    reading = read_deadline("март, май (+ по мере необходимости), по графику", PlanPeriod.school(2022))

    assert (reading.extra_on_demand, reading.by_plan, reading.is_minimum) == (True, True, False)


def test_lines_of_a_cell_keep_their_order() -> None:
    reading = read_deadline("Май 2023\nОктябрь 2022 – январь 2023\nмарт 2023г.", PlanPeriod.school(2022))

    assert reading.kind.value == "compound"
    assert [window.label for window in reading.windows] == ["май 2023", "октябрь 2022 – январь 2023", "март 2023"]


@pytest.mark.parametrize("phrase", ["среда, 14.09", "14.09 (среда)", "12.09-16.09 (среда)", "12.09, среда, 14.09"])
def test_days_of_the_week_that_fit_are_not_told(phrase: str) -> None:
    assert read_deadline(phrase, PlanPeriod.school(2022)).warnings == ()


def test_the_given_calendar_wins_over_the_stored_one() -> None:
    own = school_calendar(2025, "RU")

    reading = read_deadline("II четверть", PlanPeriod.school(2025), calendar=own)

    assert shown(reading)[1:3] == ["2025-11-05", "2025-12-30"]


def test_other_years_of_a_long_plan_take_the_calendar_of_the_same_country() -> None:
    own = school_calendar(2024, "RU")

    reading = read_deadline("II четверть 2025/2026 уч.г.", PlanPeriod.calendar(2024, 2026), calendar=own)

    assert shown(reading)[1:3] == ["2025-11-05", "2025-12-30"]


def test_a_year_in_the_heading_does_not_hide_that_it_is_outside_the_plan() -> None:
    reading = read_deadline("Сентябрь 2021", PlanPeriod.calendar(2022, 2024), heading="1 этап. Вводный Сентябрь 2021")

    assert shown(reading)[1:3] == ["2021-09-01", "2021-09-30"]
    assert reading.warnings == ("срок вне периода плана: сентябрь 2021",)


def test_a_list_that_goes_on_in_the_next_line_holds_each_month_once() -> None:
    text = "Декабрь 2022г.,\nИюнь 2023г.,\nДекабрь 2023г.,\nИюнь 2023г."

    reading = read_deadline(text, PlanPeriod.calendar(2022, 2024))

    assert (reading.kind.value, reading.occurrences) == ("month-list", 3)
    assert reading.warnings == ("«июнь 2023» названо дважды, возможно, в тексте опечатка",)


def test_unknown_school_years_take_usual_quarters_and_no_holidays() -> None:
    quarter = read_deadline("II четверть", PlanPeriod.school(2030))
    holidays = read_deadline("осенние каникулы", PlanPeriod.school(2030))

    assert shown(quarter)[1:3] == ["2030-11-08", "2030-12-31"]
    assert quarter.warnings == ("даты четвертей этого года не утверждены: взяты обычные",)
    assert shown(holidays)[1:3] == ["-", "-"]
    assert holidays.warnings == ("даты каникул этого учебного года не известны",)


def test_every_deadline_of_the_sources_is_understood() -> None:
    folder = SHARED.parents[1] / "samples" / "gold"
    if not folder.exists():
        pytest.skip("sources are not part of the checkout")
    plans = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    cells = {row["deadline"] for plan in plans for row in plan.get("rows", []) if row.get("deadline")}

    unread = {cell for cell in cells if read_deadline(cell, PlanPeriod.school(2022)).kind == "unknown"}

    assert unread == set()
    assert len(cells) > 30


def test_repetitions_and_lists_without_a_plan_stay_open() -> None:
    phrases = ["2 раза в год (сентябрь 2022, май 2023)", "декабрь, март 2023", "1 раз в 2 года"]

    assert [shown(read_deadline(phrase, None))[:3] for phrase in phrases] == [
        ["unknown", "-", "-"],
        ["month-list", "-", "-"],
        ["recurrence", "-", "-"],
    ]


def test_a_plan_of_some_months_needs_no_years() -> None:
    period = PlanPeriod(PeriodKind.SPAN, date(2022, 11, 1), date(2023, 4, 30))

    readings = [read_deadline(phrase, period) for phrase in ("январь", "ноябрь - январь", "июль")]

    assert [shown(reading)[1:3] for reading in readings] == [
        ["2023-01-01", "2023-01-31"],
        ["2022-11-01", "2023-01-31"],
        ["-", "-"],
    ]


def test_the_cursor_stays_behind_the_last_token() -> None:
    cursor = Cursor([])

    assert (cursor.next(), cursor.next(), cursor.place) == (STOP, STOP, 0)
