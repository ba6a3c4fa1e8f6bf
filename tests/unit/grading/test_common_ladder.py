"""What the ladder and the shortcomings that all rubrics share promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.evidence.quantities.find import find_quantities
from scorer.fold import fold
from scorer.grading.ladder import grade
from scorer.model import Relevance
from scorer.rubric.load import find_rubric, load_rubric
from tests.unit.small_rubric import report

CORE = load_rubric(find_rubric("core"))
LEXICON = Lexicon(replace(CORE, relevance=Relevance((), 0)))


def grades(sentence: str) -> dict[str, int]:
    """The criteria that a sentence speaks for, with the grade for each."""
    one = report(sentence)
    return {
        criterion: grade(sighting, criterion, CORE.ladder).grade
        for sighting in find_evidence(one, fold(one.text), LEXICON).sightings
        for criterion in sighting.cues
    }


def is_shortcoming(sentence: str) -> bool:
    one = report(sentence)
    return bool(find_evidence(one, fold(one.text), LEXICON).shortcomings)


@pytest.mark.parametrize("sentence", ["窗口全年没有有效投诉。", "窗口全年没有收到一起有效投诉。"])
def test_no_valid_complaint_is_a_result_and_no_shortcoming(sentence: str) -> None:
    assert grades(sentence)["C5"] == 3
    assert not is_shortcoming(sentence)


def test_what_is_not_done_yet_is_a_shortcoming_however_exactly_it_is_counted() -> None:
    sentence = "巡察整改还有2个问题未按期销号。"
    assert grades(sentence) == {}
    assert is_shortcoming(sentence)


@pytest.mark.parametrize(
    ("sentence", "criterion", "expected"),
    [
        ("党组把作风建设排在各项工作的第一位。", "D3", 1),
        ("作风建设考核排在全市第一位。", "D3", 4),
    ],
)
def test_what_comes_first_in_the_work_is_no_rank(sentence: str, criterion: str, expected: int) -> None:
    assert grades(sentence)[criterion] == expected


@pytest.mark.parametrize("sentence", ["分局设4个党支部，党员86名。", "分局设4个党支部，共有党员86名。"])
def test_a_mere_structure_is_a_deed_and_no_result(sentence: str) -> None:
    assert grades(sentence) == {"A5": 2}


@pytest.mark.parametrize(
    ("sentence", "criterion", "expected"),
    [
        ("中心组学习交流发言130人次。", "A2", 3),
        ("工委召开模范机关建设现场推进会，7家单位作交流发言。", "E3", 3),
        ("县局在全省机关党建会议上作交流发言。", "E3", 4),
    ],
)
def test_speaking_is_recognition_only_before_those_above(sentence: str, criterion: str, expected: int) -> None:
    assert grades(sentence)[criterion] == expected


@pytest.mark.parametrize("sentence", ["第二党支部连续三年获评市级先进党支部。", "窗口党支部被命名为“四强”党支部。"])
def test_what_a_branch_earns_as_a_branch_is_an_award_of_the_branch_too(sentence: str) -> None:
    assert grades(sentence) == {"A5": 4, "E3": 4}


def test_a_general_award_is_an_award_alone() -> None:
    assert grades("市局被省局评为先进基层党组织。") == {"E3": 4}


@pytest.mark.parametrize("sentence", ["党课讲了12堂。", "公积金提取的办理时间缩短四成。"])
def test_lessons_and_tenths_are_counted(sentence: str) -> None:
    assert set(grades(sentence).values()) == {3}


@pytest.mark.parametrize("sentence", ["把让群众满意的模范机关创建工作抓在手上。", "把让群众满意的模范机关作为目标。"])
def test_an_aim_to_satisfy_is_no_judgement_of_the_public(sentence: str) -> None:
    assert "C5" not in grades(sentence)


@pytest.mark.parametrize("counted", ["20回", "20遍", "20节课", "20堂", "20眼"])
def test_the_units_of_the_ladder_are_known_to_what_finds_quantities(counted: str) -> None:
    (quantity,) = find_quantities(f"全年共有{counted}。")
    assert (quantity.text, quantity.value, LEXICON.counts(quantity)) == (counted, 20, True)


def test_visits_are_counted_in_rounds_too() -> None:
    assert grades("工信局走访企业20回。") == {"C4": 3}


@pytest.mark.parametrize(
    "words",
    [
        *("三家", "两家", "七个", "三件", "四条", "十户", "十条", "两小时", "半小时"),  # small
        *("一半", "半数", "近一半"),
        *("百名", "千场", "千万余人次", "不到十家"),  # round, and so many or few
    ],
)
def test_small_and_round_numbers_in_words_describe(words: str) -> None:
    assert not any(LEXICON.counts(one) for one in find_quantities(f"工作组走进{words}。"))


@pytest.mark.parametrize(
    "words",
    [
        *("3家", "7个", "1件", "2小时", "1,200人次", "20%"),  # digits, whatever they say
        *("十一家", "十二条", "一百零五家", "三万人"),  # above ten
        *("两次", "三场", "九期", "七名", "四户", "两起"),  # occasions and people
        *("十余家", "近百件", "数十场", "上千人次"),  # rounded
        *("四成", "百分之二十", "三分之二"),  # shares
        *("从三家增加到五家", "由七天压缩到两天"),  # what something became
    ],
)
def test_counts_in_digits_and_other_numbers_in_words_tell_results(words: str) -> None:
    assert any(LEXICON.counts(one) for one in find_quantities(f"全程共{words}。"))


@pytest.mark.parametrize("share", ["20%", "百分之二十", "两成"])
def test_what_something_makes_up_describes(share: str) -> None:
    assert grades(f"机关党委将支部工作纳入党建考核，占{share}。")["A4"] == 2
