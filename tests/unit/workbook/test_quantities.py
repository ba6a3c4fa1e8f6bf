"""The sheet of figures: a row for each that the evidence tells, and charts of those that several subjects share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scorer.model import Bound, Evidence, Lang, Quantity, QuantityKind, Results, Scorecard, Trend
from scorer.workbook.write import write_workbook
from tests.unit.workbook.workbook_results import make_card, record

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "量化成效"
TOLD = (
    Quantity("2023年", None, "", kind=QuantityKind.DATE, date="2023"),
    Quantity("98.3%", 98.3, "%", Bound.AT_LEAST, QuantityKind.SHARE, indicator="群众满意率", period="2023年"),
    Quantity(
        "从第11位提升至第5位",
        5.0,
        "位",
        kind=QuantityKind.RANK,
        before=11.0,
        change=Trend.UP,
        field="全省 投资增速",
        indicator="投资增速",
    ),
)


def with_told(card: Scorecard, told: tuple[Quantity, ...]) -> Scorecard:
    """Only the first sentence of evidence tells something; where it stands for two criteria, under both."""
    first = next(result.evidence[0] for result in card.criteria if result.evidence)
    criteria = tuple(
        replace(
            result,
            evidence=tuple(
                replace(piece, quantities=told if piece.sentence == first.sentence else ()) for piece in result.evidence
            ),
        )
        for result in card.criteria
    )
    return replace(card, criteria=criteria)


def first_evidence(card: Scorecard, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The same pieces with the words of a card's first."""
    quote = next(result.evidence[0].quote for result in card.criteria if result.evidence)
    return tuple(replace(piece, quote=quote) for piece in evidence)


def written(results: Results, path: Path, *told: tuple[Quantity, ...]) -> Worksheet:
    cards = tuple(with_told(card, one) for card, one in zip(results.scorecards, told, strict=False))
    write_workbook(replace(results, scorecards=cards), path / "book.xlsx", Lang.ZH, record)
    return load_workbook(path / "book.xlsx", data_only=True)[SHEET]


def test_a_sentence_has_a_row_for_each_figure_and_none_for_dates(results: Results, tmp_path: Path) -> None:
    sheet = written(results, tmp_path, TOLD)
    rows = [[cell.value for cell in row][4:12] for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert [row[:8] for row in rows] == [
        ["群众满意率", 98.3, "98.3%", "%", "以上", None, None, "2023年"],
        ["投资增速", 5, "从第11位提升至第5位", "位", None, "原为 11，上升", "全省 投资增速", None],
    ]
    assert sheet.max_row == 3
    assert sheet.auto_filter.ref == "A1:O3"


def test_each_row_leads_to_its_evidence(results: Results, tmp_path: Path) -> None:
    written(results, tmp_path, TOLD)
    book = load_workbook(tmp_path / "book.xlsx")
    assert str(book[SHEET]["O2"].value).startswith("=HYPERLINK(\"#'证据'!F\"&MATCH(")


@pytest.mark.parametrize(("other", "charts"), [("全市群众满意率", 1), ("办结率", 0)])
def test_a_chart_shows_what_two_subjects_tell_of(results: Results, tmp_path: Path, other: str, charts: int) -> None:
    second = (Quantity("96%", 96.0, "%", kind=QuantityKind.SHARE, indicator=other),)
    written(results, tmp_path, TOLD, second)
    assert len(load_workbook(tmp_path / "book.xlsx")[SHEET]._charts) == charts  # type: ignore[attr-defined]


def test_the_same_sentence_in_two_reports_makes_no_chart(results: Results, tmp_path: Path) -> None:
    first, second, *others = results.scorecards
    copied = replace(
        second, criteria=tuple(replace(one, evidence=first_evidence(first, one.evidence)) for one in second.criteria)
    )
    same = (Quantity("96%", 96.0, "%", kind=QuantityKind.SHARE, indicator="群众满意率"),)
    written(replace(results, scorecards=(first, copied, *others)), tmp_path, same, same)
    assert len(load_workbook(tmp_path / "book.xlsx")[SHEET]._charts) == 0  # type: ignore[attr-defined]


def test_an_amount_that_only_says_among_how_many_has_no_row(results: Results, tmp_path: Path) -> None:
    among = Quantity("12个", 12.0, "个", field="全市12个县区")
    sheet = written(results, tmp_path, (among, *TOLD))
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["群众满意率", "投资增速"]


def test_without_figures_it_says_so(results: Results, tmp_path: Path) -> None:
    card = make_card(results.rubric, "none.txt", "没有证据的单位", "-" * 23)
    write_workbook(replace(results, scorecards=(card,)), tmp_path / "book.xlsx", Lang.ZH, record)
    assert load_workbook(tmp_path / "book.xlsx")[SHEET]["A2"].value == "证据中没有数字、比例或名次。"
