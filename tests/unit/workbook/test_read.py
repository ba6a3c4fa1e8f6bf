from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scorer.model import Lang, NotApplicable, Text
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Review, SubjectReview, Verdict
from scorer.results.from_json import parse_record
from scorer.workbook.read import open_returned, read_review
from scorer.workbook.tables import CRITERIA_FORM, find_tables
from scorer.xlsx.cells import Area, Cell, Sheet, address
from tests.unit.workbook.returning import CRITERIA, Copy, issued_file, read_back, small_results

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model.review import Flaw
    from scorer.xlsx.cells import Value

CARD, OTHER = small_results().scorecards
PIECES = [piece.id for result in CARD.criteria for piece in result.evidence]
A1, A2, B1 = (f"{CARD.id}-{id_}" for id_ in ("A1", "A2", "B1"))
J1, K1, Z1 = (f"{CARD.id}-{id_}" for id_ in ("J1", "K1", "Z1"))
ROW = "行标识"
LEVEL, COMMENT, FINDING, REASON = "复核等次", "复核意见", "认定", "理由（必填）"
VERDICT, REGRADE, MOVE, REMARK = "采纳", "改判等级", "改归项", "意见"


def fill_in(copy: Copy) -> None:
    """Something of everything."""
    copy.put(A1, LEVEL, 3.0)
    copy.put(A1, COMMENT, " 有据\r\n可查 ")
    copy.put(A2, LEVEL, "同意")
    copy.put(B1, LEVEL, "不适用")
    copy.put(PIECES[0], VERDICT, "否")
    copy.put(PIECES[1], REGRADE, "２ ")
    copy.put(PIECES[1], MOVE, "B1　融合机制\n")
    copy.put(PIECES[2], REMARK, "待查")
    copy.put(J1, FINDING, "２")
    copy.put(J1, REASON, "文件可查")
    copy.put(K1, FINDING, 1.5)
    copy.put(K1, REASON, "数字不符")
    copy.put(Z1, FINDING, "否")


FILLED_IN = (
    SubjectReview(
        CARD.id,
        (
            LevelReview("A1", 3, comment="有据\n可查"),
            LevelReview("A2", agrees=True),
            LevelReview("B1", not_applicable=True),
        ),
        (
            EvidenceReview(PIECES[0], Verdict.REJECTED),
            EvidenceReview(PIECES[1], None, 2, "B1"),
            EvidenceReview(PIECES[2], comment="待查"),
        ),
        (
            AdjustmentReview("J1", 2.0, None, "文件可查"),
            AdjustmentReview("K1", 1.5, None, "数字不符"),
            AdjustmentReview("Z1", None, False),
        ),
    ),
)


def name(copy: Copy, reviewer: str = "张三") -> None:
    sheet, row, column = copy.issued.sheets.named("ReviewerName") or pytest.fail("no such name")
    copy.sheet(sheet.name).rows[row][column] = Cell(reviewer)


def told(flaws: tuple[Flaw, ...]) -> list[tuple[str, str]]:
    return [(flaw.cell, flaw.what.zh) for flaw in flaws]


def levels(review: Review) -> tuple[LevelReview, ...]:
    return review.subjects[0].levels


# --- what is entered ---


def test_what_the_open_workbook_did_not_follow_is_taken_as_it_is_meant_and_told() -> None:
    copy = Copy()
    name(copy)
    copy.put(A1, LEVEL, "三级")
    copy.put(PIECES[0], VERDICT, "×")
    copy.put(J1, FINDING, "2分")
    copy.put(J1, REASON, "文件可查")
    copy.put(K1, FINDING, -1.5)
    copy.put(K1, REASON, "数字不符")
    for piece, criterion in zip(PIECES[1:], ("B1融合机制", "融合机制", "Ｂ１", "b1"), strict=False):
        copy.put(piece, MOVE, criterion)
    review, flaws = copy.read()
    assert review.subjects[0].levels == (LevelReview("A1", 3),)
    assert review.subjects[0].evidence == (
        EvidenceReview(PIECES[0], Verdict.REJECTED),
        *(EvidenceReview(piece, criterion="B1") for piece in PIECES[1:5]),
    )
    assert [one.points for one in review.subjects[0].adjustments] == [2.0, 1.5]
    told_of = [flaw.what.zh.partition("；")[0] for flaw in flaws]
    assert sorted(told_of) == sorted(
        [
            "“复核等次”处写的是“三级”，按“3”计入",
            "“采纳”处写的是“×”，按“否”计入",
            "“认定”处写的是“2分”，按“2”计入",
            "“认定”处写的是“-1.5”，按“1.5”计入",
            "“改归项”处写的是“B1融合机制”，按“B1”计入",
            "“改归项”处写的是“融合机制”，按“B1”计入",
            "“改归项”处写的是“Ｂ１”，按“B1”计入",
        ]
    )


