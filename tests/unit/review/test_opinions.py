from __future__ import annotations

import pytest

from scorer.model import Rubric
from scorer.model.review import EvidenceReview, LevelReview, Opinion, SubjectReview, Verdict
from scorer.review.opinions import opinions
from tests.unit.review.small_round import CARD, FORBIDDING, RUBRIC, make_card, subject

NONE = Opinion()
FIRST, SECOND, OF_V = "r-0001-S", "r-0002-S", "r-0001-V"  # of grade 2, 1 and 3; W has none, Z does not apply


def held(*rows: LevelReview | EvidenceReview, rubric: Rubric = RUBRIC) -> tuple[Opinion, ...]:
    return opinions(CARD, subject(*rows), rubric)


def test_who_enters_nothing_holds_nothing() -> None:
    assert opinions(CARD, None, RUBRIC) == (NONE,) * 4
    assert opinions(CARD, SubjectReview("r"), RUBRIC) == (NONE,) * 4


def test_a_level_that_was_entered_is_the_opinion_whatever_the_verdicts() -> None:
    expected = (Opinion(0, entered=True, comment="空话"), NONE, NONE, NONE)
    assert held(LevelReview("S", 0, comment="空话"), EvidenceReview(FIRST, Verdict.ACCEPTED)) == expected


def test_a_comment_alone_is_no_judgement() -> None:
    assert held(LevelReview("S", comment="再看"), EvidenceReview(OF_V, comment="？")) == (
        Opinion(comment="再看"),
        NONE,
        NONE,
        NONE,
    )


@pytest.mark.parametrize(
    ("entry", "carried"),
    [
        (EvidenceReview(FIRST, Verdict.ACCEPTED), 2),
        (EvidenceReview(FIRST, Verdict.DOUBTED), 2),
        (EvidenceReview(FIRST, Verdict.REJECTED), 1),
        (EvidenceReview(FIRST, grade=4), 4),
        (EvidenceReview(FIRST, Verdict.REJECTED, 4), 1),
        (EvidenceReview(FIRST, Verdict.DOUBTED, 1), 1),
        (EvidenceReview(SECOND, grade=3), 3),
        (EvidenceReview(FIRST, criterion="S"), 2),
    ],
)
def test_verdicts_carry_a_level_of_their_criterion_only(entry: EvidenceReview, carried: int) -> None:
    assert held(entry) == (Opinion(carried), NONE, NONE, NONE)


def test_all_evidence_rejected_leaves_level_0() -> None:
    rejected = (EvidenceReview(FIRST, Verdict.REJECTED), EvidenceReview(SECOND, Verdict.REJECTED))
    assert held(*rejected) == (Opinion(0), NONE, NONE, NONE)


def test_moved_evidence_judges_both_criteria() -> None:
    assert held(EvidenceReview(FIRST, criterion="W")) == (Opinion(1), NONE, Opinion(2), NONE)
    assert held(EvidenceReview(FIRST, None, 4, "V")) == (Opinion(1), Opinion(4), NONE, NONE)


def test_evidence_moved_to_a_criterion_that_does_not_apply_makes_it_apply_unless_it_is_rejected() -> None:
    assert held(EvidenceReview(OF_V, criterion="Z")) == (NONE, Opinion(0), NONE, Opinion(3))
    rejected = EvidenceReview(OF_V, Verdict.REJECTED, criterion="Z")
    assert held(rejected) == (NONE, Opinion(0), NONE, Opinion(not_applicable=True))


def test_evidence_moved_to_no_criterion_of_the_rubric_stays_and_that_is_no_verdict() -> None:
    assert held(EvidenceReview(FIRST, criterion="Q9")) == (NONE,) * 4
    assert held(EvidenceReview(FIRST, Verdict.REJECTED, criterion="Q9")) == (Opinion(1), NONE, NONE, NONE)


def test_not_applicable_is_a_judgement_unless_the_rubric_forbids_it() -> None:
    entry = LevelReview("V", not_applicable=True, comment="无此职能")
    assert held(entry)[1] == Opinion(not_applicable=True, entered=True, comment="无此职能")
    assert held(entry, rubric=FORBIDDING)[1] == Opinion(comment="无此职能")
    assert held(entry, EvidenceReview(OF_V, grade=1), rubric=FORBIDDING)[1] == Opinion(1, comment="无此职能")


def test_to_agree_is_to_enter_the_level_that_the_evidence_carries_for_the_reviewer() -> None:
    agreed = tuple(LevelReview(id_, agrees=True) for id_ in "SVWZ")
    rejected = EvidenceReview(FIRST, Verdict.REJECTED)
    assert held(rejected, *agreed) == (
        Opinion(1, entered=True),
        Opinion(3, entered=True),
        Opinion(0, entered=True),
        Opinion(not_applicable=True, entered=True),
    )


def test_entries_for_what_the_card_does_not_have_have_no_effect() -> None:
    assert held(LevelReview("Q9", 4), EvidenceReview("t-0001-S", Verdict.REJECTED)) == (NONE,) * 4


def test_a_card_without_evidence_carries_0() -> None:
    bare = make_card(RUBRIC, grades="   ")
    agreed = subject(LevelReview("S", agrees=True))
    assert opinions(bare, agreed, RUBRIC) == (Opinion(0, entered=True), NONE, NONE, NONE)
