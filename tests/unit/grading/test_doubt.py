from __future__ import annotations

import pytest

from scorer.evidence.lexicon import Lexicon
from scorer.model import Standing, Text
from scorer.pipeline import score_report
from tests.unit.small_rubric import report, rubric

LEXICON = Lexicon(rubric())
CERTAIN = Text("", "")
ONLY_STATED = "只找到表态性的话，没有认出具体做法，等次可能偏低"
MAINLY_SERVICE = "只凭一句话定等次，而这句话主要说的是 V"
GOES_ON = "定等次的句子没有线索词，是接着上一句算的，说的可能是别的事"


def one_figure(words: str) -> str:
    return f"只凭一句话里的“{words}”定为 3 级，它说的未必是工作成效，等次可能偏高"


def doubt(criterion: str, *sentences: str) -> Text:
    card = score_report(report(*sentences), "r", LEXICON)
    return next(result.doubt for result in card.criteria if result.criterion.id == criterion)


@pytest.mark.parametrize(
    "sentences",
    [
        ["县局开展理论学习。"],
        ["县局开展理论学习12次，共300人次。"],
        ["县局开展理论学习12次。", "市局开展理论学习8次。"],
        ["县局理论学习荣获金奖。"],
    ],
)
def test_a_level_that_rests_on_an_act_two_results_or_recognition_is_not_doubted(sentences: list[str]) -> None:
    assert doubt("S", *sentences) == CERTAIN


def test_what_has_no_evidence_is_not_doubted() -> None:
    card = score_report(report("县局开展理论学习。"), "r", LEXICON)
    without = [result for result in card.criteria if result.standing is not Standing.EVIDENCE]
    assert [result.doubt for result in without] == [CERTAIN, CERTAIN]


@pytest.mark.parametrize("sentences", [["我们重视理论学习。"], ["我们重视理论学习。", "下一步开展理论学习12次。"]])
def test_words_without_an_act_are_doubted_however_many(sentences: list[str]) -> None:
    assert doubt("S", *sentences).zh == ONLY_STATED


def test_a_result_is_doubted_where_a_single_figure_shows_it() -> None:
    assert doubt("S", "县局开展理论学习12次。", "市局开展理论学习。").zh == one_figure("12次")


def test_a_sentence_that_goes_on_with_another_is_doubted_where_it_sets_the_level() -> None:
    assert doubt("S", "县局开展理论学习。", "全年举办12次，共300人次。").zh == GOES_ON
    assert doubt("S", "县局开展理论学习。", "全年举办12次。").zh == f"{one_figure('12次')}；{GOES_ON}"


def test_a_sentence_that_goes_on_with_another_raises_no_doubt_beside_one_as_strong() -> None:
    assert doubt("S", "县局开展理论学习12次。", "全年举办12次。") == CERTAIN


def test_a_criterion_named_in_passing_is_doubted_and_the_main_one_is_not() -> None:
    sentence = "县局开展办实事和理论学习。"
    assert doubt("S", sentence).zh == MAINLY_SERVICE
    assert doubt("V", sentence) == CERTAIN


def test_a_criterion_named_in_passing_is_not_doubted_where_another_sentence_supports_it() -> None:
    assert doubt("S", "县局开展办实事和理论学习。", "重视理论学习。") == CERTAIN


def test_recognition_told_in_passing_is_not_doubted() -> None:
    assert doubt("S", "县局开展办实事和理论学习荣获金奖。") == CERTAIN


def test_reasons_stand_side_by_side_in_both_languages() -> None:
    assert doubt("S", "重视办实事和理论学习。") == Text(
        f"{ONLY_STATED}；{MAINLY_SERVICE}",
        "only aims and attitudes were found and no act was recognised, so the level may be too low; "
        "the level rests on one sentence, which mainly speaks for V",
    )
