from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.model import Dimension, Exclusion, Relevance, Report, Scope
from tests.unit.small_rubric import STUDY, criterion, report, rubric, text

LEXICON = Lexicon(rubric())


def find(*sentences: str, lexicon: Lexicon = LEXICON, heading: str = "", paragraphs: bool = False) -> Findings:
    return look(report(*sentences, heading=heading, paragraphs=paragraphs), lexicon)


def look(one: Report, lexicon: Lexicon = LEXICON) -> Findings:
    return find_evidence(one, fold(one.text), lexicon)


def criteria(findings: Findings) -> list[list[str]]:
    return [list(sighting.cues) for sighting in findings.sightings]


@pytest.mark.parametrize(
    "sentence",
    [
        "县局抓理论学习。",
        "全体干部参加读书班。",
        "大家读原著、悟原理。",
        "老党员宣讲12场。",
    ],
)
def test_each_kind_of_cue_speaks_for_its_criterion(sentence: str) -> None:
    assert criteria(find(sentence)) == [["S"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "读书班开班。",  # the other group is missing
        "大家读原著。",  # one of two
        "他热爱学习。",  # weak, alone
        "建设学习型社会，抓好理论学习。",  # vetoed
        "天气晴朗。",
    ],
)
def test_half_a_cue_speaks_for_nothing(sentence: str) -> None:
    assert find(sentence).sightings == ()


def test_a_weak_cue_counts_under_a_fitting_heading() -> None:
    assert criteria(find("他热爱学习。", heading="强化理论武装")) == [["S"]]
    assert criteria(find("他热爱学习。", heading="服务群众")) == []


def test_the_longest_cue_wins_whatever_its_criterion() -> None:
    assert criteria(find("党员志愿服务队来了。")) == [["W"]]
    assert criteria(find("志愿服务来了。")) == [["V"]]


@pytest.mark.parametrize(
    ("written", "cue"),
    [("開展理論學習。", "理論學習"), ("开展理 论学\n习。", "理 论学\n习"), ("讲党课１２次。", "讲党课")],
)
def test_script_width_and_breaks_hide_no_cue_and_the_quote_stays_as_written(written: str, cue: str) -> None:
    (sighting,) = find(written).sightings
    assert sighting.quotes["S"] == (cue,)


def test_marks_and_figures_are_shown_as_written_too() -> None:
    (sighting,) = find("開展理論學習１２次。").sightings
    assert [mark.span.text for mark in sighting.marks] == ["開展", "１２次"]
    assert [(quantity.text, quantity.value) for quantity in sighting.quantities] == [("１２次", 12)]


def test_what_a_leader_says_is_no_evidence_but_what_the_agency_does_beside_it_is() -> None:
    assert find("会议强调：“要抓好理论学习，多办实事。”").sightings == ()
    assert criteria(find("会议强调：“要抓好理论学习。”县局随后组织志愿服务。")) == [["V"]]


def test_a_question_is_no_evidence() -> None:
    assert find("怎样抓好理论学习？").sightings == ()


def test_a_notice_is_no_evidence_from_end_to_end_and_says_why() -> None:
    findings = find("现将有关事项通知如下。", "各单位开展理论学习。")
    assert findings.sightings == ()
    assert findings.excluded == text("通知")


def test_a_phrase_of_notices_in_the_middle_of_a_report_voids_nothing() -> None:
    sentences = ["县局办实事。"] * 30
    assert find(*sentences[:15], "有关事项通知如下。", *sentences[15:]).excluded is None
    assert find(*sentences, "有关事项通知如下。").excluded == text("通知")


def test_a_pattern_can_void_a_report_as_a_term_can() -> None:
    rule = Exclusion(text("规章"), Scope.REPORT, patterns=(r"第.条为",))
    findings = find("第一条 为规范工作，制定本规则。", "县局办实事。", lexicon=Lexicon(rubric(not_evidence=(rule,))))
    assert (findings.sightings, findings.excluded) == ((), text("规章"))


