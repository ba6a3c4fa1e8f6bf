from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.rehearsal import rehearse
from scorer.rubric.script import load_script
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scorer.rehearsal import Failure, Rehearsal

    Write = Callable[[str], Path]

LEXICON = """\
id: words
title: {zh: 词库, en: Words}
sets:
  首题:
    terms: [第一议题, 首要议题]
    together: [[[党组会, 党委会], [先学]]]
    some_of: [{at_least: 2, of: [读书, 研讨, 测试]}]
    patterns: ['先学.{0,3}后议', '开会先学']
    weak: [学习]
    headings: [政治]
    unless: [食堂]
  党课:
    terms: [专题党课]
"""
EXAMPLES = """\
examples:
  首题:
    - 党组会先学了一篇讲话。
    - {text: 机关开展第一议题学习。, grade: 2}
"""
USING = changed(
    ("id: small", "id: small\nlexicon: words.yaml"),
    ("terms: [主题党日, 第一议题]", "use: [首题, 党课]\n          terms: [主题党日]"),
)


@pytest.fixture
def using(in_folder: Path) -> Callable[..., Path]:
    """Write a lexicon, its examples and the small rubric that uses its sets, with changes; the path of the rubric."""

    def using_(*changes: tuple[str, str]) -> Path:
        texts = {"words.yaml": LEXICON, "words.examples.yaml": EXAMPLES, "my.yaml": USING}
        for old, new in changes:
            [name] = [name for name, text in texts.items() if old in text]
            assert texts[name].count(old) == 1, old
            texts[name] = texts[name].replace(old, new)
        for name, text in texts.items():
            (in_folder / name).write_text(text, encoding="utf-8")
        return (in_folder / "my.yaml").relative_to(in_folder)

    return using_


def _rehearsed(rubric: Path, *only: str) -> Rehearsal:
    return rehearse(load_script(rubric), only)


def _failures(rubric: Path, *only: str) -> list[tuple[str, str, str]]:
    def told(failure: Failure) -> tuple[str, str, str]:
        return failure.claim.set or failure.claim.criterion, failure.claim.text, failure.reason.zh

    return [told(failure) for failure in _rehearsed(rubric, *only).failures]


# --- a rubric's own sentences ------------------------------------------------------------------


def test_a_rubric_that_does_as_its_sentences_say_passes(write: Write) -> None:
    rehearsal = _rehearsed(write(SMALL))
    assert (rehearsal.sentences, rehearsal.failures) == (4, ())


def test_a_missed_example_is_reported_with_where_it_stands(write: Write) -> None:
    rubric = write(changed(("干部上门帮助群众。", "干部到社区走访。")))
    assert _failures(rubric) == [("B1", "干部到社区走访。", "应命中而没有命中任何项")]
    [failure] = _rehearsed(rubric).failures
    assert (failure.claim.file, failure.claim.place.line, failure.claim.place.column) == ("my.yaml", 43, 13)


def test_an_example_that_another_criterion_takes_is_reported_with_its_name(write: Write) -> None:
    rubric = write(changed(("干部上门帮助群众。", "支部开展主题党日。")))
    assert _failures(rubric) == [("B1", "支部开展主题党日。", "应命中而没有命中，命中了 A1")]


def test_a_wrong_grade_is_reported_with_the_reason_for_the_right_one(write: Write) -> None:
    [(criterion, text, reason)] = _failures(write(changed(("grade: 2}", "grade: 4}"))))
    assert (criterion, text) == ("A1", "机关开展主题党日活动。")
    assert reason.startswith("应为 4 级，得 2 级（")
    assert "开展" in reason


def test_a_near_miss_that_matches_is_reported(write: Write) -> None:
    [(criterion, text, reason)] = _failures(write(changed(("群众来信很多。", "帮一帮群众。"))))
    assert (criterion, text) == ("B1", "帮一帮群众。")
    assert reason.startswith("不应命中却命中（")


