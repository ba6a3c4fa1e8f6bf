from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.ladder import Graded, clause_spans, grade
from tests.unit.small_rubric import LADDER, report, rubric

LEXICON = Lexicon(rubric())


def graded(sentence: str, criterion: str = "S", heading: str = "") -> Graded:
    one = report(sentence, heading=heading)
    (sighting,) = find_evidence(one, fold(one.text), LEXICON).sightings
    return grade(sighting, criterion, LADDER)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("我们高度重视理论学习。", 1),
        ("县局开展理论学习。", 2),
        ("县局开展理论学习12次。", 3),
        ("县局理论学习被市委评为先进。", 4),
        ("荣获理论学习奖。", 4),
    ],
)
def test_the_ladder_is_climbed_by_what_the_sentence_shows(sentence: str, expected: int) -> None:
    assert graded(sentence).grade == expected


@pytest.mark.parametrize("sentence", ["荣获金奖，开展理论学习12次。", "开展理论学习12次，荣获金奖。"])
def test_award_outranks_activity_whatever_the_order(sentence: str) -> None:
    assert graded(sentence).grade == 4


def test_a_result_counts_for_the_criterion_in_whose_clause_it_stands() -> None:
    sentence = "抓好理论学习，办实事12件。"
    assert graded(sentence, "S").grade == 1
    assert graded(sentence, "V").grade == 3


def test_a_result_told_in_the_next_clause_counts() -> None:
    assert graded("县局抓好理论学习，全年12次。").grade == 3


@pytest.mark.parametrize("sentence", ["下一步开展理论学习12次。", "将继续开展理论学习，荣获金奖。"])
def test_a_plan_is_never_more_than_stated(sentence: str) -> None:
    result = graded(sentence)
    assert result.grade == 1
    assert "打算" in result.why.zh


def test_everything_under_a_heading_of_plans_is_a_plan() -> None:
    assert graded("开展理论学习12次。", heading="四、下一步打算").grade == 1


def test_a_deed_told_before_the_plan_keeps_its_grade() -> None:
    assert graded("县局开展理论学习12次，下一步办好讲堂。").grade == 3


def test_counts_of_a_structure_are_no_result() -> None:
    assert graded("理论学习覆盖12个党支部。").grade == 1


def test_a_word_that_shows_nothing_hides_the_act_in_it() -> None:
    assert graded("党组织重视理论学习。").grade == 1
    assert graded("组织理论学习。").grade == 2


def test_the_reason_names_the_cue_and_what_showed_the_grade_in_both_languages() -> None:
    result = graded("县局开展理论学习12次。")
    assert result.why.zh == "线索词“理论学习”；“12次”表明成效"
    assert result.why.en == "cues: 理论学习; “12次” shows it is 成效"


def test_a_sentence_that_goes_on_with_another_says_so() -> None:
    one = report("县局办实事。", "全年举办12次。")
    _, goes_on = find_evidence(one, fold(one.text), LEXICON).sightings
    assert grade(goes_on, "V", LADDER).why.zh == "没有线索词，接上一句；“12次”表明成效"


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("一，二：三。", ["一，", "二：", "三。"]),
        ("共1,234件，好", ["共1,234件，", "好"]),
        ("没有逗号", ["没有逗号"]),
        ("", []),
    ],
)
def test_clauses_end_at_commas_and_colons_but_not_inside_numbers(sentence: str, clauses: list[str]) -> None:
    assert [sentence[start:end] for start, end in clause_spans(sentence)] == clauses


@given(st.text("一1，,：:。"))
def test_clauses_hold_the_whole_sentence(sentence: str) -> None:
    assert "".join(sentence[start:end] for start, end in clause_spans(sentence)) == sentence