@pytest.mark.parametrize("lang", Lang)
def test_a_workbook_as_it_was_issued_holds_nothing_and_has_no_flaw(lang: Lang) -> None:
    assert Copy(lang).read() == (Review("", workbook="张三.xlsx"), ())


def test_everything_that_was_entered_is_read() -> None:
    copy = Copy()
    fill_in(copy)
    name(copy)
    assert copy.read() == (Review("张三", subjects=FILLED_IN, workbook="张三.xlsx"), ())


def test_where_every_entry_stands_is_kept() -> None:
    copy = Copy()
    spots: dict[tuple[str, str, str], tuple[str, str, str | float]] = {
        (CARD.id, "A1", "level"): (A1, LEVEL, 3.0),
        (CARD.id, "A1", "comment"): (A1, COMMENT, "有据"),
        (CARD.id, PIECES[0], "verdict"): (PIECES[0], VERDICT, "否"),
        (CARD.id, PIECES[0], "grade"): (PIECES[0], REGRADE, 2.0),
        (CARD.id, PIECES[0], "criterion"): (PIECES[0], MOVE, "B1"),
        (CARD.id, PIECES[0], "comment"): (PIECES[0], REMARK, "待查"),
        (CARD.id, "J1", "points"): (J1, FINDING, 1.0),
        (CARD.id, "J1", "reason"): (J1, REASON, "文件可查"),
    }
    stood = {key: (copy.spot(*spot[:2])[0].name, copy.put(*spot)) for key, spot in spots.items()}
    assert copy.read()[0].places == stood


def test_english_workbooks_are_read_and_words_of_both_languages_understood() -> None:
    copy = Copy(Lang.EN)
    copy.put(A1, "Reviewed level", "不适用")
    copy.put(A2, "Reviewed level", "agree")
    copy.put(PIECES[0], "Accept", "存疑")
    copy.put(PIECES[1], "Move to", "B1 Integration mechanisms")
    copy.put(Z1, "Finding", "yes")
    copy.put(Z1, "Reason (required)", "it is known")
    name(copy, "Ann")
    review, flaws = copy.read()
    assert flaws == ()
    assert review.subjects == (
        SubjectReview(
            CARD.id,
            (LevelReview("A1", not_applicable=True), LevelReview("A2", agrees=True)),
            (EvidenceReview(PIECES[0], Verdict.DOUBTED), EvidenceReview(PIECES[1], criterion="B1")),
            (AdjustmentReview("Z1", None, True, "it is known"),),
        ),
    )


def test_subjects_come_in_the_order_of_their_ids() -> None:
    copy = Copy()
    copy.put(A1, LEVEL, 1.0)
    copy.put(f"{OTHER.id}-A1", LEVEL, 2.0)
    assert [subject.subject for subject in copy.read()[0].subjects] == sorted([CARD.id, OTHER.id])