def test_a_document_about_something_else_is_said_to_be_so() -> None:
    lexicon = Lexicon(rubric(relevance=Relevance(("党建",), 2)))
    findings = find("景区办实事，抓党建。", lexicon=lexicon)
    assert findings.sightings == ()
    assert findings.excluded is not None
    assert "只出现 1 次" in findings.excluded.zh
    assert find("景区办实事，抓党建，党建好。", lexicon=lexicon).excluded is None


def test_regional_figures_need_evidence_beside_them_in_their_paragraph() -> None:
    figures = "全市生产总值增长，理论学习好。"
    assert find(figures).sightings == ()
    assert len(find(figures, "县局办实事。").sightings) == 2
    assert len(find(figures, "县局办实事。", paragraphs=True).sightings) == 1


def test_a_shortcoming_is_told_apart_and_names_its_criterion() -> None:
    findings = find("理论学习还不够深入。")
    assert findings.sightings == ()
    assert [(one.quote, one.criterion) for one in findings.shortcomings] == [("理论学习还不够深入。", "S")]


def test_a_cured_shortcoming_is_none() -> None:
    findings = find("着力解决理论学习不够深入的问题。")
    assert findings.shortcomings == ()
    assert criteria(findings) == [["S"]]


def test_everything_under_a_heading_of_problems_is_a_shortcoming() -> None:
    assert len(find("理论学习抓得不紧。", heading="三、存在问题").shortcomings) == 1


def test_a_plan_is_not_a_shortcoming_even_under_a_heading_of_problems() -> None:
    assert find("下一步抓好理论学习。", heading="三、存在问题").shortcomings == ()


def test_a_criterion_that_does_not_apply_is_named() -> None:
    windows = criterion("S", STUDY, applies_when=("窗口",))
    lexicon = Lexicon(rubric(dimensions=(Dimension("X", text("大类"), 50, (windows,)),)))
    assert find("开展理论学习。", lexicon=lexicon).not_applicable == {"S"}
    assert find("窗口开展理论学习。", lexicon=lexicon).not_applicable == frozenset()


def test_a_deed_without_a_cue_goes_with_the_sentence_before_it_in_its_paragraph() -> None:
    findings = find("县局办实事。", "全年举办12次。")
    assert criteria(findings) == [["V"], ["V"]]
    assert [sighting.goes_on for sighting in findings.sightings] == [False, True]
    assert findings.sightings[1].quotes == {"V": ("举办", "12次")}
    assert criteria(find("县局办实事。", "全年举办12次。", paragraphs=True)) == [["V"]]
    assert criteria(find("县局办实事。", "天气晴朗。", "全年举办12次。")) == [["V"]]
    assert criteria(find("县局办实事。", "下一步举办12次。")) == [["V"]]


def test_a_deed_for_a_matter_that_the_rubric_is_not_about_goes_with_nothing() -> None:
    lexicon = Lexicon(rubric(elsewhere=("合唱",)))
    assert criteria(find("县局办实事。", "全年举办合唱12次。", lexicon=lexicon)) == [["V"]]
    assert criteria(find("县局为合唱办实事。", "全年举办12次。", lexicon=lexicon)) == [["V"], ["V"]]


def test_cues_of_one_sentence_never_come_from_the_next() -> None:
    assert find("办好读书班。", "党员多。").sightings == ()


def test_an_empty_report_has_nothing() -> None:
    findings = look(Report("r.txt", "1" * 64, "", "", ()))
    assert (findings.sightings, findings.shortcomings) == ((), ())


@given(st.lists(st.text("理论学习志愿服务队党员讲课办实事\n 　，。“”1２", min_size=1), min_size=1, max_size=6))
def test_every_cue_shown_stands_in_its_sentence_word_for_word(sentences: list[str]) -> None:
    one = report(*sentences)
    for sighting in look(one).sightings:
        for quotes in sighting.quotes.values():
            assert quotes
            assert all(quote in one.quote(sighting.sentence) for quote in quotes)
