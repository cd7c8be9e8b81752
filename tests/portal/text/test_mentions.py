"""Names written with «@»: found, unknown, several people's."""

from __future__ import annotations

import pytest

from portal.text.mentions import Mentions, read_mentions

PEOPLE = {1: "Осенний П.С.", 2: "Осенний А.А.", 3: "Ковалёва-Липская Н.П.", 4: "Координатор"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ковалёва-Липская, посмотрите", {3}),
        ("Вопрос к @ковалева-липская.", {3}),
        ("(@Ковалёва-Липская)", {3}),
        ("@Осенний П.С., проверьте смету", {1}),
        ("@Осенний А.А. и @Координатор", {2, 4}),
        ("@Осенний А. придёт", {2}),
        ("@Осенний\N{NO-BREAK SPACE}П. С.", {1}),
        ("@Координатор т. е. куратор", {4}),
        ("пишите на box@Координатор.by", set()),
        ("без имён", set()),
        ("@ и @5", set()),
    ],
)
def test_people_are_found(text: str, found: set[int]) -> None:
    assert read_mentions(text, PEOPLE) == Mentions(frozenset(found))


def test_who_is_unknown_is_named_once() -> None:
    found = read_mentions("@Летний, @Летний и @Координатор", PEOPLE)
    assert found == Mentions(frozenset({4}), ("Летний",))


def test_a_surname_of_several_is_told_with_their_names() -> None:
    found = read_mentions("@Осенний, смета готова?", PEOPLE)
    assert found == Mentions(unclear=(("Осенний", ("Осенний П.С.", "Осенний А.А.")),))


def test_who_is_chosen_in_the_list_makes_it_clear() -> None:
    assert read_mentions("@Осенний, смета готова?", PEOPLE, frozenset({2})) == Mentions()


def test_initials_of_nobody_are_nobodys() -> None:
    assert read_mentions("@Ковалёва-Липская К.К.", PEOPLE) == Mentions(unknown=("Ковалёва-Липская К.К.",))
