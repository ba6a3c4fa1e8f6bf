"""How judgements of several reviewers become one: opinions and entries go in, a level, points or a veto come out."""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING

from scorer.model import PLACES, Adjustment, Consensus, Veto

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model.review import AdjustmentReview, Opinion

ENOUGH_TO_TRIM = 5  # values, of which the highest and the lowest can be left out


def settle(values: Sequence[float], rule: Consensus) -> float:
    """One value for several, at least one; between the lowest and the highest, whatever their order."""
    if rule is Consensus.MEDIAN:
        settled = median(values)
    elif rule is Consensus.TRIMMED_MEAN and len(values) >= ENOUGH_TO_TRIM:
        settled = fmean(sorted(values)[1:-1])
    else:
        settled = fmean(values)
    return round(float(settled), PLACES)


def consensus_level(opinions: Iterable[Opinion], machine: int | None, rule: Consensus) -> float | None:
    """The level that those who judged come to, the machine's where nobody did. None: not applicable."""
    judged = [opinion for opinion in opinions if opinion.judged]
    levels = [opinion.level for opinion in judged if opinion.level is not None]
    if not judged:
        return None if machine is None else float(machine)
    return settle(levels, rule) if 2 * len(levels) >= len(judged) else None


def finding(item: Adjustment | Veto, entry: AdjustmentReview | None) -> float | None:
    """The points that count of a bonus or deduction, up to its limit; of a veto 1 where it applies, else 0. None where
    nothing was found.
    """
    found = entry.found(item) if entry else None
    if found is None or isinstance(item, Veto):
        return found
    return min(max(0.0, found), item.most)


def consensus_finding(item: Adjustment | Veto, findings: Sequence[float], rule: Consensus) -> float:
    """What the findings of those who judged the subject come to: points; of a veto 1 where more than half apply it."""
    if not findings:
        return 0.0
    if isinstance(item, Adjustment):
        return settle(findings, rule)
    return float(2 * sum(findings) > len(findings))