def test_what_became_of_each_cue_of_a_failed_sentence_is_explained(write: Write) -> None:
    [failure] = _rehearsed(write(changed(("机关开展主题党日活动。", "机关食堂开展主题党日活动。")))).failures
    [sentence] = failure.explanation.sentences
    assert [reason.zh for reason in sentence.against] == ["句中有“食堂”，标准规定有这样的词就不算这一项"]


def test_a_sentence_is_judged_whatever_the_relevance_that_a_report_needs(write: Write) -> None:
    rubric = write(changed(("{terms: [党建], at_least: 1}", "{terms: [党建], at_least: 9}")))
    assert _failures(rubric) == []


# --- what to do about a failure ----------------------------------------------------------------


def _remedy(rubric: Path) -> str:
    [failure] = _rehearsed(rubric).failures
    return failure.remedy.zh


def test_of_a_grade_too_high_the_figure_that_raised_it_is_told(write: Write) -> None:
    rubric = write(changed(("机关开展主题党日活动。", "机关开展主题党日活动7件。")))
    assert _remedy(rubric) == (
        "“7件”表明成效（3 级）。确是这样，就把 grade 改为 3；不是，就把例句里的这些话换个说法；"
        "数字只是说明情况的，在 ladder 的 not_counted 里写上这种说法"
    )


def test_of_a_grade_too_high_the_words_that_raised_it_are_told_highest_first(write: Write) -> None:
    rubric = write(changed(("机关开展主题党日活动。", "机关开展主题党日，解决难题，获市表彰。")))
    assert _remedy(rubric) == (
        "“获市表彰”表明认可（4 级），“解决”表明成效（3 级）。确是这样，就把 grade 改为 4；"
        "不是，就把例句里的这些话换个说法；词不该表明这一级的，改 ladder 的 terms 或 patterns"
    )


def test_of_a_grade_too_low_it_is_told_what_the_higher_one_takes(write: Write) -> None:
    more = "例句里已经写明的，在 ladder 的这一级里补上它的说法；没有写明的，改例句，或把 grade 改为 2"
    assert _remedy(write(changed(("grade: 2}", "grade: 4}")))) == f"4 级（认可）要写明受表彰。{more}"
    assert _remedy(write(changed(("grade: 2}", "grade: 3}")))) == f"3 级（成效）要写明有结果，如“12件”“解决”。{more}"


def test_of_a_grade_too_low_the_words_that_do_not_count_are_told(write: Write) -> None:
    rubric = write(changed(("主题党日活动。, grade: 2}", "主题党日，下一步获市表彰。, grade: 4}")))
    assert _remedy(rubric) == "4 级（认可）要写明受表彰。“获市表彰”没有算，照上面的原因改例句，或把 grade 改为 2"
    rubric = write(changed(("主题党日活动。, grade: 2}", "主题党日，办实事七件。, grade: 3}")))
    assert _remedy(rubric).endswith("“七件”没有算，照上面的原因改例句，或把 grade 改为 2")


UNLESS = "这些词对别的句子有用的，就在 unless 里写上这类句子特有的词"


def test_of_a_near_miss_the_criterions_own_word_is_told(write: Write) -> None:
    assert _remedy(write(changed(("群众来信很多。", "为民办事指南。")))) == (
        f"命中靠的是这一项自己的“为民办事”，写得更具体，如改用 together，和别的词同在一句才算；{UNLESS}"
    )


@pytest.mark.parametrize(
    ("near_miss", "by"),
    [
        (
            "干部学习第一议题。",
            "命中靠的是词组“首题”的“第一议题”，在这一项的 without 里写上，就不用这些词；"
            "整个词组都不合用，就从 use 里去掉",
        ),
        (
            "党委会先学菜谱。",
            "命中靠的是词组“首题”里同在一句才算的“党组会、党委会＋先学”，without 去不掉它，"
            "这个词组不合用就从 use 里去掉",
        ),
    ],
)
def test_of_a_near_miss_the_set_and_its_words_are_told_with_the_fitting_cure(
    near_miss: str, by: str, using: Callable[..., Path]
) -> None:
    assert _remedy(using(("食堂开展主题党日优惠。", near_miss))) == f"{by}；{UNLESS}"


