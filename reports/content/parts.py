"""Parts of a report: numbered headings over what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.content.document import Block, Heading
from reports.content.facts import ItemFacts


def numbered(parts: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[Block]:
    """Parts with their headings, numbered from 1 on; those with no blocks at all are left out."""
    number = 0
    for heading, blocks in parts:
        if blocks:
            number += 1
            yield Heading(heading, number=f"{number}.")
            yield from blocks


def item_proofs(items: Iterable[ItemFacts]) -> list[tuple[str, str]]:
    """What proves the marks of items, each with the number of its item."""
    return [(proof, item.number) for item in items for mark in item.marks for proof in mark.evidence]
