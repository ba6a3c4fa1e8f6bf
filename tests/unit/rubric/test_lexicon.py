"""Rubrics that take cues and other parts from a lexicon."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.errors import RubricError
from scorer.model import Cues, Lang, Relevance, Rubric, Scope, SomeOf
from scorer.review.edits import edited
from scorer.rubric.edit import Edit, apply_edits, with_lexicon_at
from scorer.rubric.load import check_rubric, find_rubric, lexicon_of, load_rubric
from scorer.rubric.shipped import (
    examples_schema_file,
    lexicon_folder,
    lexicon_names,
    lexicon_schema_file,
    rubric_names,
    schema_file,
)
from scorer.written.parse import parse
from tests.set_names import refreshed
from tests.unit.rubric.small import SMALL, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str], Path]

HEAD, REST = SMALL.split("relevance:")
_, BANDS = REST.split("bands:")
BANDS, _ = BANDS.split("ladder:")
LADDER = "ladder:" + SMALL.split("ladder:")[1].split("dimensions:")[0]

LEXICON = f"""\
id: words
title: {{zh: 词库, en: Words}}
relevance: {{terms: [党建], at_least: 1}}
not_evidence:
  - {{reason: {{zh: 问句, en: question}}, patterns: ['？$']}}
  - {{reason: 引文, scope: match, terms: [所说]}}
shortcomings: {{terms: [还不够]}}
{LADDER}
sets:
  党日:
    note: 组织生活
    terms: [主题党日, 政治生日]
    weak: [组织生活]
    unless: [食堂]
  首题:
    terms: [第一议题, 首要议题]
    together: [[[党组会], [先学]]]
    some_of: [{{at_least: 2, of: [学习, 研讨]}}]
    patterns: ['先学.{{0,3}}后议']
    headings: [政治]
  为民:
    terms: [为民办事, 第一议题]
"""

LOCAL = f"""\
{HEAD}lexicon: words.yaml
bands:{BANDS}dimensions:
  - id: A
    title: 学习
    weight: 100
    criteria:
      - id: A1
        title: 理论学习
        weight: 60
        cues:
          use: [首题, 党日]
          without: [政治生日, '先学.{{0,3}}后议']
          terms: [晨学, 第一议题, 首要议题]
        examples: [机关开展主题党日活动。]
        near_misses: [食堂开展主题党日优惠。]
      - id: A2
        title: 为民服务
        weight: 40
        cues: {{terms: [解难题]}}
        examples: [为群众解难题。]
        near_misses: [群众来信。]
