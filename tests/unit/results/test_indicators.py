"""Indicators in the JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scorer.errors import WorkbookError
from scorer.model import Indicator, Lang, Show, Text
from scorer.results.as_json import as_data
from scorer.results.from_json import parse_record
from tests.unit.workbook.workbook_results import make_results

if TYPE_CHECKING:
    from scorer.model import Results

COVERAGE = Indicator(
    "coverage", Text("覆盖率", "Coverage"), "with_evidence / criteria", Show.PERCENT, 0, Text("几成。", "How many.")
)
SLOGANS = Indicator("slogans", Text("口号化", "Slogans"), "grade_1 / evidence", Show.NUMBER, 2, Text("", ""))


def results() -> Results:
    made = make_results()
    first, *others = made.scorecards
    cards = (replace(first, indicators=(0.913, None)), *(replace(card, indicators=(0.0, 1.5)) for card in others))
    return replace(made, rubric=replace(made.rubric, indicators=(COVERAGE, SLOGANS)), scorecards=cards)


def data() -> dict[str, Any]:
    return as_data(results(), Lang.ZH)


def test_each_report_has_its_values_and_the_rubric_says_what_they_are() -> None:
    made = data()
    assert made["reports"][0]["indicators"] == {"coverage": 0.913, "slogans": None}
    assert made["reports"][1]["indicators"] == {"coverage": 0.0, "slogans": 1.5}
    assert made["rubric"]["indicators"] == [
        {
            "id": "coverage",
            "title": "覆盖率",
            "formula": "with_evidence / criteria",
            "show": "percent",
            "decimals": 0,
            "note": "几成。",
        },
        {
            "id": "slogans",
            "title": "口号化",
            "formula": "grade_1 / evidence",
            "show": "number",
            "decimals": 2,
            "note": "",
        },
    ]


def test_read_back_they_are_the_same_and_no_figure_stays_none() -> None:
    record = parse_record(json.dumps(data()))
    assert [card.indicators for card in record.results.scorecards] == [card.indicators for card in results().scorecards]
    assert as_data(record.results, Lang.ZH) == data()


@pytest.mark.parametrize("values", [{"coverage": 1}, {"coverage": 1, "slogans": 1, "more": 1}, {}])
def test_values_of_other_indicators_than_the_rubrics_are_refused(values: dict[str, float]) -> None:
    made = data()
    made["reports"][0]["indicators"] = values
    with pytest.raises(WorkbookError):
        parse_record(json.dumps(made))


@pytest.mark.parametrize("value", ["many", True, [1]])
def test_a_value_that_is_no_figure_is_refused(value: object) -> None:
    made = data()
    made["reports"][0]["indicators"]["coverage"] = value
    with pytest.raises(WorkbookError):
        parse_record(json.dumps(made))
