"""The native charts: what they refer to, what they show before anything computes, and how they follow a review."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, rows_from_range

from scorer.model import Adjustment, Adjustments, Lang, Results, Scorecard, Standing, Text
from scorer.workbook import labels
from scorer.workbook.book import Kind, rank, subject_name
from scorer.workbook.write import build, write_workbook
from tests.office import office
from tests.office.steps import Row, SetInRow
from tests.unit.workbook.workbook_results import make_card, many

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cells = dict[str, Any]  # what each cell that is not blank shows
OVERVIEW, HEAT = labels.OVERVIEW.zh, labels.HEAT_MAP.zh
FIRST_HEAT_ROW = 6


def not_about_it(results: Results) -> Scorecard:
    card = make_card(results.rubric, "menu.txt", "菜谱", "-" * 23)
    return replace(card, notes=(Text("无关", "not about it"),))


def nothing_applies(results: Results) -> Scorecard:
    return make_card(results.rubric, "odd.txt", "物业公司简介", "x" * 23)


def with_odd_ones(results: Results) -> Results:
    return replace(results, scorecards=(*results.scorecards, not_about_it(results), nothing_applies(results)))


def cards_of(results: Results, *profiles: str) -> Results:
    cards = (make_card(results.rubric, f"s{n}.txt", f"单位{n}", p) for n, p in enumerate(profiles))
    return replace(results, scorecards=tuple(cards))


def saved(results: Results, path: Path, lang: Lang = Lang.ZH) -> Path:
    write_workbook(results, path, lang, lambda _: "{}")
    return path


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(with_odd_ones(results), tmp_path_factory.mktemp("charts") / "seeds-core.xlsx")


@pytest.fixture(scope="module")
def shown(written: Path) -> Workbook:
    return load_workbook(written, data_only=True)


def cells_of(workbook: Workbook, sheet: str) -> Cells:
    cells = (cell for row in workbook[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.value for cell in cells if cell.value is not None}


def charts_of(workbook: Workbook, sheet: str) -> list[Any]:
    return workbook[sheet]._charts


def place_of(reference: str) -> tuple[str, list[str]]:
    """A reference's sheet and cells: ('总览', ['F30', 'F31'])."""
    sheet, _, cells = reference.rpartition("!")
    return sheet.strip("'").replace("''", "'"), [
        cell for row in rows_from_range(cells.replace("$", "")) for cell in row
    ]


def cached(data: Any) -> list[Any]:
    """The values that a chart holds itself."""
    if hasattr(data, "numCache"):
        return [float(point.v) for point in data.numCache.pt]
    return [point.v for point in data.strCache.pt]


def drawn(workbook: Workbook, sheet: str, number: int = 0) -> dict[str, list[float]]:
    """A chart's figures by the names of its series."""
    series = charts_of(workbook, sheet)[number].series
    return {(one.tx.v or cached(one.tx.strRef)[0]): cached(one.val.numRef) for one in series}


def ranked(cells: Cells) -> list[tuple[Any, ...]]:
    """The table below the chart: rank, name, total, dimensions."""
    header = max(int(cell[1:]) for cell, value in cells.items() if cell[0] == "A" and value == labels.RANK.zh)
    rows: list[tuple[Any, ...]] = []
    while f"B{header + 1 + len(rows)}" in cells:
        row = header + 1 + len(rows)
        values = [cells[f"{column}{row}"] for column in "ABDFGHIJ"]
        rows.append(tuple(round(value, 3) if isinstance(value, float) else value for value in values))
    return rows


def heat(cells: Cells) -> dict[str, list[Any]]:
    """The heat map's rows, by what stands in their first column."""
    columns = [get_column_letter(number) for number in range(2, 25)]
    rows = sorted(int(cell[1:]) for cell in cells if cell[0] == "A" and cell[1:].isdigit())
    return {cells[f"A{row}"]: [cells[f"{c}{row}"] for c in columns] for row in rows if row >= FIRST_HEAT_ROW}


def levels_of(card: Scorecard) -> list[int | str]:
    return ["—" if r.standing is Standing.NOT_APPLICABLE else r.level for r in card.criteria]


# --- as issued ---


def test_every_chart_holds_what_the_cells_show_that_it_refers_to(shown: Workbook):
    compared = 0
    for sheet in shown.sheetnames:
        for series in (series for chart in charts_of(shown, sheet) for series in chart.series):
            data = [series.cat.strRef, series.val.numRef, *([series.tx.strRef] if series.tx.strRef else [])]
            for one in data:
                name, cells = place_of(one.f)
                values = [shown[name][cell].value for cell in cells]
                if hasattr(one, "strCache"):
                    assert cached(one) == values, (sheet, one.f)
                else:
                    assert cached(one) == pytest.approx([0 if v == "—" else v for v in values]), (sheet, one.f)
                compared += 1
    overview, radars, figures = 6 * 3 - 1, 7 * 3, 3 * 3  # five dimensions and the totals, which have no name
    assert compared == overview + radars + figures


