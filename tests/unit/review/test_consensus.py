from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Adjustment, Consensus, Veto
from scorer.model.review import AdjustmentReview, Opinion
from scorer.review.consensus import consensus_finding, consensus_level, finding, settle
from tests.unit.small_rubric import text

NA = Opinion(not_applicable=True)
SILENT = Opinion(comment="再看")
BONUS = Adjustment("J1", text("加"), 3.0)
VETO = Veto("Y1", text("否"), 59.0)

rules = st.sampled_from(Consensus)
levels = st.lists(st.integers(0, 4), min_size=1, max_size=9)
judgements = st.lists(
    st.one_of(st.integers(0, 4).map(lambda level: Opinion(level, entered=True)), st.sampled_from((NA, SILENT))),
    max_size=9,
)


@pytest.mark.parametrize(
    ("values", "median", "mean", "trimmed"),
    [
        ((3,), 3.0, 3.0, 3.0),
        ((1, 4), 2.5, 2.5, 2.5),
        ((0, 1, 4), 1.0, 1.6667, 1.6667),
        ((0, 3, 3, 4), 3.0, 2.5, 2.5),  # four: nothing is left out
        ((0, 3, 3, 4, 4), 3.0, 2.8, 3.3333),  # five: without one 0 and one 4
        ((4, 4, 4, 0, 4, 4), 4.0, 3.3333, 4.0),
    ],
)
def test_each_rule_on_one_to_six_levels(values: Sequence[int], median: float, mean: float, trimmed: float) -> None:
    assert [settle(values, rule) for rule in Consensus] == [median, mean, trimmed]


@given(levels, rules, st.randoms(use_true_random=False))
def test_a_consensus_lies_between_lowest_and_highest_in_whatever_order(
    values: list[int], rule: Consensus, chance: random.Random
) -> None:
    settled = settle(values, rule)
    assert min(values) <= settled <= max(values)
    assert settle(chance.sample(values, len(values)), rule) == settled


@given(st.integers(0, 4), st.integers(1, 9), rules)
def test_the_consensus_of_equal_levels_is_that_level(level: int, times: int, rule: Consensus) -> None:
    assert settle([level] * times, rule) == level


@given(judgements, st.one_of(st.none(), st.integers(0, 4)), rules)
def test_who_does_not_judge_counts_for_nothing(opinions: list[Opinion], machine: int | None, rule: Consensus) -> None:
    judged = [opinion for opinion in opinions if opinion.judged]
    assert consensus_level(opinions, machine, rule) == consensus_level(judged, machine, rule)


def test_the_machine_stands_where_nobody_judged_and_only_there() -> None:
    assert consensus_level([], 2, Consensus.MEDIAN) == 2.0
    assert consensus_level([SILENT], None, Consensus.MEDIAN) is None
    assert consensus_level([Opinion(1), SILENT], 4, Consensus.MEDIAN) == 1.0
    assert consensus_level([Opinion(1)], None, Consensus.MEDIAN) == 1.0


def test_not_applicable_takes_more_than_half() -> None:
    assert consensus_level([NA, Opinion(3)], 1, Consensus.MEDIAN) == 3.0
    assert consensus_level([NA, NA, Opinion(3)], 1, Consensus.MEDIAN) is None
    assert consensus_level([NA, NA, Opinion(3), Opinion(2), SILENT], 1, Consensus.MEDIAN) == 2.5
    assert consensus_level([NA], 1, Consensus.MEAN) is None


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        (None, None),
        (AdjustmentReview("J1", reason="想想"), None),
        (AdjustmentReview("J1", reason="（认定：若干）", unclear=True), None),
        (AdjustmentReview("J1", 0.0), 0.0),
        (AdjustmentReview("J1", 2.5), 2.5),
        (AdjustmentReview("J1", 7.0), 3.0),
        (AdjustmentReview("J1", -1.0), 0.0),
        (AdjustmentReview("J1", applies=True), None),
    ],
)
def test_a_bonus_counts_up_to_its_limit(entry: AdjustmentReview | None, counts: float | None) -> None:
    assert finding(BONUS, entry) == counts


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        (None, None),
        (AdjustmentReview("Y1", applies=True), 1.0),
        (AdjustmentReview("Y1", applies=False), 0.0),
        (AdjustmentReview("Y1", 2.0), None),
    ],
)
def test_a_veto_applies_or_not(entry: AdjustmentReview | None, counts: float | None) -> None:
    assert finding(VETO, entry) == counts


def test_findings_come_together_by_the_rule_and_a_veto_by_more_than_half() -> None:
    assert consensus_finding(BONUS, [3.0, 0.0, 1.0], Consensus.MEDIAN) == 1.0
    assert consensus_finding(BONUS, [3.0, 0.0, 1.0], Consensus.MEAN) == 1.3333
    assert [consensus_finding(VETO, yes, Consensus.MEDIAN) for yes in ([1, 0], [1, 1, 0], [1], [0, 0])] == [0, 1, 1, 0]
    assert consensus_finding(BONUS, [], Consensus.MEAN) == consensus_finding(VETO, [], Consensus.MEAN) == 0.0
