"""The sample passports are read cell by cell as they should be."""

from __future__ import annotations

import json

import pytest

from plans.importing.passport import passport_as_json, read_passport
from tests.plans.importing.test_import_samples import SAMPLES, scorer

SHARE = 0.98
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample documents are not beside the checkout")


@pytest.mark.parametrize(
    ("gold_name", "file"),
    [
        ("003-passport", "003-passport.docx"),
        ("004-text", "004-project.docx"),
        ("004-text", "004-project.odt"),
        ("004-text", "004-project.pdf"),
    ],
)
def test_cells_of_sample_passports(gold_name: str, file: str) -> None:
    score = scorer()
    gold = json.loads((SAMPLES / "gold" / f"{gold_name}.gold.json").read_text(encoding="utf-8"))
    path = SAMPLES / "docs" / file
    got = passport_as_json(read_passport(path.read_bytes(), path.name))

    wrong = [name for name, told, read in score.header(gold, got) if not score.same(told, read)]
    lists = [score.compare(name, gold[name], got.get(name) or []) for name in score.lists(gold)]
    totals = [score.total(each) for each in lists]

    assert wrong == []
    assert [each["list"] for each in lists if each["extra"]] == []
    assert sum(each["exact"] for each in totals) / sum(each["cells"] for each in totals) >= SHARE
