from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Consensus, NotApplicable, Results, Rubric
from scorer.model.review import (
    AdjustmentReview,
    EvidenceReview,
    LevelReview,
    MergedCard,
    MergedCriterion,
    Opinion,
    Review,
    SubjectReview,
    Verdict,
)
from scorer.review.agreement import agreements
from scorer.review.merge import divided, merge
from tests.unit.review.small_round import (
    CARD,
    OTHER,
    RESULTS,
    RUBRIC,
    make_card,
    make_rubric,
    review,
    subject,
    subject_reviews,
)

FIRST, SECOND, OF_V = "r-0001-S", "r-0002-S", "r-0001-V"

# Three reviewers, four criteria of weight 40, 30, 20 and 10, shares 0, 0.25, 0.5, 0.8, 1; the machine has 2, 3, 0, —.
#
#        甲     乙     丙                       consensus (median)           points            reach
#   S    3      2      rejects the first: 1    2                            40 x 0.5  = 20    40
#   V    4      3      blank                   3.5, share (0.8 + 1) / 2     30 x 0.9  = 27    30
#   W    —      —      2                       —, two of three              0                 0
#   Z    1      blank  blank                   1                            10 x 0.25 = 2.5   10
#                                                                           sum 49.5          80: 61.875
#   J1   5      3      2                       of 3, 3, 2: 3
#   J2   4      blank  3                       of 4, 0, 3: 3                3 + 3, at most 5: + 5
#   K1   blank  1.5    blank                   of 0, 1.5, 0: 0
#   Y1   yes    blank  blank                   one of three: no             total 66.875
JIA = review(
    "甲",
    subject(
        LevelReview("S", 3, comment="有两件实事"),
        LevelReview("V", 4),
        LevelReview("W", not_applicable=True),
        LevelReview("Z", 1),
        AdjustmentReview("J1", 5.0, None, "省里推广"),
        AdjustmentReview("J2", 4.0, None, "全国推广"),
        AdjustmentReview("Y1", None, True, "有人受处分"),
    ),
)
YI = review(
    "乙",
    subject(
        LevelReview("S", 2),
        LevelReview("V", 3),
        LevelReview("W", not_applicable=True),
        LevelReview("Z", comment="再看"),
        AdjustmentReview("J1", 3.0),
        AdjustmentReview("K1", 1.5, None, "迟报"),
    ),
)
BING = review(
    "丙",
    subject(
        LevelReview("W", 2),
        EvidenceReview(FIRST, Verdict.REJECTED, comment="是外单位的"),
        AdjustmentReview("J1", 2.0),
        AdjustmentReview("J2", 3.0),
    ),
)
ONE = replace(RESULTS, scorecards=(CARD,))


def card_of(*reviews: Review, decisions: Review | None = None, results: Results = ONE) -> MergedCard:
    return merge(results, reviews, decisions).cards[0]


def levels(card: MergedCard) -> list[float | None]:
    return [criterion.level for criterion in card.criteria]


def under(rubric: Rubric) -> Results:
    return Results("round", rubric, "0.1.0", (make_card(rubric),))


# --- by hand -----------------------------------------------------------------------------------


def test_three_reviewers_by_hand() -> None:
    card = card_of(JIA, YI, BING)
    assert [(one.consensus, one.level, one.score, one.max) for one in card.criteria] == [
        (2.0, 2.0, 20.0, 40.0),
        (3.5, 3.5, 27.0, 30.0),
        (None, None, 0.0, 0.0),
        (1.0, 1.0, 2.5, 10.0),
    ]
    assert [(one.item.id, one.points, one.applies) for one in card.adjustments] == [
        ("J1", 3.0, False),
        ("J2", 3.0, False),
        ("K1", 0.0, False),
        ("Y1", 0.0, False),
    ]
    assert (card.total, card.band.name.zh) == (66.875, "优秀")
    assert (card.card.total, card.card.band.name.zh) == (48.8889, "达标")  # (20 + 24) / 90, the machine's


