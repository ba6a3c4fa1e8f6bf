"""What reviewers get: cells to fill in, drop-downs for them, marks where to look, and nothing else to change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from scorer.model import Lang, NotApplicable, Results
from scorer.workbook import labels
from scorer.workbook.book import rank, subject_name
from scorer.workbook.columns import COVER, EVIDENCE, SCORECARD
from scorer.workbook.write import write_workbook
from tests.unit.workbook.reviewed import places
from tests.unit.workbook.workbook_results import make_card, record, with_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# Functions of Excel 2010 that these workbooks use. Newer ones have a prefix in files, and older programs fail on them.
FUNCTIONS = """
    AND ASC AVERAGE AVERAGEIF CHAR COUNT COUNTIF COUNTIFS FIND HYPERLINK IF IFERROR INDEX ISBLANK ISNUMBER LEFT LEN
    LOOKUP MATCH MAX MID MIN N OR RANK ROUND SUBSTITUTE SUM SUMIF SUMPRODUCT TRIM VALUE
"""


@pytest.fixture(scope="module", params=list(NotApplicable))
def issued(request, results: Results, tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Path]:
    case = with_rules(results, request.param)
    path = tmp_path_factory.mktemp("issued") / "seeds-core.xlsx"
    write_workbook(case, path, Lang.ZH, record)
    return case, path


@pytest.fixture(scope="module")
def book(issued: tuple[Results, Path]) -> Workbook:
    return load_workbook(issued[1])


def entry_cells(results: Results, path: Path) -> dict[str, set[str]]:
    """All that reviewers may fill in, by sheet."""
    at = places(path)
    signed = {f"{column}{row}" for column in "BDEFG" for row in (4, 6)}  # D to G are one cell
    cells: dict[str, set[str]] = {"封面": signed, "证据": set()}
    rules = results.rubric.adjustments
    ids = [criterion.id for criterion in results.rubric.criteria]
    ids += [item.id for item in (*rules.bonuses, *rules.deductions, *rules.vetoes)]
    for card in results.scorecards:
        cells[at.sheet(card)] = {at.cell(card, id_, key) for id_ in ids for key in ("review", "comment")}
        for piece in (piece for result in card.criteria for piece in result.evidence):
            row = at.rows[piece.id][1]
            cells["证据"] |= {f"{EVIDENCE.letter(key)}{row}" for key in ("verdict", "regrade", "move", "comment")}
    return cells


def test_exactly_the_entry_cells_are_unlocked(issued, book):
    unlocked = {
        sheet.title: {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        for sheet in book
    }
    assert {sheet: cells for sheet, cells in unlocked.items() if cells} == entry_cells(*issued)


def test_sheets_are_protected_without_a_password_and_can_be_filtered_and_resized(book):
    *locked, _ = (sheet for sheet in book.worksheets if sheet.title != "量化成效")
    for sheet in book.worksheets:
        assert sheet.protection.sheet is (sheet.title != "量化成效")  # nothing to enter: rows may be sorted
        assert sheet.protection.password is None
    for sheet in locked:
        allowed = (sheet.protection.autoFilter, sheet.protection.formatColumns, sheet.protection.formatRows)
        assert allowed == (False, False, False)
        assert not sheet.protection.selectLockedCells


def test_names_tell_where_the_reviewer_signs(book):
    named = {name: book.defined_names[name].attr_text for name in book.defined_names if name.startswith("Review")}
    assert named == {
        "ReviewerName": "'封面'!$B$4",
        "ReviewerUnit": "'封面'!$D$4",
        "ReviewDate": "'封面'!$B$6",
        "ReviewSignature": "'封面'!$D$6",
    }
    said = [[book["封面"].cell(row, column).value for column in (1, 3)] for row in (4, 6)]
    assert said == [["复核人", "单位"], ["日期", "签字"]]


# --- drop-downs ---


def choices(book: Workbook, name: str) -> list[object]:
    """What a drop-down offers."""
    sheet, cells = book.defined_names[name].attr_text.replace("'", "").split("!")
    return [cell.value for row in book[sheet][cells.replace("$", "")] for cell in row]


def offered(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Every cell with a drop-down, and the name of its list."""
    for rule in sheet.data_validations.dataValidation:
        assert (rule.allow_blank, rule.showErrorMessage, rule.errorStyle) == (True, True, "stop")
        assert rule.error
        if rule.type == "list":
            for some in rule.sqref.ranges:
                left, top, right, bottom = range_boundaries(str(some))
                for row in range(top, bottom + 1):
                    yield from ((f"{get_column_letter(c)}{row}", rule.formula1) for c in range(left, right + 1))


def test_every_row_has_its_drop_downs(issued, book):
    results, path = issued
    at = places(path)
    for card in results.scorecards:
        wanted = {at.cell(card, c.id, "review"): "LevelChoices" for c in results.rubric.criteria}
        wanted |= {at.cell(card, veto.id, "review"): "VetoChoices" for veto in results.rubric.adjustments.vetoes}
        assert dict(offered(book[at.sheet(card)])) == wanted
    ids = [piece.id for card in results.scorecards for result in card.criteria for piece in result.evidence]
    names = {"verdict": "VerdictChoices", "regrade": "GradeChoices", "move": "CriterionChoices"}
    rows = [at.rows[id_][1] for id_ in ids]
    wanted = {f"{EVIDENCE.letter(key)}{row}": name for key, name in names.items() for row in rows}
    assert dict(offered(book["证据"])) == wanted


