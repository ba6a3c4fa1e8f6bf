"""The indicators' block on the overview: values, live formulas, definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scorer.grading.indicators import indicate
from scorer.model import Indicator, Lang, Results, Scorecard, Show, Text
from scorer.workbook.write import write_split, write_workbook
from tests.office import office
from tests.unit.workbook.reviewed import Entries, places, steps
from tests.unit.workbook.workbook_results import make_card, record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def indicator(id_: str, formula: str, show: Show = Show.NUMBER, decimals: int = 2) -> Indicator:
    return Indicator(
        id_, Text(f"指标{id_}", f"Figure {id_}"), formula, show, decimals, Text("怎样看。", "How to read.")
    )


INDICATORS = (
    indicator("coverage", "with_evidence / criteria", Show.PERCENT, 0),
    indicator("slogans", "grade_1 / evidence", Show.PERCENT, 1),
    indicator("mixed", "(grade_3 + grade_4 + grade_2_B2 + evidence_E) / evidence", Show.PERCENT),
    indicator("levels", "with_result - with_recognition"),
    indicator("points", "points_A / reach_A"),
    indicator("bounds", "min(total, 50) + max(total, 1)"),
    indicator("short", "shortcomings - sentences"),
)


def with_indicators(results: Results) -> Results:
    """The usual subjects and one that has nothing, with values as the pipeline reckons them."""
    rubric = replace(results.rubric, indicators=INDICATORS)
    cards = (*results.scorecards, make_card(rubric, "none.txt", "没有证据的单位", "-" * 23))
    return replace(
        results,
        rubric=rubric,
        scorecards=tuple(
            replace(card, indicators=indicate(card.criteria, card.shortcomings, card.total, card.report, rubric))
            for card in cards
        ),
    )


@pytest.fixture(scope="module")
def issued(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("indicators") / "issued.xlsx"
    write_workbook(with_indicators(results), path, Lang.ZH, record)
    return path


def block(sheet: Worksheet, title: str = "指标") -> int:
    """The row of the block's title."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == title)


def figures(shown: Mapping[tuple[int, int], object], row: int, subjects: int) -> list[list[object]]:
    """The values below the block's header, a row for each subject."""
    return [
        [shown[number, column] for column in range(4, 4 + len(INDICATORS))] for number in range(row, row + subjects)
    ]


def cells(sheet: Worksheet) -> dict[tuple[int, int], object]:
    return {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}


def test_each_subject_has_a_row_with_the_values_of_the_json(issued: Path, results: Results) -> None:
    sheet = load_workbook(issued, data_only=True)["总览"]
    row = block(sheet)
    ranked = sorted(with_indicators(results).scorecards, key=lambda card: -card.total)
    assert [sheet.cell(row + 1, 4 + n).value for n in range(len(INDICATORS))] == [one.title.zh for one in INDICATORS]
    assert figures(cells(sheet), row + 2, len(ranked)) == [
        ["—" if value is None else pytest.approx(value) for value in card.indicators] for card in ranked
    ]
    assert [sheet.cell(row + 2, 4 + n).number_format for n in range(4)] == ["0%", "0.0%", "0.00%", "#,##0.00"]


def test_the_definition_stands_below_in_words_and_what_a_dash_means(issued: Path) -> None:
    sheet = load_workbook(issued)["总览"]
    first = block(sheet) + 2 + 6
    said = [sheet.cell(first + n, 1).value for n in range(len(INDICATORS) + 1)]
    assert said == [
        "指标coverage ＝ 有证据的项 ÷ 适用的项。怎样看。",
        "指标slogans ＝ “表态”证据 ÷ 全部证据。怎样看。",
        "指标mixed ＝ （“成效”证据 + “认可”证据 + B2 的“举措”证据 + E 的全部证据） ÷ 全部证据。怎样看。",
        "指标levels ＝ 达到“成效”及以上的项 − 达到“认可”的项。怎样看。",
        "指标points ＝ A 的得分 ÷ A 的可得分。怎样看。",
        "指标bounds ＝ 较小者（总分，50） + 较大者（总分，1）。怎样看。",
        "指标short ＝ 问题 − 正文句数。怎样看。",
        "“—”表示无从计算（除数为零），不等于 0。",
    ]