def test_everybody_stands_side_by_side_in_the_order_of_names() -> None:
    merged = merge(ONE, (JIA, YI, BING), None)
    assert [one.reviewer for one in merged.reviews] == ["丙", "乙", "甲"]
    of_s = merged.cards[0].criteria[0].opinions
    assert of_s == (Opinion(1), Opinion(2, entered=True), Opinion(3, entered=True, comment="有两件实事"))
    assert merged.cards[0].evidence[0].opinions == (
        EvidenceReview(FIRST, Verdict.REJECTED, comment="是外单位的"),
        None,
        None,
    )
    assert [one.evidence.id for one in merged.cards[0].evidence] == [FIRST, SECOND, OF_V]
    assert [entry and entry.points for entry in merged.cards[0].adjustments[1].opinions] == [3.0, None, 4.0]
    assert merged.agreement == agreements(merged.cards, RUBRIC, ("丙", "乙", "甲"))


def test_a_second_vote_for_a_veto_holds_the_total_down() -> None:
    (of_yi,) = YI.subjects
    with_veto = replace(of_yi, adjustments=(*of_yi.adjustments, AdjustmentReview("Y1", None, True)))
    card = card_of(JIA, replace(YI, subjects=(with_veto,)), BING)
    assert (card.adjustments[-1].applies, card.total, card.band.name.zh) == (True, 59.0, "达标")


def test_who_wrote_what_nobody_understands_holds_nothing_and_not_that_there_is_nothing() -> None:
    unclear = AdjustmentReview("J1", reason="（认定：若干）", unclear=True)
    reviews = [
        review("甲", subject(LevelReview("S", 3), AdjustmentReview("J1", 2.0))),
        review("乙", subject(LevelReview("S", 3), unclear)),
        review("丙", subject(LevelReview("S", 3))),
    ]
    merged = merge(RESULTS, reviews, None)
    bonus = merged.cards[0].adjustments[0]
    assert [one.reviewer for one in merged.reviews] == ["丙", "乙", "甲"]
    assert bonus.findings == (0.0, None, 2.0)
    assert (bonus.consensus, bonus.points) == (1.0, 1.0)
    (point,) = (one for one in divided(merged) if one.point is bonus)
    assert point.spread == round(4 * 2 / 3, 4)


def test_a_finding_alone_judges_the_subject_and_an_unclear_one_does_not() -> None:
    unclear = AdjustmentReview("J1", reason="（认定：若干）", unclear=True)
    first, second = review("甲", subject(AdjustmentReview("J2", 1.0))), review("乙", subject(unclear))
    found = merge(RESULTS, [first, second], None).cards[0].adjustments
    by_reviewer = [[one.findings[who] for one in found] for who in (0, 1)]
    assert by_reviewer == [[None] * 4, [0.0, 1.0, 0.0, 0.0]]  # 乙, 甲


def test_a_criterion_set_aside_stays_within_reach_where_the_rubric_says_so() -> None:
    """49.5 of 100 instead of 80, and 5 more."""
    card = card_of(JIA, YI, BING, results=under(make_rubric(not_applicable=NotApplicable.ZERO)))
    assert [one.max for one in card.criteria] == [40.0, 30.0, 20.0, 10.0]
    assert card.total == 54.5


def test_where_it_is_forbidden_nobody_sets_a_criterion_aside() -> None:
    """W has the 2 of 丙: 20 x 0.5 more; 59.5 of 100, and 5 more."""
    card = card_of(JIA, YI, BING, results=under(make_rubric(not_applicable=NotApplicable.FORBID)))
    assert levels(card) == [2.0, 3.5, 2.0, 1.0]
    assert card.total == 64.5


def test_the_rule_is_the_rubrics() -> None:
    """By means: J1 8/3 and J2 7/3 come to 5, K1 takes 0.5."""
    card = card_of(JIA, YI, BING, results=under(make_rubric(consensus=Consensus.MEAN)))
    assert levels(card) == [2.0, 3.5, None, 1.0]
    assert [one.points for one in card.adjustments] == [2.6667, 2.3333, 0.5, 0.0]
    assert card.total == 66.375


