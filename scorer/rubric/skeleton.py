"""What an author wants to start from -> the text of a commented rubric that holds.

Its criteria are those of the core rubric, with a few of their sentences; weights are drawn out to 100.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from scorer.model import Lang, Text
from scorer.rubric.shipped import rubric_folder, schema_file
from scorer.written.parse import INTEGER, parse, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES = 2  # examples and near misses of each criterion
STEP = 0.5  # points; weights are multiples of it
WIDEST = 10**6  # characters that YAML may put on a line


@dataclass(frozen=True, slots=True)
class Start:
    """What a new rubric is to be."""

    title: str
    id: str
    dimensions: tuple[str, ...]  # of the core rubric; at least one
    lang: Lang  # of the comments


def core_dimensions() -> dict[str, Text]:
    """Ids and titles of the core rubric's dimensions."""
    return {one["id"]: Text(one["title"]["zh"], one["title"]["en"]) for one in _core()["dimensions"]}


def is_schema_of_ours(file: Path) -> bool:
    """Whether a file may be replaced by the tool's schema: it is not there yet, or is the schema of some version."""
    if not file.exists():
        return True
    try:
        there = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    ours = json.loads(schema_file().read_text(encoding="utf-8"))
    return isinstance(there, dict) and there.get("$id") == ours["$id"]


def skeleton(start: Start) -> str:
    """The text of the rubric."""
    chosen = [one for one in _core()["dimensions"] if one["id"] in start.dimensions]
    criteria = [criterion for dimension in chosen for criterion in dimension["criteria"]]
    weights = dict(zip((one["id"] for one in criteria), _drawn_out([one["weight"] for one in criteria]), strict=True))
    lines = [
        *_words(_HEAD, start).format(schema=schema_file().name).splitlines(),
        f"id: {_flow(start.id)}",
        'version: "0.1.0"',
        f"title: {_flow(start.title)}",
        "",
        *_words(_SHARED, start).splitlines(),
        "",
        "dimensions:",
    ]
    for number, dimension in enumerate(chosen):
        lines += ["", *_dimension(dimension, weights, start, first=number == 0)]
    lines += ["", *_words(_AROUND, start).splitlines(), *_crosswalk(criteria)]
    return "\n".join(lines) + "\n"


def _core() -> dict[str, Any]:
    path = rubric_folder() / "core.yaml"
    data: dict[str, Any] = parse(read_file(path), str(path)).data
    return data


def _drawn_out(weights: list[float]) -> list[float]:
    """The weights in the same proportion, as multiples of STEP that add up to 100."""
    exact = [weight * 100 / sum(weights) / STEP for weight in weights]
    steps = [int(one) for one in exact]
    missing = round(100 / STEP) - sum(steps)
    for place in sorted(range(len(exact)), key=lambda place: steps[place] - exact[place])[:missing]:
        steps[place] += 1
    return [step * STEP for step in steps]


def _dimension(dimension: dict[str, Any], weights: dict[str, float], start: Start, *, first: bool) -> Iterator[str]:
    weight = sum(weights[one["id"]] for one in dimension["criteria"])
    if first:
        yield from _words(_ABOUT_DIMENSIONS, start).splitlines()
    yield f"  - id: {dimension['id']}"
    yield f"    title: {_flow(dimension['title'])}"
    yield f"    weight: {weight:g}"
    yield "    criteria:"
    for number, criterion in enumerate(dimension["criteria"]):
        teach = first and number == 0
        yield from _criterion(criterion, weights[criterion["id"]], start, teach=teach)


def _criterion(criterion: dict[str, Any], weight: float, start: Start, *, teach: bool) -> Iterator[str]:
    """One criterion; the first of a rubric is where the comments teach how to write one."""
    if teach:
        yield from _words(_ABOUT_CRITERIA, start).splitlines()
    yield f"      - id: {criterion['id']}"
    yield f"        title: {_flow(criterion['title'])}"
    yield "        question:"
    for lang, words in criterion["question"].items():
        yield f"          {lang}: {_flow(words)}"
    yield f"        weight: {weight:g}"
    yield "        cues:"
    yield f"          use: {_flow(criterion['cues']['use'])}"
    if teach:
        yield from _words(_ABOUT_CUES, start).splitlines()
    yield "        examples:"
    if teach:
        yield _words(_ABOUT_EXAMPLES, start)
    yield from (f"          - {_flow(one)}" for one in criterion["examples"][:SENTENCES])
    yield "        near_misses:"
    if teach:
        yield _words(_ABOUT_NEAR_MISSES, start)
    yield from (f"          - {_flow(one)}" for one in criterion["near_misses"][:SENTENCES])
    yield ""