def test_a_file_that_another_program_saved_is_read(tmp_path: Path) -> None:
    workbook = load_workbook(io.BytesIO(issued_file()))
    evidence = workbook["证据"]
    header = {cell.value: cell.column or 0 for cell in evidence[1]}
    evidence.cell(2, header[VERDICT]).value = True
    evidence.cell(3, header[REMARK]).value = "它说“_x005F_x0041_”"
    workbook["封面"]["B4"] = "李四"
    workbook["封面"]["B6"] = datetime(2026, 11, 20)
    workbook.create_sheet("我的草稿", 0)["A1"] = VERDICT
    workbook.save(tmp_path / "回.xlsx")
    review, flaws = read_back(open_returned(tmp_path / "回.xlsx"))
    assert (review.reviewer, review.date) == ("李四", "2026-11-20")
    assert [flaw.what.zh.partition("；")[0] for flaw in flaws] == ["“采纳”处写的是“TRUE”，按“是”计入"]
    assert review.subjects == (
        SubjectReview(
            CARD.id,
            evidence=(EvidenceReview(PIECES[0], Verdict.ACCEPTED), EvidenceReview(PIECES[1], comment="它说“_x0041_”")),
        ),
    )


# --- where it stands ---


def moved_about(sheet: Sheet, dice: random.Random, *, first: int) -> Sheet:
    """The rows from `first` on sorted otherwise, with blank ones between, and all columns in another order."""
    columns = list(range(1, 60))
    dice.shuffle(columns)
    below = [row for row in sheet.rows if row >= first]
    places = sorted(dice.sample(range(first, first + 3 * len(below)), len(below)))
    dice.shuffle(below)
    rows = {row: row for row in sheet.rows if row < first} | dict(zip(below, places, strict=True))
    return Sheet(
        sheet.name,
        {rows[row]: {columns[column - 1]: cell for column, cell in cells.items()} for row, cells in sheet.rows.items()},
    )


@settings(max_examples=30)
@given(st.randoms(use_true_random=True))
def test_rows_and_columns_may_stand_anywhere(dice: random.Random) -> None:
    copy = Copy()
    fill_in(copy)
    name(copy)
    copy.sheets = [
        moved_about(sheet, dice, first=2) if sheet.name == "证据" else sheet
        for sheet in dice.sample(copy.sheets, len(copy.sheets))
    ]
    assert copy.read() == (Review("张三", subjects=FILLED_IN, workbook="张三.xlsx"), ())


def test_sheets_and_columns_of_ones_own_are_passed_over() -> None:
    copy = Copy()
    fill_in(copy)
    name(copy)
    evidence = copy.sheet("证据")
    evidence.rows[1][40] = Cell("我的备注")
    evidence.rows[2][40] = Cell("自己看的")
    evidence.rows[900] = {9: Cell("是"), 12: Cell("表外的草稿")}
    copy.sheets.append(Sheet("草稿", {1: {1: Cell(VERDICT), 2: Cell(LEVEL)}, 2: {1: Cell("是"), 2: Cell(4.0)}}))
    assert copy.read() == (Review("张三", subjects=FILLED_IN, workbook="张三.xlsx"), ())


def test_headers_and_ids_are_known_whatever_their_width_and_space() -> None:
    copy = Copy()
    fill_in(copy)
    name(copy)
    sheet, row, column = copy.spot(A1, ROW)
    sheet.rows[row][column] = Cell(f" {A1.replace('-', '－')}　")
    evidence = copy.sheet("证据")
    evidence.rows[1] = {
        column: Cell(f" {str(cell.value)[:1]}\n{str(cell.value)[1:]} ") for column, cell in evidence.rows[1].items()
    }
    assert copy.read() == (Review("张三", subjects=FILLED_IN, workbook="张三.xlsx"), ())


def test_ids_that_differ_only_by_what_cannot_be_seen_are_told_apart() -> None:
    copy = Copy()
    name(copy)
    hidden = CARD.id[:1] + "\u200b" + CARD.id[1:]
    for criterion in CRITERIA:
        sheet, row, column = copy.spot(f"{OTHER.id}-{criterion}", ROW)
        sheet.rows[row][column] = Cell(f"{hidden}-{criterion}")
    copy.put(A1, LEVEL, 3.0)
    copy.put(f"{hidden}-A1", LEVEL, 1.0)
    returned = copy.returned()
    results = parse_record(returned.records[0]).results
    cards = tuple(replace(card, id=hidden) if card.id == OTHER.id else card for card in results.scorecards)
    review = read_review(returned, replace(results, scorecards=cards)).review
    entered = {subject.subject: [level.level for level in subject.levels] for subject in review.subjects}
    assert entered == {CARD.id: [3], hidden: [1]}


