"""Review rounds: nobody her own organisation's work, loads even, the same answer to the same question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.reviewing import Assignment, Bar, Given, Reviewer, Shortage, Work, assign, bar_of, is_near

SETS = st.frozensets(st.integers(1, 4), max_size=2)
WORKS = st.lists(st.builds(Work, st.integers(1, 9), SETS, SETS, SETS), max_size=4, unique_by=lambda each: each.id)
REVIEWERS = st.lists(
    st.builds(Reviewer, st.integers(1, 9), SETS, SETS, st.integers(0, 3)), max_size=4, unique_by=lambda each: each.id
)
ASKED = st.integers(1, 3)


def work(pk: int, organization: int = 0, municipality: int = 0, authors: tuple[int, ...] = ()) -> Work:
    return Work(pk, frozenset({organization}), frozenset({municipality}), frozenset(authors))


def reviewer(pk: int, organization: int = 99, municipality: int = 99, before: int = 0) -> Reviewer:
    return Reviewer(pk, frozenset({organization}), frozenset({municipality}), before)


def pairs(found: Assignment) -> list[tuple[int, int]]:
    return [(each.product, each.reviewer) for each in found.given]


def score(chosen: Sequence[tuple[Work, Reviewer]], reviewers: Sequence[Reviewer]) -> tuple[int, int, int]:
    loads = [sum(each is one for _, each in chosen) for one in reviewers]
    near = sum(is_near(one, each) for one, each in chosen)
    return sum(load * load for load in loads), near, sum(each.before for _, each in chosen)


def best_score(works: Sequence[Work], reviewers: Sequence[Reviewer], asked: int) -> tuple[int, int, int]:
    """Every way to give each product as many reviewers as it can get, tried."""
    choices = []
    for each in works:
        free = [one for one in reviewers if bar_of(each, one) is None]
        choices.append([[(each, one) for one in some] for some in combinations(free, min(asked, len(free)))])
    return min(score([pair for group in groups for pair in group], reviewers) for groups in product(*choices))


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED)
def test_no_other_way_is_better(works: list[Work], reviewers: list[Reviewer], asked: int) -> None:
    by_work, by_reviewer = {each.id: each for each in works}, {each.id: each for each in reviewers}
    found = assign(works, reviewers, asked)
    chosen = [(by_work[one], by_reviewer[other]) for one, other in pairs(found)]
    assert score(chosen, reviewers) == best_score(works, reviewers, asked)


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED)
def test_difference_of_loads_is_the_least_there_is(works: list[Work], reviewers: list[Reviewer], asked: int) -> None:
    choices = []
    for each in works:
        free = [one.id for one in reviewers if bar_of(each, one) is None]
        choices.append(list(combinations(free, min(asked, len(free)))))
    spreads = []
    for groups in product(*choices):
        loads = [sum(one.id in group for group in groups) for one in reviewers]
        spreads.append(max(loads, default=0) - min(loads, default=0))
    assert assign(works, reviewers, asked).spread == min(spreads)


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED)
def test_rules_are_never_broken_and_whoever_can_be_served_is(
    works: list[Work], reviewers: list[Reviewer], asked: int
) -> None:
    by_reviewer = {each.id: each for each in reviewers}
    found = assign(works, reviewers, asked)
    for each in works:
        given_to = [by_reviewer[other] for one, other in pairs(found) if one == each.id]
        assert [bar_of(each, one) for one in given_to if bar_of(each, one)] == []
        assert len(given_to) == min(asked, sum(bar_of(each, one) is None for one in reviewers))
    assert len(set(pairs(found))) == len(found.given)


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED)
def test_shortages_tell_every_product_that_got_less(works: list[Work], reviewers: list[Reviewer], asked: int) -> None:
    found = assign(works, reviewers, asked)
    got = {each.id: sum(one == each.id for one, _ in pairs(found)) for each in works}
    assert {each.product: each.given for each in found.shortages} == {
        pk: count for pk, count in got.items() if count < asked
    }
    assert {each.given + sum(each.barred.values()) for each in found.shortages} <= {len(reviewers)}


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED, st.randoms())
def test_order_of_what_is_given_does_not_matter(
    works: list[Work], reviewers: list[Reviewer], asked: int, chance: st.DataObject
) -> None:
    expected = assign(works, reviewers, asked)
    mixed_works, mixed_reviewers = list(works), list(reviewers)
    chance.shuffle(mixed_works)  # type: ignore[attr-defined]
    chance.shuffle(mixed_reviewers)  # type: ignore[attr-defined]
    assert assign(mixed_works, mixed_reviewers, asked) == expected


@settings(deadline=None)
@given(WORKS, REVIEWERS, ASKED, st.data())
def test_what_stands_is_kept_and_what_was_declined_is_not_given(
    works: list[Work], reviewers: list[Reviewer], asked: int, data: st.DataObject
) -> None:
    some = st.sets(st.sampled_from([(one.id, other.id) for one in works for other in reviewers] or [(0, 0)]))
    kept, declined = data.draw(some), data.draw(some)
    found = set(pairs(assign(works, reviewers, asked, kept, declined)))
    assert kept <= found
    assert declined & (found - kept) == set()


def test_each_of_four_gets_two_where_greed_would_give_one_of_them_four() -> None:
    """Works 1 and 2 may go to all, works 3 and 4 only to reviewers 1 and 2."""
    works = [work(1, 50), work(2, 50), work(3, 7), work(4, 7)]
    reviewers = [reviewer(1), reviewer(2), reviewer(3, 7), reviewer(4, 7)]
    found = assign(works, reviewers, 2)
    assert found.loads == {1: 2, 2: 2, 3: 2, 4: 2}
    assert pairs(found) == [(1, 3), (1, 4), (2, 3), (2, 4), (3, 1), (3, 2), (4, 1), (4, 2)]


def test_another_municipality_is_preferred() -> None:
    found = assign([work(1, 1, 5), work(2, 2, 6)], [reviewer(1, 3, 5), reviewer(2, 4, 6)], 1)
    assert found.given == (Given(1, 2), Given(2, 1))


def test_the_same_municipality_serves_where_there_is_nobody_else() -> None:
    found = assign([work(1, 1, 5)], [reviewer(1, 3, 5)], 1)
    assert found.near == (Given(1, 1, is_near=True),)


def test_even_loads_go_before_other_municipalities() -> None:
    works = [work(1, 1, 5), work(2, 1, 5)]
    found = assign(works, [reviewer(1, 3, 5), reviewer(2, 4, 6)], 1)
    assert found.loads == {1: 1, 2: 1}


def test_who_did_less_before_does_more_now() -> None:
    reviewers = [reviewer(1, before=3), reviewer(2, before=1), reviewer(3, before=2)]
    found = assign([work(1), work(2)], reviewers, 1)
    assert found.loads == {1: 0, 2: 1, 3: 1}


def test_rounds_in_a_row_go_round() -> None:
    before = {1: 0, 2: 0, 3: 0}
    for _ in range(3):
        reviewers = [reviewer(pk, before=count) for pk, count in before.items()]
        loads = assign([work(1), work(2)], reviewers, 1).loads
        before = {pk: count + loads[pk] for pk, count in before.items()}
    assert before == {1: 2, 2: 2, 3: 2}


def test_shortage_says_which_rule_keeps_whom() -> None:
    reviewers = [reviewer(1, 7), reviewer(2), reviewer(3), reviewer(4)]
    found = assign([work(10, 7, authors=(2,))], reviewers, 3, declined={(10, 3)})
    assert found.shortages == (Shortage(10, 3, 1, {Bar.ORGANIZATION: 1, Bar.AUTHOR: 1, Bar.DECLINED: 1}),)


def test_nobody_to_ask_is_a_shortage_of_all() -> None:
    assert assign([work(1)], [], 2) == Assignment((), (Shortage(1, 2, 0),), {})


def test_no_products_leave_everybody_free() -> None:
    found = assign([], [reviewer(1)], 2)
    assert (found.given, found.shortages, found.loads, found.spread) == ((), (), {1: 0}, 0)


def test_somebody_asked_instead_of_one_who_declined_is_the_least_loaded() -> None:
    reviewers = [reviewer(1), reviewer(2), reviewer(3)]
    kept = {(1, 1), (2, 1), (2, 2)}
    found = assign([work(1), work(2)], reviewers, 2, kept=kept, declined={(1, 2)})
    assert pairs(found) == [(1, 1), (1, 3), (2, 1), (2, 2)]