def _crosswalk(criteria: list[dict[str, Any]]) -> Iterator[str]:
    yield "# crosswalk:"
    yield "#   core:"
    for one in criteria:
        yield f"#     - {{criterion: {one['id']}, to: {one['id']}, relation: equal}}"


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, str) and INTEGER.fullmatch(value):  # PyYAML leaves 08 bare: no number to YAML 1.1
        return f'"{value}"'
    written: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=WIDEST, explicit_end=False
    )
    return written.removesuffix("\n").removesuffix("\n...")


def _words(words: Text, start: Start) -> str:
    return words.say(start.lang)


# --- comments ----------------------------------------------------------------------------------

_HEAD = Text(
    """\
# yaml-language-server: $schema=./{schema}
#
# 上一行供编辑器用：装有 YAML 插件的 VS Code 等会提示、补全和检查。它指的文件和本文件放在一起；寄给别人时最好一起寄，
# 只寄本文件也照样能评分。
# 开头带 # 的是注释，不起作用；去掉 # 就生效。
# 改完运行：score rubric check 本文件；score rubric test 本文件；两份有什么不同：score rubric diff 旧 新。
#
# 代号用于结果的文件名，只用英文小写字母和数字。version 每次发给别人前改一下，要加引号。""",
    """\
# yaml-language-server: $schema=./{schema}
#
# The line above is for editors: those that know YAML schemas (VS Code with its YAML extension) explain, complete and
# check. The schema lies beside this file; mail both together. Without it this file scores just as well.
# Lines that begin with # are comments; take the # away to put them into effect.
# After a change: score rubric check FILE; score rubric test FILE; what is different: score rubric diff OLD NEW.
#
# The id names result files. Change the version, in quotes, whenever you give this file to others.""",
)
_SHARED = Text(
    """\
# 依据什么、给谁用，写一两句。也可以中英文各写一种：{zh: …, en: …}，名称、问题都可以这样写。
# note: 依据某某文件，适用于市直机关。

# 词库：各标准共用的线索词、证据等级、什么不算证据、怎样算问题。这一行不要删。
lexicon: common

# 总分达到多少算哪一档，从高到低，最后一档从 0 起。
bands:
  - {name: {zh: 优秀, en: Excellent}, at_least: 75}
  - {name: {zh: 良好, en: Good}, at_least: 55}
  - {name: {zh: 达标, en: Pass}, at_least: 35}
  - {name: {zh: 未达标, en: Below}, at_least: 0}
""",
    """\
# What it is based on and for whom. Any wording may be given in both languages: {zh: …, en: …}.
# note: After the city's guideline, for its agencies.

# The lexicon: cues that rubrics share, the ladder, what is no evidence, what marks a shortcoming. Keep this line.
lexicon: common

# Bands by total, from the highest down; the last begins at 0.
bands:
  - {name: {zh: 优秀, en: Excellent}, at_least: 75}
  - {name: {zh: 良好, en: Good}, at_least: 55}
  - {name: {zh: 达标, en: Pass}, at_least: 35}
  - {name: {zh: 未达标, en: Below}, at_least: 0}
""",
)
_ABOUT_DIMENSIONS = Text(
    """\
  # 大类：weight 等于其下各项之和；各大类合计 100。编号用一个字母，其下各项用这个字母加数字。
  # 不要的大类、项整段删去，再把分值调到 100。""",
    """\
  # Dimensions: the weight is the sum of their criteria; all dimensions add up to 100.
  # Delete what you do not want as a whole, then make the weights add up to 100 again.""",
)
_ABOUT_CRITERIA = Text(
    """\
      # 项：单独打分的一条。question 是评审人要问的一句话，先把它写准。""",
    """\
      # A criterion is scored on its own. Its question is what an assessor asks: get that right first.""",
)
_ABOUT_CUES = Text(
    """\
          # 上面 use 引用词库里的词组；编辑器里能补全名称。下面各行按需要去掉 #，换成自己的词：
          # without: [某个词]                        # 这些词组里本项不要的词
          # terms: [晨光议事会, 红心工作站]            # 自己的词，单独出现就算；用当地的叫法
          # together: [[[选派, 抽调], [指导员]]]       # 每组各有一个词，同在一句才算
          # some_of: [{at_least: 2, of: [领学, 研学, 评学]}]    # 一句里至少有几个才算
          # patterns: ['晨光.{0,4}讲堂']              # 模式，RE2 语法，用单引号括起来
          # weak: [晨会]                             # 须与本项别的线索词同句，或在合适的标题下才算
          # headings: [政治建设]                      # 合适的标题里的词
          # unless: [招生简章]                        # 句中有这些词，就不算本项的证据""",
    """\
          # `use` above names sets of the lexicon; editors complete the names. Take the # away, put your own words:
          # without: [某个词]                        # words of these sets that this criterion does not want
          # terms: [晨光议事会, 红心工作站]            # words of its own; each speaks alone. Take local names
          # together: [[[选派, 抽调], [指导员]]]       # one word of each group, in one sentence
          # some_of: [{at_least: 2, of: [领学, 研学, 评学]}]    # at least so many of these in one sentence
          # patterns: ['晨光.{0,4}讲堂']              # RE2 syntax, in single quotes
          # weak: [晨会]                             # counts only beside another cue, or under a fitting heading
          # headings: [政治建设]                      # words of a fitting heading
          # unless: [招生简章]                        # a sentence with one of these is no evidence for it""",
)
_ABOUT_EXAMPLES = Text(
    "          # 例句：必须命中。grade 是应得的证据等级：1 表态，2 举措，3 成效，4 认可。自己加了词，就加一句。",
    "          # Must match. grade: 1 stated, 2 done, 3 counted result, 4 recognised. Add one for each own cue.",
)
_ABOUT_NEAR_MISSES = Text(
    "          # 反例：看似相近、但必须不命中。",
    "          # Look alike, but must not match.",
)
_AROUND = Text(
    """\
# ---- 以下按需要去掉 # ----

# 复核时能做什么：不适用的项怎么办（redistribute 由其余各项分担；zero 占满分、得 0 分；forbid 不许），几位复核人怎样合，
# 加分项、扣分项、一票否决项。
# not_applicable: redistribute
# consensus: median
# bonuses: {cap: 5, items: [{id: J1, title: 经验在省级以上推广, most: 3}]}
# deductions: {items: [{id: K1, title: 被通报批评, most: 4}]}
# vetoes: [{id: V1, title: 发生严重违纪违法案件, at_most: 0}]

# 指标：从结果算出的数，印在总览上。词库里已有覆盖率等几个，这里加自己的。
# indicators:
#   - id: proof
#     title: {zh: 实证率, en: Proof}
#     formula: (grade_3 + grade_4) / evidence
#     show: percent
#     note: 有数可查的成效和外部认可占全部证据的几成。

# 对照：本标准的各项相当于核心标准的哪些项，score crosswalk 用它列表。
# relation：equal 相当于；part_of 属于；contains 包含；overlaps 部分重合。改了哪一项，就改它那一行。""",
    """\
# ---- Take the # away where you want these ----

# What reviewers can do: with criteria that do not apply (redistribute, zero, forbid); how several reviewers' levels
# become one; bonuses, deductions, vetoes.
# not_applicable: redistribute
# consensus: median
# bonuses: {cap: 5, items: [{id: J1, title: 经验在省级以上推广, most: 3}]}
# deductions: {items: [{id: K1, title: 被通报批评, most: 4}]}
# vetoes: [{id: V1, title: 发生严重违纪违法案件, at_most: 0}]

# Indicators: figures reckoned from the results, on the overview. The lexicon has some; add your own.
# indicators:
#   - id: proof
#     title: {zh: 实证率, en: Proof}
#     formula: (grade_3 + grade_4) / evidence
#     show: percent
#     note: {zh: 有数可查的成效和外部认可占全部证据的几成。, en: The part that is counted or recognised.}

# Crosswalk: how the criteria stand to those of the core rubric, for score crosswalk.
# relation: equal, part_of, contains, overlaps. Change the line of each criterion that you change.""",
)
