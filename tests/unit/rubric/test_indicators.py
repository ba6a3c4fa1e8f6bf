"""Indicators in a rubric and in the lexicon that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorer.model import Indicator, Lang, Show, Text
from scorer.rubric.load import check_rubric, load_rubric
from tests.unit.rubric.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path

Write = "Callable[[str], Path]"
FIRST_LINE = SMALL.count("\n") + 2  # of the first indicator


def with_indicators(*lines: str) -> str:
    return SMALL + "indicators:\n" + "".join(f"  - {line}\n" for line in lines)


def told(path: Path) -> list[str]:
    return [problem.say(Lang.ZH) for problem in check_rubric(path)]


def test_an_indicator_is_loaded_with_what_is_left_out_filled_in(write: Write) -> None:
    path = write(
        with_indicators(
            "{id: coverage, title: {zh: 覆盖率, en: Coverage}, formula: with_evidence / criteria, show: percent}",
            "{id: dense, title: 密度, formula: 1000 * evidence / characters, note: 越高越实。}",
            "{id: exact, title: 分, formula: points_A, decimals: 2}",
        )
    )
    assert load_rubric(path).indicators == (
        Indicator("coverage", Text("覆盖率", "Coverage"), "with_evidence / criteria", Show.PERCENT, 0, Text("", "")),
        Indicator(
            "dense",
            Text("密度", "密度"),
            "1000 * evidence / characters",
            Show.NUMBER,
            1,
            Text("越高越实。", "越高越实。"),
        ),
        Indicator("exact", Text("分", "分"), "points_A", Show.NUMBER, 2, Text("", "")),
    )


MISTAKES = {
    "an unknown name": (
        "formula: with_evidense / criteria",
        "formula: 公式里的 with_evidense 不认识。相近的有：with_evidence、evidence、evidence_B",
    ),
    "a Chinese name": ("formula: 适用的项", "formula: 公式里的 适用的项 不认识。相近的有：criteria、with_evidence"),
    "no name at all like it": (
        "formula: xyzzy",
        "formula: 公式里的 xyzzy 不认识。可用的有：criteria、with_evidence、with_result、with_recognition、evidence、"
        "grade_1、grade_2、grade_3、grade_4、shortcomings、sentences、characters、total",
    ),
    "a criterion that is not there": (
        "formula: evidence_B9",
        "formula: 公式里的 evidence_B9 不认识。相近的有：evidence_B、evidence_B1、evidence_A",
    ),
    "points of a criterion": (
        "formula: points_A1",
        "formula: 公式里的 points_A1 不认识。相近的有：points_A、points_B",
    ),
    "a Chinese sign": ("formula: evidence ÷ criteria", "formula: 公式里的“÷”认不出来。改成英文的 /"),
    "half a formula": (
        "formula: 1 +",
        "formula: 公式“1 +”写法不对。公式只用 + - * / 和括号、min(甲, 乙)、max(甲, 乙)、数字和名称，如 "
        "with_evidence / criteria",
    ),
    "a comparison": (
        "formula: evidence > 3",
        "formula: 公式里不能写“evidence > 3”。公式只用 + - * / 和括号、min(甲, 乙)、max(甲, 乙)、数字和名称，如 "
        "with_evidence / criteria",
    ),
    "a sum of unlike things": (
        "formula: evidence + characters",
        "formula: “evidence + characters”把不同的东西相加减或相比较。"
        "只有同类的才能相加减、比大小：证据和证据，项和项，分和分",
    ),
    "a percentage of unlike things": (
        "formula: evidence / criteria, show: percent",
        "formula: 这个公式算不出百分比，得数带着单位（项、条证据）。写成同类相除，如 with_evidence / criteria；"
        "或改为 show: number",
    ),
    "another way to show it": ("formula: total, show: 百分比", 'show: "百分比" 不是可选值。可选：percent、number'),
    "too many decimals": ("formula: total, decimals: 3", "decimals: 3 超出范围。不能大于 2"),
    "a misspelled key": ("formula: total, decimal: 1", "decimal: 不认识这个名称。是不是 decimals？"),
    "no formula": ("note: 无", "缺少 formula。补上 formula: …"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(write: Write, mistake: str) -> None:
    written, message = MISTAKES[mistake]
    (said,) = told(write(with_indicators(f"{{id: one, title: 一, {written}}}")))
    place, _, rest = said.partition(": indicators[0]")
    assert place.startswith(f"my.yaml:{FIRST_LINE}:")
    assert rest.lstrip(".: ") == message


def test_all_unknown_names_are_told_and_an_id_that_is_there_twice(write: Write) -> None:
    said = told(
        write(
            with_indicators(
                "{id: one, title: 一, formula: evidense / critera}",
                "{id: one, title: 二, formula: evidence}",
            )
        )
    )
    assert [line.split("。")[0].partition(": ")[2] for line in said] == [
        "indicators[0].formula: 公式里的 evidense 不认识",
        "indicators[0].formula: 公式里的 critera 不认识",
        "indicators[1].id: 指标 one 写了两次",
    ]


# --- with a lexicon ----------------------------------------------------------------------------

LEXICON = """\
id: shared
title: 词库
sets:
  学习: {terms: [读书班]}
indicators:
  - {id: coverage, title: 覆盖率, formula: with_evidence / criteria, show: percent}
  - {id: dense, title: 密度, formula: evidence / criteria}
"""


def write_lexicon(folder: Path, text: str = LEXICON) -> Path:
    (folder / "shared.yaml").write_text(text, encoding="utf-8")
    return (folder / "shared.yaml").relative_to(folder)


def with_lexicon(text: str) -> str:
    return text.replace("title: {zh: 小标准", "lexicon: shared.yaml\ntitle: {zh: 小标准")


def test_shared_indicators_come_first_and_one_of_the_same_id_takes_its_place(write: Write, in_folder: Path) -> None:
    write_lexicon(in_folder)
    own = with_indicators(
        "{id: mine, title: 我, formula: evidence_A}", "{id: coverage, title: 另一种, formula: with_result / criteria}"
    )
    loaded = load_rubric(write(with_lexicon(own))).indicators
    assert [(one.id, one.formula) for one in loaded] == [
        ("coverage", "with_result / criteria"),
        ("dense", "evidence / criteria"),
        ("mine", "evidence_A"),
    ]
    assert [one.id for one in load_rubric(write(with_lexicon(SMALL))).indicators] == ["coverage", "dense"]


def test_a_lexicon_knows_no_criteria_and_says_where_to_write_them(in_folder: Path) -> None:
    path = write_lexicon(in_folder, LEXICON.replace("formula: evidence / criteria", "formula: evidence_A1"))
    (said,) = told(path)
    assert said == (
        "shared.yaml:7:28: indicators[1].formula: 公式里的 evidence_A1 不认识。词库里不能写某一项的数，"
        "写到评分标准里去。相近的有：evidence、with_evidence"
    )


def test_more_than_fit_beside_each_other_are_refused(write: Write, in_folder: Path) -> None:
    write_lexicon(in_folder)
    own = with_indicators(*(f"{{id: i{n}, title: 我, formula: evidence}}" for n in range(8)))
    (said,) = told(write(with_lexicon(own)))
    assert said.endswith("indicators: 连同词库的共有 10 个指标，太多。至多 9 个，删去几个")