def test_every_row_belongs_to_one_table_however_many_headers_there_are() -> None:
    header = {1: Cell(ROW), 2: Cell(LEVEL)}
    rows = {number: header if number % 3 == 0 else {1: Cell(f"r{number}")} for number in range(1, 91)}
    sheet = Sheet("表", dict(sorted(rows.items(), reverse=True)))
    tables = find_tables([sheet], [CRITERIA_FORM])
    assert [table.header for table in tables] == list(range(3, 91, 3))
    found = [row.id for table in tables for row in table.rows()]
    assert found == [f"r{number}" for number in range(4, 91) if number % 3]


# --- what is not understood ---


def test_words_that_are_not_understood_are_told_and_kept_in_the_comment() -> None:
    copy = Copy()
    name(copy)
    cells = [
        copy.put(A1, LEVEL, "较好"),
        copy.put(PIECES[0], VERDICT, "再说"),
        copy.put(PIECES[0], REGRADE, 7.0),
        copy.put(PIECES[0], MOVE, "Q9"),
        copy.put(J1, FINDING, "两三分"),
        copy.put(Z1, FINDING, "也许"),
    ]
    copy.put(A1, COMMENT, "材料扎实")
    copy.put(PIECES[0], REMARK, "见附件")
    review, flaws = copy.read()
    assert review.subjects == (
        SubjectReview(
            CARD.id,
            (LevelReview("A1", comment="材料扎实（复核等次：较好）"),),
            (EvidenceReview(PIECES[0], comment="见附件（采纳：再说）（改判等级：7）（改归项：Q9）"),),
            (
                AdjustmentReview("J1", reason="（认定：两三分）", unclear=True),
                AdjustmentReview("Z1", reason="（认定：也许）", unclear=True),
            ),
        ),
    )
    assert sorted(flaw.cell for flaw in flaws) == sorted(cells)
    assert {(flaw.what.zh, flaw.remedy.zh) for flaw in flaws} == {
        ("“复核等次”处的“较好”看不懂，没有采用，已记入意见", "请填 0、1、2、3 或 4；本项不适用的，填 不适用"),
        ("“采纳”处的“再说”看不懂，没有采用，已记入意见", "请填 是、否 或 存疑"),
        ("“改判等级”处的“7”看不懂，没有采用，已记入意见", "请填 1 至 4；不算证据的，在“采纳”处填 否"),
        ("“改归项”处的“Q9”看不懂，没有采用，已记入意见", "请从下拉选项中选一项，或填项号"),
        ("“认定”处的“两三分”看不懂，没有采用，已记入意见", "请填分数，如 2"),
        ("“认定”处的“也许”看不懂，没有采用，已记入意见", "请填 是 或 否"),
    }


def test_not_applicable_is_not_understood_where_the_rubric_forbids_it() -> None:
    copy = Copy()
    name(copy)
    cell = copy.put(A1, LEVEL, "不适用")
    returned = copy.returned()
    results = parse_record(returned.records[0]).results
    results = replace(results, rubric=replace(results.rubric, not_applicable=NotApplicable.FORBID))
    entered = read_review(returned, results)
    assert levels(entered.review) == (LevelReview("A1", comment="（复核等次：不适用）"),)
    (flaw,) = entered.flaws
    assert (flaw.cell, flaw.remedy) == (
        cell,
        Text(
            "请填 0、1、2、3 或 4；本标准各项都要评",
            "enter 0, 1, 2, 3 or 4; every criterion of this rubric is judged",
        ),
    )


@pytest.mark.parametrize(("item", "finding"), [(J1, 1.0), (K1, 1.0), (Z1, "是")])
def test_a_finding_without_a_reason_is_told_and_counts(item: str, finding: str | float) -> None:
    copy = Copy()
    name(copy)
    copy.put(item, FINDING, finding)
    review, (flaw,) = copy.read()
    (entry,) = review.subjects[0].adjustments
    assert (entry.points, entry.applies) == ((None, True) if item == Z1 else (1.0, None))
    assert "没有写理由" in flaw.what.zh


