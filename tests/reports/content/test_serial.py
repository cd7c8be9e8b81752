"""Content survives JSON and has one fingerprint."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reports.content import (
    Document,
    PaperRules,
    content_from_json,
    content_hash,
    content_to_json,
    plan_content,
    progress_content,
)
from tests.reports.facts import item, network, plan, twenty_seven

CONTENTS: list[Document] = [plan_content(twenty_seven()), progress_content(twenty_seven()), network()]


@pytest.mark.parametrize("content", CONTENTS, ids=["plan", "progress", "scheme"])
def test_round_trip_through_text(content: Document) -> None:
    assert content_from_json(json.loads(json.dumps(content_to_json(content)))) == content


@pytest.mark.parametrize("content", CONTENTS, ids=["plan", "progress", "scheme"])
def test_fingerprint_is_of_the_words_alone(content: Document) -> None:
    again = content_from_json(dict(reversed(content_to_json(content).items())))
    assert content_hash(again) == content_hash(content)
    assert content_hash(replace(content, organization="Другое")) != content_hash(content)


def test_control_characters_are_dropped() -> None:
    dirty = plan_content(plan(item(title="До\x00ля\ud800")))
    assert content_to_json(dirty)["blocks"][0]["rows"][0]["cells"][1]["lines"] == ["Доля"]


@pytest.mark.parametrize(("data", "error"), [({"version": 1}, ValueError), ({"version": 2}, KeyError), ({}, KeyError)])
def test_other_data_are_refused(data: dict[str, int], error: type[Exception]) -> None:
    with pytest.raises(error):
        content_from_json(data)


def test_wrong_type_is_refused() -> None:
    data = content_to_json(CONTENTS[0]) | {"docname": 5}
    with pytest.raises(TypeError, match="str expected, not int"):
        content_from_json(data)


def test_field_added_since_has_its_default() -> None:
    """A report that was frozen before the field was there is read as it was."""
    bare = content_to_json(CONTENTS[1])
    del bare["signers"], bare["rules"]
    assert content_from_json(bare) == replace(CONTENTS[1], signers=(), rules=PaperRules())
    with pytest.raises(TypeError):
        content_from_json(bare | {"rules": "как у всех"})


def test_field_that_has_no_default_is_needed() -> None:
    data = content_to_json(CONTENTS[1])
    del data["organization"]
    with pytest.raises(KeyError, match="organization"):
        content_from_json(data)
