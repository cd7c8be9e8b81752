"""Strangers' files are read by a child process with limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from plans.importing.child import answer
from plans.importing.errors import ImportRefused
from plans.importing.readers.docx import read_docx
from plans.importing.sandbox import ROOT, child_environment, read_file_safely
from tests.plans.importing.word_files import HEAD, p, plan_row, tbl, word

DATA = word(tbl(list(HEAD), plan_row(1)))


def test_child_reads_the_same() -> None:
    assert read_file_safely(DATA) == read_docx(DATA)


def test_refusal_comes_back_from_the_child() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(word(document="<w:document"))

    assert refusal.value.code == "damaged"


def test_child_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(DATA, seconds=0.01)

    assert refusal.value.code == "too_slow"


def test_child_that_wants_too_much_memory_is_refused() -> None:
    data = word(*[p("текст " * 50) for _ in range(20000)], tbl(list(HEAD), plan_row(1)))

    with pytest.raises(ImportRefused) as refusal:
        read_file_safely(data, memory=60 * 1024 * 1024)

    assert refusal.value.code == "too_heavy"


def test_child_answers_with_tables_or_a_refusal() -> None:
    assert list(answer(DATA)) == ["tables"]
    assert answer(b"") == {
        "refused": {"code": "empty", "message": "Файл пустой: в нём ничего нет. Выберите файл с планом ещё раз."}
    }


def test_child_knows_nothing_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "тайна")

    assert "SECRET_KEY" not in child_environment()


def test_child_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "plans.importing.child", str(700 * 1024 * 1024), "15", ".docx"]

    done = subprocess.run(command, input=DATA, capture_output=True, check=True, cwd=ROOT, env=dict(os.environ))

    assert [table["rows"] for table in json.loads(done.stdout)["tables"]] == [2]
    assert done.stderr == b""
