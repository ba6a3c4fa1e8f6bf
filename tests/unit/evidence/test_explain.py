from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.evidence.explain import Trail, trails, why_void
from scorer.evidence.find import find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.model import NOTHING, Cues, Dimension, Part, Report
from scorer.model.explanation import Words
from tests.unit.small_rubric import STUDY, criterion, report, rubric, text

LEXICON = Lexicon(rubric())


def told(one: Report, id_: str = "S", lexicon: Lexicon = LEXICON, *, every: bool = False) -> list[Trail]:
    folded = fold(one.text)
    return trails(one, folded, find_evidence(one, folded, lexicon), lexicon, [id_], every=every)[id_]


def against(*sentences: str, id_: str = "S", heading: str = "") -> list[str]:
    """Why the first of the sentences is no evidence."""
    return [why.zh for why in told(report(*sentences, heading=heading), id_)[0].against]


def cues(sentence: str, id_: str = "S", heading: str = "") -> list[tuple[str, bool, str]]:
    (trail,) = told(report(sentence, heading=heading), id_)
    return [(cue.quote, cue.counts, cue.note.zh) for cue in trail.cues]


def test_a_sentence_that_is_evidence_has_nothing_against_it() -> None:
    (trail,) = told(report("县局抓理论学习。"))
    assert (trail.cues, trail.against) == ((Words("理论学习", True, NOTHING),), ())
    assert trail.sighting is not None


def test_sentences_that_nothing_points_to_are_left_out_unless_every_one_is_wanted() -> None:
    one = report("天气晴朗。", "县局抓理论学习。")
    assert [trail.sentence.number for trail in told(one)] == [2]
    assert [trail.sentence.number for trail in told(one, every=True)] == [1, 2]


def test_each_cue_says_how_it_counts() -> None:
    assert cues("大家读原著、悟原理，抓学习，老党员宣讲12场。") == [
        ("读原著", True, "几个词同在一句才算，这里齐了"),
        ("悟原理", True, "几个词同在一句才算，这里齐了"),
        ("学习", True, "单独不算，同句有这一项别的线索词才算"),
        ("宣讲12场", True, ""),
    ]
    assert cues("他热爱学习。", heading="强化理论武装") == [("学习", True, "在对得上的标题“强化理论武装”下才算")]


def test_a_cue_inside_a_longer_one_of_another_criterion_names_both() -> None:
    assert cues("党员志愿服务队来了。", "V") == [
        ("志愿服务", False, "它是“党员志愿服务队”的一部分，那是“W 项W”的线索词")
    ]
    assert against("党员志愿服务队来了。", id_="V") == ["句中没有能算的线索词"]


def test_a_cue_inside_a_longer_one_of_its_own_criterion_is_not_told() -> None:
    assert cues("县局抓理论学习。") == [("理论学习", True, "")]


def test_a_cue_in_a_leaders_words_tells_where_it_stands_and_why_it_does_not_count() -> None:
    assert cues("会议强调：“要抓好理论学习。”") == [("理论学习", False, "在“强调：“要抓好理论学习”里：领导讲话")]


def test_what_is_quoted_as_a_reason_is_shortened() -> None:
    ((_, _, note),) = cues("会议强调：“要抓好理论学习，一以贯之、久久为功、善作善成、驰而不息。”")
    assert note == "在“强调：“要抓好理论学习，……成、驰而不息”里：领导讲话"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("怎样抓好理论学习？", "整句不算：问句（见“？”）"),
        ("建设学习型社会，抓好理论学习。", "句中有“学习型社会”，标准规定有这样的词就不算这一项"),
        ("他热爱学习。", "只有单独不算的线索词"),
        ("理论学习还不够深入。", "“不够”说的是还存在的问题，不是做到的事"),
        (
            "全市生产总值增长，理论学习好。",
            "有“生产总值”这样的话（地区数字），同一段里另有证据才算，而这一段没有",
        ),
    ],
)
def test_each_reason_against_a_sentence_names_the_words_that_give_it(sentence: str, why: str) -> None:
    assert against(sentence) == [why]


def test_every_reason_that_holds_is_told() -> None:
    assert against("他热爱学习？") == ["整句不算：问句（见“？”）", "只有单独不算的线索词"]


def test_headings_give_reasons_too() -> None:
    assert against("天气晴朗。", heading="强化理论武装") == ["标题“强化理论武装”对得上这一项，但句中没有能算的线索词"]
    assert against("理论学习抓得不紧。", heading="三、存在问题") == [
        "标题“三、存在问题”下说的是还存在的问题，不是做到的事"
    ]
    assert against("他热爱学习。", heading="服务群众") == ["只有单独不算的线索词，标题也对不上"]


