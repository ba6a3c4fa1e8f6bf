from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from scorer.errors import WorkbookError
from scorer.model import (
    AdjustmentReview,
    EvidenceReview,
    Lang,
    LevelReview,
    Merged,
    Review,
    SubjectReview,
    Verdict,
)
from scorer.results.as_json import as_data, merged_data
from scorer.results.from_json import Record, parse_record
from tests.unit.workbook.workbook_results import make_results

RESULTS = make_results()
REVIEW = Review(
    "张三",
    "市直机关工委",
    "2026-11-20",
    "张三",
    (
        SubjectReview(
            "zhaotong",
            (LevelReview("A1", 3, comment="有据"), LevelReview("C4", not_applicable=True)),
            (EvidenceReview("zhaotong-0003-A1", Verdict.DOUBTED, 2, "B1", "像B1"),),
            (AdjustmentReview("J1", 1.5, None, "省里推广"), AdjustmentReview("Z1", None, False)),
        ),
    ),
)


def round_trip(data: dict[str, Any]) -> Record:
    return parse_record(json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize("lang", Lang)
def test_results_read_back_give_the_same_json(lang: Lang) -> None:
    data = as_data(RESULTS, lang)
    record = round_trip(data)
    assert as_data(record.results, lang) == data
    assert (record.reviews, record.decisions) == ((), None)


def test_reviews_read_back_are_equal() -> None:
    data = merged_data(Merged(RESULTS, (REVIEW,), REVIEW, (), ()), Lang.ZH)
    record = round_trip(data)
    assert record.reviews == (REVIEW,)
    assert record.decisions == REVIEW
    assert as_data(record.results, Lang.ZH) == data["issued"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "[" * 100_000, '{"schema": "scorecard/9"}', '{"schema": []}'])
def test_what_is_no_record_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(WorkbookError) as caught:
        parse_record(text)
    assert "score" in caught.value.message.zh


def test_the_place_of_a_fault_is_named() -> None:
    data = as_data(RESULTS, Lang.ZH)
    data["reports"][1]["criteria"][2]["level"] = 7
    with pytest.raises(WorkbookError) as caught:
        round_trip(data)
    assert "$.reports[1].criteria[2].level" in caught.value.message.zh


def test_a_report_with_other_criteria_than_its_rubric_is_refused() -> None:
    data = as_data(RESULTS, Lang.ZH)
    data["reports"][0]["criteria"].reverse()
    with pytest.raises(WorkbookError) as caught:
        round_trip(data)
    assert data["reports"][0]["source"] in caught.value.message.en


def test_schemas_are_valid_schemas() -> None:
    from importlib import resources

    for name in ("results", "merged"):
        schema = json.loads(resources.files("scorer.results").joinpath(f"{name}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