# --- decisions ---------------------------------------------------------------------------------


def test_a_decision_overrules_a_level_a_bonus_and_a_veto() -> None:
    settled = review(
        "合议",
        subject(
            LevelReview("S", 4, comment="补了材料"),
            LevelReview("V", not_applicable=True),
            LevelReview("W", comment="不改"),
            LevelReview("Z", agrees=True),
            AdjustmentReview("J1", 0.0),
            AdjustmentReview("J2", reason="不改"),
            AdjustmentReview("Y1", None, True),
        ),
    )
    merged = merge(ONE, (JIA, YI, BING), settled)
    card = merged.cards[0]
    assert [(one.consensus, one.level) for one in card.criteria] == [(2.0, 4.0), (3.5, None), (None, None), (1.0, 1.0)]
    assert card.criteria[0].decision == LevelReview("S", 4, comment="补了材料")
    assert [(one.points, one.applies) for one in card.adjustments] == [
        (0.0, False),
        (3.0, False),
        (0.0, False),
        (0.0, True),
    ]
    assert card.total == 59.0  # 42.5 of 50 is 85
    assert merged.decisions == settled


def test_a_decision_holds_where_nobody_reviewed() -> None:
    settled = review("合议", subject(LevelReview("S", 4), AdjustmentReview("J1", 1.0)))
    card = card_of(decisions=settled)
    assert (levels(card), card.total) == ([4.0, 3.0, 0.0, None], 72.1111)  # 64 of 90, and 1


def test_a_decision_cannot_set_aside_what_the_rubric_forbids() -> None:
    settled = review("合议", subject(LevelReview("S", not_applicable=True)))
    forbidding = under(make_rubric(not_applicable=NotApplicable.FORBID))
    assert levels(card_of(decisions=settled, results=forbidding)) == [2.0, 3.0, 0.0, None]


# --- what changes nothing ----------------------------------------------------------------------


def test_without_reviews_all_is_the_machines() -> None:
    merged = merge(RESULTS, (), None)
    assert [(card.total, card.band) for card in merged.cards] == [(card.total, card.band) for card in (CARD, OTHER)]
    assert [levels(card) for card in merged.cards] == [[2.0, 3.0, 0.0, None], [4.0, 2.0, 1.0, 3.0]]
    assert (merged.reviews, merged.decisions) == ((), None)


def test_an_unedited_review_changes_nothing() -> None:
    blank = (Review("丁"), Review("戊", subjects=(SubjectReview("r"),)))
    assert merge(RESULTS, (JIA, *blank, YI), blank[0]) == merge(RESULTS, (JIA, YI), None)


def test_entries_for_what_the_results_do_not_have_are_left_out() -> None:
    stray = (
        subject(LevelReview("S", 1), of="nowhere"),
        subject(
            LevelReview("Q9", 1), EvidenceReview("t-0001-S", Verdict.REJECTED), AdjustmentReview("J9", 2.0), of="r"
        ),
    )
    with_stray = replace(JIA, subjects=(*JIA.subjects, stray[0]))
    assert merge(ONE, (with_stray, review("丁", *stray)), None) == merge(ONE, (JIA,), None)


@given(
    st.lists(st.tuples(subject_reviews(CARD), subject_reviews(OTHER)), max_size=4), st.randoms(use_true_random=False)
)
def test_the_order_of_reviews_and_of_their_entries_does_not_matter(
    entered: list[tuple[SubjectReview, SubjectReview]], chance: random.Random
) -> None:
    reviews = [review(f"复核人{number}", *subjects) for number, subjects in enumerate(entered)]
    turned = [
        replace(
            one,
            subjects=tuple(
                replace(entries, levels=entries.levels[::-1], evidence=entries.evidence[::-1])
                for entries in one.subjects[::-1]
            ),
        )
        for one in chance.sample(reviews, len(reviews))
    ]
    assert merge(RESULTS, turned, None) == merge(RESULTS, reviews, None)