def test_drop_downs_offer_what_formulas_understand(issued, book):
    policy = issued[0].rubric.not_applicable
    assert choices(book, "LevelChoices") == [0, 1, 2, 3, 4] + ["不适用"] * (policy is not NotApplicable.FORBID)
    assert choices(book, "VerdictChoices") == ["是", "否", "存疑"]
    assert choices(book, "GradeChoices") == [1, 2, 3, 4]
    assert choices(book, "VetoChoices") == ["是", "否"]
    criteria = issued[0].rubric.criteria
    assert choices(book, "CriterionChoices") == [f"{c.id} {c.title.zh}" for c in criteria]
    assert choices(book, "CriterionIds") == [c.id for c in criteria]


def test_bonuses_and_deductions_take_points_up_to_their_limit(issued, book):
    results, path = issued
    at, card = places(path), results.scorecards[0]
    rules = results.rubric.adjustments
    limits = {
        str(rule.sqref): (rule.formula1, rule.formula2)
        for rule in book[at.sheet(card)].data_validations.dataValidation
        if rule.type == "decimal"
    }
    assert limits == {
        at.cell(card, item.id, "review"): ("0", f"{item.most:g}") for item in (*rules.bonuses, *rules.deductions)
    }


# --- formulas ---


def formulas(book: Workbook) -> Iterator[str]:
    for sheet in book:
        yield from (cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        for rules in sheet.conditional_formatting:
            yield from (formula for rule in rules.rules for formula in rule.formula)


def test_no_formula_needs_more_than_excel_2010(book):
    used = set()
    for formula in formulas(book):
        assert len(formula) < 2000
        used |= set(re.findall(r"([A-Za-z_.][A-Za-z0-9_.]*)\(", re.sub(r'"[^"]*"', '""', formula)))
    assert used <= set(FUNCTIONS.split())


def test_no_conditional_format_has_a_list_which_excel_refuses(book):
    for sheet in book:
        rules = [rule for some in sheet.conditional_formatting for rule in some.rules]
        assert not [rule.formula for rule in rules if any("{" in formula for formula in rule.formula)]


# --- marks ---


def test_criteria_where_the_machine_is_unsure_come_marked_with_the_reason(issued, book):
    results, path = issued
    at = places(path)
    for card in results.scorecards:
        sheet = book[at.sheet(card)]
        for result in card.criteria:
            cell = sheet[at.cell(card, result.criterion.id, "doubt")]
            assert cell.value == (f"⚠ {result.doubt.zh}" if result.doubt.zh else None)
            assert (cell.fill.fgColor.rgb == "FFFFF3D6") == bool(result.doubt.zh)


def test_the_cover_counts_them_and_leads_to_every_subject(issued, book):
    results, path = issued
    at, sheet = places(path), load_workbook(path, data_only=True)["封面"]
    first = next(cell.row for cell in sheet["A"] if cell.value == labels.NUMBER.zh) + 1
    keys = ("number", "subject", "reviewed", "machine", "total", "band", "doubts")
    for number, card in enumerate(rank(results)):
        row = [sheet[f"{COVER.letter(key)}{first + number}"].value for key in keys]
        doubts = sum(bool(result.doubt.zh) for result in card.criteria)
        assert row == [number + 1, subject_name(card), "0/23", card.total, card.total, card.band.name.zh, doubts]
        link = book["封面"][f"B{first + number}"].value
        assert link.startswith(f"=HYPERLINK(\"#'{at.sheet(card)}'!A1\"")
    assert "已复核 0/115" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_rubric_without_adjustments_shows_none(results, tmp_path):
    write_workbook(results, tmp_path / "plain.xlsx", Lang.EN, record)
    sheet = load_workbook(tmp_path / "plain.xlsx").worksheets[3]
    assert labels.ADJUSTMENT.en not in {cell.value for row in sheet.iter_rows() for cell in row}
    assert [sheet.cell(8, SCORECARD.number(key)).value for key in ("review", "comment")] == [
        labels.REVIEW_LEVEL.en,
        labels.REVIEW_COMMENT.en,
    ]


def test_without_evidence_formulas_still_have_a_place_to_look(results, tmp_path):
    card = make_card(results.rubric, "bare.txt", "空话", "-" * 23)
    write_workbook(replace(results, scorecards=(card,)), tmp_path / "bare.xlsx", Lang.ZH, record)
    book = load_workbook(tmp_path / "bare.xlsx")
    assert book.defined_names["EvidenceKeys"].attr_text == "'证据'!$X$2:$X$2"
    assert book["证据"]["A2"].value == labels.NO_EVIDENCE_AT_ALL.zh
    assert not book["证据"].data_validations.dataValidation
