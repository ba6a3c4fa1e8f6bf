"""What graded evidence adds up to: levels, points, bands, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scorer.model import PLACES, Band, Criterion, CriterionResult, Evidence, Ladder, Rubric, Standing, Text

NOTHING = Text("", "")


def score_criteria(
    evidence: Iterable[Evidence], not_applicable: frozenset[str], rubric: Rubric
) -> tuple[CriterionResult, ...]:
    """The result for every criterion of the rubric, in its order."""
    by_criterion: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_criterion[piece.criterion].append(piece)
    return tuple(
        _not_applicable(criterion)
        if criterion.id in not_applicable
        else _score(criterion, by_criterion[criterion.id], rubric.ladder)
        for criterion in rubric.criteria
    )


def total(results: Iterable[CriterionResult]) -> float:
    """Points as a share of those within reach, 0 to 100; 0 where nothing applies."""
    results = list(results)
    within_reach = sum(result.max for result in results)
    return round(100 * sum(result.score for result in results) / within_reach, PLACES) if within_reach else 0.0


def band(points: float, bands: tuple[Band, ...]) -> Band:
    """The highest band that a total reaches. `bands` fall, and the last begins at 0."""
    return next(candidate for candidate in bands if points >= candidate.at_least)


def _score(criterion: Criterion, evidence: list[Evidence], ladder: Ladder) -> CriterionResult:
    ranked = tuple(sorted(evidence, key=lambda piece: (-piece.grade, piece.sentence.number)))
    level = ranked[0].grade if ranked else 0
    return CriterionResult(
        criterion=criterion,
        standing=Standing.EVIDENCE if ranked else Standing.NO_EVIDENCE,
        level=level,
        score=round(criterion.weight * ladder.shares[level], PLACES),
        max=criterion.weight,
        why=_why(ranked),
        missing=_missing(level, ladder),
        evidence=ranked,
    )


def _not_applicable(criterion: Criterion) -> CriterionResult:
    wanted_zh, wanted_en = "、".join(criterion.applies_when), ", ".join(criterion.applies_when)
    why = Text(f"不适用：全文没有提到 {wanted_zh}", f"not applicable: the report mentions none of {wanted_en}")
    return CriterionResult(criterion, Standing.NOT_APPLICABLE, 0, 0.0, 0.0, why, NOTHING, ())


def _why(ranked: tuple[Evidence, ...]) -> Text:
    if not ranked:
        return Text("没有找到证据", "no evidence found")
    best = ranked[0]
    place = best.sentence.paragraph
    return Text(f"第{place}段：{best.why.zh}", f"paragraph {place}: {best.why.en}")


def _missing(level: int, ladder: Ladder) -> Text:
    """What the next rung asks; without evidence, what a deed asks: nobody is told to declare an aim."""
    if level == len(ladder.rungs):
        return NOTHING
    following = ladder.rungs[max(level, 1)]
    return Text(
        f"写明{following.shows.zh}，可到 {following.grade} 级（{following.name.zh}）",
        f"level {following.grade} ({following.name.en}) takes {following.shows.en}",
    )
