"""The command that shows how «Ответственный» cells are read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DIRECTOR = {"kind": "person", "name": "", "position": "директор"}
TEACHERS = {"kind": "group", "name": "педагоги", "position": ""}
NAMED = {"kind": "person", "name": "Лесная О.П.", "position": "завуч"}


def printed(*arguments: str) -> list[list[dict[str, str]]]:
    output = io.StringIO()
    call_command("read_responsibles", *arguments, stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_a_file_gives_one_list_a_line(tmp_path: Path) -> None:
    path = tmp_path / "cells.txt"
    path.write_bytes("\ufeffдиректор, педагоги\r\n\r\nЛесная О. П., завуч (новая)\r\n".encode())

    assert printed(str(path)) == [[DIRECTOR, TEACHERS], [], [NAMED]]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_read_without_a_file(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(r"директор\nпедагоги".encode())))

    assert printed(*arguments) == [[DIRECTOR, TEACHERS]]


def test_a_broken_byte_does_not_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "cells.txt"
    path.write_bytes(b"\xff\n" + "педагоги\n".encode())

    assert printed(str(path)) == [[], [TEACHERS]]


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"

    with pytest.raises(CommandError) as failure:
        printed(str(path))

    assert str(failure.value) == f"Не удалось прочитать файл «{path}»: нет такого файла. Проверьте путь."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as failure:
        printed(str(tmp_path))

    assert str(failure.value) == (
        f"Не удалось прочитать файл «{tmp_path}». Проверьте, что это файл и что его можно читать."
    )
