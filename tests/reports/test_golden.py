"""The first pages of every genre look as they did when somebody last looked at them.

After a change that is meant: `python3 manage.py test tests/reports/test_golden.py --write-golden`, and look at what
git shows as changed.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from reports.drawing import rendered
from reports.queries import GENRES
from tests.reports.test_every_genre import TODAY, URL, of_demo
from tests.support.pictures import difference, keep, pictures_of

GOLDEN = Path(__file__).parent / "golden"
PAGES = 2
LARGEST = 40_000
MADE_BY = "python3 manage.py test tests/reports/test_golden.py --write-golden"


def compared(kind: str, made: list[Image.Image]) -> list[str]:
    """What is wrong with the pictures of a genre."""
    kept = sorted(GOLDEN.glob(f"{kind}.*.png"))
    if not kept:
        return [f"{kind}: картинок ещё нет, их делает {MADE_BY}"]
    if len(kept) != len(made):
        return [f"{kind}: вместо страниц {len(kept)} теперь {len(made)}"]
    pairs = enumerate(zip(kept, made, strict=True), start=1)
    words = ((number, difference(Image.open(path), picture)) for number, (path, picture) in pairs)
    return [f"{kind}, страница {number}: {told}" for number, told in words if told]


@pytest.mark.django_db
def test_pages_of_every_genre_look_as_they_did(
    pdftools: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Papers name the days on which rows were made.
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(TODAY, time(12), UTC))
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # its steps would hide what differs
    call_command("load_demo", "--today", TODAY.isoformat(), stdout=StringIO(), stderr=StringIO())
    faults = []
    for kind in GENRES:
        (tmp_path / kind).mkdir()
        data, _ = rendered(of_demo(kind), URL, "pdf")
        made = pictures_of(data, pdftools, PAGES, tmp_path / kind)
        if request.config.getoption("--write-golden"):
            for former in GOLDEN.glob(f"{kind}.*.png"):
                former.unlink()
            for number, picture in enumerate(made, start=1):
                keep(picture, GOLDEN / f"{kind}.{number}.png")
        faults += compared(kind, made)
    assert faults == [], f"если так и задумано: {MADE_BY}\nстраницы лежат в {tmp_path}"


def test_pictures_are_small_and_of_genres_that_are_there() -> None:
    pictures = sorted(GOLDEN.glob("*"))
    assert {path.name.split(".")[0] for path in pictures} == set(GENRES)
    assert [path.name for path in pictures if path.stat().st_size > LARGEST] == []