@pytest.mark.parametrize(("item", "finding"), [(J1, 0.0), (K1, "无"), (Z1, "否")])
def test_what_is_not_found_needs_no_reason(item: str, finding: str | float) -> None:
    copy = Copy()
    name(copy)
    copy.put(item, FINDING, finding)
    assert copy.read()[1] == ()


def test_of_a_formula_the_stored_value_is_read_and_told() -> None:
    copy = Copy()
    name(copy)
    cells = [copy.put(A1, LEVEL, 2.0, is_formula=True), copy.put(A2, LEVEL, "", is_formula=True)]
    review, flaws = copy.read()
    assert levels(review) == (LevelReview("A1", 2),)
    assert told(flaws) == [
        (cells[0], "此处是公式，取文件中保存的结果“2”"),
        (cells[1], "此处是公式，文件中没有保存结果，按空白处理"),
    ]


def test_what_stands_in_merged_cells_counts_for_all_their_rows() -> None:
    copy = Copy()
    name(copy)
    sheet, row, column = copy.spot(A1, LEVEL)
    copy.put(A1, LEVEL, 3.0)
    area = Area(row, column, row + 1, column)
    copy.sheets = [replace(one, merged=(area,)) if one is sheet else one for one in copy.sheets]
    review, flaws = copy.read()
    assert levels(review) == (LevelReview("A1", 3), LevelReview("A2", 3))
    merged = f"{address(row, column)}:{address(row + 1, column)}"
    assert told(flaws) == [(address(row + 1, column), f"合并单元格 {merged} 中的“3”，这一行也算填了")]


# --- what was changed ---


def test_changed_locked_cells_are_told_and_not_taken_over() -> None:
    copy = Copy()
    name(copy)
    quote = CARD.criteria[0].evidence[0].quote
    cells = [
        copy.put(A1, "机器等次", 1.0),
        copy.put(A1, "大类 ／ 项", "改过的名称"),
        copy.put(J1, "上限", 30.0),
        copy.put(PIECES[0], "原句", "改过的原句"),
        copy.put(PIECES[0], "等级", 1.0),
    ]
    review, flaws = copy.read()
    assert review.subjects == ()
    assert sorted(told(flaws)) == sorted(
        zip(
            cells,
            [
                "此处原为“3”，现为“1”",
                "此处原为“政治忠诚与“两个维护””，现为“改过的名称”",
                "此处原为“3”，现为“30”",
                f"此处原为“{quote[:39]}…”，现为“改过的原句”",
                "此处原为“3”，现为“1”",
            ],
            strict=True,
        )
    )


def test_white_space_formulas_and_numbers_as_text_are_no_changes() -> None:
    copy = Copy()
    name(copy)
    quote = CARD.criteria[0].evidence[0].quote
    copy.put(PIECES[0], "原句", f" {quote[:5]}\r\n{quote[5:]} ")
    copy.put(PIECES[1], "原句", "公式的值", is_formula=True)
    copy.put(A1, "机器等次", "3")
    assert copy.read()[1] == ()


def test_beyond_twenty_of_a_kind_their_number_is_told() -> None:
    copy = Copy()
    name(copy)
    evidence = copy.sheet("证据")
    quote = next(column for column, cell in evidence.rows[1].items() if cell.value == "原句")
    why = next(column for column, cell in evidence.rows[1].items() if cell.value == "理由")
    changed = 0
    for row in list(evidence.rows)[1:]:
        for column in (quote, why):
            evidence.rows[row][column] = Cell("改了")
            changed += 1
    _, flaws = copy.read()
    assert len(flaws) == 21
    assert flaws[-1].what.zh == f"另有 {changed - 20} 处同类问题（锁定内容被改动），不再逐一列出"
    assert (flaws[-1].workbook, flaws[-1].cell) == ("张三.xlsx", "")


# --- what is missing, or too much ---


def test_missing_rows_are_told_by_their_ids() -> None:
    copy = Copy()
    name(copy)
    sheet, row, _ = copy.spot(A2, ROW)
    del sheet.rows[row]
    _, (flaw,) = copy.read()
    assert (flaw.sheet, flaw.what.zh) == (sheet.name, f"缺少“{A2}”一行（理论武装）")


