"""What the calibration workbook holds, read back with openpyxl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from scorer.model import Lang
from scorer.model.calibration import Calibration
from scorer.review.calibrate import calibrate
from scorer.workbook.calibration.suggestions import MOST_SENTENCES
from scorer.workbook.calibration.write import write_calibration
from tests.unit.review.calibrate_rounds import NO, YES, judged_by_rule, small, texts

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

SHEETS = ["建议", "线索词", "等级词", "从未命中", "驳回句", "分数变化", "说明"]


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    found = texts(
        a=["书香一。", "书香二。", "书香三。", "开展理论学习12次。", "=1+1，便民。", "宣讲1场。"],
        b=["书香四。", "书香五。", "开展志愿服务。"],
    )

    def rule(piece):
        if "书香" in piece.quote:
            return NO
        if "便民" in piece.quote:
            return {"criterion": "W"}
        if "12" in piece.quote:
            return {"grade": 2}
        return None if "宣讲" in piece.quote else YES

    return calibrate([judged_by_rule(found, rule)], small())


@pytest.fixture(scope="module")
def written(calibration: Calibration, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("calibration") / "c.xlsx"
    write_calibration(calibration, path, Lang.ZH)
    return load_workbook(path, rich_text=True)


def rows(sheet, first: int, width: int) -> list[list[object]]:
    return [
        [str(cell) if isinstance(cell, CellRichText) else cell for cell in row[:width]]
        for row in sheet.iter_rows(min_row=first, values_only=True)
    ]


def test_sheets_stand_in_reading_order(written):
    assert written.sheetnames == SHEETS
    assert all(written[name]["A1"].value == f"评分标准校准 · {name}" for name in SHEETS)


def test_a_suggestion_stands_above_its_sentences(written):
    sheet = written["建议"]
    assert sheet["A2"].value == ("证据 9 条：采纳 2（其中改判等级 1），驳回 5，改归别项 1，未定 0，未复核 1。")
    assert rows(sheet, 4, 7) == [
        [
            1,
            "删去",
            "S",
            "书香",
            "单独命中且有结论的 5 条中，采纳 0 条",
            "改对 5 处，改错 0 处，无从判断 0 处；1 个单位总分变动",
            None,
        ],
        [None, None, None, None, "书香一。", "驳回", "a-0001-S"],
        [None, None, None, None, "书香二。", "驳回", "a-0002-S"],
        [None, None, None, None, "书香三。", "驳回", "a-0003-S"],
        [None, None, None, None, "书香四。", "驳回", "b-0001-S"],
        [None, None, None, None, "书香五。", "驳回", "b-0002-S"],
    ]
    quote = sheet["E5"].value
    assert isinstance(quote, CellRichText)
    assert [str(part) for part in quote if isinstance(part, TextBlock)] == ["书香"]


def test_cues_stand_with_their_counts_the_most_often_wrong_first(written):
    assert rows(written["线索词"], 4, 14) == [
        ["S", "学习", "词语", "书香", 5, 5, 0, 5, 0, 0, 0, pytest.approx(0.4345, abs=1e-4), 5, 0],
        ["V", "服务", "词语", "便民", 1, 1, 0, 0, 1, 0, 0, pytest.approx(0.7935, abs=1e-4), 1, 0],
        ["S", "学习", "词语", "理论学习", 1, 1, 1, 0, 0, 1, pytest.approx(0.2065, abs=1e-4), 1, 1, 1],
        ["S", "学习", "模式", r"宣讲\d+场", 1, 0, 0, 0, 0, None, None, None, 0, 0],
        ["V", "服务", "词语", "志愿服务", 1, 1, 1, 0, 0, 1, pytest.approx(0.2065, abs=1e-4), 1, 1, 1],
    ]


def test_ladder_cues_stand_with_their_counts(written):
    assert rows(written["等级词"], 4, 10) == [
        [2, "举措", "词语", "开展", 1, 1, 1, 0, 0, 1],
        [3, "成效", "数字带", "次", 1, 1, 0, 0, 1, 0],
    ]


def test_every_cue_that_never_fired_is_listed(written, calibration):
    listed = rows(written["从未命中"], 4, 4)
    assert len(listed) == len(calibration.never) == 13
    assert listed[0] == ["S", "学习", "词语", "讲党课"]
    assert written["从未命中"]["A2"].value.startswith(f"共 {len(listed)} 个。")


def test_rejected_sentences_are_listed(written):
    listed = rows(written["驳回句"], 4, 7)
    assert [row[6] for row in listed] == ["a-0001-S", "a-0002-S", "a-0003-S", "b-0001-S", "b-0002-S"]
    assert listed[0][:6] == ["S", "学习", "a", "书香一。", None, "书香"]


def test_totals_and_the_evidence_behind_them_are_listed(written):
    listed = rows(written["分数变化"], 4, 6)
    # S from level 1 to none, 0.25 x 50; V at level 2, 0.5 x 30
    assert listed[0] == ["b", "b.txt", "达标", 27.5, 15, -12.5]
    assert listed[1] == [None] * 6
    assert listed[2][0] == "证据的变化"
    assert listed[5:] == [
        [subject, "S 学习", f"书香{n}。", 1, 0, "改对"] for subject, n in zip("aaabb", "一二三四五", strict=True)
    ]


def test_text_that_looks_like_a_formula_stays_text(calibration, tmp_path):
    path = tmp_path / "c.xlsx"
    write_calibration(calibration, path, Lang.ZH)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} <= {"s"}


def test_an_english_workbook_has_no_chinese_label(calibration, tmp_path):
    path = tmp_path / "c.xlsx"
    write_calibration(calibration, path, Lang.EN)
    book = load_workbook(path)
    assert book.sheetnames == ["Suggestions", "Cues", "Ladder cues", "Never fired", "Rejected", "Totals", "Guide"]
    heads = [cell.value for sheet in book for cell in sheet[3] if sheet.title != "Guide"]
    assert all(str(head or "").isascii() for head in heads)


def test_the_same_calibration_gives_the_same_bytes(calibration, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_calibration(calibration, tmp_path / name, Lang.ZH)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_without_reviews_it_says_that_there_is_nothing_to_suggest(tmp_path):
    path: Path = tmp_path / "c.xlsx"
    write_calibration(calibrate([], small()), path, Lang.ZH)
    book = load_workbook(path)
    assert book["建议"]["A4"].value == "没有建议。复核过的证据还不够多，或者看不出哪个词常错。"
    assert book["分数变化"]["A4"].value == "总分都不变。"


def test_of_many_sentences_only_some_are_shown(tmp_path):
    found = texts(a=[f"书香{n}号。" for n in range(12)], b=["书香甲。", "书香乙。", "书香丙。"])
    path = tmp_path / "c.xlsx"
    write_calibration(calibrate([judged_by_rule(found, lambda _: NO)], small()), path, Lang.ZH)
    listed = rows(load_workbook(path)["建议"], 5, 7)
    assert len(listed) == MOST_SENTENCES + 1
    assert listed[-1][4] == f"…… 另有 {15 - MOST_SENTENCES} 句"
