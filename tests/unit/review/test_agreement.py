from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Band, CriterionResult, Cues, Dimension, Scorecard, Standing, Text
from scorer.model.review import Agreement, Figure, MergedCard, MergedCriterion, Opinion
from scorer.review.agreement import MIN_UNITS, Metric, agreements, alpha, percent, weighted_kappa
from tests.unit.small_rubric import criterion, report, rubric, text

# Krippendorff's example of four observers and twelve units ("Computing Krippendorff's Alpha-Reliability", 2011, part C)
OBSERVERS: tuple[tuple[int | None, ...], ...] = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = tuple(zip(*OBSERVERS, strict=True))

ratings = st.one_of(st.none(), st.integers(0, 4))
rounds = st.lists(st.lists(ratings, max_size=5), max_size=12)
pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


# --- the figures themselves ------------------------------------------------------------------------


def kappa(judged: Sequence[tuple[float, float]]) -> float | None:
    """Of these pairs, each of which occurs once."""
    return weighted_kappa(judged)([1] * len(judged))


@pytest.mark.parametrize(
    ("metric", "published"), [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)]
)
def test_alpha_is_as_published_for_four_observers_and_twelve_units(metric: Metric, published: float) -> None:
    value = alpha(UNITS, metric)
    assert value is not None
    assert round(value, 3) == published


def test_nominal_alpha_is_as_published_for_two_observers() -> None:
    """Parts A (two values) and B (five values) of the same paper."""
    two_values = list(zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True))
    five_values = list(zip((1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1), (2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4), strict=True))
    assert alpha(two_values, Metric.NOMINAL) == pytest.approx(0.095, abs=0.0005)
    assert percent(two_values) == 0.6
    assert alpha(five_values, Metric.NOMINAL) == pytest.approx(0.692, abs=0.0005)


def test_alpha_is_as_published_where_most_ratings_are_missing() -> None:
    """The worked example of three coders and fifteen units in Wikipedia's article on the coefficient."""
    coders = ("*****34121133*3", "1*213343*******", "**21344*21133*4")
    units = [[None if mark == "*" else int(mark) for mark in unit] for unit in zip(*coders, strict=True)]
    assert alpha(units, Metric.NOMINAL) == pytest.approx(0.691, abs=0.0005)
    assert alpha(units, Metric.INTERVAL) == pytest.approx(0.811, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [  # the tests of the ASAP essay-scoring contest's own metric, and those that SKLL added to them
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([1, 2, 1], [1, 2, 2], 0.4),
        ([1, 2, 3, 1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 2], 0.75),
        ([1, 2, 3, 3, 2, 1], [1, 1, 1, 2, 2, 2], 0.0),
        ([-1, 0, 1, 2], [-1, 0, 0, 2], 0.9),
        ([1, 1, 2, 2], [3, 3, 4, 4], 1 / 9),
        ([1, 1, 3, 3], [2, 2, 4, 4], 2 / 3),
        ([1, 1, 4, 4], [2, 2, 3, 3], 0.6),
        ([1, 2, 4], [1, 2, 2], 0.4),
    ],
)
def test_weighted_kappa_is_as_published(one: list[int], other: list[int], published: float) -> None:
    assert kappa(list(zip(one, other, strict=True))) == pytest.approx(published)
    assert kappa(list(zip(other, one, strict=True))) == pytest.approx(published)


@given(rounds, st.sampled_from(Metric))
def test_alpha_equals_its_definition_from_pairs_of_ratings(units: list[list[int | None]], metric: Metric) -> None:
    assert alpha(units, metric) == pytest.approx(slow_alpha(units, metric))


@given(pairs)
def test_weighted_kappa_equals_its_table_form(judged: list[tuple[int, int]]) -> None:
    assert kappa(judged) == pytest.approx(kappa_from_a_table(judged))


def test_weighted_kappa_takes_levels_between_two_levels() -> None:
    """Halves are the same as a scale twice as fine."""
    halves = [(2, 2.5), (1, 1.0), (4, 3.5), (0, 0.5), (3, 3.0)]
    doubled = [(round(2 * one), round(2 * other)) for one, other in halves]
    assert kappa(halves) == pytest.approx(kappa(doubled))