# --- sentences of sets -------------------------------------------------------------------------


def test_examples_of_a_set_are_tried_in_the_criterion_that_uses_it(using: Callable[..., Path]) -> None:
    rehearsal = _rehearsed(using())
    assert (rehearsal.sentences, rehearsal.failures) == (6, ())


def test_a_missed_example_of_a_set_is_reported_with_its_place_among_the_examples(using: Callable[..., Path]) -> None:
    rubric = using(("党组会先学了一篇讲话。", "党组会开得很长。"))
    assert _failures(rubric) == [("首题", "党组会开得很长。", "应命中而没有命中任何项")]
    [failure] = _rehearsed(rubric).failures
    assert (failure.claim.file, failure.claim.place.line) == ("words.examples.yaml", 3)


def test_without_a_file_of_examples_a_rubric_has_its_own_sentences_alone(
    using: Callable[..., Path], in_folder: Path
) -> None:
    rubric = using()
    (in_folder / "words.examples.yaml").unlink()
    assert _rehearsed(rubric).sentences == 4


def test_sentences_that_a_rule_on_whole_reports_sets_aside_match_nothing(write: Write) -> None:
    rule = "not_evidence: [{reason: 心得, scope: report, terms: [心得体会]}]\nbands:"
    rubric = write(changed(("bands:", rule), ("机关开展主题党日活动。", "心得体会：机关开展主题党日活动。")))
    assert _failures(rubric) == [("A1", "心得体会：机关开展主题党日活动。", "应命中而没有命中任何项")]


def test_a_criterion_that_applies_to_other_reports_matches_nothing(write: Write) -> None:
    rubric = write(
        changed(
            (
                "        near_misses:\n          - 群众来信",
                "        applies_when: [窗口]\n        near_misses:\n          - 群众来信",
            )
        )
    )
    assert _failures(rubric) == [("B1", "干部上门帮助群众。", "应命中而没有命中任何项")]


def test_an_example_of_a_set_must_match_by_a_cue_of_that_set(using: Callable[..., Path]) -> None:
    rubric = using(("党组会先学了一篇讲话。", "支部开展主题党日。"))
    assert _failures(rubric) == [("首题", "支部开展主题党日。", "命中了，但不是靠这个词组的线索词，而是靠“主题党日”")]


def test_an_example_of_a_set_that_its_criterion_does_without_is_let_pass(using: Callable[..., Path]) -> None:
    rehearsal = _rehearsed(using(("use: [首题, 党课]", "use: [首题, 党课]\n          without: [第一议题, 学习]")))
    assert (rehearsal.sentences, rehearsal.failures) == (5, ())


def test_an_example_of_a_set_with_a_pattern_that_its_criterion_does_without_is_let_pass(
    using: Callable[..., Path],
) -> None:
    rubric = using(
        ("党组会先学了一篇讲话。", "局里先学后议。"),
        ("use: [首题, 党课]", "use: [首题, 党课]\n          without: ['先学.{0,3}后议']"),
    )
    assert _failures(rubric) == []


def test_only_one_set_or_criterion_is_tried_where_asked(using: Callable[..., Path]) -> None:
    rubric = using(("干部上门帮助群众。", "干部到社区走访。"))
    assert (_rehearsed(rubric, "首题").sentences, _failures(rubric, "首题")) == (2, [])
    assert _rehearsed(rubric, "A1").sentences == 4
    assert _failures(rubric, "B1", "首题") == [("B1", "干部到社区走访。", "应命中而没有命中任何项")]