def test_the_bars_refer_to_exactly_the_ranked_table(shown: Workbook):
    cells = cells_of(shown, OVERVIEW)
    header = max(int(cell[1:]) for cell, value in cells.items() if cell[0] == "A" and value == labels.RANK.zh)
    places = [place_of(series.val.numRef.f)[1] for series in charts_of(shown, OVERVIEW)[0].series]
    names = {series.cat.strRef.f for series in charts_of(shown, OVERVIEW)[0].series}
    rows = range(header + 1, header + 8)
    assert places == [[f"{column}{row}" for row in rows] for column in "FGHIJD"]
    assert [place_of(name)[1] for name in names] == [[f"B{row}" for row in rows]]


def test_the_ranked_table_shows_rank_total_and_parts(shown: Workbook):
    table = ranked(cells_of(shown, OVERVIEW))
    assert [row[:3] for row in table] == [
        (1, "昭通市直机关创建工作小结", 80.55),
        (2, "宁夏区直机关：一年创建回顾", 69.4),
        (3, "昌吉州直机关：创建路上", 54.125),
        (4, "双鸭山市直机关“三航行动”手记", 47.105),
        (5, "走访手记：把创建的成色“亮”出…", 40.25),
        ("—", "菜谱", 0),
        ("—", "物业公司简介", 0),
    ]
    assert [row[2] for row in table] == pytest.approx([sum(row[3:]) for row in table], abs=0.02)


def test_names_beside_the_bars_are_cut_to_fit(results: Results, tmp_path: Path):
    card = make_card(results.rubric, "long.txt", "很长的名称" * 20, "2" * 23)
    workbook = load_workbook(saved(replace(results, scorecards=(card,)), tmp_path / "long.xlsx"), data_only=True)
    assert [row[1] for row in ranked(cells_of(workbook, OVERVIEW))] == ["很长的名称" * 3 + "…"]


@pytest.mark.parametrize(("subjects", "bars"), [(60, 60), (61, 30)])
def test_of_many_subjects_the_first_are_drawn(results: Results, subjects: int, bars: int):
    card = make_card(results.rubric, "a.txt", "空话", "-" * 23)
    files = tuple(f"seeds-core/{n}.xlsx" for n in range(subjects))
    book = build(many(replace(results, scorecards=(card,)), subjects), Lang.ZH, Kind.INDEX, files)
    (chart,) = charts_of(book.workbook, OVERVIEW)
    assert {len(place_of(series.val.numRef.f)[1]) for series in chart.series} == {bars}


def test_where_subjects_have_files_of_their_own_the_charts_draw_values(results: Results):
    files = tuple(f"seeds-core/{n}.xlsx" for n in range(7))
    book = build(with_odd_ones(results), Lang.ZH, Kind.INDEX, files)
    table = ranked(cells_of(book.workbook, OVERVIEW))
    assert [row[0] for row in table] == [1, 2, 3, 4, 5, "—", "—"]
    assert [row[2] for row in table] == [round(card.total, 3) for card in book.ranked]
    rows = [[cell.value for cell in row[1:24]] for row in book.workbook[HEAT].iter_rows(FIRST_HEAT_ROW, 12)]
    assert rows == [*[levels_of(card) for card in book.ranked[:5]], ["—"] * 23, ["—"] * 23]


def with_bonus(results: Results) -> Results:
    bonus = Adjustments(bonuses=(Adjustment("J1", Text("受表彰", "awards"), 3.0),), bonus_cap=3.0)
    return replace(results, rubric=replace(results.rubric, adjustments=bonus))


def test_only_where_there_are_bonuses_a_column_and_a_remark_tell_what_the_bars_leave_out(results: Results):
    for case, count in ((results, 0), (with_bonus(results), 1)):
        texts = [str(value) for value in cells_of(build(case, Lang.ZH).workbook, OVERVIEW).values()]
        assert texts.count(labels.ADJUSTED.zh) == count
        assert len([text for text in texts if labels.ADJUSTED_REMARK.zh in text]) == count


@pytest.mark.parametrize("lang", Lang)
def test_each_subject_has_a_radar_of_its_shares(results: Results, tmp_path: Path, lang: Lang):
    workbook = load_workbook(saved(results, tmp_path / "radar.xlsx", lang), data_only=True)
    titles = [dimension.title.say(lang) for dimension in results.rubric.dimensions]
    for number, card in enumerate(rank(results), 1):
        (sheet,) = (name for name in workbook.sheetnames if name.startswith(f"{number} "))
        (chart,) = charts_of(workbook, sheet)
        assert (chart.tagname, chart.type) == ("radarChart", "marker")
        (series,) = chart.series
        for name, title in zip(cached(series.cat.strRef), titles, strict=True):
            assert title.startswith(name.removesuffix("…"))
        assert cached(series.val.numRef) == pytest.approx(shares_of(results, card))


