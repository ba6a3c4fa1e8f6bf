"""How far judgements agree: merged scorecards go in, figures with intervals and counts come out.

A unit is one criterion of one subject; its ratings are the levels that it was given. No rating is no category: it is
left out, and so is a unit with fewer than two ratings, which says nothing about agreement. "Not applicable" is not a
level and counts as no rating.

Where all ratings are one and the same level, chance alone would explain it and alpha and kappa are 0/0. They are 1
here: everybody agreed throughout, and no reader of a table would understand a blank or a 0 beside 100%.

Figures do not depend on the order of units. Sums are whole numbers as far as levels are, so that rounding cannot tell
machines apart.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal, localcontext
from enum import StrEnum
from itertools import accumulate, combinations
from math import comb, lcm
from operator import mul
from typing import TYPE_CHECKING

from scorer.model import PLACES, Text
from scorer.model.review import Agreement, Figure

if TYPE_CHECKING:
    from scorer.model import Rubric
    from scorer.model.review import MergedCard, MergedCriterion

MIN_UNITS = 10  # below this an interval is too wide to tell agreement from chance, and the figure is withheld
RESAMPLES = 1000
TAIL = 0.025  # of the resamples, on either side of the interval

OVERALL = Text("全部", "overall")
MACHINE = Text("机器与共识", "machine and consensus")

TOO_FEW_REVIEWERS = Text("复核人共 {n} 位，两位以上才能计算", "reviewers: {n}; it takes two or more")
TOO_FEW_SHARED = Text(
    "有两人以上评了等次的共 {n} 项次，满 {least} 项次才计算",
    "criteria that two or more reviewers gave a level: {n}; it takes {least}",
)
TOO_FEW_OF_PAIR = Text(
    "两人都评了等次的共 {n} 项次，满 {least} 项次才计算",
    "criteria that both reviewers gave a level: {n}; it takes {least}",
)
TOO_FEW_OF_MACHINE = Text(
    "有人复核、机器与共识又都有等次的共 {n} 项次，满 {least} 项次才计算",
    "reviewed criteria with a level of both the machine and the consensus: {n}; it takes {least}",
)


class Metric(StrEnum):
    """What the distance between two levels is."""

    NOMINAL = "nominal"  # 1 between any two
    ORDINAL = "ordinal"  # how many ratings lie between them, so that only their order counts
    INTERVAL = "interval"  # their difference


Ratings = tuple[float, ...]  # of one unit, two or more
Statistic = Callable[[Sequence[int]], float | None]  # from how often each kind of unit occurs
Measure = Callable[[Sequence[Ratings]], Statistic]  # made ready for these kinds of units


def agreements(cards: Sequence[MergedCard], rubric: Rubric, reviewers: Sequence[str]) -> tuple[Agreement, ...]:
    """Over all, for each dimension, for each two reviewers, and of machine and consensus, in this order.

    `reviewers` are the names in the order of every criterion's opinions. Opinions that a criterion is not applicable
    are left out. Machine and consensus are compared where both have a level and at least one reviewer judged.
    """
    criteria = [criterion for card in cards for criterion in card.criteria]
    rows = [_among_all(OVERALL, criteria, reviewers)]
    for dimension in rubric.dimensions:
        ids = {criterion.id for criterion in dimension.criteria}
        of_dimension = [criterion for criterion in criteria if criterion.result.criterion.id in ids]
        rows.append(_among_all(dimension.title, of_dimension, reviewers))
    for first, second in combinations(range(len(reviewers)), 2):
        rows.append(_between(first, second, criteria, reviewers))
    rows.append(_of_machine(criteria))
    return tuple(rows)


def alpha(units: Sequence[Sequence[float | None]], metric: Metric) -> float | None:
    """Krippendorff's alpha: 1 agreement throughout, 0 no better than chance. None without a unit of two ratings."""
    kinds, counts = _kinds(_rated(units))
    return _alpha(kinds, metric)(counts)