"""


@pytest.fixture
def local(in_folder: Path, write: Write) -> Callable[..., Path]:
    """Write the lexicon and the rubric that names it, each with changes; the path of the rubric."""

    def local_(*changes: tuple[str, str]) -> Path:
        texts = {"words.yaml": LEXICON, "my.yaml": LOCAL}
        for old, new in changes:
            [name] = [name for name, text in texts.items() if old in text]
            assert texts[name].count(old) == 1, old
            texts[name] = texts[name].replace(old, new)
        (in_folder / "words.yaml").write_text(texts["words.yaml"], encoding="utf-8")
        return write(texts["my.yaml"])

    return local_


def told(path: Path) -> list[str]:
    return ["提醒 " * problem.warning + problem.say(Lang.ZH) for problem in check_rubric(path)]


# --- what a rubric takes -----------------------------------------------------------------------


def test_cues_of_sets_come_before_its_own_in_the_order_of_use_doubles_folded(local: Callable[..., Path]) -> None:
    assert load_rubric(local()).criteria[0].cues == Cues(
        terms=("第一议题", "首要议题", "主题党日", "晨学"),
        together=((("党组会",), ("先学",)),),
        some_of=(SomeOf(2, ("学习", "研讨")),),
        patterns=(),
        weak=("组织生活",),
        headings=("政治",),
        unless=("食堂",),
    )


def test_what_is_not_wanted_is_dropped_from_the_sets_but_not_from_its_own(local: Callable[..., Path]) -> None:
    rubric = load_rubric(local(("without: [政治生日", "without: [第一议题, 组织生活, 食堂, 政治生日")))
    assert rubric.criteria[0].cues == Cues(
        terms=("首要议题", "主题党日", "晨学", "第一议题"),
        together=((("党组会",), ("先学",)),),
        some_of=(SomeOf(2, ("学习", "研讨")),),
        headings=("政治",),
    )


def test_the_rubric_knows_the_terms_of_sets_that_no_criterion_uses(local: Callable[..., Path]) -> None:
    assert load_rubric(local()).elsewhere == ("为民办事", "第一议题")
    only_one = local(("use: [首题, 党日]", "use: [首题]"), ("without: [政治生日, ", "without: ["))
    assert load_rubric(only_one).elsewhere == ("主题党日", "政治生日", "为民办事", "第一议题")


def test_a_rubric_without_a_lexicon_that_says_the_same_is_the_same(local: Callable[..., Path], write: Write) -> None:
    taken = load_rubric(local())
    shared = LEXICON.split("relevance:")[1].split("sets:")[0]
    cues = (
        "terms: [第一议题, 首要议题, 主题党日, 晨学]\n          together: [[[党组会], [先学]]]\n"
        "          some_of: [{at_least: 2, of: [学习, 研讨]}]\n          weak: [组织生活]\n"
        "          headings: [政治]\n          unless: [食堂]\n"
    )
    before, rest = LOCAL.replace("lexicon: words.yaml\n", f"relevance:{shared}").split("use: ")
    alone = load_rubric(write(before + cues + rest[rest.index("        examples:") :]))
    assert replace(taken, sha256="", elsewhere=()) == replace(alone, sha256="")


def test_a_ladder_of_its_own_takes_the_place_of_the_lexicons(local: Callable[..., Path]) -> None:
    own = LADDER.replace("[开展]", "[举办]").replace("  units: [件]\n", "")
    ladder = load_rubric(local(("bands:", f"{own}bands:"))).ladder
    assert (ladder.rungs[1].terms, ladder.units) == (("举办",), ())


def test_lists_of_its_own_are_added_and_numbers_take_the_place(local: Callable[..., Path]) -> None:
    own = (
        "relevance: {terms: [党支部, 党建], at_least: 4}\n"
        "shortcomings: {terms: [未达], headings: [不足]}\n"
        "not_evidence:\n"
        "  - {reason: 引文, scope: match, terms: [所言, 所说], unless: ['证明']}\n"
        "  - {reason: 引文, terms: [转述]}\n"
        "bands:"
    )
    rubric = load_rubric(local(("bands:", own)))
    assert rubric.relevance == Relevance(("党建", "党支部"), 4)
    assert (rubric.shortcomings.terms, rubric.shortcomings.headings) == (("还不够", "未达"), ("不足",))
    assert [(rule.reason.zh, rule.scope, rule.terms, rule.unless) for rule in rubric.not_evidence] == [
        ("问句", Scope.SENTENCE, (), ()),
        ("引文", Scope.MATCH, ("所说", "所言"), ("证明",)),
        ("引文", Scope.SENTENCE, ("转述",), ()),  # of another scope: a rule of its own
    ]


def test_terms_alone_may_be_added_to_relevance(local: Callable[..., Path]) -> None:
    rubric = load_rubric(local(("bands:", "relevance: {terms: [党课]}\nbands:")))
    assert rubric.relevance == Relevance(("党建", "党课"), 1)


def test_the_hash_is_of_both_files(local: Callable[..., Path], in_folder: Path) -> None:
    path = local()
    digests = b"".join(hashlib.sha256((in_folder / name).read_bytes()).digest() for name in ("my.yaml", "words.yaml"))
    before = load_rubric(path).sha256
    assert before == hashlib.sha256(digests).hexdigest()
    assert load_rubric(local(("title: {zh: 词库", "title: {zh: 词汇"))).sha256 != before
    assert load_rubric(local(("晨学", "夜学"))).sha256 != before


def test_a_lexicon_is_found_from_the_folder_of_its_rubric(local: Callable[..., Path], in_folder: Path) -> None:
    path = local()
    (in_folder / "deep").mkdir()
    (in_folder / "words.yaml").rename(in_folder / "deep" / "other.yaml")
    moved = in_folder / "deep" / "my.yaml"
    path.rename(moved)
    moved.write_text(with_lexicon_at(LOCAL, "./other.yaml"), encoding="utf-8")
    assert load_rubric(moved).criteria[0].cues.weak == ("组织生活",)


# --- mistakes ----------------------------------------------------------------------------------

A1 = "dimensions[0].criteria[0]"
A2 = "dimensions[0].criteria[1]"
RESOLVING: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "a set that is not there": (
        [("use: [首题, 党日]", "use: [首题, 主题党日, 党日]")],
        [f"my.yaml:17:21: {A1}.cues.use[1]: 词库里没有词组“主题党日”。相近的有：党日"],
    ),
    "a set unlike any": (
        [("cues: {terms: [解难题]}", "cues: {use: [天气预报]}")],
        [f"my.yaml:25:22: {A2}.cues.use[0]: 词库里没有词组“天气预报”。词组的名称见 words.yaml 的 sets"],
    ),
    "no lexicon named": (
        [("lexicon: words.yaml", LEXICON.split("title: {zh: 词库, en: Words}\n")[1].split("sets:")[0])],
        [
            "my.yaml:1:1: lexicon: 用了词组，却没有写词库。"
            "在文件开头加一行 lexicon: common；这一行前面若有 #，把 # 去掉",
        ],
    ),
    "a lexicon commented out, which gave ladder and relevance too": (
        [("lexicon: words.yaml", "# lexicon: words.yaml"), ("{terms: [解难题]}", "{use: [为民]}")],
        [
            "my.yaml:1:1: lexicon: 用了词组，却没有写词库。"
            "在文件开头加一行 lexicon: common；这一行前面若有 #，把 # 去掉",
        ],
    ),
    "names that a mark makes one": (
        [("use: [首题, 党日]", "use: [首题，党日, 首题、党日]"), ("{terms: [解难题]}", "{use: [首题 党日]}")],
        [
            f"my.yaml:17:17: {A1}.cues.use[0]: “，”把几个词组名连成了一个：首题，党日。改用英文逗号加空格：首题, 党日",
            f"my.yaml:17:24: {A1}.cues.use[1]: “、”把几个词组名连成了一个：首题、党日。改用英文逗号加空格：首题, 党日",
            f"my.yaml:25:22: {A2}.cues.use[0]: 空格把几个词组名连成了一个：首题 党日。改用英文逗号加空格：首题, 党日",
        ],
    ),
    "a lexicon that does not come with the tool": (
        [("lexicon: words.yaml", "lexicon: comon")],
        ["my.yaml:4:1: lexicon: 没有词库 comon。是不是 common？"],
    ),
    "a file that is not there": (
        [("lexicon: words.yaml", "lexicon: ./gone.yaml")],
        [
            "my.yaml:4:1: lexicon: 没有词库 ./gone.yaml。"
            "自带的有：common；自己的词库写文件路径，从评分标准所在的文件夹算起"
        ],
    ),
    "an empty name, told once": (
        [("lexicon: words.yaml", 'lexicon: ""')],
        ["my.yaml:4:1: lexicon: 这里是空的。写上文字"],
    ),
    "a name that no file can have": (
        [("lexicon: words.yaml", f"lexicon: {'词' * 400}")],
        [
            f"my.yaml:4:1: lexicon: 没有词库 {'词' * 400}。"
            "自带的有：common；自己的词库写文件路径，从评分标准所在的文件夹算起"
        ],
    ),
    "a rubric for a lexicon": (
        [("lexicon: words.yaml", "lexicon: my.yaml")],
        ["my.yaml:4:1: lexicon: my.yaml 不是词库：里面没有 sets。写词库的名称或文件，如 common"],
    ),
    "a slip in the form of the lexicon": (
        [("note: 组织生活", "nots: 组织生活")],
        ["words.yaml:20:5: sets.党日.nots: 不认识这个名称。是不是 note？"],
    ),
    "examples in the lexicon": (
        [("note: 组织生活", "examples: [机关开展主题党日活动。]")],
        [
            "words.yaml:20:5: sets.党日.examples: 词组的例句不写在词库里。"
            "移到同一文件夹里的 words.examples.yaml，写在 examples 下面、词组的名称之后"
        ],
    ),
    "a pattern in a set that nobody uses": (
        [("terms: [为民办事, 第一议题]", "patterns: ['(为民']")],
        ["words.yaml:31:16: sets.为民.patterns[0]: 模式 (为民 不能用：圆括号没有配对。补上 )，原样的括号写成 \\("],
    ),
    "YAML in the lexicon": (
        [("headings: [政治]", "headings：[政治]")],
        ["words.yaml:29:13: 冒号是全角的“：”。改成英文冒号加一个空格“: ”"],
    ),
    "one set in two criteria": (
        [("cues: {terms: [解难题]}", "cues: {use: [党日]}")],
        [f"my.yaml:25:22: {A2}.cues.use[0]: 词组“党日”A1 已经用了。只用在最贴切的一项"],
    ),
    "two sets with one word, in two criteria": (
        [("cues: {terms: [解难题]}", "cues: {use: [为民]}"), ("terms: [晨学, 第一议题, 首要议题]", "terms: [晨学]")],
        [
            f"my.yaml:25:22: {A2}.cues.use[0]: 这个词组里的“第一议题”，A1 用的词组“首题”里也有。"
            "在其中一项的 without 里写上这个词"
        ],
    ),
    "a word of a set that another criterion has itself": (
        [("[解难题]", "[解难题, 主题党日]")],
        [f"my.yaml:25:29: {A2}.cues.terms[1]: 线索词“主题党日”在 A1 中已有。只留在最贴切的一项，或改为 weak"],
    ),
    "a word of its own that a set of a later criterion has": (
        [
            ("without: [", "without: [第一议题, "),
            ("[解难题]", "[解难题]}\n      - id: A3\n        title: 三\n        weight: 5\n        cues: {use: [为民]"),
        ],
        [
            "my.yaml:11:5: dimensions[0].weight: A 的分值是 100，其下各项合计 105。使两者相等",
            f"my.yaml:19:23: {A1}.cues.terms[1]: 线索词“第一议题”在 A3 中已有。只留在最贴切的一项，或改为 weak",
        ],
    ),
    "a word to leave out that no set has": (
        [("without: [政治生日", "without: [政治生曰")],
        [f"提醒 my.yaml:18:21: {A1}.cues.without[0]: 所用的词组里没有“政治生曰”。是不是“政治生日”？"],
    ),
    "its own unless against a word of a set": (
        [("terms: [晨学", "unless: [党日]\n          terms: [晨学")],
        [
            f"提醒 my.yaml:19:20: {A1}.cues.unless[0]: “主题党日”永远不会命中，因为其中有 unless 的“党日”。"
            "在 without 里写上它，或删去 unless 的词"
        ],
    ),
    "a lexicon without what the rubric leaves out": (
        [("relevance: {terms: [党建], at_least: 1}", "relevance: {terms: [党建]}"), (LADDER, "")],
        [
            "my.yaml:4:1: lexicon: 缺少 ladder：标准和词库里都没有写。在其中一处补上",
            "my.yaml:4:1: lexicon: 缺少 relevance.at_least：标准和词库里都没有写。在其中一处补上",
        ],
    ),
    "a name of a set that is a number": (
        [("use: [首题, 党日]", "use: [首题, 2, 党日]")],
        [
            f"my.yaml:17:21: {A1}.cues.use[1]: 这里应为文字，现在是 2。写上文字；像数字或含“: ”的文字要加引号",
        ],
    ),
}


WRONG_WEIGHT = ("weight: 40", "weight: 四十")
WEIGHT_TOLD = f'my.yaml:24:9: {A2}.weight: 这里应为数字，现在是 "四十"。只写数字，不加引号和单位'
TOGETHER: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "a set and a word of no set": (
        [WRONG_WEIGHT, ("cues: {terms: [解难题]}", "cues: {use: [天气]}"), ("without: [", "without: [天气, ")],
        [
            f"提醒 my.yaml:18:21: {A1}.cues.without[0]: 所用的词组里没有“天气”。删去即可",
            WEIGHT_TOLD,
            f"my.yaml:25:22: {A2}.cues.use[0]: 词库里没有词组“天气”。词组的名称见 words.yaml 的 sets",
        ],
    ),
    "a set that is not there, whatever is left out of it": (
        [WRONG_WEIGHT, ("use: [首题, 党日]", "use: [首题, 党曰]")],
        [f"my.yaml:17:21: {A1}.cues.use[1]: 词库里没有词组“党曰”。相近的有：党日", WEIGHT_TOLD],
    ),
    "a lexicon that is not there": (
        [WRONG_WEIGHT, ("lexicon: words.yaml", "lexicon: comon"), ("use: [首题, 党日]", "use: [首题, 党曰]")],
        ["my.yaml:4:1: lexicon: 没有词库 comon。是不是 common？", WEIGHT_TOLD],
    ),
    "a lexicon that does not hold": (
        [WRONG_WEIGHT, ("note: 组织生活", "nots: 组织生活"), ("use: [首题, 党日]", "use: [首题, 党曰]")],
        [WEIGHT_TOLD, "words.yaml:20:5: sets.党日.nots: 不认识这个名称。是不是 note？"],
    ),
    "no name of a lexicon": (
        [WRONG_WEIGHT, ("lexicon: words.yaml", "lexicon: [words.yaml]")],
        [
            "my.yaml:4:1: lexicon: 这里应为文字，现在是列表。写上文字；像数字或含“: ”的文字要加引号",
            WEIGHT_TOLD,
        ],
    ),
    "an unknown set and a crosswalk, in a rubric of right form": (
        [
            ("use: [首题, 党日]", "use: [首题, 党曰]"),
            ("dimensions:\n", "crosswalk: {core: [{criterion: A3, to: A1, relation: equal}]}\ndimensions:\n"),
            ("cues: {terms: [解难题]}", "cues: {use: [天气预报]}"),
        ],
        [
            "my.yaml:8:21: crosswalk.core[0].criterion: small 里没有 A3 这一项。是不是 A2？",
            f"my.yaml:18:21: {A1}.cues.use[1]: 词库里没有词组“党曰”。相近的有：党日",
            f"my.yaml:26:22: {A2}.cues.use[0]: 词库里没有词组“天气预报”。词组的名称见 words.yaml 的 sets",
        ],
    ),
    "an unknown lexicon and weights, in a rubric of right form": (
        [("lexicon: words.yaml", "lexicon: comon"), ("weight: 40", "weight: 30")],
        [
            "my.yaml:4:1: lexicon: 没有词库 comon。是不是 common？",
            "my.yaml:11:5: dimensions[0].weight: A 的分值是 100，其下各项合计 90。使两者相等",
        ],
    ),
}


@pytest.mark.parametrize("mistake", TOGETHER)
def test_what_is_not_there_is_told_beside_mistakes_of_form(mistake: str, local: Callable[..., Path]) -> None:
    changes, wanted = TOGETHER[mistake]
    assert told(local(*changes)) == wanted


def test_words_left_out_where_no_lexicon_is_named_are_told(write: Write) -> None:
    path = write(changed(("terms: [主题党日, 第一议题]", "terms: [主题党日]\n          without: [第一议题]")))
    assert told(path) == [
        f"提醒 my.yaml:27:11: {A1}.cues.without: 没有写词库，without 不起作用。"
        "要用词库，在文件开头加一行 lexicon: common；不用就删去 without"
    ]
    assert load_rubric(path).criteria[0].cues.terms == ("主题党日",)


@pytest.mark.parametrize("mistake", RESOLVING)
def test_a_mistake_is_told_where_it_is_written(mistake: str, local: Callable[..., Path]) -> None:
    changes, wanted = RESOLVING[mistake]
    beside_it = ("没有例句", "没有反例", "再写不起作用")
    assert [line for line in told(local(*changes)) if not any(words in line for words in beside_it)] == wanted


def test_own_words_that_a_used_set_has_add_nothing_and_a_set_that_nothing_uses_is_no_fault(
    local: Callable[..., Path],
) -> None:
    assert told(local()) == [
        f"提醒 my.yaml:19:23: {A1}.cues.terms[1]: “第一议题”在词组“首题”里已有，再写不起作用。删去即可",
        f"提醒 my.yaml:19:29: {A1}.cues.terms[2]: “首要议题”在词组“首题”里已有，再写不起作用。删去即可",
    ]
    assert {problem.rule for problem in check_rubric(local())} == {"needless"}


def test_an_own_word_that_is_left_out_of_the_sets_is_needed(local: Callable[..., Path]) -> None:
    assert told(local(("without: [", "without: [第一议题, 首要议题, "))) == []


def test_what_is_wrong_with_the_whole_and_with_lists_is_told_beside_mistakes_of_form_and_unknown_sets(
    local: Callable[..., Path],
) -> None:
    path = local(
        ("use: [首题, 党日]", "use: [首题, 党曰]"),
        ("without: [政治生日, '先学.{0,3}后议']", "term: [晨课]"),
        ("weight: 60", "weight: 50"),
        ("at_least: 0}", "at_least: 70}"),
        ("id: A2", "id: A1"),
        ("{terms: [解难题]}", "{terms: [解难题，办实事], patterns: ['(帮']}"),
    )
    assert told(path) == [
        "my.yaml:5:1: bands: 评定应从高到低，最后一档从 0 分起。按分数从高到低排列，最后一档 at_least: 0",
        "my.yaml:11:5: dimensions[0].weight: A 的分值是 100，其下各项合计 90。使两者相等",
        f"my.yaml:17:21: {A1}.cues.use[1]: 词库里没有词组“党曰”。相近的有：党日",
        f"my.yaml:18:11: {A1}.cues.term: 不认识这个名称。是不是 terms？",
        f"my.yaml:22:9: {A2}.id: 编号 A1 用了两次，第 13 行已有。换一个编号",
        f"提醒 my.yaml:25:24: {A2}.cues.terms[0]: “解难题，办实事”会作为一个词查找。"
        "若是几个词，各词之间用英文逗号加空格隔开",
        f"my.yaml:25:45: {A2}.cues.patterns[0]: 模式 (帮 不能用：圆括号没有配对。补上 )，原样的括号写成 \\(",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told_of_form"),
    [
        ("weight: 60", "weight: 六十", f'{A1}.weight: 这里应为数字，现在是 "六十"'),
        ("weight: 100", "weight: 140", "dimensions[0].weight: 140 超出范围"),
        ("        weight: 40\n", "", f"{A2}: 缺少 weight"),
    ],
)
def test_weights_of_which_one_cannot_be_read_are_not_added_up(
    old: str, new: str, told_of_form: str, local: Callable[..., Path]
) -> None:
    (line,) = told(local((old, new)))
    assert told_of_form in line


def test_a_lexicon_is_checked_by_itself(local: Callable[..., Path], in_folder: Path) -> None:
    local(
        ("unless: [食堂]", "unless: [党日]"), ("[第一议题, 首要议题]", "[第一议题, 第一议题]"), ("[政治]", "[“政治”]")
    )
    path = (in_folder / "words.yaml").relative_to(in_folder)
    assert told(path) == [
        "提醒 words.yaml:21:13: sets.党日.terms[0]: “主题党日”永远不会命中，因为其中有 unless 的“党日”。删去其中一个",
        "提醒 words.yaml:25:19: sets.首题.terms[1]: “第一议题”在这个列表里写了 2 次。留一个即可",
        "提醒 words.yaml:29:16: sets.首题.headings[0]: “政治” 会连引号一起查找。若不要引号，删去它",
        "提醒 words.yaml:31:19: sets.为民.terms[1]: 线索词“第一议题”在词组“首题”中已有，这两个词组不能分给两项。"
        "只留在最贴切的词组",
    ]


def test_a_lexicon_is_no_rubric(local: Callable[..., Path], in_folder: Path) -> None:
    local()
    with pytest.raises(RubricError) as caught:
        load_rubric((in_folder / "words.yaml").relative_to(in_folder))
    assert caught.value.message.zh.startswith("words.yaml: 是词库，不是评分标准。")


def test_without_a_lexicon_ladder_and_relevance_are_missed(write: Write) -> None:
    path = write(changed((LADDER, ""), ("relevance: {terms: [党建], at_least: 1}\n", "")))
    assert told(path) == [
        "my.yaml:1:1: 缺少 ladder。补上 ladder: …",
        "my.yaml:1:1: 缺少 relevance。补上 relevance: …",
    ]


# --- changes -----------------------------------------------------------------------------------

CUES = ("dimensions", 0, "criteria", 0, "cues")


def data(text: str) -> Any:
    parsed = parse(text.encode(), "")
    assert parsed.problems == []
    return parsed.data


def cues_after(*edits: Edit) -> Any:
    return data(apply_edits(LOCAL, edits, data(LEXICON)))["dimensions"][0]["criteria"][0]["cues"]


def test_a_word_of_a_set_is_removed_by_naming_it() -> None:
    assert cues_after(Edit((*CUES, "terms"), remove=("主题党日",))) == {
        "use": ["首题", "党日"],
        "without": ["政治生日", "先学.{0,3}后议", "主题党日"],
        "terms": ["晨学", "第一议题", "首要议题"],
    }


def test_a_word_of_its_own_is_removed_and_one_that_a_set_has_too_is_both() -> None:
    assert cues_after(Edit((*CUES, "terms"), remove=("晨学", "第一议题"))) == {
        "use": ["首题", "党日"],
        "without": ["政治生日", "先学.{0,3}后议", "第一议题"],
        "terms": ["首要议题"],
    }


def test_a_list_of_its_own_and_one_of_what_is_not_wanted_are_made_where_missing() -> None:
    text = LOCAL.replace("cues: {terms: [解难题]}", "cues:\n          use: [为民]")
    at = (*CUES[:3], 1, "cues")
    edits = [Edit((*at, "terms"), remove=("为民办事",), add=("帮群众",)), Edit((*at, "weak"), add=("为民办事",))]
    assert data(apply_edits(text, edits, data(LEXICON)))["dimensions"][0]["criteria"][1]["cues"] == {
        "use": ["为民"],
        "terms": ["帮群众"],
        "without": ["为民办事"],
        "weak": ["为民办事"],
    }


def test_a_word_that_neither_has_cannot_be_removed() -> None:
    with pytest.raises(RubricError) as caught:
        cues_after(Edit((*CUES, "terms"), remove=("从未见过",)))
    assert "词表里没有“从未见过”" in caught.value.message.zh


def test_a_word_for_a_rule_of_the_lexicon_goes_into_a_rule_of_its_own() -> None:
    written = apply_edits(LOCAL, [Edit(("not_evidence", 1, "terms"), add=("所言",))], data(LEXICON))
    assert data(written)["not_evidence"] == [{"reason": "引文", "scope": "match", "terms": ["所言"]}]
    again = apply_edits(written, [Edit(("not_evidence", 0, "terms"), add=("何谓",))], data(LEXICON))
    assert data(again)["not_evidence"] == [
        {"reason": "引文", "scope": "match", "terms": ["所言"]},
        {"reason": {"zh": "问句", "en": "question"}, "terms": ["何谓"]},
    ]
    third = apply_edits(again, [Edit(("not_evidence", 1, "terms"), remove=("所言",))], data(LEXICON))
    assert data(third)["not_evidence"][0]["terms"] == []


WORDS, SOME_WORDS = (
    st.lists(st.sampled_from(["甲甲", "乙乙", "丙丙"]), min_size=least, max_size=2, unique=True).map(tuple)
    for least in (0, 1)
)


@given(drawn=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_come_to_the_same_in_the_file_and_in_the_rubric_loaded_from_it(
    drawn: st.DataObject, local: Callable[..., Path]
) -> None:
    rubric = load_rubric(local())
    kind = drawn.draw(st.sampled_from(["terms", "weak", "unless"]))
    there = list(getattr(rubric.criteria[0].cues, kind))
    removed = tuple(drawn.draw(st.lists(st.sampled_from(there), unique=True, max_size=3)))
    edits = [
        Edit((*CUES, kind), removed, drawn.draw(WORDS)),
        Edit((*CUES, "headings"), add=drawn.draw(WORDS)),
        Edit(("not_evidence", drawn.draw(st.integers(0, 1)), "terms"), add=drawn.draw(SOME_WORDS)),
    ]
    path = local()
    path.write_text(apply_edits(LOCAL, edits, lexicon_data(path)), encoding="utf-8")
    assert replace(load_rubric(path), sha256="") == replace(edited(rubric, edits), sha256="")


def lexicon_data(path: Path) -> Any:
    found = lexicon_of(path)
    assert found is not None
    return found[1]


def test_only_the_name_of_the_lexicon_changes() -> None:
    assert with_lexicon_at("\ufeff" + LOCAL, "C:/a b/词库.yaml") == "\ufeff" + LOCAL.replace(
        "lexicon: words.yaml", "lexicon: 'C:/a b/词库.yaml'"
    )


# --- what comes with the tool ------------------------------------------------------------------


def test_lexicons_are_not_listed_among_the_rubrics() -> None:
    assert set(lexicon_names()) == {"common"}
    assert "common" not in rubric_names()
    with pytest.raises(RubricError):
        find_rubric("common")


@pytest.mark.parametrize("name", lexicon_names())
def test_a_shipped_lexicon_holds_and_points_editors_to_its_schema(name: str) -> None:
    path = lexicon_folder() / f"{name}.yaml"
    assert told(path) == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == lexicon_schema_file().resolve()
    assert data(path.read_text(encoding="utf-8"))["id"] == name


def test_editors_offer_the_names_of_all_sets() -> None:
    """If not: python -m tests.set_names."""
    written = schema_file().read_text(encoding="utf-8")
    assert refreshed(written) == written
    sets = data((lexicon_folder() / "common.yaml").read_text(encoding="utf-8"))["sets"]
    assert json.loads(written)["$defs"]["set_name"]["anyOf"][0]["enum"] == list(sets)


def test_references_from_schema_to_schema_lead_somewhere_beside_it() -> None:
    files = (schema_file(), lexicon_schema_file(), examples_schema_file())
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
    references = [ref for name, schema in schemas.items() for ref in _references(schema, name)]
    assert any(ref.startswith("rubric.schema.json#/$defs/cues/properties/terms") for ref in references)
    for reference in references:
        file, _, pointer = reference.partition("#/")
        found = schemas[file]
        for step in pointer.split("/"):
            found = found[step]
        assert isinstance(found, dict)


def _references(schema: Any, name: str) -> list[str]:
    if isinstance(schema, list):
        return [ref for item in schema for ref in _references(item, name)]
    if not isinstance(schema, dict):
        return []
    own = [ref if ref[0] != "#" else name + ref for key, ref in schema.items() if key == "$ref"]
    return own + [ref for item in schema.values() for ref in _references(item, name)]


def test_the_sets_of_a_criterion_of_the_core_are_used_by_no_other() -> None:
    core: Rubric = load_rubric(find_rubric("core"))
    terms = [term for criterion in core.criteria for term in criterion.cues.terms]
    assert len(terms) == len(set(terms))