def test_a_missing_scorecard_is_told_once_for_each_of_its_tables() -> None:
    copy = Copy()
    name(copy)
    sheet, _, _ = copy.spot(A1, ROW)
    copy.sheets = [one for one in copy.sheets if one is not sheet]
    copy.put(f"{OTHER.id}-A1", LEVEL, 1.0)
    review, flaws = copy.read()
    assert levels(review) == (LevelReview("A1", 1),)
    assert [flaw.what.zh for flaw in flaws] == [
        f"没有被评单位“{CARD.report.title}”的各行（模范机关创建评分卡）",
        f"没有被评单位“{CARD.report.title}”的各行（加分、扣分、一票否决）",
    ]


def test_a_table_whose_header_is_gone_is_told_with_what_it_must_have() -> None:
    copy = Copy()
    name(copy)
    copy.put(A1, LEVEL, 1.0)
    del copy.sheet("证据").rows[1]
    review, (flaw,) = copy.read()
    assert levels(review) == (LevelReview("A1", 1),)
    assert flaw.what.zh == "找不到表头中有“证据编号”和“采纳”的表（证据）"


def test_missing_and_doubled_columns_are_told() -> None:
    copy = Copy()
    name(copy)
    copy.put(PIECES[0], REGRADE, 2.0)
    evidence = copy.sheet("证据")
    row = evidence.rows[1]
    for label in (MOVE, REMARK):
        del row[next(column for column, cell in row.items() if cell.value == label)]
    row[50] = Cell(REGRADE)
    evidence.rows[2][50] = Cell(4.0)
    review, flaws = copy.read()
    assert review.subjects[0].evidence == (EvidenceReview(PIECES[0], grade=2),)
    assert [flaw.what.zh for flaw in flaws] == [
        "表头中没有“改归项”一列",
        "表头中没有“意见”一列",
        "表头中不止一列叫“改判等级”",
    ]
    assert flaws[2].cell == "AX1"


@pytest.mark.parametrize(
    ("id_", "label", "entered"),
    [
        (PIECES[0], VERDICT, "否"),
        (PIECES[0], REGRADE, 2.0),
        (PIECES[0], MOVE, "B1"),
        (PIECES[0], REMARK, "待查"),
        (A1, LEVEL, 2.0),
        (A1, COMMENT, "有据"),
        (J1, FINDING, 0.0),
        (J1, REASON, "没有文件"),
    ],
)
@pytest.mark.parametrize("now", ["我改的", ""])
def test_a_column_with_another_header_is_found_by_its_place_and_told(
    id_: str, label: str, entered: str | float, now: str
) -> None:
    as_issued, copy = Copy(), Copy()
    as_issued.put(id_, label, entered)
    sheet, row, column = copy.spot(id_, label)
    header = max(r for r, cells in sheet.rows.items() if r < row and column in cells and cells[column].value == label)
    sheet.rows[header][column] = Cell(now)
    sheet.rows[row][column] = Cell(entered)
    name(as_issued)
    name(copy)
    review, (flaw,) = copy.read()
    assert review == as_issued.read()[0]
    said = f"表头“{now}”不是发出时的文字" if now else "表头这一格的文字没有了"
    assert (flaw.sheet, flaw.cell) == (sheet.name, address(header, column))
    assert flaw.what.zh == f"{said}，按位置当作“{label}”一列，填写照常计入"
    assert "请恢复原来的表头文字" in flaw.remedy.zh


def test_words_below_a_renamed_header_that_are_not_understood_are_kept_under_its_own_words() -> None:
    copy = Copy()
    name(copy)
    sheet, row, column = copy.spot(PIECES[0], MOVE)
    sheet.rows[1][column] = Cell("应归哪项")
    sheet.rows[row][column] = Cell("说不清")
    review, flaws = copy.read()
    assert review.subjects[0].evidence == (EvidenceReview(PIECES[0], comment="（应归哪项：说不清）"),)
    assert [flaw.cell for flaw in flaws] == [address(1, column), address(row, column)]