def percent(units: Sequence[Sequence[float | None]]) -> float | None:
    """The share, 0 to 1, of pairs of ratings of a unit that are equal. None without a pair."""
    kinds, counts = _kinds(_rated(units))
    return _percent(kinds)(counts)


# --- rows ------------------------------------------------------------------------------------------


def _among_all(about: Text, criteria: Sequence[MergedCriterion], reviewers: Sequence[str]) -> Agreement:
    units = _rated([[opinion.level for opinion in criterion.opinions] for criterion in criteria])
    reason = TOO_FEW_REVIEWERS if len(reviewers) < 2 else TOO_FEW_SHARED
    n = len(reviewers) if len(reviewers) < 2 else len(units)
    by_level = [tuple(sorted(unit)) for unit in units]  # who gave which level does not matter here
    ordinal, equal = _figures(by_level, (_ordinal_alpha, _percent), _fill(reason, n))
    return Agreement(about, ordinal, equal, None)


def _between(first: int, second: int, criteria: Sequence[MergedCriterion], reviewers: Sequence[str]) -> Agreement:
    units = _rated([[criterion.opinions[who].level for who in (first, second)] for criterion in criteria])
    measures = (_ordinal_alpha, _percent, weighted_kappa)
    ordinal, equal, weighted = _figures(units, measures, _fill(TOO_FEW_OF_PAIR, len(units)))
    names = f"{reviewers[first]} — {reviewers[second]}"
    return Agreement(Text(names, names), ordinal, equal, weighted)


def _of_machine(criteria: Sequence[MergedCriterion]) -> Agreement:
    units = _rated(
        [
            (criterion.result.level, criterion.consensus)
            for criterion in criteria
            if criterion.result.machine_level is not None and any(opinion.judged for opinion in criterion.opinions)
        ]
    )
    equal, weighted = _figures(units, (_percent, weighted_kappa), _fill(TOO_FEW_OF_MACHINE, len(units)))
    return Agreement(MACHINE, None, equal, weighted)


def _fill(reason: Text, n: int) -> Text:
    return Text(reason.zh.format(n=n, least=MIN_UNITS), reason.en.format(n=n, least=MIN_UNITS))


# --- figures ---------------------------------------------------------------------------------------


def _figures(units: Sequence[Ratings], measures: Sequence[Measure], too_few: Text) -> list[Figure]:
    """A figure for each measure, all with the same resamples; withheld for `too_few` below MIN_UNITS."""
    judgements = sum(len(unit) for unit in units)
    if len(units) < MIN_UNITS:
        return [Figure(None, None, None, len(units), judgements, too_few) for _ in measures]
    kinds, counts = _kinds(units)
    resamples = _resample(counts)
    figures = []
    for measure in measures:
        statistic = measure(kinds)
        resampled = sorted(value for resample in resamples if (value := statistic(resample)) is not None)
        cut = int(TAIL * len(resampled))
        low, high = resampled[cut], resampled[-1 - cut]
        figures.append(Figure(_round(statistic(counts)), _round(low), _round(high), len(units), judgements))
    return figures


def _resample(counts: Sequence[int]) -> list[list[int]]:
    """How often each kind of unit occurs in each resample; always the same for the same counts.

    The Poisson bootstrap: every unit is drawn 0, 1, 2, … times, once on average. A kind of `n` units is then drawn a
    Poisson number of times with mean `n`, in one step: large rounds take no longer than small ones.
    """
    draw = random.Random(0).random  # noqa: S311 - a statistic, not a secret; the one method that never changes
    chances = [_poisson(count) for count in counts]
    return [[bisect(chance, draw()) for chance in chances] for _ in range(RESAMPLES)]


def _poisson(mean: int) -> list[float]:
    """The chances of at most 0, 1, 2, … draws, up to 1. In decimals: floats differ by machine and end at mean 745."""
    chances = []
    with localcontext(Context(prec=28)):
        chance = Decimal(-mean).exp()
        total = chance
        while float(total) < 1:
            chances.append(float(total))
            chance = chance * mean / len(chances)
            total += chance
    return [*chances, 1.0]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES) + 0.0  # + 0.0 turns -0.0 into 0.0


