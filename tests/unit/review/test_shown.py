from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorer.model import Lang, Text
from scorer.results.from_json import parse_record
from scorer.review.shown import scores_that_differ
from scorer.workbook.flaws import SCORE_DIFFERS
from scorer.workbook.read import read_review
from scorer.xlsx.cells import Area
from tests.unit.workbook.returning import Copy, small_results

if TYPE_CHECKING:
    from scorer.model.review import Flaw

CARD = small_results().scorecards[0]
A1, A2, B1 = (f"{CARD.id}-{result.criterion.id}" for result in CARD.criteria)
WEIGHT = CARD.criteria[0].criterion.weight
SHARES = small_results().rubric.ladder.shares
LEVEL, SCORE, VERDICT, MOVE = "复核等次", "得分", "采纳", "改归项"


def told(copy: Copy) -> tuple[Flaw, ...]:
    returned = copy.returned()
    results = parse_record(returned.records[0]).results
    entered = read_review(returned, results)
    return scores_that_differ(entered.scores, entered.review, results)


def recomputed(copy: Copy) -> None:
    """As a program shows it that took in the level of A2."""
    copy.put(A2, LEVEL, 0.0)
    copy.put(A2, SCORE, 0.0, is_formula=True)


@pytest.mark.parametrize("lang", Lang)
def test_a_workbook_as_it_was_issued_shows_what_it_should(lang: Lang) -> None:
    assert told(Copy(lang)) == ()


def test_a_figure_in_place_of_a_formula_is_told_with_its_cell_and_what_is_due() -> None:
    copy = Copy()
    copy.put(A1, LEVEL, 2.0)
    cell = copy.put(A1, SCORE, 4.9)
    sheet, _, _ = copy.spot(A1, SCORE)
    due = f"{WEIGHT * SHARES[2]:g}"
    (flaw,) = told(copy)
    assert (flaw.workbook, flaw.sheet, flaw.cell) == ("张三.xlsx", sheet.name, cell)
    assert flaw.what == Text(
        f"“得分”处的公式被改成了“4.9”，按所填内容应为 {due}",
        f"the formula of the points was replaced by “4.9”; the entries come to {due}",
    )
    assert flaw.remedy == SCORE_DIFFERS.remedy


def test_a_figure_that_is_what_the_entries_come_to_is_nothing_to_tell() -> None:
    copy = Copy()
    copy.put(A1, LEVEL, 2.0)
    copy.put(A1, SCORE, WEIGHT * SHARES[2])
    assert told(copy) == ()


def test_a_formula_that_followed_another_weight_is_told() -> None:
    copy = Copy()
    recomputed(copy)
    cell = copy.put(A1, SCORE, 40.0, is_formula=True)
    (flaw,) = told(copy)
    assert flaw.cell == cell
    assert flaw.what.zh == (
        f"“得分”处显示 40，按发出时的满分和所填内容应为 {CARD.criteria[0].score:g}；可能有锁定的满分或公式被改动"
    )


def test_a_formula_that_did_not_follow_is_told_only_where_others_were_computed() -> None:
    copy = Copy()
    copy.put(A1, LEVEL, 0.0)
    assert told(copy) == ()
    recomputed(copy)
    assert [flaw.cell for flaw in told(copy)] == [copy.put(A1, LEVEL, 0.0).replace("F", "J")]


@pytest.mark.parametrize("value", ["", "#NAME?"])
def test_formulas_without_a_value_and_failed_ones_say_nothing(value: str) -> None:
    copy = Copy()
    recomputed(copy)
    copy.put(A1, SCORE, value, is_formula=True)
    assert told(copy) == ()


def test_what_the_formulas_did_not_follow_is_not_told_a_second_time() -> None:
    copy = Copy()
    recomputed(copy)
    copy.put(A1, LEVEL, "一级")  # understood, though not by the formula
    piece = CARD.criteria[1].evidence[0].id
    copy.put(piece, MOVE, CARD.criteria[2].criterion.title.zh)
    sheet, row, column = copy.spot(A1, LEVEL)
    assert told(copy) == ()
    copy.sheets = [
        replace(one, merged=(Area(row, column, row + 1, column),)) if one is sheet else one for one in copy.sheets
    ]
    del sheet.rows[row + 1][column]
    assert told(copy) == ()


def test_what_does_not_apply_shows_a_dash() -> None:
    copy = Copy()
    recomputed(copy)
    copy.put(B1, LEVEL, "不适用")
    copy.put(B1, SCORE, "—", is_formula=True)
    assert told(copy) == ()
    cell = copy.put(B1, SCORE, 3.0, is_formula=True)
    (flaw,) = told(copy)
    assert (flaw.cell, flaw.what.zh) == (
        cell,
        "“得分”处显示 3，按发出时的满分和所填内容应为 —；可能有锁定的满分或公式被改动",
    )


def test_a_changed_weight_is_told_where_it_stands() -> None:
    copy = Copy()
    cell = copy.put(A1, "满分", 50.0)
    flaws = [flaw for flaw in copy.read()[1] if flaw.cell]
    assert [(flaw.cell, flaw.what.zh) for flaw in flaws] == [(cell, f"此处原为“{WEIGHT:g}”，现为“50”")]
