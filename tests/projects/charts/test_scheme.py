"""Schemes of networks of any size: words meet nothing, nothing leaves the frame, the same network gives the same."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.charts import Figure, Link, Participant, Tie, key_of, scheme_figures
from projects.charts.model import NODE

Box = tuple[float, float, float, float]
WORDS = st.sampled_from(
    ["МКУ ИМЦ", "Центр", "образования", "«Научно-методический", "городского", "Щ" * 60, "№ 5", "WWW", "дружба", "日本"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
NETWORKS = st.lists(
    st.builds(
        Participant,
        st.integers(1, 500),
        NAMES,
        st.sampled_from(["", "Озёрский район", "Заречный муниципальный округ", "Щ" * 70]),
        st.sampled_from(Tie),
        st.sampled_from(["", "на подписании", "действует до 30.11.2026, продлевается сам собой каждый год"]),
        st.integers(0, 25),
    ),
    max_size=34,
    unique_by=lambda each: each.key,
)
QUICKLY = settings(deadline=None, max_examples=25)
LINKS = st.lists(st.builds(Link, st.integers(1, 60), st.integers(61, 500), st.integers(0, 9)), max_size=60)


def network(size: int, towns: int = 11) -> list[Participant]:
    return [
        Participant(number, f"Методический центр № {number}", f"Район {number % towns}", list(Tie)[number % 5])
        for number in range(size)
    ]


def boxes(figure: Figure) -> list[Box]:
    return [line.box for line in (*figure.lines, *figure.hub.lines)]


def hub_box(figure: Figure) -> Box:
    hub = figure.hub
    return hub.left, hub.top, hub.left + hub.width, hub.top + hub.height


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def around(x: float, y: float) -> Box:
    return x - NODE, y - NODE, x + NODE, y + NODE


def points(path: str, steps: int = 24) -> list[tuple[float, float]]:
    """Points along a straight spoke, or a curve of two participants."""
    numbers = [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", path)]
    if "H" in path:
        numbers.append(numbers[1])
    places = list(zip(numbers[::2], numbers[1::2], strict=True))
    start, bend, end = places if len(places) == 3 else (places[0], places[0], places[1])
    if len(places) == 2:
        bend = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    shares = [number / steps for number in range(steps + 1)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t**2 * end[1],
        )
        for t in shares
    ]


@QUICKLY
@given(NAMES, NETWORKS, LINKS)
def test_words_meet_neither_words_nor_nodes_nor_the_frame(
    hub: str, participants: list[Participant], links: list[Link]
) -> None:
    for figure in scheme_figures(hub, participants, links):
        words, nodes = boxes(figure), [around(node.x, node.y) for node in figure.nodes]
        assert [pair for pair in combinations(words, 2) if meet(*pair)] == []
        assert [(word, node) for word in words for node in nodes if meet(word, node)] == []
        assert [line for line in figure.lines if meet(line.box, hub_box(figure))] == []
        assert [
            box
            for box in (*words, *nodes)
            if box[0] < 0 or box[1] < 0 or box[2] > figure.width or box[3] > figure.height
        ] == []


@QUICKLY
@given(NAMES, NETWORKS, LINKS)
def test_nodes_stand_apart_and_lines_pass_by_those_of_others(
    hub: str, participants: list[Participant], links: list[Link]
) -> None:
    for figure in scheme_figures(hub, participants, links):
        places = [(node.x, node.y) for node in figure.nodes]
        assert [pair for pair in combinations(places, 2) if dist(*pair) < 2 * NODE] == []
        assert [place for place in places if meet(around(*place), hub_box(figure))] == []
        for stroke in (*figure.spokes, *figure.arcs):
            line = points(stroke.path)
            own = {place for place in places if min(dist(place, line[0]), dist(place, line[-1])) < 1}
            assert [place for place in places if place not in own and min(dist(place, at) for at in line) < NODE] == []


@QUICKLY
@given(NAMES, NETWORKS, LINKS)
def test_no_line_runs_through_words(hub: str, participants: list[Participant], links: list[Link]) -> None:
    for figure in scheme_figures(hub, participants, links):
        for spoke in figure.spokes:
            through = [
                line.text
                for line in figure.lines
                for x, y in points(spoke.path)
                if line.box[0] < x < line.box[2] and line.box[1] < y < line.box[3]
            ]
            assert through == []


@QUICKLY
@given(NETWORKS, LINKS, st.randoms())
def test_order_of_what_is_given_does_not_matter(
    participants: list[Participant], links: list[Link], chance: st.DataObject
) -> None:
    expected = scheme_figures("Дворец", participants, links)
    mixed = list(participants)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert scheme_figures("Дворец", mixed, links) == expected


@QUICKLY
@given(NETWORKS)
def test_every_participant_has_one_node_and_its_own_line(participants: list[Participant]) -> None:
    figures = scheme_figures("Дворец", participants)
    assert sorted(node.key for figure in figures for node in figure.nodes) == sorted(each.key for each in participants)
    ties = {each.key: each.tie.value for each in participants}
    assert [[stroke.kind for stroke in figure.spokes] for figure in figures] == [
        [ties[node.key] for node in figure.nodes] for figure in figures
    ]


@pytest.mark.parametrize(
    ("size", "figures", "has_circle"), [(0, 1, True), (26, 1, True), (27, 1, False), (120, 2, False)]
)
def test_ring_up_to_a_size_then_columns_then_several_pictures(size: int, figures: int, has_circle: bool) -> None:
    found = scheme_figures("Дворец", network(size))
    assert (len(found), bool(found[0].hub.radius)) == (figures, has_circle)


def test_names_of_an_ordinary_network_are_not_cut() -> None:
    texts = [line.text for figure in scheme_figures("Дворец", network(120)) for line in figure.lines]
    assert [text for text in texts if "…" in text] == []


def test_a_municipality_is_named_once_on_a_side() -> None:
    figure = scheme_figures("Дворец", network(6, towns=2))[0]
    assert [line.text for line in figure.lines if line.kind == "town"] == ["Район 0", "Район 1"]


def test_who_has_no_municipality_is_told_in_the_letters_of_one() -> None:
    line = scheme_figures("Дворец", [Participant(1, "Университет")])[0].lines[0]
    assert (line.kind, line.text) == ("town", "Университет")


def test_a_town_that_goes_on_in_another_column_is_named_there_again() -> None:
    figure = scheme_figures("Дворец", network(40, towns=1))[0]
    assert [line.text for line in figure.lines if line.kind == "town"] == ["Район 0"] * 3


def test_who_has_no_municipality_hangs_on_rails_of_its_own_name() -> None:
    last = Participant(900, "Университет", events=21)
    lines = scheme_figures("Дворец", [*network(40), last])[0].lines[-3:]
    assert [line.text for line in lines] == ["Другие участники", "Университет", "21 совместное событие"]


def test_arcs_are_as_thick_as_much_was_done_together() -> None:
    links = [Link(0, 1, 9), Link(1, 2, 4), Link(2, 3, 1), Link(3, 4, 0), Link(4, 99, 5)]
    figure = scheme_figures("Дворец", network(5), links)[0]
    assert [(arc.kind, arc.words) for arc in figure.arcs] == [
        ("arc-3", "Методический центр № 0 (Район 0) и Методический центр № 1 (Район 1): 9 совместных событий"),
        ("arc-2", "Методический центр № 1 (Район 1) и Методический центр № 2 (Район 2): 4 совместных события"),
        ("arc-1", "Методический центр № 2 (Район 2) и Методический центр № 3 (Район 3): 1 совместное событие"),
    ]


def test_pairs_that_have_no_arc_are_counted() -> None:
    links = [Link(one, other, 1) for one, other in combinations(range(12), 2)]
    ring, rails = scheme_figures("Дворец", network(12), links)[0], scheme_figures("Дворец", network(30), links)[0]
    assert [(len(figure.arcs), figure.untold) for figure in (ring, rails)] == [(40, 26), (0, 66)]


def test_words_of_a_node_say_all_of_it() -> None:
    figure = scheme_figures("Дворец", [Participant(1, "ИМЦ", "Озёрский район", Tie.EXPIRED, "срок истёк")])[0]
    assert [node.words for node in figure.nodes] == ["Озёрский район. ИМЦ: срок истёк"]


def test_name_of_the_institution_stands_inside_its_circle() -> None:
    figure = scheme_figures("Краевой научно-методический центр развития образования", network(3))[0]
    hub = figure.hub
    corners = [(x, y) for line in hub.lines for x in line.box[::2] for y in line.box[1::2]]
    assert [place for place in corners if hypot(place[0] - hub.x, place[1] - hub.y) > hub.radius] == []


def test_every_tie_is_drawn_otherwise() -> None:
    keys = [key_of(tie) for tie in Tie]
    assert len({(key.body, key.sign) for key in keys}) == len(Tie)