def test_a_heading_itself_is_no_evidence() -> None:
    one = report("抓理论学习")
    heading = replace(one, sentences=(replace(one.sentences[0], part=Part.HEADING),))
    assert [why.zh for why in told(heading)[0].against] == ["这是小标题，正文里的句子才算证据"]


def test_a_criterion_that_others_leave_behind_names_them() -> None:
    (trail,) = told(report("党员读书班、讲党课、宣讲12场，志愿服务。"), "V")
    assert [why.zh for why in trail.against] == ["它主要说的是“S 项S”，说这一项的分量不到那一项的 60%"]


def test_of_more_than_three_criteria_the_fourth_is_left_out() -> None:
    four = tuple(criterion(id_, replace(STUDY, terms=(f"{id_}词",))) for id_ in "JKLM")
    lexicon = Lexicon(rubric(dimensions=(Dimension("X", text("大类"), 100, four),)))
    (trail,) = told(report("J词，K词，L词，M词。"), "M", lexicon)
    assert [why.zh for why in trail.against] == ["一句话最多算给 3 项，它更明显说的是：J 项J、K 项K、L 项L"]


def test_what_half_a_combination_lacks_is_told_when_every_sentence_is() -> None:
    (trail,) = told(report("读书班开班。"), every=True)
    assert [lack.zh for lack in trail.lacking] == ["句中有“读书班”，还要有“党员、干部”之一"]
    (trail,) = told(report("大家读原著。"), every=True)
    assert [lack.zh for lack in trail.lacking] == ["句中有“读原著”，还要有“学原文、悟原理”中的 1 个"]
    assert told(report("大家读原著。")) == []


SETS = {"学习": Cues(terms=("理论学习", "学习会"), patterns=(r"宣讲\d+场",)), "讲课": Cues(terms=("讲党课",))}


def near(sentence: str, lexicon: Lexicon = LEXICON) -> tuple[list[str], list[str]]:
    """What the sentence lacks for S, and what else is told; the criterion's sets are known."""
    one = report(sentence)
    folded = fold(one.text)
    findings = find_evidence(one, folded, lexicon)
    (trail,) = trails(one, folded, findings, lexicon, ["S"], every=True, sets=SETS)["S"]
    return [lack.zh for lack in trail.lacking], [told.zh for told in trail.instead]


NONE_ELSE = "这句话也没有算给别的项"


def test_a_term_in_two_pieces_is_told_with_its_set_and_what_stands_between() -> None:
    assert near("书记讲了一堂党课。") == (["“讲党课”（词组“讲课”）要连着写才算，句中是“讲了一堂党课”"], [NONE_ELSE])
    assert near("书记讲话，大家上党课。")[0] == []


def test_of_the_words_that_a_criterion_looks_for_those_like_the_sentence_come_first() -> None:
    assert near("大家上党课。")[1][0] == "这一项找的是这样的词：“讲党课、理论学习”；用的词组有：学习、讲课"


def test_a_pattern_whose_words_stand_there_is_told() -> None:
    assert near("党员宣讲多场。")[0] == [
        "句中有“宣讲”，但和模式“宣讲\\d+场”的写法对不上（词组“学习”）",
        "句中有“党员”，还要有“读书班、讲堂”之一",
    ]


def test_of_a_weak_cue_what_makes_it_count_is_told() -> None:
    assert near("他热爱学习。")[0] == ["同句再有一个单独能算的线索词，如“理论学习、讲党课”；或者放在带有“理论”的标题下"]


def test_a_word_of_a_set_that_the_criterion_leaves_out_is_told() -> None:
    assert "“学习会”是词组“学习”的词，但这一项用 without 去掉了它" in near("办学习会。")[0]


def test_where_nothing_comes_near_the_criterions_words_and_sets_are_named_and_who_took_the_sentence() -> None:
    looks_for = "这一项找的是这样的词：“理论学习、讲党课”；用的词组有：学习、讲课"
    assert near("天气晴朗。") == ([], [looks_for, NONE_ELSE])
    assert near("开展志愿服务。") == ([], [looks_for, "这句话算给了“V 项V”"])


def of_only(cues: Cues) -> Lexicon:
    """A rubric of which S has no other cues."""
    parts = (criterion("S", cues), criterion("V", Cues(terms=("志愿服务",))))
    return Lexicon(rubric(dimensions=(Dimension("X", text("大类"), 100, parts),)))


