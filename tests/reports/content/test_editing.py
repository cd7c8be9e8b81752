"""Her words stand where the portal's stood; the numbers of parts follow what is left."""

from __future__ import annotations

from dataclasses import replace

from reports.content import (
    Document,
    Edit,
    EditableParagraph,
    Heading,
    Listing,
    NewSheet,
    Paragraph,
    Ref,
    Sentence,
    editable_paragraphs,
    progress_content,
    with_edits,
)
from tests.reports.facts import item, plan

SEVEN = Ref("item", 7, "7")
DUE = Sentence("Выполнено 8\N{NO-BREAK SPACE}пунктов.", (SEVEN,))
LATE = Sentence("Просрочен 1 пункт: 7.", (SEVEN,))
SUMMARY = Paragraph((DUE, LATE), key="summary")


def document(*blocks: Heading | Paragraph | Listing | NewSheet) -> Document:
    return replace(progress_content(plan(item())), blocks=blocks)


def test_without_edits_nothing_changes() -> None:
    given = document(Heading("Сводка", number="1."), SUMMARY)
    assert with_edits(given, {}) == given


def test_her_words_stand_a_paragraph_a_line_and_the_first_keeps_the_key() -> None:
    edit = Edit("Год был трудным.\n\n Но мы справились. ", SUMMARY.text)
    (first, second) = with_edits(document(SUMMARY), {"summary": edit}).paragraphs
    assert first == Paragraph((Sentence("Год был трудным."),), key="summary", is_edited=True)
    assert second == Paragraph((Sentence("Но мы справились."),), is_edited=True)


def test_a_sentence_she_left_keeps_its_links() -> None:
    edit = Edit("Итак. Выполнено 8 пунктов. Просрочен один.", SUMMARY.text)
    (found,) = with_edits(document(SUMMARY), {"summary": edit}).paragraphs
    assert found.sentences == (Sentence("Итак."), DUE, Sentence("Просрочен один."))


def test_sentence_of_the_portal_may_hold_marks_of_patterns() -> None:
    odd = Sentence("Выполнено (8 из 10)* + 1?", (SEVEN,))
    edit = Edit("Выполнено (8 из 10)* + 1? Да.", odd.text)
    (found,) = with_edits(document(Paragraph((odd,), key="k")), {"k": edit}).paragraphs
    assert found.sentences == (odd, Sentence("Да."))


def test_words_written_for_other_counts_are_outdated_and_stay() -> None:
    (found,) = with_edits(document(SUMMARY), {"summary": Edit("Всё хорошо.", "Выполнено 7 пунктов.")}).paragraphs
    assert (found.text, found.is_edited, found.is_outdated) == ("Всё хорошо.", True, True)


def test_spaces_do_not_make_words_outdated() -> None:
    edit = Edit("Всё хорошо.", "Выполнено 8  пунктов.\n Просрочен 1 пункт: 7. ")
    assert not with_edits(document(SUMMARY), {"summary": edit}).paragraphs[0].is_outdated


def test_emptied_paragraph_leaves_with_its_heading_and_numbers_close_up() -> None:
    given = document(
        Heading("Сводка", number="1."),
        SUMMARY,
        Heading("Сеть", number="2."),
        Heading("Подробно", level=3),
        Heading("Продукты", number="3."),
        Listing(("Сборник",)),
        Heading("Приложение"),
        NewSheet(),
    )
    told = with_edits(given, {"summary": Edit(" ", SUMMARY.text)})
    assert told.blocks == (Heading("Продукты", number="1."), Listing(("Сборник",)), NewSheet())


def test_paragraph_nobody_has_written_is_left_out_until_she_writes_it() -> None:
    given = document(Heading("Рекомендации", number="1."), Paragraph((), key="advice"))
    assert with_edits(given, {}).blocks == ()
    told = with_edits(given, {"advice": Edit("Продолжать.", "")})
    assert [paragraph.text for paragraph in told.paragraphs] == ["Продолжать."]
    assert not told.paragraphs[0].is_outdated


def test_other_numbers_are_not_touched() -> None:
    given = document(Heading("Сводка", number="IV"), Listing(("а",)))
    assert with_edits(given, {}) == given


def test_editor_sees_both_wordings_and_the_part() -> None:
    given = document(Heading("Сводка", number="1."), SUMMARY, Paragraph((LATE,)), Paragraph((), key="advice"))
    assert editable_paragraphs(given, {"summary": Edit("Моё.", "Старое.")}) == (
        EditableParagraph("summary", "Сводка", "Моё.", SUMMARY.text, is_edited=True, is_outdated=True),
        EditableParagraph("advice", "Сводка", "", ""),
    )