@given(st.integers(1, 6), st.sampled_from(Consensus), st.sampled_from(NotApplicable))
def test_reviews_that_repeat_the_machines_levels_come_to_its_total(
    reviewers: int, rule: Consensus, policy: NotApplicable
) -> None:
    rubric = make_rubric(consensus=rule, not_applicable=policy)
    results = Results("round", rubric, "0.1.0", (make_card(rubric), make_card(rubric, "t", "4 x 1 3")))
    repeated = [
        subject(
            *(
                LevelReview(one.criterion.id, None if machine is None else int(machine), machine is None)
                for one, machine in zip(card.criteria, levels(blank), strict=True)
            ),
            of=card.id,
        )
        for card, blank in zip(results.scorecards, merge(results, (), None).cards, strict=True)
    ]
    merged = merge(results, [review(f"复核人{number}", *repeated) for number in range(reviewers)], None)
    assert [card.total for card in merged.cards] == [card.total for card in results.scorecards]


@given(st.lists(subject_reviews(CARD), min_size=1, max_size=6), subject_reviews(CARD))
def test_final_levels_are_decided_or_lie_between_those_of_the_reviewers(
    entered: list[SubjectReview], decided: SubjectReview
) -> None:
    reviews = [review(f"复核人{number}", entries) for number, entries in enumerate(entered)]
    card = card_of(*reviews, decisions=review("合议", decided))
    decisions = {one.criterion: one for one in decided.levels}
    for criterion in card.criteria:
        decision = decisions.get(criterion.result.criterion.id)
        if decision and (decision.level is not None or decision.not_applicable):
            assert criterion.level == decision.level
            continue
        given_levels = [opinion.level for opinion in criterion.opinions if opinion.level is not None]
        if criterion.level is not None and given_levels:
            assert min(given_levels) <= criterion.level <= max(given_levels)
    assert 0 <= card.total <= 105


# --- what divides them -------------------------------------------------------------------------


def named(merged_point: object) -> str:
    point = merged_point
    return point.result.criterion.id if isinstance(point, MergedCriterion) else point.item.id  # type: ignore[attr-defined]


def test_the_most_divided_come_first_and_of_equals_the_criteria() -> None:
    """W: — — 2 is 0, 4, 4. J2: 4, 0, 3 of 4 points; Y1: one of three; K1: 0, 1.5, 0 of 2 points; J1: 3, 3, 2 of 3."""
    found = divided(merge(ONE, (JIA, YI, BING), None))
    assert [(named(one.point), one.spread) for one in found] == [
        ("W", 2.6667),
        ("J2", 2.6667),
        ("Y1", 2.6667),
        ("K1", 2.0),
        ("S", 1.3333),
        ("V", 1.0),
        ("J1", 0.8889),
    ]


def test_of_equally_divided_points_the_first_subject_comes_first() -> None:
    apart = [
        review(name, subject(LevelReview("V", level)), subject(LevelReview("S", level), LevelReview("W", 1), of="t"))
        for name, level in (("甲", 1), ("乙", 3))
    ]
    found = divided(merge(RESULTS, apart, None))
    assert [(one.card.card.id, named(one.point), one.spread) for one in found] == [("r", "V", 2.0), ("t", "S", 2.0)]


def test_opposed_verdicts_that_carry_one_level_divide_nobody() -> None:
    accepts = review("甲", subject(EvidenceReview(SECOND, Verdict.ACCEPTED)))
    rejects = review("乙", subject(EvidenceReview(SECOND, Verdict.REJECTED)))
    assert divided(merge(ONE, (accepts, rejects), None)) == ()


def test_a_lone_reviewer_and_one_who_only_comments_are_not_divided() -> None:
    comments = review("乙", subject(LevelReview("S", comment="再看"), AdjustmentReview("J1", reason="想想")))
    assert divided(merge(ONE, (JIA, comments), None)) == ()
