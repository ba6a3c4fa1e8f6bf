"""A review round: what was issued and what came back go in, machine, reviewers and consensus side by side come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

from scorer.grading.score import adjusted, band, judged_total, points, within_reach
from scorer.model import PLACES, Adjustment, NotApplicable, Veto
from scorer.model.review import (
    Divided,
    Merged,
    MergedAdjustment,
    MergedCard,
    MergedCriterion,
    MergedEvidence,
    Review,
    SubjectReview,
)
from scorer.review.agreement import agreements
from scorer.review.consensus import consensus_finding, consensus_level, finding
from scorer.review.opinions import opinions

if TYPE_CHECKING:
    from scorer.model import CriterionResult, Results, Rubric, Scorecard
    from scorer.model.review import AdjustmentReview, LevelReview, Opinion

FARTHEST = 4.0  # apart are the lowest and the highest level, "not applicable" and any level, yes and no
Row = TypeVar("Row")


def merge(results: Results, reviews: Iterable[Review], decisions: Review | None) -> Merged:
    """What the reviews, each of another reviewer, and the decisions make of the results.

    Entries for what the results do not have are left out, and so is a review that has no others.
    """
    order = {card.id: card for card in results.scorecards}
    known = [_known(review, order, results.rubric) for review in reviews]
    judges = tuple(sorted((review for review in known if review.subjects), key=lambda review: review.reviewer))
    settled = _known(decisions, order, results.rubric) if decisions else None
    entered = [_by_subject(review) for review in judges]
    decided = _by_subject(settled) if settled else {}
    cards = tuple(
        _card(card, [subjects.get(card.id) for subjects in entered], decided.get(card.id), results)
        for card in results.scorecards
    )
    return Merged(
        results=results,
        reviews=judges,
        decisions=settled if decided else None,
        cards=cards,
        agreement=agreements(cards, results.rubric, [review.reviewer for review in judges]),
    )


def divided(merged: Merged) -> tuple[Divided, ...]:
    """Where those who judged differ: the most divided first, then in the order of subjects and of their criteria."""
    found = [point for card in merged.cards for point in (*_divided_criteria(card), *_divided_findings(card))]
    return tuple(sorted((point for point in found if point.spread), key=lambda point: -point.spread))


# --- reviews in order --------------------------------------------------------------------------


def _by_subject(review: Review) -> dict[str, SubjectReview]:
    return {subject.subject: subject for subject in review.subjects}


def _known(review: Review, cards: Mapping[str, Scorecard], rubric: Rubric) -> Review:
    """A review without entries for what is not there, in the order of subjects, criteria and evidence."""
    subjects = [
        _known_entries(subject, cards[subject.subject], rubric)
        for subject in sorted(review.subjects, key=lambda one: one.subject)
        if subject.subject in cards
    ]
    return replace(review, subjects=tuple(one for one in subjects if one.levels or one.evidence or one.adjustments))


def _known_entries(review: SubjectReview, card: Scorecard, rubric: Rubric) -> SubjectReview:
    levels = {one.criterion: one for one in review.levels}
    evidence = {one.evidence: one for one in review.evidence}
    adjustments = {one.item: one for one in review.adjustments}
    return SubjectReview(
        review.subject,
        _those_of([result.criterion.id for result in card.criteria], levels),
        _those_of([piece.id for result in card.criteria for piece in result.evidence], evidence),
        _those_of([item.id for item in rubric.adjustments.items], adjustments),
    )


def _those_of(ids: Iterable[str], rows: Mapping[str, Row]) -> tuple[Row, ...]:
    return tuple(rows[id_] for id_ in ids if id_ in rows)


# --- one subject -------------------------------------------------------------------------------


def _card(
    card: Scorecard, reviews: Sequence[SubjectReview | None], decisions: SubjectReview | None, results: Results
) -> MergedCard:
    rubric = results.rubric
    by_reviewer = [opinions(card, review, rubric) for review in reviews]
    decided = {one.criterion: one for one in decisions.levels} if decisions else {}
    criteria = tuple(
        _criterion(result, tuple(held[number] for held in by_reviewer), decided.get(result.criterion.id), rubric)
        for number, result in enumerate(card.criteria)
    )
    adjustments = _adjustments(criteria, reviews, decisions, rubric)
    reached = _adjusted_total(criteria, adjustments, results)
    entries = [{one.evidence: one for one in review.evidence} if review else {} for review in reviews]
    evidence = tuple(
        MergedEvidence(piece, tuple(of_reviewer.get(piece.id) for of_reviewer in entries))
        for result in card.criteria
        for piece in result.evidence
    )
    reached_band = None if reached is None else band(reached, rubric.bands)
    return MergedCard(card, criteria, evidence, adjustments, reached, reached_band)


def _criterion(
    result: CriterionResult, held: tuple[Opinion, ...], decision: LevelReview | None, rubric: Rubric
) -> MergedCriterion:
    consensus = consensus_level(held, result.machine_level, rubric.consensus)
    level = consensus
    if decision and decision.level is not None:
        level = float(decision.level)
    elif decision and decision.not_applicable and rubric.not_applicable is not NotApplicable.FORBID:
        level = None
    weight = result.criterion.weight
    return MergedCriterion(
        result=result,
        opinions=held,
        consensus=consensus,
        decision=decision,
        level=level,
        score=0.0 if level is None else points(weight, level, rubric.ladder.shares),
        max=within_reach(weight, applies=level is not None, policy=rubric.not_applicable),
    )


def _adjustments(
    criteria: Sequence[MergedCriterion],
    reviews: Sequence[SubjectReview | None],
    decisions: SubjectReview | None,
    rubric: Rubric,
) -> tuple[MergedAdjustment, ...]:
    entries = [{one.item: one for one in review.adjustments} if review else {} for review in reviews]
    decided = {one.item: one for one in decisions.adjustments} if decisions else {}
    items = rubric.adjustments.items
    judged = [
        any(criterion.opinions[who].judged for criterion in criteria)
        or any(finding(item, of_reviewer.get(item.id)) is not None for item in items)
        for who, of_reviewer in enumerate(entries)
    ]
    merged = []
    for item in items:
        held = tuple(of_reviewer.get(item.id) for of_reviewer in entries)
        findings = tuple(_held(item, entry, judged=one) for entry, one in zip(held, judged, strict=True))
        agreed = consensus_finding(item, [one for one in findings if one is not None], rubric.consensus)
        decision = decided.get(item.id)
        settled = finding(item, decision)
        counts = agreed if settled is None else settled
        is_veto = isinstance(item, Veto)
        merged.append(
            MergedAdjustment(
                item,
                held,
                findings,
                agreed,
                decision,
                points=0.0 if is_veto else counts,
                applies=is_veto and counts > 0,
            )
        )
    return tuple(merged)


def _held(item: Adjustment | Veto, entry: AdjustmentReview | None, *, judged: bool) -> float | None:
    """What a reviewer found. Who judged the subject at all and left the item blank found that there is none; who wrote
    what nobody understands holds nothing.
    """
    found = finding(item, entry)
    blank = entry is None or not entry.unclear
    return 0.0 if found is None and judged and blank else found


def _adjusted_total(
    criteria: Sequence[MergedCriterion], adjustments: Sequence[MergedAdjustment], results: Results
) -> float | None:
    reached, rubric = judged_total(criteria, results.enough), results.rubric
    if reached is None:
        return None
    counted = {one.item.id: one.points for one in adjustments}
    bonus = sum(counted[item.id] for item in rubric.adjustments.bonuses)
    deduction = sum(counted[item.id] for item in rubric.adjustments.deductions)
    vetoes = [one.item for one in adjustments if isinstance(one.item, Veto) and one.applies]
    return adjusted(reached, bonus, deduction, vetoes, rubric.adjustments)


# --- what divides them -------------------------------------------------------------------------


def _divided_criteria(card: MergedCard) -> list[Divided]:
    return [
        Divided(card, point, _spread([opinion.level for opinion in point.opinions if opinion.judged], _levels_apart))
        for point in card.criteria
    ]


def _divided_findings(card: MergedCard) -> list[Divided]:
    found = []
    for point in card.adjustments:
        most = point.item.most if isinstance(point.item, Adjustment) else 1.0
        shares = [one / most for one in point.findings if one is not None]
        found.append(Divided(card, point, _spread(shares, _shares_apart)))
    return found


def _spread(values: Sequence[Row], apart: Callable[[Row, Row], float]) -> float:
    """The mean distance of two of the values, 0 to 4; 0 where there are no two."""
    pairs = list(combinations(values, 2))
    return round(fmean(apart(*pair) for pair in pairs), PLACES) if pairs else 0.0


def _levels_apart(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return 0.0 if one is other else FARTHEST
    return float(abs(one - other))


def _shares_apart(one: float, other: float) -> float:
    return FARTHEST * abs(one - other)
