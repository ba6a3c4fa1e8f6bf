"""What workbooks say otherwise where their subjects are agencies: of some criteria there is no material."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from scorer.grading.indicators import indicate
from scorer.grading.score import band, judged_total, score_agency
from scorer.model import By, Indicator, Lang, Results, Scorecard, Show, Text
from scorer.review.compare import compare
from scorer.review.merge import merge
from scorer.workbook import labels
from scorer.workbook.comparison import labels as compared
from scorer.workbook.comparison.write import write_comparison
from scorer.workbook.write import write_workbook
from tests.unit.workbook.workbook_results import make_card, make_rubric, record

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

COVERAGE = Indicator(
    "coverage", Text("覆盖率", "Coverage"), "with_evidence / criteria", Show.PERCENT, 0, Text("注。", "Note.")
)
PER_SENTENCE = Indicator(
    "dense", Text("密度", "Density"), "evidence / sentences", Show.NUMBER, 1, Text("注。", "Note.")
)
RUBRIC = replace(make_rubric(), enough=5, indicators=(PER_SENTENCE, COVERAGE))
MUCH, LITTLE = "43" * 5 + "-" * 13, "-" * 12 + "2" + "-" * 10  # of 10 criteria something is told, of one


def make_agency(name: str, profile: str) -> Scorecard:
    """An agency of whose criteria marked - nothing is told, but for a shortcoming."""
    card = make_card(RUBRIC, f"{name}.txt", name, profile)
    pieces = [piece for result in card.criteria for piece in result.evidence]
    lacking = frozenset(one.criterion for one in card.shortcomings if one.criterion)
    criteria = score_agency(pieces, lacking, RUBRIC)
    total = judged_total(criteria, RUBRIC.enough)
    return replace(
        card,
        id=name,
        agency=name,
        criteria=criteria,
        total=total,
        band=None if total is None else band(total, RUBRIC.bands),
        indicators=indicate(criteria, card.shortcomings, total, None, RUBRIC),
    )


def run_of(*cards: Scorecard) -> Results:
    return Results("材料", RUBRIC, "0.1.0", cards, (), By.AGENCY)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("agencies") / "by-agency.xlsx"
    write_workbook(run_of(make_agency("县财政局", MUCH), make_agency("县医保局", LITTLE)), path, Lang.ZH, record)
    return load_workbook(path, data_only=True)


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_coverage_tells_how_much_is_told_and_what_needs_a_length_is_left_out(book: Any) -> None:
    sheet = book["总览"]
    top = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "指标")
    assert [sheet.cell(top + 1, column).value for column in (4, 5)] == ["覆盖率", None]
    assert [sheet.cell(top + n, 4).value for n in (2, 3)] == [
        pytest.approx(10 / 23, abs=1e-4),
        pytest.approx(1 / 23, abs=1e-4),
    ]
    assert not any("密度" in text for text in texts(sheet))


def test_without_an_indicator_that_agencies_can_have_there_is_no_block(tmp_path: Path) -> None:
    rubric = replace(RUBRIC, indicators=(PER_SENTENCE,))
    card = replace(make_agency("县财政局", MUCH), indicators=(None,))
    write_workbook(replace(run_of(card), rubric=rubric), tmp_path / "none.xlsx", Lang.ZH, record)
    assert "指标" not in texts(load_workbook(tmp_path / "none.xlsx")["总览"])


def test_the_overview_says_what_totals_count_and_of_how_many_the_mean_is(book: Any) -> None:
    shown = texts(book["总览"])
    assert labels.fill_in(labels.ENOUGH_REMARK, n=5).zh in shown
    assert "平均总分（1 个有总分的单位）" in shown


def test_the_profile_counts_what_there_is_no_material_for(book: Any) -> None:
    assert "认可 5 · 成效 5 · 举措 0 · 表态 0 · 无证据 0 · 无材料 13" in texts(book["1 县财政局"])


def test_the_heat_map_says_no_material_and_counts_no_level_0(book: Any) -> None:
    shown = texts(book["热力图"])
    assert any("— 无材料或不适用" in text for text in shown)
    assert labels.MEAN_LEVEL.zh in shown
    assert labels.LEVEL_0_COUNT.zh not in shown


def test_the_guide_explains_no_material_and_too_little(book: Any) -> None:
    shown = texts(book["说明"])
    assert {"无材料", "材料不足"} <= set(shown)
    assert not any("照样占满分" in text for text in shown)


def test_reports_are_told_nothing_of_it(results: Results, tmp_path: Path) -> None:
    write_workbook(results, tmp_path / "by-report.xlsx", Lang.ZH, record)
    sheets = load_workbook(tmp_path / "by-report.xlsx", data_only=True)
    assert not any("无材料" in text for sheet in sheets for text in texts(sheet))


@pytest.mark.parametrize(
    ("reports", "said"), [(1, "told of in 1 report: 县医保局.txt"), (2, "told of in 2 reports: 县医保局.txt, b.txt")]
)
def test_a_scorecard_says_in_how_many_reports_its_agency_is_told_of(reports: int, said: str, tmp_path: Path) -> None:
    card = make_agency("县医保局", LITTLE)
    both = (card.report, replace(card.report, source="b.txt"))[:reports]
    write_workbook(run_of(replace(card, reports=both)), tmp_path / "en.xlsx", Lang.EN, record)
    assert load_workbook(tmp_path / "en.xlsx", data_only=True)["1 县医保局"]["C2"].value == said


# --- compared ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Two agencies on both sides, of one too little told before; one that is new."""
    old = run_of(make_agency("县财政局", MUCH), make_agency("县医保局", LITTLE))
    new = run_of(make_agency("县财政局", "-" + MUCH[1:]), make_agency("县医保局", MUCH), make_agency("县法院", MUCH))
    path = tmp_path_factory.mktemp("compared") / "compared.xlsx"
    names = ("前.json", "后.json")
    write_comparison(compare(merge(old, (), None), merge(new, (), None), names), path, Lang.ZH)
    return load_workbook(path, data_only=True)


def test_a_subject_without_a_total_on_one_side_is_not_new_and_has_no_change(comparison: Any) -> None:
    rows = {row[0]: row[4] for row in comparison["对比总览"].iter_rows(values_only=True) if row[0]}
    assert isinstance(rows["县财政局"], float)
    assert rows["县医保局"] == "—"
    assert rows["县法院"] == "新增"


def test_the_chart_leaves_out_subjects_without_a_change(comparison: Any) -> None:
    sheet = comparison["对比总览"]
    (chart,) = sheet._charts
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "县财政局")
    assert chart.series[0].val.numRef.f == f"'对比总览'!$E${row}"


def test_what_is_told_on_one_side_only_is_no_matter_of_what_applies(comparison: Any) -> None:
    words = {
        (row[0], row[1]): row[3] for row in comparison["逐项对比"].iter_rows(min_row=2, values_only=True) if row[1]
    }
    first = RUBRIC.criteria[0].id
    assert words["县财政局", first] == "变为无材料"
    assert words["县医保局", first] == "变为有材料"
    assert compared.AGENCY_LEVELS_LEGEND.zh in texts(comparison["等次变化"])
    assert "变为有材料、变为无材料" in texts(comparison["说明"])


def test_where_no_total_can_be_compared_there_is_no_chart(tmp_path: Path) -> None:
    run = run_of(make_agency("县医保局", LITTLE))
    path = tmp_path / "c.xlsx"
    write_comparison(compare(merge(run, (), None), merge(run, (), None), ("a.json", "b.json")), path, Lang.EN)
    assert load_workbook(path)["Comparison"]._charts == []
