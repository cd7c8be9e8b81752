"""Paragraphs as the coordinator rewrote them, laid over what the portal generates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.text.russian import NBSP
from reports.content.document import Block, Document, Heading, NewSheet, Paragraph, Sentence

ORDINAL = re.compile(r"\d+\.")


@dataclass(frozen=True, slots=True)
class Edit:
    """Her words, and those of the portal that stood there when she wrote them; empty words leave the paragraph out."""

    text: str
    base: str


@dataclass(frozen=True, slots=True)
class EditableParagraph:
    """A paragraph that may be rewritten: the words that stand, those the portal has now, and whose they are.

    `heading` names the part it stands in; `version` is that of her words, 0 where nothing was rewritten.
    """

    key: str
    heading: str
    text: str
    generated: str
    is_edited: bool = False
    is_outdated: bool = False
    version: int = 0


def with_edits(document: Document, edits: Mapping[str, Edit]) -> Document:
    """The document with her words in their places; what has come to be empty is left out, parts are numbered anew."""
    blocks = [
        piece
        for block in document.blocks
        for piece in (
            _edited(block, edits[block.key]) if isinstance(block, Paragraph) and block.key in edits else (block,)
        )
    ]
    return replace(document, blocks=tuple(pruned(blocks)))


def editable_paragraphs(document: Document, edits: Mapping[str, Edit]) -> tuple[EditableParagraph, ...]:
    """Every paragraph with a key in order; `document` is as generated, without edits."""
    found = []
    heading = document.name
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph) and block.key:
            edit = edits.get(block.key)
            found.append(
                EditableParagraph(
                    key=block.key,
                    heading=heading,
                    text=edit.text if edit else block.text,
                    generated=block.text,
                    is_edited=edit is not None,
                    is_outdated=edit is not None and is_outdated(edit, block.text),
                )
            )
    return tuple(found)


def is_outdated(edit: Edit, generated: str) -> bool:
    """The portal says something else than when she wrote; spaces do not count."""
    return edit.base.split() != generated.split()


def pruned(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out empty paragraphs and headings with nothing under them; number numbered parts from 1 on."""
    filled = [block for block in blocks if not isinstance(block, Paragraph) or block.text.strip()]
    number = 0
    for place, block in enumerate(filled):
        if not isinstance(block, Heading):
            yield block
        elif _has_body(block, filled[place + 1 :]):
            is_part = ORDINAL.fullmatch(block.number) is not None
            number += is_part
            yield replace(block, number=f"{number}.") if is_part else block


def _has_body(heading: Heading, rest: Iterable[Block]) -> bool:
    for block in rest:
        if isinstance(block, Heading):
            if block.level <= heading.level:
                return False
        elif not isinstance(block, NewSheet):
            return True
    return False


def _edited(block: Paragraph, edit: Edit) -> Iterator[Paragraph]:
    """Her paragraph, one more a line; the key stands at the first of them."""
    is_old = is_outdated(edit, block.text)
    lines = [line.strip() for line in edit.text.splitlines() if line.strip()]
    for place, line in enumerate(lines):
        yield replace(
            block,
            sentences=tuple(_sentences(line, block.sentences)),
            key="" if place else block.key,
            is_edited=True,
            is_outdated=is_old,
        )


def _sentences(line: str, generated: Sequence[Sentence]) -> Iterator[Sentence]:
    """Her line, where she left a sentence of the portal as it was with what it is made of."""
    kept = {_plain(sentence.text): sentence for sentence in generated if sentence.refs}
    if not kept:
        yield Sentence(line)
        return
    pattern = "|".join(re.escape(text) for text in sorted(kept, key=len, reverse=True))
    for piece in re.split(f"({pattern})", _plain(line)):
        if piece.strip():
            yield kept.get(piece) or Sentence(piece.strip())


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")
