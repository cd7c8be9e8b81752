"""The form of an organisation laid on a document: approvals, signers, names of genres, «кратко»."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.content import (
    Approval,
    Document,
    Heading,
    Listing,
    PaperRules,
    Signer,
    TableBlock,
    TitleLine,
    plan_content,
    progress_content,
)
from reports.content.dressing import Approving, Dress, brief, dressed
from tests.reports import facts

DIRECTOR = Signer("Директор школы", "И.И. Лесная")
BLANK = "«____» ______________ 2022 г."


def progress() -> Document:
    return progress_content(facts.plan(facts.item()))


def calendar(*cells: str) -> Document:
    items = [facts.item(str(n), cells={"responsible": words}) for n, words in enumerate(cells, 1)]
    return plan_content(facts.plan(*items))


def responsibles(document: Document) -> list[tuple[str, ...]]:
    (table,) = document.tables
    place = next(n for n, column in enumerate(table.columns) if column.field == "responsible")
    return [row.cells[place].lines for row in table.rows if row.cells]


def test_rules_and_letterhead_are_those_of_the_form() -> None:
    rules = PaperRules(left=20, size=14, is_serif=False)
    document = dressed(progress(), Dress(rules=rules, letterhead=("Управление образования",)))
    assert (document.rules, document.letterhead) == (rules, ("Управление образования",))


def test_report_is_approved_by_whom_the_form_names_with_a_blank_date() -> None:
    document = dressed(progress(), Dress(approver=DIRECTOR))
    assert document.approvals == (Approval("Утверждаю", "Директор школы", "И.И. Лесная", BLANK),)


def test_form_that_names_nobody_leaves_the_approver_of_the_document() -> None:
    document = dressed(progress(), Dress())
    assert document.approvals == (Approval("Утверждаю", "Директор", "Л.В. Полевая", BLANK),)


@pytest.mark.parametrize(
    ("dress", "date"),
    [
        (Dress(approver=DIRECTOR, has_digits=True), "____.____.2022"),
        (Dress(approver=DIRECTOR, approved_on=facts.AS_OF), "14\u00a0ноября\u00a02022\u00a0г."),
        (Dress(approver=DIRECTOR, approved_on=facts.AS_OF, has_digits=True), "14.11.2022"),
    ],
)
def test_date_of_an_approval_is_written_as_the_organisation_writes_dates(dress: Dress, date: str) -> None:
    assert dressed(progress(), dress).approvals[0].date == date


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Отчёт о ходе реализации", "Утверждён"),
        ("Итоговый отчёт", "Утверждён"),
        ("Справка о промежуточных результатах", "Утверждена"),
        ("Итоговая справка", "Утверждена"),
        ("Активность участников", "Утверждена"),
        ("Досье проекта", "Утверждено"),
        ("Сведения о ходе проекта", "Утверждены"),
        ("Материалы проекта", "Утверждены"),
    ],
)
def test_act_agrees_with_the_name_of_the_document(title: str, label: str) -> None:
    dress = Dress(approving=Approving.ACT, act="приказом от 15.04.2022 № 1", title=title)
    assert dressed(progress(), dress).approvals == (Approval(label, basis="приказом от 15.04.2022 № 1"),)


def test_act_that_is_not_known_yet_is_left_to_be_written_by_hand() -> None:
    (approval,) = dressed(progress(), Dress(approving=Approving.ACT)).approvals
    assert approval.basis == "приказом от «____» ______________ 2022 г. № ______"


def test_none_takes_the_approval_away() -> None:
    assert dressed(progress(), Dress(approving=Approving.NONE, approver=DIRECTOR)).approvals == ()


@pytest.mark.parametrize("approving", Approving)
def test_approvals_of_a_plan_are_never_touched(approving: Approving) -> None:
    plan = calendar("Директор")
    dress = Dress(approving=approving, approver=DIRECTOR, act="приказом", title="План")
    assert dressed(plan, dress).approvals == plan.approvals
    assert dressed(plan, dress).title == plan.title


def test_plan_without_approvals_gets_those_of_the_form() -> None:
    bare = replace(calendar("Директор"), approvals=())
    assert dressed(bare, Dress(approver=DIRECTOR)).approvals[0].name == "И.И. Лесная"


def test_table_that_nobody_approves_gets_no_approval_unless_the_order_asks() -> None:
    scheme = facts.network()
    assert dressed(scheme, Dress(approver=DIRECTOR)).approvals == ()
    asked = dressed(scheme, Dress(approver=DIRECTOR, is_asked=True))
    assert [approval.name for approval in asked.approvals] == ["И.И. Лесная"]


def test_signers_of_the_form_stand_where_a_document_is_signed() -> None:
    signers = (Signer("Методист", "О.П. Речная"), Signer("Председатель совета", ""))
    assert dressed(progress(), Dress(signers=signers)).signers == signers
    assert dressed(progress(), Dress()).signers == (Signer("Методист", "А.П. Ковалёва"),)
    assert dressed(facts.network(), Dress(signers=signers)).signers == ()
    extract = replace(progress(), kind="extract")
    assert dressed(extract, Dress(signers=signers)).signers == (Signer("Методист", "А.П. Ковалёва"),)


def test_own_name_of_a_genre_stands_in_the_title_and_at_the_foot() -> None:
    own = "Справка о промежуточных результатах реализации инновационного проекта"
    document = dressed(progress(), Dress(title=own))
    assert document.title[0] == TitleLine(own, is_strong=True)
    assert document.title[1:] == progress().title[1:]
    assert document.docname == f"{own} · на 14.11.2022"


def test_own_name_replaces_the_first_line_alone() -> None:
    document = replace(progress(), title=(TitleLine("Отчёт\nо сети"),))
    assert dressed(document, Dress(title="Карта сети")).title == (TitleLine("Карта сети\nо сети"),)


def test_brief_prints_surnames_and_says_the_posts_once() -> None:
    document = brief(calendar("Методист Ковалёва А.П.", "Ковалёва А.П., методист; Речная О.П.", "педагоги"))
    assert responsibles(document) == [("Ковалёва",), ("Ковалёва; Речная",), ("педагоги",)]
    assert document.blocks[-2:] == (Heading("Ответственные", 3), Listing(("Ковалёва А.П. — методист",)))


def test_brief_tells_namesakes_apart() -> None:
    document = brief(calendar("Ковалёва А.П.", "Ковалёва О.И., методист"))
    assert responsibles(document) == [("Ковалёва А.П.",), ("Ковалёва О.И.",)]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Директор",
        "Ковалёва А.П. (по согласованию)",
        "Ковалёва А.П.\nпо отдельному плану отдела развития и так далее; ??",
        "БыкаеваМ",
    ],
)
def test_brief_leaves_what_it_is_not_sure_of_as_it_is_written(words: str) -> None:
    plan = calendar(words)
    assert brief(plan) == plan


def test_brief_keeps_the_lines_of_sub_items() -> None:
    document = brief(calendar("Методист Ковалёва А.П.\nпедагог-психолог Речная О.П."))
    assert responsibles(document) == [("Ковалёва", "Речная")]


def test_document_without_responsibles_has_no_brief_form() -> None:
    scheme = facts.network()
    assert brief(scheme) == scheme
    assert isinstance(scheme.blocks[1], TableBlock)