NO_CUE = "这一项没有能对上的线索词，哪句话都不会算给它：请在评分标准里给它写上单独能算的线索词"


@pytest.mark.parametrize(
    ("cues", "looks_for"),
    [
        (Cues(), NO_CUE),
        (Cues(weak=("学习",)), NO_CUE),
        (Cues(headings=("理论",)), NO_CUE),
        (
            Cues(weak=("学习",), headings=("理论", "学习")),
            "这一项只有单独不算的线索词，要放在带有“理论、学习”之一的标题下才算",
        ),
        (
            Cues(patterns=(r"党员.{0,9}(?:宣讲|讲堂)|(?:窗口|大厅)\d+个", r"讲\d+场")),
            "这一项找的是这样的词：“党员 + 宣讲、大厅”",
        ),
        (Cues(patterns=(r"讲\d+场", r"\d+户")), "这一项找的是写法（模式），没有固定的词"),
        (
            Cues(together=((("读书班",), ("党员",)),), patterns=(r"宣讲\d+场",)),
            "这一项找的是这样的词：“读书班 + 党员、宣讲”",
        ),
    ],
)
def test_what_a_criterion_without_terms_looks_for_is_told_in_words(cues: Cues, looks_for: str) -> None:
    lacking, (told, _) = near("天气晴朗。", of_only(cues))
    assert (lacking, told) == ([], f"{looks_for}；用的词组有：学习、讲课")


@pytest.mark.parametrize(
    ("cues", "lacks"),
    [
        (Cues(weak=("学习",)), NO_CUE),
        (Cues(weak=("学习",), headings=("理论",)), "放在带有“理论”的标题下"),
        (Cues(weak=("学习",), patterns=(r"讲\d+场",)), "同句再有一个单独能算的写法（模式）"),
        (Cues(weak=("学习",), patterns=(r"宣讲\d+场",)), "同句再有一个单独能算的线索词，如“宣讲”"),
    ],
)
def test_a_weak_cue_lacks_what_the_criterion_has(cues: Cues, lacks: str) -> None:
    assert near("他热爱学习。", of_only(cues))[0] == [lacks]


def test_a_sentence_with_a_cue_that_counts_lacks_none() -> None:
    assert near("抓理论学习。") == near("怎样抓好理论学习？") == ([], [])


def test_each_alternative_of_a_pattern_is_looked_at_on_its_own() -> None:
    cues = Cues(patterns=(r"重温[^，|]{0,9}誓词|整改(?:台账|清单)",))
    lexicon = Lexicon(rubric(dimensions=(Dimension("X", text("大类"), 50, (criterion("S", cues),)),)))
    assert near("重温入党誓言。", lexicon)[0] == ["句中有“重温”，还要有“誓词”，按模式的写法"]
    assert near("列出整改的台账。", lexicon)[0] == ["句中有“整改、台账”，但和模式“整改(?:台账|清单)”的写法对不上"]


def test_a_sentence_that_goes_on_has_no_cue_and_nothing_against_it() -> None:
    trail = told(report("县局抓理论学习。", "举办活动12次。"))[1]
    assert (trail.cues, trail.against) == ((), ())
    assert trail.sighting is not None


def test_of_a_voided_report_the_words_that_void_it_are_told() -> None:
    one = report("现将有关事项通知如下。", "各单位开展理论学习。", paragraphs=True)
    folded = fold(one.text)
    findings = find_evidence(one, folded, LEXICON)
    assert why_void(one, folded, findings, LEXICON).zh == "通知（第1段有“通知如下”）"
    assert [why.zh for why in told(one)[0].against] == ["整份材料都不算证据，原因见开头"]


def test_what_shows_nothing_of_the_ladder_says_why() -> None:
    (trail,) = told(report("党组织抓理论学习，建立3个党支部。"))
    assert [(one.quote, one.grade, one.note.zh) for one in trail.unmarked] == [
        ("组织", 2, "它只是“党组织”的一部分"),
        ("3个", 3, "“3个党支部”说的是文件或机构本身，不是成效"),
    ]


def test_a_plan_is_told_by_its_words_or_its_heading() -> None:
    (trail,) = told(report("抓理论学习，下一步开展宣讲12场。"))
    assert trail.planned.zh == "从“下一步”起说的是打算"
    (trail,) = told(report("抓理论学习。", heading="四、下一步打算"))
    assert trail.planned.zh == "标题“四、下一步打算”下说的都是打算"
