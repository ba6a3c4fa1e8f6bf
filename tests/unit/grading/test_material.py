from __future__ import annotations

import random
from dataclasses import replace

import pytest

from scorer.grading.material import Material, score_agencies, score_material
from scorer.grading.score import judged_total
from scorer.model import (
    Evidence,
    Mark,
    NotApplicable,
    Part,
    Report,
    Scorecard,
    Sentence,
    Shortcoming,
    Sighting,
    Span,
    Standing,
    Text,
)
from tests.unit.small_rubric import rubric

RUBRIC = replace(rubric(), enough=2)


def sentence(number: int) -> Sentence:
    return Sentence(number, number, 0, 1, Part.BODY, "")


def evidence(source: str, number: int, criterion: str, grade: int, agency: str | None) -> Evidence:
    why = Text(f"因为{grade}", f"because {grade}")
    id_ = f"{source}-{number:04}-{criterion}"
    return Evidence(id_, criterion, sentence(number), "句", grade, why, ("词",), agency, (), source=source)


def material(source: str, *pieces: Evidence, not_applicable: frozenset[str] = frozenset(), **more: object) -> Material:
    sightings = tuple(
        Sighting(sentence(number), "句", {"S": ()}, {"S": ()}, (Mark(grade, Span(0, 1, "句")),), None, (), None, None)
        for number, grade in sorted({(piece.sentence.number, piece.grade) for piece in pieces})
    )
    report = Report(source, "1" * 64, source, "", ())
    return Material(source, report, pieces, sightings, (), (), not_applicable, **more)  # type: ignore[arg-type]


A1 = evidence("a.txt", 1, "S", 2, "县财政局")
A2 = evidence("a.txt", 2, "V", 4, "财政局")
A3 = evidence("a.txt", 3, "S", 3, "县医保局")
B1 = evidence("b.txt", 1, "S", 3, "县财政局")
B2 = evidence("b.txt", 2, "S", 1, None)
MATERIALS = (material("a.txt", A1, A2, A3), material("b.txt", B1, B2))


def name_of(source: str, agency: str | None) -> str:
    return {"财政局": "县财政局", None: f"（{source}）"}.get(agency, agency or "")


def cards(*materials: Material) -> dict[str, Scorecard]:
    return {card.id: card for card in score_agencies(materials or MATERIALS, name_of, RUBRIC)}


def test_an_agency_has_the_evidence_of_all_reports_under_all_its_names() -> None:
    card = cards()["县财政局"]
    assert [piece for result in card.criteria for piece in result.evidence] == [B1, A1, A2]
    assert [report.source for report in card.reports] == ["a.txt", "b.txt"]
    assert [result.level for result in card.criteria] == [3, 4, 0]
    assert card.criteria[0].why == Text("b.txt 第1段：因为3", "b.txt, paragraph 1: because 3")


def test_what_nobody_tells_of_an_agency_is_no_material_and_does_not_count() -> None:
    silent = cards()["县财政局"].criteria[2]
    assert (silent.standing, silent.machine_level, silent.max) == (Standing.NO_MATERIAL, None, 0.0)
    assert cards()["县财政局"].total == pytest.approx(
        90.0
    )  # (50 × 0.8 + 50 × 1) of the 100 points that it is judged on


def test_what_is_not_told_stays_within_reach_where_the_rubric_leaves_nothing_out() -> None:
    (card,) = score_agencies([material("a.txt", A1, A2)], name_of, replace(RUBRIC, not_applicable=NotApplicable.ZERO))
    assert [result.max for result in card.criteria] == [50.0, 50.0, 50.0]
    assert card.total == pytest.approx(50.0)  # (25 + 50) of 150


def test_an_agency_with_too_little_material_has_levels_and_no_total() -> None:
    card = cards()["县医保局"]
    assert (card.total, card.band) == (None, None)
    assert card.criteria[0].level == 3


def test_enough_is_what_the_rubric_says() -> None:
    results = cards()["县财政局"].criteria
    assert [judged_total(results, enough) for enough in (0, 1, 2, 3)] == [90.0, 90.0, 90.0, None]


def test_deeds_of_nobody_in_particular_are_kept_under_their_report() -> None:
    assert [piece for result in cards()["（b.txt）"].criteria for piece in result.evidence] == [B2]


def test_the_order_of_the_reports_changes_nothing() -> None:
    more = [*MATERIALS, material("c.txt", evidence("c.txt", 1, "W", 2, "县医保局"))]
    expected = score_agencies(more, name_of, RUBRIC)
    for seed in range(5):
        assert score_agencies(random.Random(seed).sample(more, len(more)), name_of, RUBRIC) == expected  # noqa: S311


def test_sentences_of_the_same_number_in_two_reports_are_not_taken_for_each_other() -> None:
    """The doubt about a level that goes on with another sentence is that of the report it stands in."""
    goes_on = replace(MATERIALS[1].sightings[0], goes_on=True)
    of_b = replace(MATERIALS[1], evidence=(B1,), sightings=(goes_on,))
    of_a = material("a.txt", evidence("a.txt", 1, "S", 1, "县财政局"), A2)
    doubted = {card.id: card.criteria[0].doubt.zh for card in score_agencies([of_a, of_b], name_of, RUBRIC)}
    assert "接着上一句" in doubted["县财政局"]


def test_evidence_for_what_its_report_is_not_judged_on_is_left_out() -> None:
    assert cards(material("a.txt", A1, A2, not_applicable=frozenset({"V"})))["县财政局"].criteria[1].evidence == ()


def test_shortcomings_go_to_the_agency_that_has_them_even_if_nothing_else_is_told_of_it() -> None:
    lacking = Shortcoming(sentence(9), "句", "S", "县医保局", "b.txt")
    found = cards(replace(material("b.txt", B1), shortcomings=(lacking,)))
    assert found["县医保局"].shortcomings == (lacking,)
    assert found["县财政局"].shortcomings == ()


def test_a_criterion_of_which_only_a_shortcoming_is_told_says_so() -> None:
    lacking = Shortcoming(sentence(9), "句", "S", "县医保局", "b.txt")
    results = cards(replace(material("b.txt", B1), shortcomings=(lacking,)))["县医保局"].criteria
    assert {result.standing for result in results} == {Standing.NO_MATERIAL}
    assert [result.why.zh for result in results] == [
        "各份材料只讲到问题，没有讲到做法",
        *["各份材料没有讲到该单位这方面的工作"] * 2,
    ]


def test_a_report_that_is_its_own_subject_always_has_a_total() -> None:
    card = score_material(material("a.txt"), RUBRIC)
    assert (card.total, card.band, card.agency) == (0.0, RUBRIC.bands[-1], None)
    assert {result.standing for result in card.criteria} == {Standing.NO_EVIDENCE}
