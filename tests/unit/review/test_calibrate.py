"""What reviews speak for changing, and what that would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.model import Evidence, Results
from scorer.model.calibration import Advice, Calibration, Effect, Suggestion, TotalChange
from scorer.review.calibrate import all_edits, calibrate
from scorer.review.edits import edited
from scorer.rubric.edit import Edit, apply_edits
from scorer.rubric.validate import validate
from scorer.written.parse import parse
from tests.unit.review.calibrate_rounds import (
    NO,
    RUBRIC,
    YES,
    ids,
    judged_by_rule,
    load,
    report,
    results,
    reviewed,
    small,
    texts,
)

TERMS, SERVICE_TERMS = (("dimensions", 0, "criteria", number, "cues", "terms") for number in (0, 1))


def learnt(found: Results, rule: Any) -> Calibration:
    return calibrate([judged_by_rule(found, rule)], small())


def advised(calibration: Calibration) -> list[tuple[Advice, str, str, str]]:
    return [(one.advice, one.criterion, one.word, one.to) for one in calibration.suggestions]


def reject(*words: str) -> Any:
    def rule(piece: Evidence) -> Any:
        return NO if any(word in piece.quote for word in words) else YES

    return rule


BOOKISH = texts(
    a=["机关书香满院。", "书香飘进窗口。", "处处书香。", "开展理论学习。"],
    b=["书香伴行。", "满城书香。", "讲党课开讲。", "开展志愿服务。"],
)


# --- terms -------------------------------------------------------------------------------------


def test_a_term_that_is_always_rejected_is_to_be_dropped() -> None:
    calibration = learnt(BOOKISH, reject("书香"))
    (one,) = calibration.suggestions
    assert (one.number, one.advice, one.criterion, one.word) == (1, Advice.DROP, "S", "书香")
    assert ids(one.support) == ["a-0001-S", "a-0002-S", "a-0003-S", "b-0001-S", "b-0002-S"]
    assert one.why.zh == "单独命中且有结论的 5 条中，采纳 0 条"
    assert all_edits(calibration.suggestions, small()) == (Edit(TERMS, remove=("书香",)),)
    assert (one.effect.right, one.effect.wrong) == (5, 0)
    assert [(c.card.id, c.sentence.number, c.criterion, c.was, c.now) for c in one.effect.evidence] == [
        ("a", 1, "S", 1, 0),
        ("a", 2, "S", 1, 0),
        ("a", 3, "S", 1, 0),
        ("b", 1, "S", 1, 0),
        ("b", 2, "S", 1, 0),
    ]
    assert one.effect.totals == ()  # 理论学习 and 讲党课 still carry the levels
    assert calibration.effect == one.effect


def test_totals_move_where_the_level_rested_on_the_term() -> None:
    found = texts(
        a=["机关书香满院。", "书香飘进窗口。", "开展志愿服务。"], b=["书香伴行。", "满城书香。", "又是书香。"]
    )
    calibration = learnt(found, reject("书香"))
    a, b = found.scorecards
    # S at level 1: 0.25 x 50; V at level 2: 0.5 x 30
    pass_ = small().bands[-1]
    assert calibration.effect.totals == (TotalChange(a, 27.5, 15.0, pass_), TotalChange(b, 12.5, 0.0, pass_))


def test_a_term_that_is_right_half_the_time_is_to_be_weak() -> None:
    found = texts(a=["书香一。", "书香二。", "书香三。"], b=["书香四。", "书香五。", "书香六。"])
    wrong = ("书香一", "书香二", "书香四")
    (one,) = learnt(found, reject(*wrong)).suggestions
    assert (one.advice, one.word, one.effect.right, one.effect.wrong) == (Advice.WEAKEN, "书香", 3, 3)
    assert all_edits([one], small()) == (
        Edit(TERMS, remove=("书香",)),
        Edit((*TERMS[:-1], "weak"), add=("书香",)),
    )


def test_a_term_that_is_right_beside_others_is_kept_as_a_weak_one() -> None:
    found = texts(
        a=["书香一。", "书香二。", "书香三。", "书香里讲党课。"], b=["书香四。", "书香五。", "书香里的理论学习。"]
    )
    (one,) = learnt(found, reject("书香一", "书香二", "书香三", "书香四", "书香五")).suggestions
    assert (one.advice, one.word, one.effect.right, one.effect.wrong) == (Advice.WEAKEN, "书香", 5, 0)
    assert one.why.zh == "单独命中且有结论的 5 条中，采纳 0 条；与别的线索词同在的 2 条中，采纳 2 条"


def test_a_term_whose_evidence_goes_to_one_criterion_is_to_move_there() -> None:
    calibration = learnt(BOOKISH, lambda piece: {"criterion": "V"} if "书香" in piece.quote else YES)
    (one,) = calibration.suggestions
    assert (one.advice, one.criterion, one.word, one.to) == (Advice.MOVE, "S", "书香", "V")
    assert one.why.zh == "有结论的 5 条中，5 条改归 V，只有 0 条留在本项"
    assert all_edits([one], small()) == (Edit(TERMS, remove=("书香",)), Edit(SERVICE_TERMS, add=("书香",)))
    assert (one.effect.right, one.effect.wrong) == (10, 0)  # five leave, five arrive


@pytest.mark.parametrize(
    "found",
    [
        texts(a=["书香一。", "书香二。"], b=["书香三。", "书香四。"]),
        texts(a=["书香一。", "书香二。", "书香三。", "书香四。", "书香五。"]),
        texts(a=["书香一。", "书香二。", "书香三。", "理论学习和书香。"], b=["理论学习与书香。", "又有书香讲党课。"]),
    ],
    ids=["too few", "one document", "seldom alone"],
)
def test_too_little_speaks_for_nothing(found: Results) -> None:
    assert advised(learnt(found, reject("书香"))) == []


def test_a_term_that_carries_accepted_evidence_stays() -> None:
    assert advised(learnt(BOOKISH, reject("处处书香"))) == []


def test_the_last_term_of_a_criterion_stays() -> None:
    rubric = load(
        RUBRIC.replace("terms: [理论学习, 讲党课, 书香]", "terms: [书香]").replace("开展理论学习", "机关书香")
    )
    found = results(*(report(name, ["书香一。", "书香二。", "书香三。"]) for name in "ab"), rubric=rubric)
    assert calibrate([judged_by_rule(found, reject("书香"))], rubric).suggestions == ()


def test_a_term_moves_to_no_criterion_that_would_rule_it_out() -> None:
    rubric = load(RUBRIC.replace("terms: [志愿服务, 办实事, 便民]", "terms: [志愿服务], unless: [书香]"))
    found = results(*(report(name, ["书香一。", "书香二。", "书香三。"]) for name in "ab"), rubric=rubric)
    round_ = judged_by_rule(found, lambda _: {"criterion": "V"})
    assert Advice.MOVE not in [one.advice for one in calibrate([round_], rubric).suggestions]


# --- what a person has to look at --------------------------------------------------------------


def test_a_pattern_is_only_pointed_at() -> None:
    found = texts(a=["宣讲1场。", "宣讲2场。", "宣讲3场。"], b=["宣讲4场。", "宣讲5场。"])
    (one,) = learnt(found, reject("宣讲")).suggestions
    assert (one.advice, one.criterion, one.word) == (Advice.LOOK, "S", r"宣讲\d+场")
    assert one.effect == Effect()
    assert all_edits([one], small()) == ()
    assert len(one.support) == 5


def test_a_ladder_cue_whose_grade_is_changed_is_only_pointed_at() -> None:
    found = texts(a=["开展理论学习。", "开展讲党课。", "开展志愿服务。"], b=["开展便民活动。", "开展办实事活动。"])
    (one,) = learnt(found, lambda piece: YES if "便民" in piece.quote else {"grade": 1}).suggestions
    assert (one.advice, one.criterion, one.word) == (Advice.LOOK, "2", "开展")
    assert one.why.zh == "由它定级且有结论的 5 条中，4 条调低、0 条调高"
    assert ids(one.support) == ["a-0001-S", "a-0002-S", "a-0003-V", "b-0002-V"]


# --- words that the rubric does not have -------------------------------------------------------

GOOD = [f"志愿服务{sign}。" for sign in "甲乙丙丁戊己庚辛"]
FORBIDDEN = texts(
    a=[*GOOD, "志愿服务在景区门前。", "便民在景区门前。"], b=["便民到景区门前。", "办实事进景区门前。", *GOOD[:4]]
)


def test_a_word_that_rejected_sentences_share_rules_them_out() -> None:
    calibration = learnt(FORBIDDEN, reject("景区门前"))
    (one,) = calibration.suggestions
    assert (one.advice, one.criterion, one.word) == (Advice.UNLESS, "V", "景区门前")
    assert one.why.zh == "本项被驳回的 4 条中，4 条有这个词，采纳的几乎没有"
    assert all_edits([one], small()) == (Edit((*SERVICE_TERMS[:-1], "unless"), add=("景区门前",)),)
    assert (one.effect.right, one.effect.wrong) == (4, 0)
    assert [(r.judged.evidence.id, r.shared) for r in calibration.rejected] == [
        ("a-0009-V", ("景区门前",)),
        ("a-0010-V", ("景区门前",)),
        ("b-0001-V", ("景区门前",)),
        ("b-0002-V", ("景区门前",)),
    ]


def test_a_word_of_the_criterions_own_examples_rules_nothing_out() -> None:
    rubric = load(RUBRIC.replace("examples: [开展志愿服务。]", "examples: [在景区门前志愿服务。]"))
    found = replace(FORBIDDEN, rubric=rubric)
    assert calibrate([judged_by_rule(found, reject("景区门前"))], rubric).suggestions == ()


def test_a_word_rejected_under_several_criteria_excludes() -> None:
    good = ["理论学习好。", "便民好。", "突击队好。"] * 5
    found = texts(
        a=[*good, "据说理论学习热。", "据说便民热。", "据说突击队热。"], b=["据说讲党课热。", "据说先锋岗热。"]
    )
    calibration = learnt(found, reject("据说"))
    (one,) = calibration.suggestions
    assert (one.advice, one.criterion, one.word, one.exclusion) == (Advice.EXCLUDE, "", "据说", 0)
    assert all_edits([one], small()) == (Edit(("not_evidence", 0, "terms"), add=("据说",)),)
    assert (one.effect.right, one.effect.wrong) == (5, 0)


def test_words_of_sentences_moved_to_a_criterion_become_its_terms() -> None:
    found = texts(
        a=[*(f"便民{sign}。" for sign in "甲乙丙丁戊己庚辛"), "便民的抢险小分队。", "志愿服务靠抢险小分队。"],
        b=["办实事的是抢险小分队。", "理论学习好。"],
    )
    calibration = learnt(found, lambda piece: {"criterion": "W"} if "抢险" in piece.quote else YES)
    (one,) = calibration.suggestions
    assert (one.advice, one.criterion, one.word) == (Advice.ADD, "W", "抢险小分队")
    assert one.why.zh == "改归本项而没有本项线索词的 3 句中，3 句有这个词，别的项采纳的几乎没有"
    assert (one.effect.right, one.effect.wrong) == (3, 0)


# --- all together ------------------------------------------------------------------------------


def test_a_second_edit_that_does_no_more_good_is_left_out() -> None:
    """The sentences of a term that is to be dropped share another word too."""
    good = [f"讲党课{sign}。" for sign in "甲乙丙丁戊己庚辛"]
    found = texts(a=[*good, "书香墙角甲。", "书香墙角乙。", "书香墙角丙。"], b=["书香墙角丁。", "书香墙角戊。"])
    assert advised(learnt(found, reject("书香"))) == [(Advice.DROP, "S", "书香", "")]


def test_a_sentence_that_went_on_with_one_that_goes_is_gone_too() -> None:
    paragraphs = [["书香一。", "举办了三期。"], ["书香二。"], ["书香三。"]]
    found = results(report("a", paragraphs), report("b", ["书香四。", "书香五。"]))
    (one,) = learnt(found, reject("书香", "三期")).suggestions
    assert [(c.card.id, c.sentence.number, c.was) for c in one.effect.evidence] == [
        ("a", 1, 1),
        ("a", 2, 2),
        ("a", 3, 1),
        ("a", 4, 1),
        ("b", 1, 1),
        ("b", 2, 1),
    ]


def test_nothing_goes_on_across_a_sentence_that_is_no_evidence() -> None:
    """Without 书香 the third sentence tells a deed, but the one before it is none."""
    found = results(
        report("a", [["开展理论学习。", "天气很好。", "举办书香活动。"], ["书香二。"], ["书香三。"]]),
        report("b", ["书香四。", "书香五。"]),
    )
    (one,) = learnt(found, reject("书香")).suggestions
    assert ("a", 3, 2, 0) in [(c.card.id, c.sentence.number, c.was, c.now) for c in one.effect.evidence]


def test_what_was_not_judged_is_neither_right_nor_wrong() -> None:
    found = texts(a=["书香一。", "书香二。", "书香三。", "书香六。"], b=["书香四。", "书香五。"])
    calibration = learnt(found, lambda piece: None if "六" in piece.quote else NO)
    (one,) = calibration.suggestions
    assert [change.right for change in one.effect.evidence] == [True, True, True, None, True, True]


def test_rounds_add_up() -> None:
    first, second = texts(a=["书香一。", "书香二。", "书香三。"]), texts(b=["书香四。", "书香五。"])
    rounds = [judged_by_rule(found, reject("书香")) for found in (first, second)]
    assert calibrate(rounds[:1], small()).suggestions == ()
    assert advised(calibrate(rounds, small())) == [(Advice.DROP, "S", "书香", "")]


def test_without_rounds_all_cues_never_fired() -> None:
    calibration = calibrate([], small())
    assert (calibration.suggestions, calibration.cues, calibration.evidence) == ((), (), ())
    assert len(calibration.never) == 18 + 2


SENTENCES = st.lists(
    st.sampled_from(
        [
            "开展理论学习。",
            "机关书香满院。",
            "书香伴着突击队。",
            "宣讲12场，荣获好评。",
            "举办党员读书班。",
            "在景区门前便民。",
            "办实事在景区门前。",
            "志愿服务靠抢险小分队。",
            "突击队就是抢险小分队。",
            "成立先锋岗。",
        ]
    ),
    min_size=1,
    max_size=8,
)
ENTRIES = st.sampled_from([YES, NO, {"grade": 1}, {"criterion": "V"}, {"criterion": "W"}, {"criterion": "S"}])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(a=SENTENCES, b=SENTENCES, c=SENTENCES)
def test_a_round_without_verdicts_suggests_nothing(a: list[str], b: list[str], c: list[str]) -> None:
    calibration = calibrate([reviewed(texts(a=a, b=b, c=c))], small())
    assert calibration.suggestions == ()
    assert calibration.effect == Effect()
    assert calibration.untraced == 0


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(a=SENTENCES, b=SENTENCES, c=SENTENCES, by_word=st.dictionaries(st.sampled_from("书景险学队"), ENTRIES))
def test_edits_give_a_rubric_that_holds_and_is_the_one_that_was_tried(
    a: list[str], b: list[str], c: list[str], by_word: dict[str, Any]
) -> None:
    def rule(piece: Evidence) -> Any:
        return next((entry for word, entry in by_word.items() if word in piece.quote), YES)

    calibration = learnt(texts(a=a, b=b, c=c), rule)
    edits = all_edits(calibration.suggestions, small())
    written = apply_edits(RUBRIC, edits)
    assert [problem for problem in validate(parse(written.encode(), "small.yaml")) if not problem.warning] == []
    assert replace(load(written), sha256="") == replace(edited(small(), edits), sha256="")
    assert "# 书香机关也算" in written
    for one in calibration.suggestions:
        alone = apply_edits(RUBRIC, all_edits([one], small()))
        assert [problem for problem in validate(parse(alone.encode(), "small.yaml")) if not problem.warning] == []


def test_suggestions_are_numbered_from_one_in_the_order_of_what_they_advise() -> None:
    found = texts(
        a=[*GOOD, "便民在景区门前。", "便民靠景区门前。", "书香一。", "书香二。", "书香三。", "宣讲1场。", "宣讲2场。"],
        b=["办实事进景区门前。", "便民到景区门前。", "书香四。", "书香五。", "宣讲3场。", "宣讲4场。", "宣讲5场。"],
    )
    calibration = learnt(found, reject("景区门前", "书香", "宣讲"))
    numbered: list[tuple[int, Advice]] = [(one.number, one.advice) for one in calibration.suggestions]
    assert numbered == [(1, Advice.DROP), (2, Advice.UNLESS), (3, Advice.LOOK)]
    assert all(isinstance(one, Suggestion) for one in calibration.suggestions)
