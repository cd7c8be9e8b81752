"""Reading of «Ответственный» cells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.people import Party, PartyKind, read_responsibles
from portal.text.names import comparison_key, fold_lookalikes

CELLS = Path(__file__).with_name("responsibles.tsv")
SHARED = Path(__file__).resolve().parents[4] / "shared"
LETTERS = {"P": PartyKind.PERSON, "G": PartyKind.GROUP, "O": PartyKind.ORGANIZATION}


def shown(parties: tuple[Party, ...]) -> str:
    """The parties in the notation of responsibles.tsv: «P:name|position {note} ?»."""
    letters = {kind: letter for letter, kind in LETTERS.items()}
    return " // ".join(
        f"{letters[party.kind]}:{party.name}"
        + (f"|{party.position}" if party.position else "")
        + (f" {{{party.note}}}" if party.note else "")
        + (" ?" if party.is_doubtful else "")
        for party in parties
    )


def rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(cell, result) for cell, result in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("cell", "expected"), rows(CELLS))
def test_read_responsibles(cell: str, expected: str) -> None:
    assert shown(read_responsibles(cell.replace(r"\n", "\n"))) == expected


@pytest.mark.parametrize("cell", ["", "  ", "-", "—", "\n", " , ; ", "()", "«»", "…"])
def test_a_cell_of_marks_names_nobody(cell: str) -> None:
    assert read_responsibles(cell) == ()


def test_a_long_text_is_no_list_of_participants() -> None:
    assert [len(read_responsibles(cell)) for cell in ("методисты " * 300, "методисты " * 301)] == [1, 0]


def test_what_cannot_be_cut_stays_one_doubtful_group() -> None:
    assert read_responsibles("12") == (Party(PartyKind.GROUP, "12", "", is_doubtful=True),)


def test_worked_examples_of_the_domain() -> None:
    path = SHARED / "phrases" / "responsibles.tsv"
    if not path.exists():
        pytest.skip("the worked examples are not beside the checkout")
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cell, gold = line.split("\t")
        read = [
            {"kind": party.kind.value, "name": party.name, "position": party.position}
            for party in read_responsibles(cell)
        ]
        if read != json.loads(gold):
            wrong.append(cell)

    assert wrong == []


SAMPLE = """
    директор Директор зам. заместитель директора по УВР ВР , ; / . и ( ) « » " – : Лесная Л.П. О. П.
    педагоги учителя Классные руководители 5-11 классов УО МКУ «ИМЦ» администрация района школы отв.
    за и.о. все нач. кл. рук. ТМС совет Иванов Иван Иванович им. № 5 т.д. к.п.н. оглы - А а.а. руко-
    класныя кіраўнікі сынып жетекшілері О'Коннор их работающие образования, науки соц. пед. творч.
"""
WORDS = st.sampled_from([*SAMPLE.split(), "\n"])
CELLS_OF_WORDS = st.lists(WORDS, max_size=14).map(" ".join)


def words(text: str) -> list[str]:
    """The words of a text without the conjunctions that part participants."""
    return [
        comparison_key(word)
        for word in re.findall(r"[^\W\d_]+", text)
        if fold_lookalikes(word.lower()) not in {"и", "і", "или", "ды", "және"}
    ]


@settings(max_examples=400, deadline=None)
@given(st.one_of(CELLS_OF_WORDS, st.text(max_size=200)))
def test_no_text_is_lost(cell: str) -> None:
    parties = read_responsibles(cell)

    said = "".join(party.name + party.position + party.note for party in parties)
    assert [word for word in words(cell) if word not in comparison_key(said)] == []
    assert all(party.name or party.position for party in parties)


@settings(deadline=None)
@given(st.one_of(CELLS_OF_WORDS, st.text(max_size=200)))
def test_only_persons_have_positions_and_none_comes_twice(cell: str) -> None:
    parties = read_responsibles(cell)

    assert all(party.position == "" for party in parties if party.kind is not PartyKind.PERSON)
    assert len(set(parties)) == len(parties)