# --- statistics ------------------------------------------------------------------------------------


def _rated(units: Sequence[Sequence[float | None]]) -> list[Ratings]:
    """Units with two or more ratings, without what is missing."""
    rated = [tuple(rating for rating in unit if rating is not None) for unit in units]
    return [unit for unit in rated if len(unit) >= 2]


def _kinds(units: Sequence[Ratings]) -> tuple[list[Ratings], list[int]]:
    """The different units in order, and how often each occurs."""
    counts = Counter(units)
    kinds = sorted(counts)
    return kinds, [counts[kind] for kind in kinds]


def _ordinal_alpha(kinds: Sequence[Ratings]) -> Statistic:
    return _alpha(kinds, Metric.ORDINAL)


def _alpha(kinds: Sequence[Ratings], metric: Metric) -> Statistic:
    """1 - observed / expected disagreement, from coincidences of levels that are summed over kinds of units."""
    levels = sorted({rating for kind in kinds for rating in kind})
    ratings = [[kind.count(level) for kind in kinds] for level in levels]
    # A unit of m ratings counts m times: each of its pairs 1 / (m - 1). The scale makes that a whole number.
    scale = lcm(*(len(kind) - 1 for kind in kinds))
    shares = [scale // (len(kind) - 1) for kind in kinds]
    pairs = list(combinations(range(len(levels)), 2))
    coincidences = [
        [share * low * high for share, low, high in zip(shares, ratings[c], ratings[k], strict=True)] for c, k in pairs
    ]

    def statistic(counts: Sequence[int]) -> float | None:
        sizes = [_dot(counts, column) for column in ratings]
        everything = sum(sizes)
        if not everything:
            return None
        observed: float = 0  # both stay whole where the positions are
        expected: float = 0
        positions = _positions(levels, sizes, metric)
        for (c, k), column in zip(pairs, coincidences, strict=True):
            apart = 1 if metric is Metric.NOMINAL else (positions[k] - positions[c]) ** 2
            observed += apart * _dot(counts, column)
            expected += apart * sizes[c] * sizes[k]
        return 1 - (everything - 1) * observed / (scale * expected) if expected else 1.0

    return statistic


def _positions(levels: Sequence[float], sizes: Sequence[float], metric: Metric) -> Sequence[float]:
    """Where levels lie on the metric's scale. Ordinal: twice the mean rank of their ratings, a whole number."""
    if metric is not Metric.ORDINAL:
        return levels
    return [2 * upto - size for upto, size in zip(accumulate(sizes), sizes, strict=True)]


def _percent(kinds: Sequence[Ratings]) -> Statistic:
    equal = [sum(comb(same, 2) for same in Counter(kind).values()) for kind in kinds]
    pairs = [comb(len(kind), 2) for kind in kinds]

    def statistic(counts: Sequence[int]) -> float | None:
        of = _dot(counts, pairs)
        return _dot(counts, equal) / of if of else None

    return statistic


def weighted_kappa(kinds: Sequence[Ratings]) -> Statistic:
    """Cohen's kappa of two ratings each, with quadratic weights: 1 - mean squared difference / the same over all cross
    pairs. That is its table form, for any values: halves and thirds of a level too.
    """
    ones, others = [kind[0] for kind in kinds], [kind[1] for kind in kinds]
    squares = [one**2 + other**2 for one, other in kinds]
    differences = [(one - other) ** 2 for one, other in kinds]

    def statistic(counts: Sequence[int]) -> float | None:
        units = sum(counts)
        if not units:
            return None
        observed = units * _dot(counts, differences)
        expected = units * _dot(counts, squares) - 2 * _dot(counts, ones) * _dot(counts, others)
        return 1 - observed / expected if expected else 1.0

    return statistic


def _dot(counts: Sequence[int], column: Sequence[float]) -> float:
    """The sum of the products; whole where the column is."""
    products: Iterator[float] = map(mul, counts, column)
    return sum(products)