def shares_of(results: Results, card: Scorecard) -> list[float]:
    shares = []
    for dimension in results.rubric.dimensions:
        of = [r for r in card.criteria if r.criterion in dimension.criteria]
        shares.append(sum(r.score for r in of) / sum(r.max for r in of))
    return shares


@pytest.mark.parametrize(("dimensions", "charts"), [(1, 0), (2, 0), (3, 1), (5, 1)])
def test_fewer_than_three_dimensions_make_no_radar(results: Results, dimensions: int, charts: int):
    rubric = replace(results.rubric, dimensions=results.rubric.dimensions[:dimensions])
    profile = "3" * len(rubric.criteria)
    card = make_card(rubric, "few.txt", "单位", profile)
    book = build(replace(results, rubric=rubric, scorecards=(card,)), Lang.ZH)
    assert [len(page.sheet._charts) for page in book.subjects] == [charts]


@pytest.mark.parametrize(("dimensions", "criteria", "own_page"), [(3, 1, False), (5, 3, True), (5, 5, False)])
def test_a_radar_begins_a_page_where_else_one_might_end_in_it(
    results: Results, dimensions: int, criteria: int, own_page: bool
):
    kept = [replace(d, criteria=d.criteria[:criteria]) for d in results.rubric.dimensions[:dimensions]]
    rubric = replace(results.rubric, dimensions=tuple(kept))
    card = make_card(rubric, "one.txt", "单位", "3" * len(rubric.criteria))
    (page,) = build(replace(results, rubric=rubric, scorecards=(card,)), Lang.ZH).subjects
    (section,) = (cell.row for (cell,) in page.sheet["A1:A80"] if cell.value == labels.DIMENSION_SHARES.zh)
    assert [one.id for one in page.sheet.row_breaks.brk] == ([section - 1] if own_page else [])


def test_what_is_printed_ends_below_the_radar(results: Results):
    for page in build(results, Lang.ZH).subjects:
        (chart,) = page.sheet._charts
        assert page.sheet.max_row >= chart.anchor.to.row


def test_the_heat_map_has_every_level_and_sums_them_up(results: Results, shown: Workbook):
    rows = heat(cells_of(shown, HEAT))
    cards = rank(results)
    grid = [levels_of(card) for card in cards]
    columns = [[level for level in column if level != "—"] for column in zip(*grid, strict=True)]
    assert rows == {subject_name(card): levels for card, levels in zip(cards, grid, strict=True)} | {
        "菜谱": ["—"] * 23,  # nobody looked for evidence in it, which is not the same as finding none
        "物业公司简介": ["—"] * 23,
        labels.MEAN_LEVEL.zh: [pytest.approx(sum(column) / len(column)) for column in columns],
        labels.LEVEL_0_COUNT.zh: [column.count(0) for column in columns],
    }


def test_the_heat_map_names_dimensions_and_criteria_on_every_page(results: Results, shown: Workbook):
    sheet = shown[HEAT]
    rubric = results.rubric
    named = [cell.value for cell in sheet[3][1:24] if cell.value]
    assert named == [f"{dimension.id} {dimension.title.zh}" for dimension in rubric.dimensions]
    assert [cell.value for cell in sheet[4][1:24]] == [criterion.id for criterion in rubric.criteria]
    assert [cell.value for cell in sheet[5][1:24]] == [criterion.title.zh for criterion in rubric.criteria]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$5", "$A:$A")
    assert sheet.freeze_panes == "B6"


def test_a_heat_map_of_many_criteria_takes_more_pages_across(results: Results):
    rubric = results.rubric
    wide = replace(rubric, dimensions=rubric.dimensions * 3)
    card = make_card(rubric, "wide.txt", "单位", "2" * 23)
    wide_card = replace(card, criteria=card.criteria * 3)
    for case, pages in (
        (replace(results, scorecards=(card,)), 1),
        (replace(results, rubric=wide, scorecards=(wide_card,)), 3),
    ):
        book = build(case, Lang.ZH, Kind.INDEX, ("one.xlsx",))
        assert book.workbook[HEAT].page_setup.fitToWidth == pages


# --- as reviewed ---


