"""A review round: what was issued and what came back go in, machine, reviewers and consensus side by side come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

from scorer.grading.score import adjusted, band, points, total, within_reach
from scorer.model import (
    PLACES,
    Adjustment,
    AdjustmentReview,
    Divided,
    Merged,
    MergedAdjustment,
    MergedCard,
    MergedCriterion,
    MergedEvidence,
    NotApplicable,
    Review,
    SubjectReview,
    Veto,
)
from scorer.review.agreement import agreements
from scorer.review.consensus import consensus_finding, consensus_level, finding, is_entered
from scorer.review.opinions import machine_level, opinions

if TYPE_CHECKING:
    from scorer.model import CriterionResult, LevelReview, Opinion, Results, Rubric, Scorecard

FARTHEST = 4.0  # apart are the lowest and the highest level, "not applicable" and any level, yes and no
Row = TypeVar("Row")
Findings = tuple[Adjustment | Veto, tuple[AdjustmentReview | None, ...]]  # an item, and each reviewer's entry for it


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
        _card(card, [subjects.get(card.id) for subjects in entered], decided.get(card.id), results.rubric)
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
        _those_of([item.id for item in _items(rubric)], adjustments),
    )


def _those_of(ids: Iterable[str], rows: Mapping[str, Row]) -> tuple[Row, ...]:
    return tuple(rows[id_] for id_ in ids if id_ in rows)


def _items(rubric: Rubric) -> tuple[Adjustment | Veto, ...]:
    adjustments = rubric.adjustments
    return (*adjustments.bonuses, *adjustments.deductions, *adjustments.vetoes)


# --- one subject -------------------------------------------------------------------------------


def _card(
    card: Scorecard, reviews: Sequence[SubjectReview | None], decisions: SubjectReview | None, rubric: Rubric
) -> MergedCard:
    by_reviewer = [opinions(card, review, rubric) for review in reviews]
    decided = {one.criterion: one for one in decisions.levels} if decisions else {}
    criteria = tuple(
        _criterion(result, tuple(held[number] for held in by_reviewer), decided.get(result.criterion.id), rubric)
        for number, result in enumerate(card.criteria)
    )
    adjustments = _adjustments(criteria, reviews, decisions, rubric)
    reached = _adjusted_total(criteria, adjustments, rubric)
    entries = [{one.evidence: one for one in review.evidence} if review else {} for review in reviews]
    evidence = tuple(
        MergedEvidence(piece, tuple(of_reviewer.get(piece.id) for of_reviewer in entries))
        for result in card.criteria
        for piece in result.evidence
    )
    return MergedCard(card, criteria, evidence, adjustments, reached, band(reached, rubric.bands))


def _criterion(
    result: CriterionResult, held: tuple[Opinion, ...], decision: LevelReview | None, rubric: Rubric
) -> MergedCriterion:
    consensus = consensus_level(held, machine_level(result), rubric.consensus)
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
    found = [(item, tuple(of_reviewer.get(item.id) for of_reviewer in entries)) for item in _items(rubric)]
    judges = _judges(criteria, found)
    merged = []
    for item, held in found:
        agreed = consensus_finding(item, [finding(item, held[who]) for who in judges], rubric.consensus)
        decision = decided.get(item.id)
        counts = finding(item, decision) if is_entered(item, decision) else agreed
        is_veto = isinstance(item, Veto)
        merged.append(
            MergedAdjustment(
                item, held, agreed, decision, points=0.0 if is_veto else counts, applies=is_veto and counts > 0
            )
        )
    return tuple(merged)


def _judges(criteria: Sequence[MergedCriterion], found: Sequence[Findings]) -> list[int]:
    """Which reviewers judged the subject at all: who left an adjustment blank then found that there is none."""
    return [
        who
        for who in range(len(criteria[0].opinions) if criteria else 0)
        if any(criterion.opinions[who].judged for criterion in criteria)
        or any(is_entered(item, held[who]) for item, held in found)
    ]


def _adjusted_total(
    criteria: Sequence[MergedCriterion], adjustments: Sequence[MergedAdjustment], rubric: Rubric
) -> float:
    counted = {one.item.id: one.points for one in adjustments}
    bonus = sum(counted[item.id] for item in rubric.adjustments.bonuses)
    deduction = sum(counted[item.id] for item in rubric.adjustments.deductions)
    vetoes = [one.item for one in adjustments if isinstance(one.item, Veto) and one.applies]
    return adjusted(total(criteria), bonus, deduction, vetoes, rubric.adjustments)


# --- what divides them -------------------------------------------------------------------------


def _divided_criteria(card: MergedCard) -> list[Divided]:
    return [
        Divided(card, point, _spread([opinion.level for opinion in point.opinions if opinion.judged], _levels_apart))
        for point in card.criteria
    ]


def _divided_findings(card: MergedCard) -> list[Divided]:
    judges = _judges(card.criteria, [(one.item, one.opinions) for one in card.adjustments])
    found = []
    for point in card.adjustments:
        most = point.item.most if isinstance(point.item, Adjustment) else 1.0
        shares = [finding(point.item, point.opinions[who]) / most for who in judges]
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
