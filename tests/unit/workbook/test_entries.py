from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.model import Criterion, Lang, Text
from scorer.model.review import Verdict
from scorer.workbook.entries import (
    Level,
    fold,
    read_applies,
    read_date,
    read_grade,
    read_level,
    read_move,
    read_points,
    read_verdict,
    words,
)
from tests.unit.workbook.workbook_results import make_rubric

CRITERIA = make_rubric().criteria
NAMES = (
    Text("无证据", "no evidence"),
    Text("表态", "stated"),
    Text("举措", "done"),
    Text("成效", "result"),
    Text("认可", "recognised"),
)
VALUES = st.one_of(
    st.text(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.datetimes(datetime(1900, 1, 1))
)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize(
    "said", ["是", "对", "采纳", "同意", "√", "✓", "yes", "Y", "ＹＥＳ", " 是 ", "是。", "采 纳", True]
)
def test_yes_accepts(said: str | bool) -> None:
    assert read_verdict(said) is Verdict.ACCEPTED
    assert read_applies(said) is True


@pytest.mark.parametrize("said", ["否", "不", "不采纳", "×", "x", "Ｘ", "No", "否！", "不 采 纳", False])
def test_no_rejects(said: str | bool) -> None:
    assert read_verdict(said) is Verdict.REJECTED
    assert read_applies(said) is False


@pytest.mark.parametrize("said", ["存疑", "？", "?", "待定", "In Doubt", "有疑问。"])
def test_doubt_is_a_verdict_on_evidence_but_not_on_a_veto(said: str) -> None:
    assert read_verdict(said) is Verdict.DOUBTED
    assert read_applies(said) is None


@pytest.mark.parametrize("said", [1.0, 0.0, "1", "3", "可能", "是否", "再看看", "—"])
def test_what_may_be_a_grade_in_the_wrong_column_is_no_verdict(said: str | float) -> None:
    assert read_verdict(said) is None


@pytest.mark.parametrize("level", range(5))
def test_a_level_may_be_written_in_many_ways(level: int) -> None:
    name = NAMES[level]
    ways: list[str | float] = [
        float(level),
        f"{level}",
        f" {level}　",
        full_width(f"{level}"),
        f"{level}.0",
        f"{level}级",
        f"{level} 等",
        f"第{level}级",
        f"Level {level}",
        f"{level}（{name.zh}）",
        f"{level} {name.en.upper()}",
        f"{level}级：{name.zh}",
        f"{'零一二三四'[level]}级",
    ]
    assert [read_level(way, NAMES) for way in ways] == [Level(level)] * len(ways)


@pytest.mark.parametrize(
    "said", ["5", "-1", "2.5", 2.5, -1.0, 5.0, "3-4", "3分", "较好", "一", "34", "3（举措）", "?", True]
)
def test_what_is_no_level_is_not_guessed(said: str | float) -> None:
    assert read_level(said, NAMES) is None


@pytest.mark.parametrize(
    "said", ["不适用", "不 适 用", "N/A", "n／a", "—", "-", "——", "－", "Not applicable", "不适用。"]
)
def test_not_applicable_has_words_and_dashes(said: str) -> None:
    assert read_level(said, NAMES) == Level(not_applicable=True)


@pytest.mark.parametrize("said", ["同意", "同机器", "agree", "√", "无异议", "同意。"])
def test_agreement_stands_for_the_level_shown(said: str) -> None:
    assert read_level(said, NAMES) == Level(agrees=True)


def test_a_word_of_agreement_that_is_also_the_name_of_a_level_is_not_guessed() -> None:
    assert read_level("认可", NAMES) is None
    assert read_level("4 认可", NAMES) == Level(4)
    assert read_level("成效", NAMES) == Level(3)


@pytest.mark.parametrize(
    ("said", "grade"), [(1.0, 1), ("４级", 4), ("举措", 2), ("0", None), ("5", None), ("好", None)]
)
def test_a_grade_is_1_to_4(said: str | float, grade: int | None) -> None:
    assert read_grade(said, NAMES) == grade


@pytest.mark.parametrize(
    "said",
    [
        "B1",
        "b1",
        "Ｂ１",
        " B1 ",
        "B 1",
        "B1 融合机制",
        "B1融合机制",
        "B1、融合",
        "融合机制",
        "Integration mechanisms",
        "→B1",
    ],
)
def test_a_criterion_is_named_by_id_or_title(said: str) -> None:
    assert read_move(said, CRITERIA) == "B1"


@pytest.mark.parametrize("said", ["B9", "B11", "融合", "1", "", "是", 1.0])
def test_what_names_no_criterion_is_not_guessed(said: str | float) -> None:
    assert read_move(said, CRITERIA) is None


@given(st.sampled_from(CRITERIA), st.sampled_from(Lang))
def test_what_the_list_offers_names_its_criterion(criterion: Criterion, lang: Lang) -> None:
    assert read_move(f"{criterion.id} {criterion.title.say(lang)}", CRITERIA) == criterion.id


@pytest.mark.parametrize(
    ("said", "bonus", "deduction"),
    [
        (2.0, 2.0, 2.0),
        (-2.0, None, 2.0),
        (0.0, 0.0, 0.0),
        ("2", 2.0, 2.0),
        ("2分", 2.0, 2.0),
        ("２．５", 2.5, 2.5),
        (".5", 0.5, 0.5),
        ("2.", 2.0, 2.0),
        ("+2", 2.0, None),
        ("加2分", 2.0, None),
        ("-2", None, 2.0),
        ("－2", None, 2.0),
        ("扣 2 分", None, 2.0),
        ("无", 0.0, 0.0),
        ("两分", None, None),
        ("2到3", None, None),
        ("1e9", None, None),
        ("50%", None, None),
        ("1 1/2", None, None),
        (True, None, None),
    ],
)
def test_points_of_a_deduction_may_carry_a_minus(
    said: str | float, bonus: float | None, deduction: float | None
) -> None:
    assert read_points(said, is_deduction=False) == bonus
    assert read_points(said, is_deduction=True) == deduction


@pytest.mark.parametrize(
    "said",
    [
        datetime(2026, 11, 20),
        datetime(2026, 11, 20, 9, 30),
        "2026-11-20",
        "2026年11月20日",
        "2026.11.20",
        "２０２６/11/20",
        "2026 年 11 月 20 日",
        "20261120",
        20261120.0,
        46346.0,
        "2026-11-20T00:00:00",
        "2026-11-20 09:30",
    ],
)
def test_dates_become_iso(said: str | float | datetime) -> None:
    assert read_date(said) == "2026-11-20"


@pytest.mark.parametrize("said", ["十一月二十日", "2026-13-40", "11月20日", "明天"])
def test_what_is_no_date_stays_as_it_was_written(said: str) -> None:
    assert read_date(f" {said} ") == said


def test_words_are_what_the_cell_shows() -> None:
    assert [words(value) for value in (None, 3.0, 2.5, True, " 甲\r\n乙\u200b ", datetime(2026, 1, 2))] == [
        "",
        "3",
        "2.5",
        "TRUE",
        "甲\n乙",
        "2026-01-02",
    ]


@given(VALUES)
def test_no_value_is_too_odd(value: str | float | datetime) -> None:
    assert read_verdict(value) in {None, *Verdict}
    level = read_level(value, NAMES)
    assert level in {None, *map(Level, range(5)), Level(not_applicable=True), Level(agrees=True)}
    assert read_grade(value, NAMES) in {None, 1, 2, 3, 4}
    assert read_move(value, CRITERIA) in {None, *(criterion.id for criterion in CRITERIA)}
    for is_deduction in (True, False):
        points = read_points(value, is_deduction=is_deduction)
        assert points is None or points >= 0
    assert isinstance(read_date(value), str)


@given(st.text())
def test_width_case_and_space_make_no_difference(text: str) -> None:
    once = fold(text)
    assert fold(once) == fold(fold(once))
    assert not any(character.isspace() for character in once)
