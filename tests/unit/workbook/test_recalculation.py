"""LibreOffice computes every formula to the value that the workbook already shows, and that is the JSON's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scorer.model import Adjustments, Lang, NotApplicable, Results, Text
from scorer.results.as_json import as_data
from scorer.workbook.write import write_split, write_workbook
from tests.office import office
from tests.unit.workbook.reviewed import places
from tests.unit.workbook.workbook_results import ADJUSTMENTS, make_card, record, with_rules

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not office.installed(), reason="needs LibreOffice")


def with_odd_ones(results: Results) -> Results:
    odd = make_card(results.rubric, "odd.txt", "“引号”'单'\"双\" & <[单位]>$A$1", "x" * 23)
    outside = replace(make_card(results.rubric, "menu.txt", "菜谱", "-" * 23), notes=(Text("无关", "not about it"),))
    return replace(results, scorecards=(*results.scorecards, odd, outside))


def one_dimension(results: Results) -> Results:
    """A rubric as small as can be: one dimension, one criterion."""
    dimension = replace(results.rubric.dimensions[0], criteria=results.rubric.dimensions[0].criteria[:1])
    rubric = replace(results.rubric, dimensions=(dimension,), adjustments=Adjustments(vetoes=ADJUSTMENTS.vetoes))
    cards = tuple(replace(card, criteria=card.criteria[:1], total=100.0) for card in results.scorecards[:1])
    whole = tuple(replace(card, criteria=(replace(card.criteria[0], level=4, score=5.0),)) for card in cards)
    return replace(results, rubric=rubric, scorecards=whole)


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Results]:
    """Workbooks of several kinds, and what they were made from."""
    folder = tmp_path_factory.mktemp("recalculated")
    cases = [
        (with_odd_ones(results), Lang.ZH),
        (with_rules(results, NotApplicable.ZERO), Lang.EN),
        (with_rules(results, NotApplicable.FORBID, Adjustments(deductions=ADJUSTMENTS.deductions)), Lang.ZH),
        (replace(results, scorecards=results.scorecards[2:3]), Lang.EN),
        (replace(results, scorecards=(make_card(results.rubric, "a.txt", "空话", "-" * 23),)), Lang.ZH),
        (replace(results, scorecards=()), Lang.EN),
    ]
    paths = {}
    for number, (case, lang) in enumerate(cases):
        path: Path = folder / f"{number}.xlsx"
        write_workbook(case, path, lang, record)
        paths[path] = case
    split = folder / "split.xlsx"
    write_split(with_odd_ones(results), split, Lang.ZH, record)
    paths[split] = replace(results, scorecards=())  # no sheet of a subject
    part = sorted((folder / "split").iterdir())[0]
    paths[part] = replace(results, scorecards=results.scorecards[:1])
    return paths


@pytest.fixture(scope="module")
def computed(written: dict[Path, Results]) -> list[office.Values]:
    return office.run([office.Job(path, read="all") for path in written])


def test_recalculation_changes_no_value(written, computed):
    compared = 0
    for path, values in zip(written, computed, strict=True):
        shown = load_workbook(path, data_only=True)
        for sheet in load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                ours, theirs = shown[sheet.title][cell.coordinate].value, values[sheet.title].get(cell.coordinate)
                where = f"{path.name} {sheet.title}!{cell.coordinate} {cell.value}"
                assert theirs == (pytest.approx(ours) if isinstance(ours, int | float) else ours), where
                compared += 1
    assert compared > 5000


def test_levels_points_and_totals_are_those_of_the_json(written, computed):
    compared = 0
    for (path, results), values in zip(written.items(), computed, strict=True):
        at = places(path)
        for card, data in zip(results.scorecards, as_data(results, Lang.ZH)["reports"], strict=True):
            sheet = values[at.sheet(card)]
            assert sheet["A5"] == pytest.approx(data["total"])
            for criterion in data["criteria"]:
                level, score = (sheet[at.cell(card, criterion["id"], key)] for key in ("level", "score"))
                if level == "—":
                    assert criterion["standing"] == "not_applicable"
                else:
                    assert (level, score) == (criterion["level"], pytest.approx(criterion["score"]))
                compared += 1
    assert compared > 300
