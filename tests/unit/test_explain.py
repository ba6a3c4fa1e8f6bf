from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.documents.find import Found
from scorer.documents.read import read_report
from scorer.errors import UsageError
from scorer.evidence.lexicon import Lexicon
from scorer.explain import check_criterion, explain_all, explain_report, explain_sentence
from scorer.model import Dimension, Scorecard, Standing
from scorer.model.explanation import Explanation
from scorer.pipeline import score_report
from scorer.review.rubric_diff import Edition
from scorer.rubric.load import find_rubric, load_rubric
from tests.unit.small_rubric import STUDY, criterion, report, rubric, text

ROOT = Path(__file__).parents[2]
REPORTS = sorted(path for folder in ("seeds", "tests/data") for path in (ROOT / folder).rglob("*.txt"))
SMALL = Lexicon(rubric())


@pytest.fixture(scope="module")
def core() -> Lexicon:
    return Lexicon(load_rubric(find_rubric("core")))


def assert_told_as_scored(explanations: tuple[Explanation, ...], card: Scorecard) -> None:
    """The explanation's verdicts are the score's, and its reasons bear them out."""
    assert [explanation.result for explanation in explanations] == list(card.criteria)
    for explanation in explanations:
        evidence = {piece.sentence: piece for piece in explanation.result.evidence}
        assert {one.sentence for one in explanation.sentences if one.grade} == evidence.keys()
        assert sum(one.carries for one in explanation.sentences) == bool(evidence)
        for one in explanation.sentences:
            assert bool(one.against) == (one.grade == 0)
            if one.grade:
                piece = evidence[one.sentence]
                shown = [mark.quote for mark in one.marks if mark.counts]
                cues = [cue.quote for cue in one.cues if cue.counts]
                goes_on = not one.cues
                assert tuple(dict.fromkeys(shown if goes_on else cues)) == piece.cues
                assert max((mark.grade for mark in one.marks if mark.counts), default=1) == one.grade == piece.grade
                assert one.why == piece.why


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_is_told_is_what_was_scored(path: Path, core: Lexicon) -> None:
    one = read_report(Found(path, path.name))
    assert_told_as_scored(explain_all(one, core), score_report(one, "", core))


PIECES = [
    *("理论学习", "学习", "读书班", "党员", "干部", "读原著", "悟原理", "宣讲12场", "学习型社会", "志愿服务", "办实事"),
    *("党员志愿服务队", "突击队", "党组织", "开展", "组织", "荣获", "被县委评为先进", "3个党支部", "12次", "下一步"),
    *("将继续", "不够", "解决", "生产总值", "强调：“", "”", "？", "，", "通知如下", "讲党课", "天气"),
]
sentences = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)


@given(st.lists(sentences, min_size=1, max_size=4), st.sampled_from(["", "理论", "下一步", "存在问题"]), st.booleans())
def test_what_is_told_is_what_was_scored_whatever_is_written(
    written: list[str], heading: str, paragraphs: bool
) -> None:
    one = report(*written, heading=heading, paragraphs=paragraphs)
    assert_told_as_scored(explain_all(one, SMALL), score_report(one, "", SMALL))


def explain(*written: str, id_: str = "S", **changes: object) -> Explanation:
    return explain_report(report(*written, paragraphs=True), rubric(**changes), id_)


def test_what_raises_a_level_is_the_next_rung_with_its_points_and_what_is_only_planned() -> None:
    told = explain("开展理论学习。", "抓理论学习，下一步荣获金奖。")
    assert told.result.level == 2
    assert [raising.zh for raising in told.raises] == [
        "写明数字，可到 3 级（成效），得 40 分",
        "第2段的“荣获”现在还是打算，做到以后写明，可到 4 级",
    ]


def test_without_evidence_a_deed_is_asked_for_and_at_the_top_nothing() -> None:
    assert [raising.zh for raising in explain("天气晴朗。").raises] == ["写明行动，可到 2 级（举措），得 25 分"]
    assert explain("理论学习荣获金奖。").raises == ()


def test_nothing_raises_the_level_in_a_voided_report_or_where_the_criterion_does_not_apply() -> None:
    assert explain("通知如下。", "开展理论学习。").raises == ()
    windows = (Dimension("X", text("大类"), 50, (criterion("S", STUDY, applies_when=("窗口",)),)),)
    told = explain("开展理论学习。", dimensions=windows)
    assert (told.result.standing, told.raises) == (Standing.NOT_APPLICABLE, ())
    assert [why.zh for why in told.sentences[0].against] == ["这一项不适用于这份材料"]


def test_a_mark_in_another_criterions_clause_says_so() -> None:
    (one,) = explain("抓好理论学习，办实事12件。").sentences
    assert [(mark.quote, mark.counts, mark.note.zh) for mark in one.marks] == [
        ("12件", False, "它那个分句说的是另一项")
    ]


def test_a_typed_sentence_is_told_for_each_criterion_that_it_points_to() -> None:
    told = explain_sentence("抓理论学习，\n办实事12件。", Edition(rubric()))
    assert [(one.result.criterion.id, one.result.level) for one in told] == [("S", 1), ("V", 3)]
    assert [one.quote for one in told[0].sentences] == ["抓理论学习， 办实事12件。"]
    assert explain_sentence("天气晴朗。", Edition(rubric())) == ()


def test_several_typed_sentences_are_told_one_by_one() -> None:
    (told,) = explain_sentence("抓理论学习。 举办活动12次。", Edition(rubric()), "S")
    assert [(one.quote, one.grade, one.raises.zh) for one in told.sentences] == [
        ("抓理论学习。", 1, "写明行动，可到 2 级（举措）"),
        ("举办活动12次。", 3, "写明外部评价，可到 4 级（认可）"),
    ]


def test_a_typed_sentence_need_not_show_that_a_criterion_applies() -> None:
    windows = (Dimension("X", text("大类"), 50, (criterion("S", STUDY, applies_when=("窗口",)),)),)
    (told,) = explain_sentence("开展理论学习。", Edition(rubric(dimensions=windows)))
    assert told.result.level == 2


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_an_empty_sentence_is_refused(nothing: str) -> None:
    with pytest.raises(UsageError) as refused:
        explain_sentence(nothing, Edition(rubric()))
    assert "没有写句子" in refused.value.message.zh


def test_an_unknown_criterion_is_refused_with_those_like_it_and_all_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        check_criterion("s", rubric())
    assert refused.value.message.zh == (
        "评分标准 small 没有“s”这一项，或许是 S。各项是：\n  S  项S\n  V  项V\n  W  项W"
    )
    with pytest.raises(UsageError) as refused:
        explain_report(report("开展理论学习。"), rubric(), "理论")
    assert refused.value.message.zh.startswith("评分标准 small 没有“理论”这一项。各项是：\n")
