"""Which cues spoke, and how each has done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model.calibration import Cue, CueKind, CueRecord, LadderRecord
from scorer.review.calibrate import calibrate
from scorer.review.cue_record import wilson
from tests.unit.review.calibrate_rounds import NO, YES, judged_by_rule, report, results, reviewed, small, texts

STUDY = Cue("S", CueKind.TERM, "理论学习")


def fired(*sentences: str, heading: str = "") -> dict[tuple[str, str], int]:
    found = results(report("a", sentences, heading))
    calibration = calibrate([judged_by_rule(found, lambda _: None)], small())
    return {(record.cue.kind.value, record.cue.words): record.fired for record in calibration.cues}


def lifted(*sentences: str) -> dict[tuple[str, str, str], int]:
    calibration = calibrate([judged_by_rule(texts(a=sentences), lambda _: None)], small())
    return {(r.cue.owner, r.cue.kind.value, r.cue.words): r.fired for r in calibration.ladder}


@pytest.mark.parametrize(
    ("sentence", "heading", "expected"),
    [
        ("开展理论学习。", "", {("term", "理论学习"): 1}),
        ("开展理 论\n学习。", "", {("term", "理论学习"): 1}),
        ("开展理论學習。", "", {("term", "理论学习"): 1}),
        ("举办党员读书班。", "", {("together", "（读书班／讲堂）＋（党员／干部）"): 1}),
        ("读原著、悟原理。", "", {("some_of", "≥2：读原著、学原文、悟原理"): 1}),
        ("全年宣讲12场。", "", {("pattern", r"宣讲\d+场"): 1}),
        ("抓好学习。", "一、理论武装", {("weak", "学习"): 1, ("heading", "理论"): 1}),
        ("以讲党课带学习。", "", {("term", "讲党课"): 1, ("weak", "学习"): 1}),
        ("抓好学习。", "", {}),
    ],
)
def test_the_cue_that_spoke_is_named_as_the_rubric_writes_it(
    sentence: str, heading: str, expected: dict[tuple[str, str], int]
) -> None:
    assert fired(sentence, heading=heading) == expected


def test_a_cue_of_another_criterion_in_the_same_sentence_is_counted_there_only() -> None:
    assert fired("开展理论学习和志愿服务。") == {("term", "理论学习"): 1, ("term", "志愿服务"): 1}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("重视理论学习。", {}),
        ("开展理论学习。", {("2", "term", "开展"): 1}),
        ("开展理论学习，举办讲党课。", {("2", "term", "开展"): 1, ("2", "term", "举办"): 1}),
        ("开展理论学习12次。", {("3", "figure", "次"): 1}),
        ("开展理论学习，被市委评为先进。", {("4", "pattern", "被[^，。]{1,20}评为"): 1}),
        ("理论学习荣获奖项。", {("4", "term", "荣获"): 1}),
    ],
)
def test_the_ladder_cues_that_gave_the_grade_are_named(
    sentence: str, expected: dict[tuple[str, str, str], int]
) -> None:
    assert lifted(sentence) == expected


def test_records_count_by_hand() -> None:
    found = texts(
        a=["开展理论学习。", "重视理论学习。", "开展理论学习12次。", "开展理论学习，以讲党课带动。"],
        b=["开展理论学习。", "开展志愿服务。"],
    )
    calibration = calibrate(
        [
            reviewed(
                found,
                甲={
                    "a-0001-S": YES,
                    "a-0002-S": NO,
                    "a-0003-S": {"grade": 2},
                    "a-0004-S": YES,
                    "b-0001-S": {"criterion": "W", "grade": 3},
                },
            )
        ],
        small(),
    )
    records = {record.cue.words: record for record in calibration.cues}
    assert records == {
        "理论学习": CueRecord(STUDY, 5, 3, 1, 1, 4, 2, *wilson(3, 5)),
        "讲党课": CueRecord(Cue("S", CueKind.TERM, "讲党课"), 1, 1, 0, 0, 0, 0, *wilson(1, 1)),
        "志愿服务": CueRecord(Cue("V", CueKind.TERM, "志愿服务"), 1, 0, 0, 0, 0, 0, 0.0, 1.0),
    }
    assert records["理论学习"].judged == 5
    assert records["理论学习"].precision == 0.6
    assert records["志愿服务"].precision is None
    assert calibration.ladder == (
        LadderRecord(Cue("2", CueKind.TERM, "开展"), 4, 2, 1, 0),
        LadderRecord(Cue("3", CueKind.FIGURE, "次"), 1, 0, 0, 1),
    )
    assert (calibration.going_on, calibration.untraced, calibration.reviewers) == (0, 0, ("甲",))


def test_a_sentence_that_goes_on_is_owed_to_no_cue() -> None:
    found = results(report("a", [["开展理论学习。", "举办了三期。"]]))
    calibration = calibrate([judged_by_rule(found, lambda _: NO)], small())
    assert [one.evidence.id for one in calibration.evidence] == ["a-0001-S", "a-0002-S"]
    assert calibration.going_on == 1
    assert [(record.cue, record.rejected) for record in calibration.cues] == [(STUDY, 1)]


def test_evidence_that_another_rubric_found_is_counted_apart() -> None:
    found = texts(a=["开展理论学习。", "全年便民。"])
    other = small()
    service = other.dimensions[0].criteria[1]
    without = replace(service, cues=replace(service.cues, terms=("志愿服务", "办实事")))
    first, _, last = other.dimensions[0].criteria
    changed = replace(other, dimensions=(replace(other.dimensions[0], criteria=(first, without, last)),))
    calibration = calibrate([judged_by_rule(found, lambda _: YES)], changed)
    assert calibration.untraced == 1
    assert [record.cue for record in calibration.cues] == [STUDY]


def test_never_fired_lists_every_other_cue_in_the_rubrics_order() -> None:
    calibration = calibrate([judged_by_rule(texts(a=["开展理论学习12次。"]), lambda _: None)], small())
    assert [(cue.owner, cue.words) for cue in calibration.never] == [
        ("S", "讲党课"),
        ("S", "书香"),
        ("S", "（读书班／讲堂）＋（党员／干部）"),
        ("S", "≥2：读原著、学原文、悟原理"),
        ("S", r"宣讲\d+场"),
        ("S", "学习"),
        ("S", "理论"),
        ("V", "志愿服务"),
        ("V", "办实事"),
        ("V", "便民"),
        ("W", "突击队"),
        ("W", "先锋岗"),
        ("2", "开展"),
        ("2", "举办"),
        ("2", "成立"),
        ("4", "荣获"),
        ("4", "被[^，。]{1,20}评为"),
        ("3", "人"),
    ]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 5, 0.0, 0.4345), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 8, 0.0224, 0.4709), (0, 0, 0.0, 1.0)],
)
def test_wilson_is_as_in_tables(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == (low, high)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(case: tuple[int, int]) -> None:
    low, high = wilson(*case)
    assert 0 <= low <= round(case[0] / case[1], 4) <= high <= 1
