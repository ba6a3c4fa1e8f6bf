"""`score explain` as a clerk runs it: the words on screen, to the letter."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.acceptance.test_command import score

RUBRIC = """\
id: small
version: "1"
title: 小标准
bands: [{name: 优秀, at_least: 60}, {name: 达标, at_least: 0}]
relevance: {terms: [机关], at_least: 0}
ladder:
  shares: [0, 0.25, 0.5, 0.8, 1]
  grades:
    - {grade: 1, name: 表态, shows: 态度}
    - {grade: 2, name: 举措, shows: 做了什么, terms: [开展, 举办, 印发]}
    - {grade: 3, name: 成效, shows: 有计数的产出}
    - {grade: 4, name: 认可, shows: 外部的肯定, terms: [荣获]}
  units: [次, 人, 条]
  plans: [下一步]
  not_counted: ['\\d+条措施']
dimensions:
  - id: X
    title: 大类
    weight: 100
    criteria:
      - id: S1
        title: 理论学习
        weight: 60
        cues:
          terms: [理论学习, 讲党课]
          together: [[[读书班], [党员, 干部]]]
          weak: [学习]
        examples: [开展理论学习。]
        near_misses: [学习天地。]
      - id: V1
        title: 志愿服务
        weight: 40
        cues: {terms: [志愿服务, 理论学习宣传队]}
        examples: [开展志愿服务。]
        near_misses: [志愿填报。]
not_evidence:
  - {reason: 问句, patterns: ['？$']}
"""

REPORT = """\
晴川县档案局机关建设工作情况报告

晴川县档案局机关全年共开展理论学习24次，印发12条措施，组织党员办起读书班，全体干部都参加了进来，形成了比较浓厚的氛围。

怎样才能把理论学习抓出实实在在的效果来？理论学习宣传队走遍了全县所有的乡镇和村庄。大家都热爱学习。下一步抓好理论学习，力争荣获先进。
"""

TOLD = """\
S1 理论学习
材料：报告.txt  晴川县档案局机关建设工作情况报告
标准：小标准  small 1

结果：3 级（成效），得 48 分（满分 60 × 80%）
等次由第2段的一句定，下面标 ★
看了 5 句：2 句算证据，3 句不算
没有把握：只凭一句话里的“24次”定为 3 级，它说的未必是工作成效，等次可能偏高
怎样提高：写明外部的肯定，可到 4 级（认可），得 60 分
怎样提高：第3段的“荣获”现在还是打算，做到以后写明，可到 4 级

1. 第2段  ★ 算证据，3 级（成效）
   晴川县档案局机关全年共开展理论学习24次，印发12条措施，组织党员办起读书班，全
   体干部都参加了进来，形成了比较浓厚的氛围。
   - 线索词“理论学习、党员、读书班、干部”；“24次”表明成效
   - 线索词“党员”“读书班”“干部”：几个词同在一句才算，这里齐了
   - 表明成效（3 级）的有“24次”
   - 表明举措（2 级）的有“开展”“印发”
   - “12条”不算 3 级（成效）：“12条措施”说的是文件或机构本身，不是成效

2. 第3段  不算证据
   怎样才能把理论学习抓出实实在在的效果来？
   - 整句不算：问句（见“？”）
   - 线索词“理论学习”

3. 第3段  不算证据
   理论学习宣传队走遍了全县所有的乡镇和村庄。
   - 句中没有能算的线索词
   - “理论学习”不算线索词：它是“理论学习宣传队”的一部分，那是“V1 志愿服务”的线索
     词

4. 第3段  不算证据
   大家都热爱学习。
   - 只有单独不算的线索词
   - 线索词“学习”：单独不算，同句有这一项别的线索词才算

5. 第3段  算证据，1 级（表态）
   下一步抓好理论学习，力争荣获先进。
   - 线索词“理论学习”；说的是打算，是表态
   - “荣获”不算 4 级（认可）：从“下一步”起说的是打算

小结：S1，3 级（成效），得 48 分（满分 60 × 80%）。
怎样提高：写明外部的肯定，可到 4 级（认可），得 60 分。
"""

SENTENCE = """\
标准：小标准  small 1

举办志愿服务活动，促进学习。

V1 志愿服务  算证据，2 级（举措）
   - 线索词“志愿服务”；“举办”表明举措
   - 只凭这一句：2 级（举措），得 20 分（满分 40 × 50%）；写明有计数的产出，可到
     3 级（成效），得 32 分

S1 理论学习  不算证据
   - 只有单独不算的线索词
   - 线索词“学习”：单独不算，同句有这一项别的线索词才算

小结：算 V1 的证据，不算 S1 的证据。

以上只看这一句。在材料里，它所在的标题和前后的句子也会影响判断。
"""

LACKING = """\
Rubric: 小标准  small 1