def test_a_column_that_stands_elsewhere_under_another_header_is_not_guessed() -> None:
    copy = Copy()
    name(copy)
    evidence = copy.sheet("证据")
    column = next(column for column, cell in evidence.rows[1].items() if cell.value == MOVE)
    for cells in evidence.rows.values():
        if column in cells:
            cells[60] = cells.pop(column)
        for right in range(column + 1, 40):
            if right in cells:
                cells[right - 1] = cells.pop(right)
    evidence.rows[1][60] = Cell("我改的")
    assert [flaw.what.zh for flaw in copy.read()[1]] == ["表头中没有“改归项”一列"]


def duplicate(copy: Copy, entries: dict[str, str | float]) -> tuple[str, str]:
    """A second row for A1 right below the table; returns where the two ids stand."""
    sheet, row, column = copy.spot(A1, ROW)
    _, last, _ = copy.spot(B1, ROW)
    below = last + 1
    shifted = {(r if r < below else r + 1): cells for r, cells in sheet.rows.items()}
    sheet.rows.clear()
    sheet.rows.update(shifted)
    sheet.rows[below] = dict(sheet.rows[row])
    header = next(r for r in sheet.rows if any(cell.value == LEVEL for cell in sheet.rows[r].values()))
    for at, cell in sheet.rows[header].items():
        if cell.value in entries:
            sheet.rows[below][at] = Cell(entries[str(cell.value)])
    return f"{sheet.name}!{address(row, column)}", address(below, column)


def test_of_two_rows_with_one_id_the_one_that_is_filled_in_counts() -> None:
    copy = Copy()
    name(copy)
    first, second = duplicate(copy, {LEVEL: 2.0})
    review, (flaw,) = copy.read()
    assert levels(review) == (LevelReview("A1", 2),)
    sheet, _, cell = first.partition("!")
    assert (flaw.cell, flaw.what.zh) == (cell, f"“{A1}”一行不止一次，另见 {sheet}!{second}")


def test_of_two_rows_with_one_id_and_different_entries_the_first_counts_and_nothing_is_lost() -> None:
    copy = Copy()
    name(copy)
    copy.put(A1, LEVEL, 3.0)
    copy.put(A1, COMMENT, "甲")
    first, second = duplicate(copy, {LEVEL: 1.0, COMMENT: "乙"})
    review, (flaw,) = copy.read()
    sheet = first.partition("!")[0]
    assert levels(review) == (LevelReview("A1", 3, comment=f"甲（{sheet}!{second} 复核等次：1；复核意见：乙）"),)
    assert (flaw.cell, flaw.what.zh) == (second, f"“{A1}”一行出现两次，填得不一样；取 {first} 的")


def test_an_entry_in_the_row_of_a_dimension_is_told_to_belong_to_its_criteria() -> None:
    copy = Copy()
    name(copy)
    sheet, row, column = copy.spot(A1, LEVEL)
    sheet.rows[row - 1][column] = Cell(3.0)
    review, (flaw,) = copy.read()
    assert review.subjects == ()
    assert (flaw.sheet, flaw.cell) == (sheet.name, address(row - 1, column))
    assert flaw.what.zh.startswith("这一行是大类“A ")
    assert flaw.what.zh.endswith("”，大类本身不评，填的“3”没有采用")
    assert flaw.remedy.zh == "请在它下面各项的行里分别填写，再重新交回"


def test_entries_in_rows_without_a_known_id_are_told() -> None:
    copy = Copy()
    name(copy)
    sheet, row, column = copy.spot(A1, ROW)
    cell = copy.put(A1, LEVEL, 3.0)
    sheet.rows[row][column] = Cell("别的-A1")
    review, flaws = copy.read()
    assert review.subjects == ()
    assert told(flaws) == [
        (cell, "这一行填有“3”，但行标识“别的-A1”不是发出时的"),
        ("", f"缺少“{A1}”一行（政治忠诚与“两个维护”）"),
    ]


# --- the cover ---


def put_on_cover(copy: Copy, **fields: Value) -> None:
    for name_, entered in fields.items():
        sheet, row, column = copy.issued.sheets.named(name_) or pytest.fail("no such name")
        copy.sheet(sheet.name).rows[row][column] = Cell(entered)


