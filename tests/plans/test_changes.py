"""Two editions of a plan, compared word for word."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.changes import (
    Alteration,
    AlterationKind,
    EditionRow,
    Words,
    compare,
    digest_of,
    edition_headings,
    edition_rows,
)

Plain = dict[str, Any]


def an_item(pk: int, title: str = "", **fields: Any) -> Plain:
    words = dict.fromkeys(("form", "audience", "place", "task", "expected_result", "note", "mark_text"), "")
    return {
        "id": pk,
        "section": None,
        "number": f"{pk}.",
        "title": title or f"Встреча {pk}",
        **words,
        "responsible_text": "Ковалёва А.П.",
        "extra": {},
        "stage": "",
        "direction": "",
        "deadline": {"text": "Октябрь 2022"},
        "windows": [{"starts_on": "2022-10-01", "ends_on": "2022-10-31"}],
        "responsibles": [{"label": "Ковалёва А.П.", "starts_on": None, "ends_on": None}],
        **fields,
    }


def an_edition(*items: Plain, sections: tuple[Plain, ...] = (), **plan: Any) -> Plain:
    head = {
        "title": "План сети",
        "kind": "calendar",
        "period_text": "2022/2023",
        "starts_on": "2022-09-01",
        "ends_on": "2023-08-31",
        "layout": [{"field": "title", "heading": "Содержание работы"}, {"field": "extra:4", "heading": "Охват"}],
    }
    return {"plan": {**head, **plan}, "approvals": [], "sections": list(sections), "items": list(items)}


def kinds(before: Plain, after: Plain) -> list[tuple[AlterationKind, int | None]]:
    return [(found.kind, found.item_id) for found in compare(before, after)]


def test_the_same_edition_has_no_changes() -> None:
    assert compare(an_edition(an_item(1)), an_edition(an_item(1))) == ()


def test_added_and_removed() -> None:
    found = compare(an_edition(an_item(1), an_item(2)), an_edition(an_item(2), an_item(3)))
    assert found == (
        Alteration(AlterationKind.ADDED, "3.", "Встреча 3", 3, words=(Words("Срок", "—", "Октябрь 2022"),)),
        Alteration(AlterationKind.REMOVED, "1.", "Встреча 1", 1, words=(Words("Срок", "Октябрь 2022", "—"),)),
    )


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"deadline": {"text": "Май 2023"}}, "redated", Words("Срок", "Октябрь 2022", "Май 2023")),
        (
            {"windows": [{"starts_on": None, "ends_on": "2022-11-15"}]},
            "redated",
            Words("Срок понят так", "01.10.2022–31.10.2022", "15.11.2022"),
        ),
        (
            {"responsible_text": "Ломов С.И."},
            "reassigned",
            Words("Ответственные", "Ковалёва А.П.", "Ломов С.И."),
        ),
        (
            {"responsibles": [{"label": "Ломов С.И.", "starts_on": "2022-12-01", "ends_on": None}]},
            "reassigned",
            Words("Кто отвечает", "Ковалёва А.П.", "Ломов С.И. с 01.12.2022"),
        ),
        ({"title": "Слёт"}, "reworded", Words("Содержание работы", "Встреча 1", "Слёт")),
        ({"extra": {"4": "120 человек"}}, "reworded", Words("Охват", "—", "120 человек")),
        ({"stage": "Практический"}, "reworded", Words("Этап", "—", "Практический")),
        ({"number": "7."}, "renumbered", Words("Номер", "1.", "7.")),
    ],
)
def test_one_thing_changed(fields: Plain, kind: str, words: Words) -> None:
    found = compare(an_edition(an_item(1)), an_edition(an_item(1, **fields)))
    assert [(each.kind, each.words) for each in found] == [(AlterationKind(kind), (words,))]


def test_mark_written_in_the_document_is_no_change_of_the_plan() -> None:
    assert compare(an_edition(an_item(1)), an_edition(an_item(1, mark_text="Выполнено"))) == ()


def test_moving_one_row_names_that_row_alone() -> None:
    before = an_edition(*(an_item(pk) for pk in (1, 2, 3, 4)))
    after = an_edition(*(an_item(pk) for pk in (1, 4, 2, 3)))
    assert compare(before, after) == (
        Alteration(
            AlterationKind.MOVED,
            "4.",
            "Встреча 4",
            4,
            words=(Words("Место в плане", "после «Встреча 3»", "после «Встреча 1»"),),
        ),
    )


def test_row_put_into_another_section() -> None:
    sections = tuple({"id": pk, "title": f"Раздел {pk}", "number": "", "parent": None} for pk in (1, 2))
    before = an_edition(an_item(1, section=1), sections=sections)
    after = an_edition(an_item(1, section=2), sections=sections)
    assert [each.words for each in compare(before, after)] == [(Words("Раздел", "Раздел 1", "Раздел 2"),)]


def test_sections_columns_and_head() -> None:
    old = {"id": 1, "title": "Работа с педагогами", "number": "", "parent": None}
    new = {"id": 2, "title": "Работа с детьми", "number": "", "parent": None}
    before = an_edition(sections=(old,))
    after = an_edition(sections=({**old, "title": "Педагоги"}, new), title="План сети наставников", layout=[])
    assert [(each.kind, each.words) for each in compare(before, after)] == [
        (AlterationKind.SECTION, (Words("Название раздела", "Работа с педагогами", "Педагоги"),)),
        (AlterationKind.SECTION, (Words("Раздел", "—", "Работа с детьми"),)),
        (AlterationKind.LAYOUT, (Words("Колонки", "Содержание работы | Охват", "—"),)),
        (AlterationKind.HEAD, (Words("Заголовок", "План сети", "План сети наставников"),)),
    ]


def test_table_of_an_edition() -> None:
    sections = tuple(
        {"id": pk, "title": title, "number": "", "parent": parent}
        for pk, title, parent in ((1, "Этап", None), (2, "Внутри", 1), (3, "Пустой", None))
    )
    layout = [
        {"field": "number", "heading": "№"},
        {"field": "deadline", "heading": "Сроки"},
        {"field": "responsible", "heading": "Кто"},
        {"field": "note", "heading": "Скрыто", "is_hidden": True},
        {"field": "extra:4", "heading": "Охват"},
    ]
    mark = {"state": "done", "text": "Проведено"}
    items = [
        an_item(1, section=2, extra={"4": "12"}, windows=[{"starts_on": None, "ends_on": None, "marks": [mark]}]),
        an_item(2, section=2),
    ]
    edition = an_edition(*items, sections=sections, layout=layout)
    assert edition_headings(edition) == ["№", "Сроки", "Кто", "Охват"]
    assert edition_rows(edition) == [
        EditionRow(title="Этап"),
        EditionRow(title="Внутри"),
        EditionRow(cells=("1.", "Октябрь 2022", "Ковалёва А.П.", "12"), marks=(mark,)),
        EditionRow(cells=("2.", "Октябрь 2022", "Ковалёва А.П.", "")),
    ]


def test_digest_depends_on_the_words_and_not_on_the_order_of_keys() -> None:
    edition = an_edition(an_item(1))
    turned = dict(reversed(list(edition.items())))
    assert digest_of(turned) == digest_of(edition)
    changed = copy.deepcopy(edition)
    changed["items"][0]["title"] += " "
    assert digest_of(changed) != digest_of(edition)


@given(st.permutations(range(1, 8)), st.sets(st.integers(1, 7)))
def test_rows_that_stayed_in_order_are_never_named_as_moved(order: list[int], removed: set[int]) -> None:
    before = an_edition(*(an_item(pk) for pk in range(1, 8)))
    left = [pk for pk in order if pk not in removed]
    found = kinds(before, an_edition(*(an_item(pk) for pk in left)))
    moved = {pk for kind, pk in found if kind is AlterationKind.MOVED}
    stayed = [pk for pk in left if pk not in moved]
    assert stayed == sorted(stayed)
    assert {pk for kind, pk in found if kind is AlterationKind.REMOVED} == removed
    assert len(found) == len(moved) + len(removed)