@pytest.fixture(scope="module")
def computed(written: Path, results: Results) -> list[office.Values]:
    """With levels entered; none with a rank; one subject, with a bonus; ties."""
    if not office.installed():
        pytest.skip("needs LibreOffice")
    folder = written.parent
    raised = [
        SetInRow("7 物业公司简介", Row({labels.ROW_ID.zh: "odd-A1"}), labels.REVIEW_LEVEL.zh, 4),
        SetInRow("6 菜谱", Row({labels.ROW_ID.zh: "menu-A1"}), labels.REVIEW_LEVEL.zh, 4),
    ]
    lowered = [
        SetInRow(
            "1 昭通市直机关创建工作小结",
            Row({labels.ROW_ID.zh: f"zhaotong-{criterion.id}"}),
            labels.REVIEW_LEVEL.zh,
            0,
        )
        for criterion in results.rubric.criteria
    ]
    aside = replace(results, scorecards=(not_about_it(results), nothing_applies(results)))
    jobs = [
        office.Job(written, [*raised, *lowered], read="all"),
        office.Job(saved(aside, folder / "aside.xlsx"), read="all"),
        office.Job(
            saved(with_bonus(cards_of(results, "3" * 23)), folder / "bonus.xlsx"),
            [SetInRow("1 单位0", Row({labels.ROW_ID.zh: "s0-J1"}), labels.ADJUSTMENT_ENTRY.zh, 2)],
            read="all",
        ),
        office.Job(saved(cards_of(results, "1" * 23, "2" * 23, "1" * 23, "2" * 23), folder / "tie.xlsx"), read="all"),
    ]
    return office.run(jobs)


def test_bars_follow_the_reviewed_levels(computed: list[office.Values]):
    assert ranked(computed[0][OVERVIEW]) == [
        (1, "物业公司简介", 100, 100, 0, 0, 0, 0),
        (2, "宁夏区直机关：一年创建回顾", 69.4, 15.5, 20.5, 18.0, 8.4, 7.0),
        (3, "昌吉州直机关：创建路上", 54.125, 11.75, 19.5, 14.25, 4.75, 3.875),
        (4, "双鸭山市直机关“三航行动”手记", 47.105, 13.421, 20.526, 6.579, 3.158, 3.421),
        (5, "走访手记：把创建的成色“亮”出…", 40.25, 8.75, 12.75, 7.5, 3.0, 8.25),
        (6, "菜谱", 5, 5, 0, 0, 0, 0),
        (7, "昭通市直机关创建工作小结", 0, 0, 0, 0, 0, 0),
    ]


def test_the_heat_map_follows_the_reviewed_levels(results: Results, computed: list[office.Values]):
    rows = heat(computed[0][HEAT])
    assert rows["物业公司简介"] == [4, *["—"] * 22]
    assert rows["菜谱"] == [4, *[0] * 22]
    assert rows["昭通市直机关创建工作小结"] == [0] * 23
    assert rows["宁夏区直机关：一年创建回顾"] == levels_of(results.scorecards[1])
    assert rows[labels.MEAN_LEVEL.zh][0] == pytest.approx((0 + 4 + 3 + 2 + 2 + 4 + 4) / 7)
    assert rows[labels.LEVEL_0_COUNT.zh][:2] == [1, 2]


def test_a_radar_follows_the_reviewed_levels(written: Path, computed: list[office.Values]):
    workbook = load_workbook(written)
    shares = {}
    for sheet in ("1 昭通市直机关创建工作小结", "6 菜谱", "7 物业公司简介"):
        (chart,) = charts_of(workbook, sheet)
        name, cells = place_of(chart.series[0].val.numRef.f)
        shares[sheet] = [computed[0][name][cell] for cell in cells]
    assert list(shares.values()) == [[0] * 5, [0.2, 0, 0, 0, 0], [1, "—", "—", "—", "—"]]


def test_subjects_set_aside_have_no_rank(computed: list[office.Values]):
    assert [row[:3] for row in ranked(computed[1][OVERVIEW])] == [("—", "菜谱", 0), ("—", "物业公司简介", 0)]
    rows = heat(computed[1][HEAT])
    assert rows[labels.MEAN_LEVEL.zh] == ["—"] * 23
    assert rows[labels.LEVEL_0_COUNT.zh] == [0] * 23


def test_the_bonus_of_the_only_subject_stands_beside_its_bar(computed: list[office.Values]):
    cells = computed[2][OVERVIEW]
    (header,) = (cell for cell, value in cells.items() if value == labels.ADJUSTED.zh)
    assert ranked(cells) == [(1, "单位0", 82, 20, 20, 20, 12, 8)]
    assert cells[f"K{int(header[1:]) + 1}"] == 2


def test_equal_totals_share_a_rank_and_keep_their_order(computed: list[office.Values]):
    table = ranked(computed[3][OVERVIEW])
    assert [row[:3] for row in table] == [(1, "单位1", 50), (1, "单位3", 50), (3, "单位0", 25), (3, "单位2", 25)]
