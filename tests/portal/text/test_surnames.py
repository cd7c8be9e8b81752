"""Surnames are declined only where their endings tell how."""

from __future__ import annotations

import pytest

from portal.text.surnames import instrumental


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ковалёва А.П.", "Ковалёвой А.П."),
        ("Ковалева А. П.", "Ковалевой А. П."),
        ("Рощина Н.", "Рощиной Н."),
        ("Полевая Л.В.", "Полевой Л.В."),
        ("Осенняя П.С.", "Осенней П.С."),
        ("Большая О.О.", None),
        ("Горячая О.О.", "Горячей О.О."),
        ("Дубровская Е.М.", "Дубровской Е.М."),
        ("Луговой-Осенняя Е.М.", None),
        ("Полевая-Рощина Е.М.", "Полевой-Рощиной Е.М."),
        ("Лозинский М.П.", "Лозинским М.П."),
        ("Петров И.И.", "Петровым И.И."),
        ("Коваленко А.А.", "Коваленко А.А."),
        ("Седых А.А.", "Седых А.А."),
        ("Мороз А.П.", None),
        ("Соловей А.П.", None),
        ("Тарасевич О.В.", None),
        ("Лев А.П.", None),
        ("Ковалёва", None),
        ("совет А.П.", None),
        ("", None),
    ],
)
def test_instrumental(name: str, words: str | None) -> None:
    assert instrumental(name) == words