def test_an_index_has_the_values_as_issued_and_says_so(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "index.xlsx"
    write_split(with_indicators(results), path, Lang.EN, record)
    sheet = load_workbook(path)["Overview"]
    row = block(sheet, "Indicators (as the machine has them)")
    assert all(not str(value).startswith("=") for line in figures(cells(sheet), row + 2, 6) for value in line)


def test_without_indicators_there_is_no_block(results: Results, tmp_path: Path) -> None:
    write_workbook(results, tmp_path / "none.xlsx", Lang.ZH, record)
    sheet = load_workbook(tmp_path / "none.xlsx")["总览"]
    assert "指标" not in [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]


# --- in LibreOffice ----------------------------------------------------------------------------

needs_office = pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")


def first_card(results: Results) -> Scorecard:
    """The subject that stands first in the ranking."""
    return max(results.scorecards, key=lambda card: card.total)


def entries(card: Scorecard) -> Entries:
    """A, B and E are touched: levels, rejected evidence, and a piece that belongs elsewhere."""
    by_id = {result.criterion.id: result for result in card.criteria}
    return Entries(
        levels={"A1": 0, "A2": "不适用"},
        verdicts={piece.id: "否" for piece in by_id["B2"].evidence},
        moves={by_id["B1"].evidence[0].id: "E1"},
    )


@pytest.fixture(scope="module")
def computed(issued: Path, results: Results) -> list[office.Values]:
    """As LibreOffice computes it: as issued, and after a review of the first subject."""
    card = first_card(with_indicators(results))
    review = tuple(steps(places(issued), with_indicators(results), {card.id: entries(card)}))
    return office.run([office.Job(issued, read="all"), office.Job(issued, review, read="all")])


@needs_office
def test_recalculation_changes_no_figure(issued: Path, computed: list[office.Values]) -> None:
    shown = load_workbook(issued, data_only=True)["总览"]
    first = block(shown) + 2
    for row in range(first, first + 6):
        for column in range(4, 4 + len(INDICATORS)):
            cell = shown.cell(row, column)
            theirs = computed[0]["总览"].get(cell.coordinate)
            assert theirs == (cell.value if isinstance(cell.value, str) else pytest.approx(cell.value))


@needs_office
def test_the_figures_follow_the_reviewer(issued: Path, results: Results, computed: list[office.Values]) -> None:
    card = first_card(with_indicators(results))
    by_id = {result.criterion.id: result for result in card.criteria}
    sheet = load_workbook(issued)["总览"]
    row = block(sheet) + 2
    now = [computed[1]["总览"][sheet.cell(row, column).coordinate] for column in range(4, 8)]
    moved = by_id["B1"].evidence[0]
    levels = {id_: result.level for id_, result in by_id.items()} | {"A1": 0, "B2": 0}
    levels["E1"] = max(levels["E1"], moved.grade)
    levels["B1"] = max(piece.grade for piece in by_id["B1"].evidence[1:])
    del levels["A2"]
    left = [piece for id_, result in by_id.items() if id_ != "B2" for piece in result.evidence]
    strong = sum(piece.grade >= 3 for piece in left)
    in_e = 1 + sum(piece.criterion.startswith("E") for piece in left)
    assert now == [
        pytest.approx(sum(level > 0 for level in levels.values()) / 22, abs=1e-4),
        pytest.approx(sum(piece.grade == 1 for piece in left) / len(left), abs=1e-4),
        pytest.approx((strong + in_e) / len(left), abs=1e-4),
        sum(level == 3 for level in levels.values()),
    ]