读书班开班。

S1 理论学习  no evidence
   - no cue in it counts
   - lacking: beside “读书班” it takes one of “党员、干部”
   - the sentence is evidence for no other criterion either

In short: no evidence for S1.

This is the sentence alone. In a report its heading and the sentences around it
  matter too.
"""


NOTHING_FOUND = """\
V1 志愿服务
材料：会议.txt  晴川县档案局会议纪要
标准：小标准  small 1

结果：0 级（没有证据），得 0 分（满分 40 × 0%）
全文没有一句话有这一项的线索词
这一项找的是这样的词：“志愿服务、理论学习宣传队”
怎样提高：写明做了什么，可到 2 级（举措），得 20 分
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def explain(*words: str, folder: Path) -> tuple[int, str, str]:
    run = score("explain", *words, "--rubric", "small.yaml", cwd=folder, environment={"COLUMNS": "80"})
    return run.returncode, run.stdout, run.stderr


def test_a_report_is_explained_sentence_by_sentence(folder: Path) -> None:
    assert explain("报告.txt", "--criterion", "S1", folder=folder) == (0, TOLD, "")
    assert {path.name for path in folder.iterdir()} == {"small.yaml", "报告.txt"}


def test_where_no_sentence_has_a_cue_it_is_told_once_what_the_criterion_looks_for(folder: Path) -> None:
    (folder / "会议.txt").write_text("晴川县档案局会议纪要\n\n机关召开会议，讨论了三项议程。\n", encoding="utf-8")
    assert explain("会议.txt", "--criterion", "V1", folder=folder) == (0, NOTHING_FOUND, "")


def test_the_id_of_a_criterion_may_be_typed_in_small_letters(folder: Path) -> None:
    assert explain("报告.txt", "--criterion", "s1", folder=folder) == (0, TOLD, "")
    words = ("--sentence", "读书班开班。", "--criterion", "s1", "--lang", "en")
    assert explain(*words, folder=folder) == (0, LACKING, "")


def test_a_typed_sentence_is_explained_for_each_criterion_it_points_to(folder: Path) -> None:
    assert explain("--sentence", "举办志愿服务活动，促进学习。", folder=folder) == (0, SENTENCE, "")


def test_what_a_typed_sentence_lacks_for_one_criterion_is_told_in_english_too(folder: Path) -> None:
    words = ("--sentence", "读书班开班。", "--criterion", "S1", "--lang", "en")
    assert explain(*words, folder=folder) == (0, LACKING, "")


def test_a_sentence_that_says_nothing_is_told_so(folder: Path) -> None:
    code, out, _ = explain("--sentence", "天气晴朗。", folder=folder)
    assert code == 0
    assert "小结：句中没有哪一项的线索词" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("报告.txt",), "请用 --criterion 写明要看哪一项。各项是：\n  S1  理论学习\n  V1  志愿服务\n"),
        (
            ("报告.txt", "--criterion", "S2"),
            "评分标准 small 没有“S2”这一项，或许是 S1。各项是：\n  S1  理论学习\n  V1  志愿服务\n",
        ),
        (("--sentence", " "), "没有写句子：请把要看的句子写在 --sentence 后面的引号里\n"),
        (
            (),
            "请写出一份材料和要看的项，如 score explain 甲局.docx --criterion A3；"
            '或者一句话，如 score explain --sentence "……"。用法见 score explain --help\n',
        ),
        (
            ("报告.txt", "--sentence", "开展理论学习。"),
            "材料和 --sentence 只能写一个：看材料就去掉 --sentence，看一句话就去掉材料\n",
        ),
        (
            ("--sentence", "开展理论学习。", "--rubric", "core"),
            "一次只按一份评分标准说明：--rubric 只写一个，要看几份就运行几次\n",
        ),
        (("没有.txt", "--criterion", "S1"), "找不到 没有.txt，或没有权限打开；请检查路径是否写对。\n"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_the_remedy(folder: Path, words: tuple[str, ...], told: str) -> None:
    assert explain(*words, folder=folder) == (2, "", told)


def test_a_report_that_cannot_be_read_is_named_with_the_reason(folder: Path) -> None:
    (folder / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    code, out, err = explain("照片.png", "--criterion", "S1", folder=folder)
    assert (code, out) == (1, "")
    assert err.startswith("没有读 照片.png：是图片")


def test_of_several_reports_one_must_be_named(folder: Path) -> None:
    with zipfile.ZipFile(folder / "材料.zip", "w") as archive:
        archive.writestr("甲.txt", REPORT)
        archive.writestr("乙.txt", REPORT)
    code, _, err = explain("材料.zip", "--criterion", "S1", folder=folder)
    assert (code, "里有 2 份材料" in err, "请先解压" in err) == (2, True, True)
