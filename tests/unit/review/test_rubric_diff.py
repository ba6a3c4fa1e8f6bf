"""What is told of two rubrics: all that changed, as a person would, and nothing that did not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from scorer.errors import RubricError
from scorer.review.rubric_diff import RubricDiff, read_edition, rubric_diff
from scorer.rubric.fingerprint import content_hash, scoring_hash
from scorer.rubric.load import load_rubric
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from pathlib import Path

MORE = """\
not_applicable: zero
not_evidence:
  - {reason: {zh: 问句, en: a question}, patterns: ['吗？$'], headings: [提问]}
  - {reason: 他人的话, scope: match, terms: [所说的]}
shortcomings: {terms: [还不够]}
bonuses: {cap: 2, items: [{id: J1, title: 推广, most: 2}]}
indicators: [{id: hard, title: 实, formula: grade_3 / evidence, show: percent}]
crosswalk: {core: [{criterion: A1, to: A2, relation: equal}]}
"""
WHOLE = changed(("terms: [为民办事]", "terms: [为民办事]\n          together: [[[帮, 助], [老人]]]")) + MORE


def diff(tmp_path: Path, old: str, new: str) -> RubricDiff:
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return rubric_diff(*(read_edition(tmp_path / f"{name}.yaml") for name in ("old", "new")))


def said(found: RubricDiff) -> list[str]:
    return [f"{section.title.zh}｜{line.zh}" for section in (*found.scored, *found.worded) for line in section.lines]


POINTS, TEXTS = "项、分值和计分规则", "文字、例句等"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "terms: [主题党日, 第一议题]",
            "terms: [主题党日, 晨会]",
            ["A1 理论学习｜词，增加 1 个：晨会", "A1 理论学习｜词，去掉 1 个：第一议题"],
        ),
        ("unless: [食堂]", "unless: [食堂, 饭店]", ["A1 理论学习｜有了就不算的词，增加 1 个：饭店"]),
        (
            "[[[帮, 助], [老人]]]",
            "[[[帮, 助], [老人, 孩子]]]",
            [
                "B1 为民服务｜同句组合，增加 1 个：帮／助 + 老人／孩子",
                "B1 为民服务｜同句组合，去掉 1 个：帮／助 + 老人",
            ],
        ),
        ("terms: [开展]", "terms: [开展, 举办]", ["证据等级｜2 级的词，增加 1 个：举办"]),
        ("units: [件]", "units: [次]", ["证据等级｜计数的量词，增加 1 个：次", "证据等级｜计数的量词，去掉 1 个：件"]),
        (
            "terms: [党建], at_least: 1",
            "terms: [党建, 党员], at_least: 2",
            [f"{POINTS}｜相关的词，增加 1 个：党员", f"{POINTS}｜相关的词至少出现几次：1 → 2"],
        ),
        ("0.8, 1]", "0.9, 1]", [f"{POINTS}｜各等次的得分比例不同：0%、25%、50%、80%、100% → 0%、25%、50%、90%、100%"]),
        ("name: 优秀", "name: 先进", [f"{TEXTS}｜评定的名称：“优秀” → “先进”"]),
        (
            "not_applicable: zero",
            "not_applicable: redistribute",
            [f"{POINTS}｜“不适用”的项的计分办法不同：得 0 分，照样占满分 → 不占分，由其他各项按比例分担"],
        ),
        (
            "terms: [所说的]",
            "terms: [所讲的]",
            ["什么不算证据｜“他人的话”的词，增加 1 个：所讲的", "什么不算证据｜“他人的话”的词，去掉 1 个：所说的"],
        ),
        (
            "scope: match,",
            "scope: sentence,",
            [
                "什么不算证据｜去掉一条：他人的话（match）：所说的",
                "什么不算证据｜增加一条：他人的话（sentence）：所说的",
            ],
        ),
        ("reason: 他人的话", "reason: 引语", [f"{TEXTS}｜不算证据的理由：“他人的话” → “引语”"]),
        ("en: a question", "en: question", [f"{TEXTS}｜不算证据的理由（英文）：“a question” → “question”"]),
        ("terms: [还不够]", "terms: [还不够, 短板]", ["怎样算是在说问题｜词，增加 1 个：短板"]),
        ("title: 理论学习", "title: 学习理论", [f"{TEXTS}｜A1 的名称：“理论学习” → “学习理论”"]),
        ("title: 学习\n", "title: 学一学\n", [f"{TEXTS}｜大类 A 的名称：“学习” → “学一学”"]),
        (
            "群众来信很多。",
            "群众来电很多。",
            [f"{TEXTS}｜B1 的反例，增加 1 个：群众来电很多。", f"{TEXTS}｜B1 的反例，去掉 1 个：群众来信很多。"],
        ),
        (
            "活动。, grade: 2}",
            "活动。}",
            [
                f"{TEXTS}｜A1 的例句，增加 1 个：机关开展主题党日活动。",
                f"{TEXTS}｜A1 的例句，去掉 1 个：机关开展主题党日活动。（2）",
            ],
        ),
        ("shows: 做了事", "shows: 办了事", [f"{TEXTS}｜2 级的含义：“做了事” → “办了事”"]),
        ("name: 优秀", "name: 好", [f"{TEXTS}｜评定的名称：“优秀” → “好”"]),
        ("title: 推广", "title: 推开", [f"{TEXTS}｜J1 的名称：“推广” → “推开”"]),
        (
            "grade_3 / evidence",
            "grade_4 / evidence",
            [f"{TEXTS}｜指标“实”的公式：grade_3 / evidence → grade_4 / evidence"],
        ),
        ("show: percent", "show: number", [f"{TEXTS}｜指标“实”的显示方式改了"]),
        (
            "relation: equal",
            "relation: overlaps",
            [f"{TEXTS}｜对照，增加 1 个：core A1 → A2 overlaps", f"{TEXTS}｜对照，去掉 1 个：core A1 → A2 equal"],
        ),
        ('version: "1.0"', 'version: "1.1"', [f"{TEXTS}｜version：1.0 → 1.1"]),
    ],
)
def test_each_change_is_told_where_it_belongs(old: str, new: str, told: list[str], tmp_path: Path) -> None:
    assert WHOLE.count(old) == 1
    found = diff(tmp_path, WHOLE, WHOLE.replace(old, new))
    assert said(found) == told
    assert found.same_scores == (not found.scored)
    assert found.same_texts == (all("version" in line for line in told) or not found.worded)


def test_a_band_that_is_put_in_gives_no_other_band_another_name(tmp_path: Path) -> None:
    more = WHOLE.replace("bands:\n", "bands:\n  - {name: 卓越, at_least: 90}\n")
    assert said(diff(tmp_path, WHOLE, more)) == [
        f"{POINTS}｜评定线不同：优秀 60、未达标 0 → 卓越 90、优秀 60、未达标 0"
    ]


def test_order_and_comments_are_no_change(tmp_path: Path) -> None:
    new = "# 注释\n" + WHOLE.replace("[主题党日, 第一议题]", "[第一议题, 主题党日]").replace("[帮, 助]", "[助, 帮]")
    found = diff(tmp_path, WHOLE, new)
    assert said(found) == []
    assert (found.same_scores, found.same_texts) == (True, True)


def test_a_word_that_moves_tells_where_from_and_where_to(tmp_path: Path) -> None:
    new = WHOLE.replace("[主题党日, 第一议题]", "[第一议题]").replace("[为民办事]", "[为民办事, 主题党日]")
    assert said(diff(tmp_path, WHOLE, new)) == [
        "A1 理论学习｜词，去掉 1 个：主题党日（现在在 B1）",
        "B1 为民服务｜词，增加 1 个：主题党日（原来在 A1）",
    ]


def test_a_criterion_with_another_id_is_the_same(tmp_path: Path) -> None:
    new = WHOLE.replace("A1", "A7").replace("[主题党日, 第一议题]", "[主题党日, 晨会]")
    found = diff(tmp_path, WHOLE, new)
    assert found.renamed == {"A1": "A7"}
    assert [one.id for one in found.old.criteria] == ["A7", "B1"]
    assert said(found)[:3] == [
        "A7 理论学习｜词，增加 1 个：晨会",
        "A7 理论学习｜词，去掉 1 个：第一议题",
        f"{TEXTS}｜理论学习 的编号：A1 → A7",
    ]


def test_a_criterion_that_came_or_went_is_told_with_its_points(tmp_path: Path) -> None:
    new = SMALL.split("  - id: B\n")[0].replace("weight: 60", "weight: 100")
    assert said(diff(tmp_path, SMALL, new)) == [
        f"{POINTS}｜取消的项：B1 为民服务（40 分）",
        f"{POINTS}｜满分不同的项：A1 理论学习 60 → 100",
    ]


LEXICON = """\
id: words
title: 词库
sets:
  党日: {terms: [主题党日, 政治生日], weak: [组织生活]}
  首题: {terms: [第一议题]}
