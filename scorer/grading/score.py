"""What graded evidence adds up to: levels, points, bands, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scorer.model import (
    NOTHING,
    Adjustments,
    Band,
    Criterion,
    CriterionResult,
    Evidence,
    Ladder,
    NotApplicable,
    Rubric,
    Standing,
    Text,
    Veto,
    rounded,
)
from scorer.model.review import MergedCriterion


def score_criteria(
    evidence: Iterable[Evidence], not_applicable: frozenset[str], rubric: Rubric
) -> tuple[CriterionResult, ...]:
    """The result for every criterion of the rubric, in its order."""
    by_criterion = _by_criterion(evidence)
    return tuple(
        _not_applicable(criterion, rubric)
        if criterion.id in not_applicable
        else _score(criterion, by_criterion[criterion.id], rubric.ladder)
        for criterion in rubric.criteria
    )


def score_agency(evidence: Iterable[Evidence], lacking: frozenset[str], rubric: Rubric) -> tuple[CriterionResult, ...]:
    """The same for an agency of which reports tell: what they do not tell of is no material, and not judged.

    `lacking`: criteria of which a shortcoming is told.
    """
    by_criterion = _by_criterion(evidence)
    return tuple(
        _score(criterion, by_criterion[criterion.id], rubric.ladder, across=True)
        if criterion.id in by_criterion
        else _no_material(criterion, rubric, only_lacking=criterion.id in lacking)
        for criterion in rubric.criteria
    )


def _by_criterion(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    by_criterion: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_criterion[piece.criterion].append(piece)
    return by_criterion


def points(weight: float, level: float, shares: Sequence[float]) -> float:
    """What a level earns. Between two levels, as a consensus can be, the share lies between theirs."""
    below = int(level)
    above = min(below + 1, len(shares) - 1)
    share = shares[below] + (level - below) * (shares[above] - shares[below])
    return rounded(weight * share)


def within_reach(weight: float, *, applies: bool, policy: NotApplicable) -> float:
    """The points that a criterion can earn in a subject that it applies to or not."""
    return weight if applies or policy is NotApplicable.ZERO else 0.0


def total(results: Iterable[CriterionResult | MergedCriterion]) -> float:
    """Points as a share of those within reach, 0 to 100; 0 where nothing applies."""
    results = list(results)
    reach = sum(result.max for result in results)
    return rounded(100 * sum(result.score for result in results) / reach) if reach else 0.0


def judged_total(results: Iterable[CriterionResult | MergedCriterion], enough: int) -> float | None:
    """The total; None where fewer criteria than enough are judged, which is too little to judge the subject by."""
    results = list(results)
    levels = [one.level if isinstance(one, MergedCriterion) else one.machine_level for one in results]
    return None if sum(level is not None for level in levels) < enough else total(results)


def adjusted(total: float, bonus: float, deduction: float, vetoes: Iterable[Veto], adjustments: Adjustments) -> float:
    """A total, 0 to 100, with what reviewers add to it and take off it, in points before the caps, and with the vetoes
    that apply. 0 and up: bonuses may lift it above 100.
    """
    total += min(bonus, adjustments.bonus_cap) - min(deduction, adjustments.deduction_cap)
    return max(0.0, rounded(min([total, *(veto.at_most for veto in vetoes)])))


def band(total: float, bands: tuple[Band, ...]) -> Band:
    """The highest band that a total reaches. `bands` fall, and the last begins at 0."""
    return next(candidate for candidate in bands if total >= candidate.at_least)


def _score(criterion: Criterion, evidence: list[Evidence], ladder: Ladder, *, across: bool = False) -> CriterionResult:
    """`across`: the evidence may be of several reports, and the reason names the one."""
    ranked = tuple(sorted(evidence, key=lambda piece: (-piece.grade, piece.source, piece.sentence.number)))
    level = ranked[0].grade if ranked else 0
    return CriterionResult(
        criterion=criterion,
        standing=Standing.EVIDENCE if ranked else Standing.NO_EVIDENCE,
        level=level,
        score=points(criterion.weight, level, ladder.shares),
        max=criterion.weight,
        why=_why(ranked, across=across),
        missing=next_rung(level, ladder),
        evidence=ranked,
    )


def _not_applicable(criterion: Criterion, rubric: Rubric) -> CriterionResult:
    wanted_zh, wanted_en = "、".join(criterion.applies_when), ", ".join(criterion.applies_when)
    why = Text(f"不适用：全文没有提到 {wanted_zh}", f"not applicable: the report mentions none of {wanted_en}")
    reach = within_reach(criterion.weight, applies=False, policy=rubric.not_applicable)
    return CriterionResult(criterion, Standing.NOT_APPLICABLE, 0, 0.0, reach, why, NOTHING, ())


def _no_material(criterion: Criterion, rubric: Rubric, *, only_lacking: bool) -> CriterionResult:
    """`only_lacking`: a shortcoming is told of, and no deed."""
    why = Text("各份材料没有讲到该单位这方面的工作", "the reports tell nothing of it about this agency")
    if only_lacking:
        why = Text("各份材料只讲到问题，没有讲到做法", "the reports tell of a shortcoming only, and of no deed")
    reach = within_reach(criterion.weight, applies=False, policy=rubric.not_applicable)
    return CriterionResult(criterion, Standing.NO_MATERIAL, 0, 0.0, reach, why, next_rung(0, rubric.ladder), ())


def _why(ranked: tuple[Evidence, ...], *, across: bool) -> Text:
    if not ranked:
        return Text("没有找到证据", "no evidence found")
    best = ranked[0]
    place = best.place if across else best.sentence.place
    return Text(f"{place.zh}：{best.why.zh}", f"{place.en}: {best.why.en}")


def next_rung(level: int, ladder: Ladder) -> Text:
    """What the next rung asks; without evidence, what a deed asks: nobody is told to declare an aim."""
    if level == len(ladder.rungs):
        return NOTHING
    following = ladder.rungs[max(level, 1)]
    return Text(
        f"写明{following.shows.zh}，可到 {following.grade} 级（{following.name.zh}）",
        f"level {following.grade} ({following.name.en}) takes {following.shows.en}",
    )
