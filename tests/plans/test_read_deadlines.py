"""The command that shows how deadlines are read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.text.deadlines.as_json import reading_as_json

OCTOBER = {
    "phrase": "октябрь",
    "kind": "month",
    "start": "2022-10-01",
    "end": "2022-10-31",
    "recurrence": "none",
    "occurrences": 1,
    "warnings": [],
}


def test_a_line_as_json() -> None:
    assert json.loads(reading_as_json("октябрь\t2022/2023")) == OCTOBER


def test_the_heading_tells_the_month() -> None:
    answer = json.loads(reading_as_json("в течение месяца\t2022/2023\tОКТЯБРЬ"))

    assert answer == {**OCTOBER, "phrase": "в течение месяца"}


def test_a_line_break_inside_a_phrase() -> None:
    answer = json.loads(reading_as_json("октябрь\\nмарт\t2022/2023"))

    assert (answer["phrase"], answer["kind"], answer["occurrences"]) == ("октябрь\\nмарт", "month-list", 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("октябрь", "в строке 1 графы через табуляцию, а нужны срок, период и, если есть, заголовок раздела"),
        ("октябрь\tкогда-нибудь", "Период плана «когда-нибудь» не понят"),
    ],
)
def test_a_bad_line_is_refused_in_words(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        reading_as_json(line)


def test_a_file_of_phrases(tmp_path: Path) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_text("\ufeffphrase\tschool_year\r\nоктябрь\t2022/2023\r\n\r\nпо запросу\t2022\r\n", encoding="utf-8")
    out = io.StringIO()

    call_command("read_deadlines", str(file), stdout=out)

    assert [json.loads(line)["kind"] for line in out.getvalue().splitlines()] == ["month", "on-demand"]


def test_bad_lines_are_told_after_the_good_ones(tmp_path: Path) -> None:
    file = tmp_path / "phrases.tsv"
    file.write_text("октябрь\nмарт\t2022/2023\nмай\t22\n", encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="Не прочитано строк: 2"):
        call_command("read_deadlines", str(file), stdout=out, stderr=err)

    assert [json.loads(line)["phrase"] for line in out.getvalue().splitlines()] == ["март"]
    assert [line.split(":")[0] for line in err.getvalue().splitlines()] == ["Строка 1", "Строка 3"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("октябрь\t2022/2023\n".encode())))
    out = io.StringIO()

    call_command("read_deadlines", stdout=out)

    assert json.loads(out.getvalue()) == OCTOBER


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Не удалось прочитать файл"):
        call_command("read_deadlines", str(tmp_path / "no.tsv"))
