from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from scorer.errors import WorkbookError
from scorer.grading.score import total
from scorer.model import (
    Adjustment,
    Adjustments,
    By,
    Counterpart,
    CriterionResult,
    Crosswalk,
    Lang,
    Relation,
    Results,
    Scorecard,
    Standing,
    Text,
    Veto,
)
from scorer.model.copies import Copies, Copy, Passage
from scorer.model.review import AdjustmentReview, EvidenceReview, LevelReview, Merged, Review, SubjectReview, Verdict
from scorer.results.as_json import as_data, merged_data
from scorer.results.from_json import Record, parse_record
from tests.unit.workbook.workbook_results import make_results

ISSUED = make_results()
RULES = Adjustments(
    bonuses=(Adjustment("J1", Text("推广", "推广"), 3.0),), bonus_cap=3.0, vetoes=(Veto("Z1", Text("否", "否"), 0),)
)
CROSSWALK = Crosswalk("other", (Counterpart("A1", "X1", Relation.PART_OF, Text("只讲学习", "只讲学习")),))
RESULTS = replace(ISSUED, rubric=replace(ISSUED.rubric, adjustments=RULES, crosswalks=(CROSSWALK,)))
PIECE = RESULTS.scorecards[0].criteria[0].evidence[0].id
REVIEW = Review(
    "张三",
    "市直机关工委",
    "2026-11-20",
    "张三",
    (
        SubjectReview(
            "zhaotong",
            (LevelReview("A1", 3, comment="有据"), LevelReview("C4", not_applicable=True)),
            (EvidenceReview(PIECE, Verdict.DOUBTED, 2, "B1", "像B1"),),
            (
                AdjustmentReview("J1", 1.5, None, "省里推广"),
                AdjustmentReview("Z1", reason="（认定：也许）", unclear=True),
            ),
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


def test_a_crosswalk_reads_back_and_may_be_missing() -> None:
    data = as_data(RESULTS, Lang.ZH)
    assert round_trip(data).results.rubric.crosswalks == (CROSSWALK,)
    del data["rubric"]["crosswalk"]  # of results written before there was one
    assert round_trip(data).results.rubric.crosswalks == ()


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


# --- what somebody forged ----------------------------------------------------------------------

Forge = Callable[[dict[str, Any]], object]


def issued(data: dict[str, Any]) -> Any:
    return data["issued"]


def rubric(data: dict[str, Any]) -> Any:
    return data["issued"]["rubric"]


def review(data: dict[str, Any]) -> Any:
    return data["reviews"][0]


def report(data: dict[str, Any]) -> Any:
    return data["issued"]["reports"][0]


FORGED: dict[str, Forge] = {
    "a folder in the rubric's id": lambda data: rubric(data).update(id="../x"),
    "a folder in the name": lambda data: issued(data).update(name="../../x"),
    "a path for a name": lambda data: issued(data).update(name="/srv/x"),
    "a name that goes on": lambda data: issued(data).update(name="x\n"),
    "a name too long": lambda data: issued(data).update(name="x" * 201),
    "a crosswalk of no criterion": lambda data: rubric(data)["crosswalk"]["other"][0].update(criterion="Z9"),
    "a crosswalk to no rubric": lambda data: rubric(data)["crosswalk"].update({"../x": []}),
    "a crosswalk of no relation": lambda data: rubric(data)["crosswalk"]["other"][0].update(relation="near"),
    "bands that leave a gap": lambda data: rubric(data)["bands"].pop(),
    "bands upside down": lambda data: rubric(data)["bands"][0].update(at_least=1),
    "a weight beyond reckoning": lambda data: rubric(data)["dimensions"][0].update(weight=10**400),
    "a bonus of nothing": lambda data: rubric(data)["bonuses"]["items"][0].update(most=0),
    "a deduction that adds": lambda data: rubric(data)["bonuses"]["items"][0].update(most=-5),
    "an item twice": lambda data: rubric(data)["vetoes"][0].update(id="J1"),
    "a criterion twice": lambda data: rubric(data)["dimensions"][0]["criteria"][1].update(id="A1"),
    "a subject twice": lambda data: data["issued"]["reports"].append(report(data)),
    "evidence twice": lambda data: report(data)["criteria"][1]["evidence"][0].update(id=PIECE),
    "a level with a point": lambda data: report(data)["criteria"][0].update(level=3.0),
    "a control in a source": lambda data: report(data).update(source="a\x1b[2J.txt"),
    "a quantity beyond reckoning": lambda data: report(data)["criteria"][0]["evidence"][0].update(
        quantities=[{"text": "9", "value": 10**400, "unit": "", "at_least": False}]
    ),
    "NUL": lambda data: review(data).update(unit="a\0b"),
    "half a character": lambda data: review(data).update(reviewer="\ud800"),
    "half a character in a key": lambda data: review(data).update({"\ud800": 1}),
    "parts of parts": lambda data: review(data).update(
        parts=[{**review(data), "parts": [{**review(data), "parts": []}]}]
    ),
    "an entry for no subject": lambda data: review(data)["subjects"][0].update(subject="nobody"),
    "an entry for no criterion": lambda data: review(data)["subjects"][0]["levels"][0].update(criterion="Q9"),
    "an entry for no evidence": lambda data: review(data)["subjects"][0]["evidence"][0].update(evidence="x"),
    "evidence moved nowhere": lambda data: review(data)["subjects"][0]["evidence"][0].update(criterion="Q9"),
    "an entry for no item": lambda data: review(data)["subjects"][0]["adjustments"][0].update(item="Q9"),
    "two entries for one": lambda data: review(data)["subjects"][0]["levels"][1].update(criterion="A1"),
    "points beyond reckoning": lambda data: review(data)["subjects"][0]["adjustments"][0].update(points=10**400),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_was_forged_is_refused(forge: Forge) -> None:
    data = json.loads(json.dumps(merged_data(Merged(RESULTS, (REVIEW,), None, (), ()), Lang.ZH)))
    forge(data)
    with pytest.raises(WorkbookError):
        parse_record(json.dumps(data))


@pytest.mark.parametrize("name", ["昭通", "a\\b", "报告 v1.2+3", "", "...", "x" * 60 + "+12"])
def test_names_that_inputs_may_have_are_taken(name: str) -> None:
    assert round_trip(as_data(replace(RESULTS, name=name), Lang.ZH)).results.name == name


# --- what no run can have found ----------------------------------------------------------------

ENOUGH = 8


def agency(card: Scorecard, judged: int) -> Scorecard:
    """The card as of an agency of which the reports tell something about the first few criteria."""
    criteria = (*card.criteria[:judged], *map(untold, card.criteria[judged:]))
    reached = total(criteria) if judged >= ENOUGH else None
    band = None if reached is None else next(one for one in RESULTS.rubric.bands if reached >= one.at_least)
    return replace(card, agency=card.id, criteria=criteria, total=reached, band=band)


def untold(result: CriterionResult) -> CriterionResult:
    return replace(result, standing=Standing.NO_MATERIAL, level=0, score=0.0, max=0.0, evidence=())


def by_agency() -> Results:
    """One agency of which just enough is told, and one of which one criterion less is."""
    first, second = RESULTS.scorecards[:2]
    rubric = replace(RESULTS.rubric, enough=ENOUGH)
    return replace(RESULTS, rubric=rubric, by=By.AGENCY, scorecards=(agency(first, ENOUGH), agency(second, ENOUGH - 1)))


IMPOSSIBLE_BY_REPORT: dict[str, Forge] = {
    "no total": lambda data: data["reports"][0].update(total=None, band=None),
    "no total, but a band": lambda data: data["reports"][0].update(total=None),
    "no band": lambda data: data["reports"][0].update(band=None),
    "a band that the rubric does not have": lambda data: data["reports"][0].update(band="龘"),
    "a band that the total does not reach": lambda data: data["reports"][0].update(total=0),
    "no material": lambda data: data["reports"][0]["criteria"][0].update(standing="no_material"),
    "an agency": lambda data: data["reports"][0].update(agency="某局"),
    "several reports": lambda data: data["reports"][0].update(
        sources=[{"source": "a.txt", "sha256": "0" * 64, "title": "", "author": "", "date": ""}]
    ),
    "agencies called reports": lambda data: data.update(as_data(by_agency(), Lang.ZH), by="report"),
    "reports called agencies": lambda data: data.update(by="agency"),
}
IMPOSSIBLE_BY_AGENCY: dict[str, Forge] = {
    "a total of too little": lambda data: data["reports"][1].update(total=0, band=data["rubric"]["bands"][-1]["name"]),
    "no total of enough": lambda data: data["reports"][0].update(total=None, band=None),
    "a band without a total": lambda data: data["reports"][1].update(band=data["rubric"]["bands"][-1]["name"]),
    "no agency": lambda data: data["reports"][0].update(agency=None),
    "no reports that tell of it": lambda data: data["reports"][0].pop("sources"),
}


@pytest.mark.parametrize("forge", IMPOSSIBLE_BY_REPORT.values(), ids=IMPOSSIBLE_BY_REPORT)
@pytest.mark.parametrize("lang", Lang)
def test_reports_as_no_run_scores_them_are_refused(forge: Forge, lang: Lang) -> None:
    data = json.loads(json.dumps(as_data(RESULTS, lang)))
    forge(data)
    with pytest.raises(WorkbookError):
        round_trip(data)


@pytest.mark.parametrize("forge", IMPOSSIBLE_BY_AGENCY.values(), ids=IMPOSSIBLE_BY_AGENCY)
@pytest.mark.parametrize("lang", Lang)
def test_agencies_as_no_run_scores_them_are_refused(forge: Forge, lang: Lang) -> None:
    data = json.loads(json.dumps(as_data(by_agency(), lang)))
    forge(data)
    with pytest.raises(WorkbookError):
        round_trip(data)


@pytest.mark.parametrize("lang", Lang)
def test_agencies_read_back_give_the_same_json(lang: Lang) -> None:
    data = as_data(by_agency(), lang)
    assert [one["total"] is None for one in data["reports"]] == [False, True]
    assert as_data(round_trip(data).results, lang) == data


def test_the_place_of_a_wrong_total_or_band_is_named() -> None:
    data = as_data(RESULTS, Lang.ZH)
    data["reports"][1]["band"] = "龘"
    with pytest.raises(WorkbookError, match=r"\$\.reports\[1\]\.band"):
        round_trip(data)


def test_results_from_before_agencies_were_scored_read_as_by_report() -> None:
    data = as_data(RESULTS, Lang.ZH)
    before = json.loads(json.dumps(data))
    del before["by"], before["rubric"]["enough"], before["remarks"]
    assert as_data(round_trip(before).results, Lang.ZH) == data


# --- repeated text -----------------------------------------------------------------------------

OWN, OTHER = (card.report.source for card in RESULTS.scorecards[:2])


def passage(source: str, *, archived: bool = False) -> Passage:
    return Passage(source, archived, (1,), Text("第1段", "paragraph 1"), 1, 0, 4, "一句话。")


def of_one(*found: Copy) -> dict[str, Any]:
    """The record of a workbook of one subject, with repeated text."""
    copies = Copies(found, {OWN: 0.5}, reports=2, archived=1)
    return as_data(replace(RESULTS, scorecards=RESULTS.scorecards[:1], copies=copies), Lang.ZH)


@pytest.mark.parametrize(
    "copy",
    [
        Copy(passage(OTHER), passage(OWN), 1.0, True, 2),
        Copy(passage(OWN), passage(OTHER), 1.0, True, 2),
        Copy(passage(OWN), passage("old.txt", archived=True), 1.0, True, 2),
    ],
)
def test_a_copy_may_name_a_report_that_is_not_in_the_workbook_of_the_other(copy: Copy) -> None:
    data = of_one(copy)
    assert as_data(round_trip(data).results, Lang.ZH) == data


@pytest.mark.parametrize(
    "copy",
    [
        Copy(passage(OTHER), passage("x.txt"), 1.0, True, 2),
        Copy(passage(OTHER), passage("old.txt", archived=True), 1.0, True, 2),
        Copy(passage(OTHER), passage(OWN, archived=True), 1.0, True, 2),
        Copy(replace(passage(OWN), start=5), passage(OTHER), 1.0, True, 2),
        Copy(passage(OWN), replace(passage(OTHER), start=5), 1.0, True, 2),
    ],
)
def test_a_copy_that_concerns_no_report_of_the_record_or_ends_before_it_starts_is_refused(copy: Copy) -> None:
    with pytest.raises(WorkbookError, match=r"\$\.copies\.found\[0\]"):
        round_trip(of_one(copy))
