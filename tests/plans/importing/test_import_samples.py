"""The sample documents are read cell by cell as they should be."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plans.importing import PlanKind, read_plan
from plans.importing.gold import tables_as_json

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
GOLDS = {
    "001-calendar-plan": "001-calendar-plan",
    "002-support-plan": "002-support-plan",
    "004-t1-criteria": "004-project",
    "004-t2-implementation": "004-project",
    "004-t3-network-plan": "004-project",
    "004-t4-pilot-roadmap": "004-project",
    "004-t5-network-roadmap": "004-project",
    "000-matrix": "000-matrix",
}
PAPER_SHARE = 0.99
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample documents are not beside the checkout")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SAMPLES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def read_sample(path: Path) -> dict[str, Any]:
    return tables_as_json(read_plan(path.read_bytes(), path.name))


def files(*endings: str) -> list[tuple[str, str]]:
    """Every gold with every file of these kinds that holds its table."""
    return [
        (gold, f"{document}.{ending}")
        for ending in endings
        for gold, document in GOLDS.items()
        if (SAMPLES / "docs" / f"{document}.{ending}").is_file()
    ]


@pytest.mark.parametrize(("gold_name", "file"), files("docx", "odt", "xlsx", "csv"))
def test_every_cell_and_every_field_above_the_table(gold_name: str, file: str) -> None:
    score = scorer()
    gold = json.loads((SAMPLES / "gold" / f"{gold_name}.gold.json").read_text(encoding="utf-8"))

    candidate, _ = score.pick(gold, read_sample(SAMPLES / "docs" / file), None)

    wrong = [name for name, expected, got in score.header(gold, candidate) if not score.same(expected, got)]
    assert wrong == []
    for name in score.lists(gold):
        result = score.compare(name, gold[name], candidate.get(name) or [])
        assert (result["missing"], result["extra"], result["diffs"]) == ([], [], [])


@pytest.mark.parametrize(("gold_name", "file"), files("pdf"))
def test_paper_is_read_nearly_cell_by_cell(gold_name: str, file: str) -> None:
    score = scorer()
    gold = json.loads((SAMPLES / "gold" / f"{gold_name}.gold.json").read_text(encoding="utf-8"))

    candidate, _ = score.pick(gold, read_sample(SAMPLES / "docs" / file), None)

    for name in score.lists(gold):
        result = score.compare(name, gold[name], candidate.get(name) or [])
        figures = score.total(result)
        assert (result["missing"], result["extra"]) == ([], [])
        assert figures["exact"] >= PAPER_SHARE * figures["cells"]


def test_kinds_of_tables() -> None:
    kinds = {
        name: [plan.kind for plan in read_plan((SAMPLES / "docs" / f"{name}.docx").read_bytes(), f"{name}.docx")]
        for name in ("000-matrix", "001-calendar-plan", "002-support-plan", "004-project")
    }

    assert kinds == {
        "000-matrix": [PlanKind.MATRIX],
        "001-calendar-plan": [PlanKind.CALENDAR],
        "002-support-plan": [PlanKind.SUPPORT],
        "004-project": [
            PlanKind.CRITERIA,
            PlanKind.STAGE,
            PlanKind.NETWORK,
            PlanKind.ROAD_MAP,
            PlanKind.ROAD_MAP,
        ],
    }