def test_the_cover_is_read_by_the_names_of_its_cells() -> None:
    copy = Copy()
    entered = datetime(2026, 11, 20)
    put_on_cover(copy, ReviewerName=" 张三 ", ReviewerUnit="机关工委", ReviewDate=entered, ReviewSignature="张")
    copy.put(A1, LEVEL, 1.0)
    review, flaws = copy.read()
    assert (review.reviewer, review.unit, review.date, review.signature) == ("张三", "机关工委", "2026-11-20", "张")
    assert flaws == ()


def test_where_the_names_are_gone_the_labels_tell() -> None:
    copy = Copy()
    put_on_cover(copy, ReviewerName="张三", ReviewerUnit="机关工委", ReviewDate="2026年11月20日", ReviewSignature="张")
    copy.names.clear()
    review, _ = copy.read()
    assert (review.reviewer, review.unit, review.date, review.signature) == ("张三", "机关工委", "2026-11-20", "张")


def test_a_cover_without_a_name_is_told() -> None:
    copy = Copy()
    copy.put(A1, LEVEL, 1.0)
    review, (flaw,) = copy.read()
    assert review.reviewer == ""
    assert (flaw.sheet, flaw.cell, flaw.what.zh) == ("封面", "B4", "封面没有填复核人姓名")


# --- merged workbooks ---


def test_what_was_settled_on_is_read_from_a_merged_workbook() -> None:
    copy = Copy()
    header: tuple[Value, ...] = ("被评单位", "项号", "项", "机器等次", "李四", "合议等次", "合议意见", ROW)
    rows: list[tuple[Value, ...]] = [
        ("单位", "A1", "政治忠诚与“两个维护”", 3.0, 4.0, 2.0, "议定", A1),
        ("单位", "A2", "理论武装", 4.0, "", "", "", A2),
        ("单位", "B1", "融合机制", float(CARD.criteria[2].level), "", "不适用", "", B1),
    ]
    cells = {n: {c: Cell(v) for c, v in enumerate(row, 1) if v != ""} for n, row in enumerate([header, *rows], 4)}
    adjustments = {
        1: {1: Cell(ROW), 2: Cell(FINDING), 3: Cell(REASON), 4: Cell("编号")},
        2: {1: Cell(J1), 2: Cell(1.0), 3: Cell("议定"), 4: Cell("J1")},
        3: {1: Cell(K1), 4: Cell("K1")},
        4: {1: Cell(Z1), 4: Cell("Z1")},
    }
    copy.sheets = [Sheet("逐项", cells), Sheet("加减分", adjustments)]
    returned = copy.returned()
    results = parse_record(returned.records[0]).results
    own = tuple(card for card in results.scorecards if card.id == CARD.id)
    entered = read_review(returned, replace(results, scorecards=own), decided=True)
    review, flaws = entered.review, entered.flaws
    levels_ = (LevelReview("A1", 2, comment="议定"), LevelReview("B1", not_applicable=True))
    assert review.subjects == (SubjectReview(CARD.id, levels_, (), (AdjustmentReview("J1", 1.0, None, "议定"),)),)
    assert flaws == ()


@pytest.mark.parametrize("word", ["同意", "√", "agree", "无异议"])
def test_a_group_that_agrees_has_not_settled_on_a_level(word: str) -> None:
    copy = Copy()
    header: tuple[Value, ...] = ("项号", "项", "机器等次", "合议等次", "合议意见", ROW)
    rows: tuple[tuple[Value, ...], ...] = (header, ("A1", "政治忠诚与“两个维护”", 3.0, word, "议过", A1))
    cells = {n: {c: Cell(v) for c, v in enumerate(row, 1)} for n, row in enumerate(rows, 1)}
    copy.sheets = [Sheet("逐项", cells)]
    review, flaws = copy.read(decided=True)
    assert levels(review) == (LevelReview("A1", comment=f"议过（合议等次：{word}）"),)
    assert [(flaw.cell, flaw.remedy.zh) for flaw in flaws if word in flaw.what.zh] == [
        ("D2", "请填 0、1、2、3 或 4；本项不适用的，填 不适用")
    ]
