"""A review round small enough to reckon by hand: two subjects, four criteria, and strategies for what comes back."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import strategies as st

from scorer.grading.score import band, points, total, within_reach
from scorer.model import (
    Adjustment,
    Adjustments,
    Criterion,
    CriterionResult,
    Cues,
    Dimension,
    Evidence,
    Lang,
    NotApplicable,
    Part,
    Report,
    Results,
    Rubric,
    Scorecard,
    Sentence,
    Standing,
    Veto,
)
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Merged, Review, SubjectReview, Verdict
from scorer.results.as_json import merged_data
from scorer.results.from_json import Record, parse_record
from tests.unit.small_rubric import rubric, text

WEIGHTS = {"S": 40.0, "V": 30.0, "W": 20.0, "Z": 10.0}
ITEMS = Adjustments(
    bonuses=(Adjustment("J1", text("加一"), 3.0), Adjustment("J2", text("加二"), 4.0)),
    bonus_cap=5.0,
    deductions=(Adjustment("K1", text("扣一"), 2.0),),
    deduction_cap=2.0,
    vetoes=(Veto("Y1", text("否一"), 59.0),),
)


def make_rubric(**changes: object) -> Rubric:
    criteria = [Criterion(id_, text(f"项{id_}"), text("问"), weight, Cues()) for id_, weight in WEIGHTS.items()]
    dimensions = (
        Dimension("X", text("甲类"), 70.0, tuple(criteria[:2])),
        Dimension("Y", text("乙类"), 30.0, tuple(criteria[2:])),
    )
    return rubric(**({"dimensions": dimensions, "adjustments": ITEMS} | changes))


def make_card(rubric: Rubric, id_: str = "r", grades: str = "21 3  x", why: str = "理由") -> Scorecard:
    """A card of which each criterion has evidence of these grades, strongest first; x: not applicable."""
    criteria = tuple(
        _result(id_, criterion, marks, rubric, why)
        for criterion, marks in zip(rubric.criteria, grades.split(" "), strict=True)
    )
    reached = total(criteria)
    report = Report(f"{id_}.txt", "1" * 64, id_, "", ())
    return Scorecard(id_, (report,), None, criteria, (), reached, band(reached, rubric.bands))


def _result(card: str, criterion: Criterion, marks: str, rubric: Rubric, why: str) -> CriterionResult:
    applies = marks != "x"
    evidence = tuple(
        Evidence(
            id=f"{card}-{number:04}-{criterion.id}",
            criterion=criterion.id,
            sentence=Sentence(number, number, 0, 2, Part.BODY, ""),
            quote="一句",
            grade=int(mark),
            why=text(why),
            cues=("一",),
            agency=None,
            quantities=(),
            source=f"{card}.txt",
        )
        for number, mark in enumerate(marks if applies else "", 1)
    )
    level = evidence[0].grade if evidence else 0
    standing = Standing.EVIDENCE if evidence else Standing.NO_EVIDENCE
    return CriterionResult(
        criterion=criterion,
        standing=standing if applies else Standing.NOT_APPLICABLE,
        level=level,
        score=points(criterion.weight, level, rubric.ladder.shares),
        max=within_reach(criterion.weight, applies=applies, policy=rubric.not_applicable),
        why=text(why),
        missing=text(""),
        evidence=evidence,
    )


RUBRIC = make_rubric()
FORBIDDING = make_rubric(not_applicable=NotApplicable.FORBID)
CARD = make_card(RUBRIC)
OTHER = make_card(RUBRIC, "t", "4 21 1 3")
RESULTS = Results("round", RUBRIC, "0.1.0", (CARD, OTHER))


def subject(*rows: LevelReview | EvidenceReview | AdjustmentReview, of: str = "r") -> SubjectReview:
    return SubjectReview(
        of,
        tuple(row for row in rows if isinstance(row, LevelReview)),
        tuple(row for row in rows if isinstance(row, EvidenceReview)),
        tuple(row for row in rows if isinstance(row, AdjustmentReview)),
    )


def review(reviewer: str, *subjects: SubjectReview, date: str = "") -> Review:
    return Review(reviewer, "某处", date, reviewer, subjects)


def record_of(merged: Merged) -> Record:
    """What is read back from a merged workbook."""
    return parse_record(json.dumps(merged_data(merged, Lang.ZH)))


READ_BACK = record_of(Merged(RESULTS, (), None, (), ())).results  # as from a workbook that was issued


# --- what reviewers may enter ------------------------------------------------------------------

COMMENTS = st.sampled_from(("", "有据", "不够"))
CRITERIA = tuple(WEIGHTS)


@st.composite
def level_reviews(draw: st.DrawFn, criterion: str) -> LevelReview:
    blank = LevelReview(criterion, comment=draw(COMMENTS))
    level = st.integers(0, 4).map(lambda level: replace(blank, level=level))
    others = (blank, replace(blank, not_applicable=True), replace(blank, agrees=True))
    return draw(st.one_of(level, level, st.sampled_from(others)))


@st.composite
def evidence_reviews(draw: st.DrawFn, id_: str) -> EvidenceReview:
    return EvidenceReview(
        id_,
        draw(st.sampled_from((None, *Verdict))),
        draw(st.sampled_from((None, 1, 2, 3, 4))),
        draw(st.sampled_from((None, *CRITERIA))),
        draw(COMMENTS),
    )


@st.composite
def subject_reviews(draw: st.DrawFn, card: Scorecard) -> SubjectReview:
    some = st.booleans()
    levels = [draw(level_reviews(id_)) for id_ in CRITERIA if draw(some)]
    pieces = [piece.id for result in card.criteria for piece in result.evidence]
    evidence = [draw(evidence_reviews(id_)) for id_ in pieces if draw(some)]
    points = st.sampled_from((0.0, 1.0, 2.5, 9.0))
    items = [AdjustmentReview(id_, draw(points), None, draw(COMMENTS)) for id_ in ("J1", "J2", "K1") if draw(some)]
    vetoes = [AdjustmentReview("Y1", None, draw(some), draw(COMMENTS))] if draw(some) else []
    return subject(*levels, *evidence, *items, *vetoes, of=card.id)


@st.composite
def reviews(draw: st.DrawFn, reviewers: tuple[str, ...] = ("甲", "乙", "丙")) -> Review:
    """One workbook's; of few reviewers and dates, so that two are often by the same."""
    subjects = [draw(subject_reviews(card)) for card in (CARD, OTHER) if draw(st.booleans())]
    date = draw(st.sampled_from(("", "2026-11-20", "2026-11-21", "上周")))
    return review(draw(st.sampled_from(reviewers)), *subjects, date=date)
