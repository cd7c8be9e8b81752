"""The scheme of network interaction: the institution, its participants by municipalities, what ties them.

Up to `MOST_IN_RING` participants stand around the institution, their labels in two columns outside of the ring, so that
no label meets another one, a node or a line, whatever its length. More of them hang on rails below it, municipality by
municipality: a ring of a hundred is read by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from portal.text.names import natural_key
from projects.charts.model import Figure, Link, Participant
from projects.charts.rails import rails_figures
from projects.charts.ring import ring_figure

MOST_IN_RING: Final = 26


def scheme_figures(hub: str, participants: Iterable[Participant], links: Iterable[Link] = ()) -> tuple[Figure, ...]:
    """Pictures of a network, one unless it is very large; the same for the same network in whatever order it is given.

    Municipalities stand by name, what has none behind them.
    """
    known = sorted(
        participants,
        key=lambda each: (not each.municipality, natural_key(each.municipality), natural_key(each.name), each.key),
    )
    pairs = list(links)
    return (ring_figure(hub, known, pairs),) if len(known) <= MOST_IN_RING else rails_figures(hub, known, pairs)