@given(rounds, st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_raters_changes_nothing(units: list[list[int | None]], chance: random.Random) -> None:
    shuffled = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    assert [alpha(shuffled, metric) for metric in Metric] == [alpha(units, metric) for metric in Metric]
    assert percent(shuffled) == percent(units)


def test_a_missing_rating_is_no_category_and_a_lone_rating_no_unit() -> None:
    with_gaps = [(1, None, 1), (2, 2, None), (None, 3, 2), (4, None, None), (None, None, None)]
    without = [(1, 1), (2, 2), (3, 2)]
    assert [alpha(with_gaps, metric) for metric in Metric] == [alpha(without, metric) for metric in Metric]
    assert percent(with_gaps) == percent(without) == 2 / 3


@pytest.mark.parametrize("units", [[(0, 0), (4, 4), (2, 2)], [(3, 3), (3, 3)], [(0, 0)]])
def test_agreement_throughout_is_one_even_on_a_single_level(units: list[tuple[int, int]]) -> None:
    assert [alpha(units, metric) for metric in Metric] == [1, 1, 1]
    assert percent(units) == 1
    assert kappa(units) == 1


def test_two_raters_of_one_level_each_do_no_better_than_chance() -> None:
    assert kappa([(1, 2)] * 12) == 0


def test_nothing_comes_of_nothing() -> None:
    assert [alpha([(1,), (None, 2)], metric) for metric in Metric] == [None, None, None]
    assert percent([(1,), ()]) is None
    assert kappa([]) is None


# --- the rows --------------------------------------------------------------------------------------

RUBRIC = rubric(
    dimensions=(
        Dimension("X", text("学习"), 50, (criterion("S", Cues()),)),
        Dimension("Y", text("服务"), 50, (criterion("V", Cues()),)),
    )
)
CRITERIA = {entry.id: entry for entry in RUBRIC.criteria}
NA = Opinion(not_applicable=True)


def merged(
    id_: str, levels: Sequence[int | Opinion | None], machine: int | None = 0, consensus: float | None = 0
) -> MergedCriterion:
    """A criterion with these opinions; a machine's level of None is "not applicable"."""
    standing = Standing.EVIDENCE if machine is not None else Standing.NOT_APPLICABLE
    result = CriterionResult(CRITERIA[id_], standing, machine or 0, 0, 50, text(""), text(""), ())
    opinions = tuple(level if isinstance(level, Opinion) else Opinion(level) for level in levels)
    return MergedCriterion(result, opinions, consensus, None, consensus, 0, 50)


def cards(criteria: Sequence[MergedCriterion]) -> tuple[MergedCard, ...]:
    """A card for each criterion: rows are made of criteria, wherever they stand."""
    band = Band(text("达标"), 0)
    card = Scorecard("r", (report("句。"),), None, (), (), 0, band)
    return tuple(MergedCard(card, (entry,), (), (), 0, band) for entry in criteria)


def about(rows: Sequence[Agreement]) -> list[str]:
    return [row.about.zh for row in rows]


def perfect(units: int, judgements: int) -> Figure:
    return Figure(1, 1, 1, units, judgements)


def withheld(units: int, judgements: int, zh: str, en: str) -> Figure:
    return Figure(None, None, None, units, judgements, Text(zh, en))


def test_rows_are_overall_dimensions_pairs_and_machine_in_this_order() -> None:
    rows = agreements(cards([merged("S", (1, 2, 3))]), RUBRIC, ("甲", "乙", "丙"))
    assert about(rows) == ["全部", "学习", "服务", "甲 — 乙", "甲 — 丙", "乙 — 丙", "机器与共识"]
    shown = [[figure is not None for figure in (row.alpha, row.percent, row.kappa)] for row in rows]
    assert shown == [[True, True, False]] * 3 + [[True, True, True]] * 3 + [[False, True, True]]


def test_every_row_counts_its_own_units_and_judgements() -> None:
    """Twelve criteria judged by all three, eleven of V by the first two only."""
    everybody = [merged("S", (level % 5,) * 3, level % 5, level % 5) for level in range(12)]
    two = [merged("V", (level % 5, level % 5, None), level % 5, level % 5) for level in range(11)]
    rows = agreements(cards(everybody + two), RUBRIC, ("甲", "乙", "丙"))
    assert [(row.alpha, row.percent, row.kappa) for row in rows] == [
        (perfect(23, 58), perfect(23, 58), None),
        (perfect(12, 36), perfect(12, 36), None),
        (perfect(11, 22), perfect(11, 22), None),
        (perfect(23, 46), perfect(23, 46), perfect(23, 46)),
        (perfect(12, 24), perfect(12, 24), perfect(12, 24)),
        (perfect(12, 24), perfect(12, 24), perfect(12, 24)),
        (None, perfect(23, 46), perfect(23, 46)),
    ]


def test_not_applicable_is_no_level_whoever_says_it() -> None:
    agreed = [merged("S", (level % 5,) * 2, level % 5, level % 5) for level in range(10)]
    one_reviewer = merged("S", (NA, 4), 4, 4)
    both_reviewers = merged("S", (NA, NA), 1, None)
    the_machine = merged("S", (1, 1), None, 1)
    nobody_judged = merged("S", (None, None))
    odd = [one_reviewer, both_reviewers, the_machine, nobody_judged]
    overall, _, _, pair, machine = agreements(cards(agreed + odd), RUBRIC, ("甲", "乙"))
    assert overall.percent == pair.percent == perfect(11, 22)  # the ten, and the machine's
    assert machine.percent == machine.kappa == perfect(11, 22)  # the ten, and the one reviewer's


def test_a_consensus_between_two_levels_is_near_the_machine_but_not_equal() -> None:
    criteria = [merged("S", (level, level + 1), level, level + 0.5) for level in (0, 1, 2, 3)] * 3
    machine = agreements(cards(criteria), RUBRIC, ("甲", "乙"))[-1]
    assert machine.percent == Figure(0, 0, 0, 12, 24)
    assert machine.kappa is not None
    assert machine.kappa.value == 0.9091  # 1 - 0.25 / 2.75


def test_too_little_is_withheld_and_told() -> None:
    few = [merged("S", (2, 2), 2, 2) for _ in range(MIN_UNITS - 1)]
    rows = agreements(cards(few), RUBRIC, ("甲", "乙"))
    among_all = (
        "有两人以上评了等次的共 {} 项次，满 10 项次才计算",
        "criteria that two or more reviewers gave a level: {}",
    )
    nine = withheld(9, 18, among_all[0].format(9), among_all[1].format(9) + "; it takes 10")
    none = withheld(0, 0, among_all[0].format(0), among_all[1].format(0) + "; it takes 10")
    pair = withheld(
        9,
        18,
        "两人都评了等次的共 9 项次，满 10 项次才计算",
        "criteria that both reviewers gave a level: 9; it takes 10",
    )
    machine = withheld(
        9,
        18,
        "有人复核、机器与共识又都有等次的共 9 项次，满 10 项次才计算",
        "reviewed criteria with a level of both the machine and the consensus: 9; it takes 10",
    )
    assert [(row.alpha, row.percent, row.kappa) for row in rows] == [
        (nine, nine, None),
        (nine, nine, None),
        (none, none, None),
        (pair, pair, pair),
        (None, machine, machine),
    ]


def test_a_lone_reviewer_agrees_with_nobody_but_can_be_compared_with_the_machine() -> None:
    rows = agreements(cards([merged("S", (n % 5,), n % 5, n % 5) for n in range(10)]), RUBRIC, ("甲",))
    lonely = withheld(0, 0, "复核人共 1 位，两位以上才能计算", "reviewers: 1; it takes two or more")
    assert about(rows) == ["全部", "学习", "服务", "机器与共识"]
    assert [(row.alpha, row.percent) for row in rows[:3]] == [(lonely, lonely)] * 3
    assert rows[3].kappa == perfect(10, 20)


def test_nobody_reviewed_and_nothing_scored_still_give_their_rows() -> None:
    rows = agreements((), RUBRIC, ())
    assert about(rows) == ["全部", "学习", "服务", "机器与共识"]
    assert all(figure.value is None and figure.withheld.zh for row in rows for figure in (row.percent,) if figure)


# --- intervals -------------------------------------------------------------------------------------


def judged(units: int, seed: int) -> list[MergedCriterion]:
    """Three reviewers of whom each is off by one now and then, or leaves a gap; the consensus is their mean."""
    chance = random.Random(seed)  # noqa: S311
    criteria = []
    for _ in range(units):
        true = chance.randrange(5)
        levels = [min(4, max(0, true + chance.choice((-1, 0, 0, 1)))) for _ in range(3)]
        opinions = [level if chance.random() < 0.9 else None for level in levels]
        criteria.append(merged(chance.choice("SV"), opinions, true, sum(levels) / 3))
    return criteria


def figures(rows: Sequence[Agreement]) -> list[Figure]:
    return [figure for row in rows for figure in (row.alpha, row.percent, row.kappa) if figure is not None]


def test_the_interval_holds_the_value_and_comes_out_the_same_whatever_the_order() -> None:
    criteria = judged(60, 1)
    rows = agreements(cards(criteria), RUBRIC, ("甲", "乙", "丙"))
    shuffled = random.Random(2).sample(criteria, len(criteria))  # noqa: S311
    assert agreements(cards(shuffled), RUBRIC, ("甲", "乙", "丙")) == rows
    for figure in figures(rows):
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high <= 1


def test_the_order_of_reviewers_changes_no_figure_over_all() -> None:
    criteria = judged(40, 3)
    turned = [merged(c.result.criterion.id, c.opinions[::-1], c.result.level, c.consensus) for c in criteria]
    forth = agreements(cards(criteria), RUBRIC, ("甲", "乙", "丙"))
    back = agreements(cards(turned), RUBRIC, ("丙", "乙", "甲"))
    assert back[:3] == forth[:3]
    assert back[-1] == forth[-1]


def test_an_interval_narrows_with_the_number_of_units() -> None:
    def width(units: int) -> float:
        figure = agreements(cards(judged(units, 4)), RUBRIC, ("甲", "乙", "丙"))[0].alpha
        assert figure is not None
        return (figure.high or 0) - (figure.low or 0)

    assert width(30) > width(120) > width(1500)


def test_the_interval_is_near_that_of_drawing_units_with_replacement() -> None:
    units = [tuple(opinion.level for opinion in entry.opinions) for entry in judged(50, 5)]
    criteria = [merged("S", levels) for levels in units]
    figure = agreements(cards(criteria), RUBRIC, ("甲", "乙", "丙"))[0].alpha
    chance = random.Random(6)  # noqa: S311
    drawn = sorted(alpha(chance.choices(units, k=len(units)), Metric.ORDINAL) or 0 for _ in range(1000))
    assert figure is not None
    assert figure.low == pytest.approx(drawn[25], abs=0.03)
    assert figure.high == pytest.approx(drawn[-26], abs=0.03)


def test_an_interval_is_the_same_on_every_machine_however_many_units_are_alike() -> None:
    """The thousand that are alike are more than a float's smallest chance allows for. (Percent: ± 1.96 × 0.0087.)"""
    criteria = [merged("S", (4, 4)) for _ in range(1000)] + [merged("S", (0, 1)) for _ in range(100)]
    overall = agreements(cards(criteria), RUBRIC, ("甲", "乙"))[0]
    assert overall.alpha == Figure(0.9955, 0.9935, 0.9971, 1100, 2200)
    assert overall.percent == Figure(0.9091, 0.8922, 0.9265, 1100, 2200)


# --- the same the slow way -------------------------------------------------------------------------


def slow_alpha(units: Sequence[Sequence[int | None]], metric: Metric) -> float | None:
    """1 - mean disagreement within units / mean disagreement of any two ratings, each over ordered pairs."""
    rated = [[rating for rating in unit if rating is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    everything = [rating for unit in rated for rating in unit]
    if not everything:
        return None

    def apart(one: int, other: int) -> float:
        if metric is Metric.NOMINAL:
            return float(one != other)
        if metric is Metric.INTERVAL:
            return (one - other) ** 2
        low, high = min(one, other), max(one, other)
        between = sum(low <= rating <= high for rating in everything)
        return (between - (everything.count(one) + everything.count(other)) / 2) ** 2

    observed = sum(apart(*pair) / (len(unit) - 1) for unit in rated for pair in permutations(unit, 2))
    expected = sum(apart(*pair) for pair in permutations(everything, 2)) / (len(everything) - 1)
    return 1 - observed / expected if expected else 1.0


def kappa_from_a_table(judged: Sequence[tuple[int, int]]) -> float:
    """Cohen's: weights over a table of observed shares and one of the shares that the margins would give."""
    cells = Counter(judged)
    rows, columns = Counter(one for one, _ in judged), Counter(other for _, other in judged)
    observed = expected = 0.0
    for one, other in product(range(5), repeat=2):
        weight = (one - other) ** 2 / 16
        observed += weight * cells[one, other] / len(judged)
        expected += weight * rows[one] * columns[other] / len(judged) ** 2
    return 1 - observed / expected if expected else 1.0
