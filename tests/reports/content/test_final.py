"""The final report adds up over all plans and says «нет значения» rather than guess."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plans.progress import MarkState
from reports.content import Document, Edit, Heading, MarkFacts, Ref, TableBlock, with_edits
from reports.content.final import (
    NO_VALUE,
    PARTS,
    CriterionFacts,
    FinalFacts,
    IndicatorFacts,
    MeasuredFacts,
    RiskFacts,
    final_content,
)
from reports.content.project import Around
from tests.reports.facts import AS_OF, DONE, around, item, plan, twenty_seven


def facts(**fields: object) -> FinalFacts:
    told = around()
    assert told.project is not None
    mark = replace(DONE, evidence=("Приказ № 5",))
    before = replace(plan(item("1", marks=(mark,)), item("2", "Сверка")), short_title="План, 2021/2022", pk=4)
    defaults = {
        "as_of": AS_OF,
        "project": told.project,
        "plans": (before, replace(twenty_seven(), pk=5)),
        "around": told,
        "criteria": (CriterionFacts("1. Охват", (IndicatorFacts("1.1.", "Пар", "ед.", "0", "40", pk=9),)),),
        "risks": (RiskFacts("Уход наставников", "Нашли замену", 3),),
    }
    return FinalFacts(**{**defaults, **fields})  # type: ignore[arg-type]


def parts(content: Document) -> list[str]:
    found = (block for block in content.blocks if isinstance(block, Heading))
    return [f"{block.number} {block.text}" for block in found if block.number]


def paragraph(content: Document, key: str) -> str:
    (found,) = (each for each in content.paragraphs if each.key == key)
    return found.text.replace("\N{NO-BREAK SPACE}", " ")


def table(content: Document, caption: str) -> TableBlock:
    (found,) = (each for each in content.tables if each.caption == caption)
    return found


def test_all_parts_stand_in_order_and_recommendations_wait_to_be_written() -> None:
    written = with_edits(final_content(facts()), {"recommendations": Edit("Продолжить.", "")})
    assert parts(written) == [
        "1. Общие данные",
        "2. Цель и задачи проекта",
        "3. Выполнение календарных планов",
        "4. Критерии и показатели",
        "5. Планируемые результаты",
        "6. Продукты и публикации",
        "7. Сеть и распространение опыта",
        "8. Риски, которые наступили",
        "9. Выводы",
        "10. Рекомендации",
        "11. Приложение. Перечень подтверждений",
    ]
    assert "9. Рекомендации" not in parts(with_edits(final_content(facts()), {}))
    assert parts(with_edits(final_content(facts()), {}))[-1] == "10. Приложение. Перечень подтверждений"


def test_everything_but_the_plans_may_be_left_out() -> None:
    bare = final_content(facts(around=around(frozenset(PARTS))))
    assert parts(bare) == ["1. Выполнение календарных планов"]


def test_each_plan_has_its_counts_and_its_paragraph() -> None:
    content = final_content(facts())
    rows = table(content, "Выполнение планов").rows
    assert [[cell.lines[0] for cell in row.cells] for row in rows] == [
        ["План, 2021/2022", "2", "2", "1", "1", "0"],
        ["Календарный план, 2022/2023", "27", "10", "8", "2", "0"],
    ]
    assert paragraph(content, "plan-5").startswith("С 1 августа по 14 ноября 2022 года наступил срок 10 пунктов")
    assert paragraph(content, "conclusions") == (
        "По 2 планам проекта наступил срок 12 пунктов: выполнено 9, просрочено 3. "
        "Из 1 планируемого результата: достигнут — 1."
    )


def test_only_plan_needs_no_table_of_plans() -> None:
    content = final_content(facts(plans=(plan(item(marks=(DONE,))),)))
    assert "Выполнение планов" not in [each.caption for each in content.tables]
    assert paragraph(content, "plan-1").endswith("100 % от наступившего.")


def test_project_without_plans_and_results_says_so() -> None:
    content = with_edits(final_content(facts(plans=(), around=Around(), criteria=(), risks=())), {})
    assert parts(content) == ["1. Общие данные", "2. Цель и задачи проекта", "3. Выполнение календарных планов"]
    assert paragraph(content, "plans") == "Календарных планов к этому дню нет."


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (MeasuredFacts("2022", Decimal(10), Decimal(12)), ("2022: план 10, факт 12 (+2, +20 %)",)),
        (MeasuredFacts("2022", Decimal(10), Decimal(10)), ("2022: план 10, факт 10",)),
        (MeasuredFacts("2022", Decimal(0), Decimal(3)), ("2022: план 0, факт 3 (+3)",)),
        (MeasuredFacts("2022", Decimal(8), Decimal("5.5")), ("2022: план 8, факт 5,5 (−2,5, −31 %)",)),
        (MeasuredFacts("2022", None, Decimal(0)), ("2022: 0",)),
        (MeasuredFacts("2022", Decimal(10)), ("2022: нет значения (план 10)",)),
        (MeasuredFacts("2022"), (NO_VALUE,)),
        (MeasuredFacts("2022", words="Рост", proof="Анкета"), ("2022: Рост", "Подтверждение: Анкета")),
    ],
)
def test_fact_is_told_beside_the_plan(value: MeasuredFacts, lines: tuple[str, ...]) -> None:
    indicator = IndicatorFacts("1", "Пар", "ед.", values=(value,), pk=9)
    (row,) = table(final_content(facts(criteria=(CriterionFacts("Охват", (indicator,)),))), "Охват").rows
    assert row.cells[4].lines == lines
    assert [cell.lines for cell in row.cells[:4]] == [("1",), ("Пар, ед.",), ("не указано",), ("не указано",)]
    assert row.refs == (Ref("indicator", 9, "1"),)


def test_known_values_are_counted() -> None:
    known = IndicatorFacts("1", "Пар", values=(MeasuredFacts("2022", fact=Decimal(3)),))
    content = final_content(facts(criteria=(CriterionFacts("Охват", (known, IndicatorFacts("2", "Встреч"))),)))
    assert paragraph(content, "indicators") == "Значения есть у 1 из 2 показателей."
    assert paragraph(final_content(facts()), "indicators") == "Значений 1 показателя ещё нет."


def test_keys_of_paragraphs_are_unique() -> None:
    keys = [each.key for each in final_content(facts()).paragraphs if each.key]
    assert len(keys) == len(set(keys)) == 10


def test_risks_that_came_true_say_what_was_done() -> None:
    content = final_content(facts(risks=(RiskFacts("Уход", "Замена"), RiskFacts("Карантин"))))
    assert [[cell.lines[0] for cell in row.cells] for row in table(content, "Риски, которые наступили").rows] == [
        ["1", "Уход", "Замена"],
        ["2", "Карантин", "не указано"],
    ]


def test_proofs_stand_by_plan() -> None:
    mark = MarkFacts(MarkState.DONE, AS_OF, evidence=("Акт",))
    plans = (replace(plan(item(marks=(mark,))), short_title="Первый"), plan(item()))
    content = final_content(facts(plans=plans))
    assert [block.text for block in content.blocks[-3:-1] if isinstance(block, Heading)] == [
        "Приложение. Перечень подтверждений",
        "Первый",
    ]