# --- coverage ----------------------------------------------------------------------------------


def _idle(rubric: Path, *only: str) -> list[tuple[str, str, str, int]]:
    return [
        (one.cue.set or one.cue.criterion, one.cue.kind, one.cue.word, one.cue.place.line)
        for one in _rehearsed(rubric, *only).idle
    ]


def test_cues_that_no_example_exercises_are_listed_with_their_line(write: Write) -> None:
    rehearsal = _rehearsed(write(SMALL))
    assert _idle(write(SMALL)) == [("A1", "terms", "第一议题", 26), ("B1", "terms", "为民办事", 40)]
    assert (rehearsal.exercised, rehearsal.cues) == (2, 4)


def test_a_combination_is_one_cue_whatever_its_words_and_headings_and_unless_are_none(
    using: Callable[..., Path],
) -> None:
    assert _idle(using(), "首题") == [
        ("首题", "terms", "首要议题", 5),
        ("首题", "patterns", "先学.{0,3}后议", 8),
        ("首题", "patterns", "开会先学", 8),
        ("首题", "some_of", "读书、研讨、测试", 7),
    ]


@pytest.mark.parametrize(
    ("sentence", "exercised"),
    [
        ("党委会先学一篇讲话。", set()),  # the combination is exercised already
        ("干部读书、研讨。", {"读书、研讨、测试"}),
        ("局里先学后议。", {"先学.{0,3}后议"}),
        ("首要议题写进计划。", {"首要议题"}),
    ],
)
def test_a_cue_that_counts_in_an_example_is_exercised(
    sentence: str, exercised: set[str], using: Callable[..., Path]
) -> None:
    all_idle = {word for _, _, word, _ in _idle(using(), "首题")}
    rubric = using(("党组会先学了一篇讲话。", f"党组会先学了一篇讲话。\n    - {sentence}"))
    assert {word for _, _, word, _ in _idle(rubric, "首题")} == all_idle - exercised


def test_a_combination_that_is_not_met_is_not_exercised(using: Callable[..., Path]) -> None:
    rubric = using(("党组会先学了一篇讲话。", "党组会先学了一篇讲话。\n    - 首要议题是读书。"))
    assert ("首题", "some_of", "读书、研讨、测试", 7) in _idle(rubric, "首题")
    rubric = using(("党组会先学了一篇讲话。", "首要议题在党组会上。"))
    assert ("首题", "together", "党组会、党委会＋先学", 6) in _idle(rubric, "首题")


def test_a_cue_inside_a_longer_one_is_not_exercised_and_told_as_such(using: Callable[..., Path]) -> None:
    rubric = using(
        ("[第一议题, 首要议题]", "[第一议题, 首要议题, 议题, 首要议题清单]"), ("开展第一议题", "开展首要议题清单")
    )
    idle = {one.cue.word: one.inside for one in _rehearsed(rubric, "首题").idle}
    assert (idle["议题"], idle["首要议题"]) == ("首要议题清单", "首要议题清单")
    assert "首要议题清单" not in idle


def test_an_example_that_fails_exercises_nothing(write: Write) -> None:
    rubric = write(changed(("grade: 2}", "grade: 4}")))
    assert ("A1", "terms", "主题党日", 26) in _idle(rubric)


def test_examples_of_the_criterion_and_of_other_sets_exercise_the_cues_of_a_set(using: Callable[..., Path]) -> None:
    rubric = using(("机关开展主题党日活动。", "机关开展首要议题活动。"), ("一篇讲话。", "一篇讲话，上专题党课。"))
    assert ("首题", "terms", "首要议题", 5) not in _idle(rubric, "首题")
    assert _idle(rubric, "党课") == []


def test_near_misses_exercise_nothing(write: Write) -> None:
    rubric = write(changed(("机关开展主题党日活动。", "机关开展第一议题活动。")))
    assert ("A1", "terms", "主题党日", 26) in _idle(rubric)