"""
LOCAL = changed(("terms: [主题党日, 第一议题]", "use: [党日]\n          terms: [晨会]")) + "lexicon: words.yaml\n"


def test_sets_are_told_by_name_and_their_words_not_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(LEXICON, encoding="utf-8")
    found = diff(tmp_path, LOCAL, LOCAL.replace("use: [党日]", "use: [首题]"))
    assert said(found) == ["A1 理论学习｜不再引用词组“党日”（3 个线索词）", "A1 理论学习｜引用词组“首题”（1 个线索词）"]


def test_a_word_that_is_left_out_of_a_set_is_told_with_the_set(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(LEXICON, encoding="utf-8")
    found = diff(tmp_path, LOCAL, LOCAL.replace("terms: [晨会]", "without: [政治生日]\n          terms: [晨会, 夕会]"))
    assert said(found) == [
        "A1 理论学习｜词组“党日”的词，去掉 1 个：政治生日",
        "A1 理论学习｜词，增加 1 个：夕会",
    ]


def test_words_of_a_set_that_the_criterion_now_has_itself_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(LEXICON, encoding="utf-8")
    old = LOCAL.replace("use: [党日]", "use: [首题, 党日]")
    found = diff(tmp_path, old, LOCAL.replace("terms: [晨会]", "terms: [晨会, 第一议题]"))
    assert said(found) == []
    assert found.same_scores


@pytest.mark.parametrize("seed", range(25))
def test_what_the_hashes_see_is_told(seed: int, tmp_path: Path) -> None:
    """Any character of the file that changes a hash leaves a line of its kind; what changes none leaves none."""
    chance = random.Random(seed)  # noqa: S311
    places = [n for n, sign in enumerate(WHOLE) if "\u4e00" <= sign <= "\u9fff" or sign in "023456789"]
    place = chance.choice(places)
    new = WHOLE[:place] + ("7" if WHOLE[place].isdigit() else "丁") + WHOLE[place + 1 :]
    (tmp_path / "try.yaml").write_text(new, encoding="utf-8")
    try:
        rubric = load_rubric(tmp_path / "try.yaml")
    except RubricError:
        return
    found = diff(tmp_path, WHOLE, new)
    before = found.old
    assert bool(found.scored) == (scoring_hash(before) != scoring_hash(rubric))
    if content_hash(before) != content_hash(rubric):
        assert found.worded
