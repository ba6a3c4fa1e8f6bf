"""The workbook of a comparison holds the comparison's figures, is the same every time, and opens in LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from scorer.model import Adjustment, Adjustments, Criterion, Cues, Dimension, Lang, Results, Rubric, Text, Veto
from scorer.model.comparison import Comparison
from scorer.model.review import AdjustmentReview, Review, SubjectReview
from scorer.review.compare import compare
from scorer.review.merge import merge
from scorer.workbook import labels
from scorer.workbook.comparison import labels as own
from scorer.workbook.comparison.write import write_comparison
from tests.office.office import ErrorValue, all_values, installed
from tests.unit.workbook.workbook_results import CODEBOOK, TITLES, make_card, make_results

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

NEW_PROFILES = (
    "44433234334234334232343",
    "4332-1424334322323-3242",
    "22-212413-1--21-12-4342",
    "x2-13233343223122-12-31",
)


def make_comparison() -> Comparison:
    """Two years: one subject of another name, one gone, one new; a criterion dropped, one added, a weight changed."""
    old = make_results()
    rubric = with_adjustments(other_rubric(old.rubric))
    names = [(source.replace(".", "2026."), title) for source, title in TITLES[:4]]
    cards = [
        make_card(rubric, source, title, profile) for (source, title), profile in zip(names, NEW_PROFILES, strict=True)
    ]
    cards[0] = replace(cards[0], id="zhaotong")
    cards.append(make_card(rubric, "新.txt", "=HYPERLINK(1)", "1" * 23))
    new = Results("all", rubric, "0.2.0", tuple(cards), ())
    entries = (AdjustmentReview("J1", points=2.5), AdjustmentReview("F1", applies=True))
    review = Review("张", subjects=(SubjectReview("ningxia2026", adjustments=entries),))
    return compare(merge(old, (), None), merge(new, [review], None), ("2025.json", "2026-merged.xlsx"))


def other_rubric(rubric: Rubric) -> Rubric:
    """The last criterion gives way to another one, and the first weighs more."""
    first, *others, last = rubric.dimensions
    heavier = replace(first.criteria[0], weight=6.0)
    added = Criterion("E5", Text("新的一项", "A new one"), Text("", ""), 2.5, Cues(terms=("甲", "乙", "丙")))
    dimensions: tuple[Dimension, ...] = (
        replace(first, weight=26, criteria=(heavier, *first.criteria[1:])),
        *others,
        replace(last, criteria=(*last.criteria[:-1], added)),
    )
    return replace(rubric, version="2.0.0", sha256="f" * 64, dimensions=dimensions)


def with_adjustments(rubric: Rubric) -> Rubric:
    adjustments = Adjustments(
        bonuses=(Adjustment("J1", Text("上级表彰", "award"), 3),),
        bonus_cap=5,
        vetoes=(Veto("F1", Text("违纪案件", "case"), 59),),
    )
    return replace(rubric, adjustments=adjustments)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return make_comparison()


def opened(comparison: Comparison, path: Path, lang: Lang) -> Any:
    write_comparison(comparison, path, lang)
    return load_workbook(path, data_only=True)


def table(sheet: Worksheet, head: str) -> list[dict[str, Any]]:
    """The rows below the header that begins with `head`, up to one without a value in its second column."""
    rows = list(sheet.iter_rows(values_only=True))
    header = next(number for number, row in enumerate(rows) if row[0] == head)
    found = []
    for row in rows[header + 1 :]:
        if row[1] is None:
            break
        found.append(dict(zip(map(str, rows[header]), row, strict=True)))
    return found


def test_the_overview_holds_every_subject_with_its_totals_and_bands(comparison: Comparison, tmp_path: Path) -> None:
    sheet = opened(comparison, tmp_path / "c.xlsx", Lang.EN)["Comparison"]
    shown = [
        (row["Total before"], row["Total after"], row["Change"], row["Band before"], row["Band after"])
        for row in table(sheet, "Subject")
    ]
    assert shown == [
        (
            one.old.total if one.old else "—",
            one.new.total if one.new else "—",
            one.change if one.change is not None else ("new" if one.new else "gone"),
            one.old.band.name.en if one.old else "—",
            one.new.band.name.en if one.new else "—",
        )
        for one in comparison.subjects
    ]
    assert [row["Levels\nup"] for row in table(sheet, "Subject")][:4] == [one.rose for one in comparison.subjects[:4]]
    assert table(sheet, "Subject")[4]["Levels\ndown"] == "—"


def test_every_criterion_has_a_row_largest_change_first(comparison: Comparison, tmp_path: Path) -> None:
    rows = table(opened(comparison, tmp_path / "c.xlsx", Lang.ZH)["逐项对比"], "被评单位")
    expected = [
        (one.criterion.id, own.CHANGE_WORDS[one.change].zh, one.level_change, one.points_change)
        for subject in comparison.subjects[:4]
        for one in subject.largest_first
    ]
    shown = [(row["项号"], row["变化"], row["等次\n增减"], row["得分\n增减"]) for row in rows]
    assert [row for row in shown if row[1] != "加减分变了"] == expected


def test_bonuses_and_vetoes_stand_below_the_criteria_of_their_subject(comparison: Comparison, tmp_path: Path) -> None:
    rows = table(opened(comparison, tmp_path / "c.xlsx", Lang.ZH)["逐项对比"], "被评单位")
    shown = [
        (row["项号"], row["项"], row["原得分"], row["现得分"], row["得分\n增减"])
        for row in rows
        if row["变化"] == "加减分变了"
    ]
    assert shown == [("J1", "上级表彰", 0, 2.5, 2.5), ("F1", "违纪案件", "—", "总分至多 59", None)]


def test_evidence_is_quoted_whole_up_to_three_pieces(comparison: Comparison, tmp_path: Path) -> None:
    rows = table(opened(comparison, tmp_path / "c.xlsx", Lang.ZH)["逐项对比"], "被评单位")
    first = comparison.subjects[0].largest_first[0]
    pieces = first.appeared or first.vanished
    cell = rows[0]["新有的证据（最强的在前）"] or rows[0]["不再有的证据（最强的在前）"]
    assert cell.split("\n") == [f"【{piece.grade} 级】{piece.quote}" for piece in pieces]


def test_the_matrix_shows_the_change_of_every_level(comparison: Comparison, tmp_path: Path) -> None:
    sheet = opened(comparison, tmp_path / "c.xlsx", Lang.ZH)["等次变化"]
    ids = [cell.value for cell in sheet[4]][1:]
    count = sum(len(rows) for rows in CODEBOOK.values())
    assert (len(ids), ids[-2:]) == (count + 1, ["E5", "E4"])
    for number, subject in enumerate(comparison.subjects[:4]):
        shown = dict(zip(ids, [cell.value for cell in sheet[6 + number]][1:], strict=True))
        for one in subject.criteria:
            if one.level_change is not None:
                assert shown[one.criterion.id] == one.level_change
        assert (shown["E5"], shown["E4"]) == ("新", "撤")
    cells = {cell for row in sheet.iter_rows(min_row=6, values_only=True) for cell in row[1:]}
    moved = {cell for cell in cells if isinstance(cell, str)}
    assert moved == {"3→—", "新", "撤"}


@pytest.mark.parametrize("lang", Lang)
def test_the_guide_tells_what_was_compared(comparison: Comparison, tmp_path: Path, lang: Lang) -> None:
    sheet = opened(comparison, tmp_path / "c.xlsx", lang)[labels.GUIDE.say(lang)]
    told = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    old, new = comparison.old.results.rubric, comparison.new.results.rubric
    for fact in ("2025.json", "2026-merged.xlsx", "0.1.0", "0.2.0", old.version, new.version, old.sha256, new.sha256):
        assert fact in told
    for line in (*comparison.differences, *comparison.notes):
        assert line.say(lang) in told
    assert own.ONLY_NEW.say(lang) in told
    assert "=HYPERLINK(1) (新.txt)" in told


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison, tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "c.xlsx", tmp_path / "b" / "c.xlsx"
    write_comparison(comparison, one, Lang.ZH)
    write_comparison(make_comparison(), other, Lang.ZH)
    assert one.read_bytes() == other.read_bytes()


def test_a_format_of_one_cell_does_not_leak_to_others_of_its_style(comparison: Comparison, tmp_path: Path) -> None:
    sheet = opened(comparison, tmp_path / "c.xlsx", Lang.ZH)["逐项对比"]
    assert [sheet[f"{letter}2"].number_format for letter in "HIJ"] == ["0.00", "0.00", '"▲ "0.00;"▼ "0.00;0.00']


@pytest.mark.parametrize("lang", Lang)
def test_results_without_a_common_subject_make_a_workbook_too(tmp_path: Path, lang: Lang) -> None:
    results = make_results()
    old, new = replace(results, scorecards=results.scorecards[:1]), replace(results, scorecards=())
    for sides in ((old, new), (new, new)):
        book = opened(compare(*(merge(side, (), None) for side in sides)), tmp_path / "c.xlsx", lang)
        assert book.sheetnames == [label.say(lang) for label in own.COMPARED_SHEETS]


@pytest.mark.skipif(not installed(), reason="needs LibreOffice and its bridge to Python")
def test_libreoffice_opens_it_and_computes_what_is_shown(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    book = opened(comparison, path, Lang.ZH)
    computed = all_values(path)
    assert list(computed) == book.sheetnames
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                value = computed[sheet.title].get(cell.coordinate)
                assert not isinstance(value, ErrorValue)
                assert (value or None) == (cell.value or None) or value == pytest.approx(cell.value)
