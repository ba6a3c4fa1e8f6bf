from __future__ import annotations

import random

import pytest

from scorer.grading.score import adjusted, band, points, score_criteria, total
from scorer.model import (
    Adjustment,
    Adjustments,
    Band,
    CriterionResult,
    Evidence,
    NotApplicable,
    Part,
    Sentence,
    Standing,
    Text,
    Veto,
)
from tests.unit.small_rubric import rubric, text

RUBRIC = rubric()


def evidence(criterion: str, grade: int, number: int = 1) -> Evidence:
    sentence = Sentence(number, number, 0, 1, Part.BODY, "")
    why = Text(f"因为{grade}", f"because {grade}")
    return Evidence(f"r-{number:04}-{criterion}", criterion, sentence, "句", grade, why, ("词",), None, ())


def by_id(results: tuple[CriterionResult, ...]) -> dict[str, CriterionResult]:
    return {result.criterion.id: result for result in results}


def test_the_level_is_the_highest_grade_and_points_follow_the_shares() -> None:
    results = by_id(score_criteria([evidence("S", 2, 1), evidence("S", 3, 2)], frozenset(), RUBRIC))
    assert (results["S"].level, results["S"].score, results["S"].max) == (3, 40.0, 50.0)


def test_the_order_of_evidence_changes_nothing() -> None:
    pieces = [evidence("S", grade, number) for number, grade in enumerate([1, 4, 2, 4, 3], 1)]
    expected = score_criteria(pieces, frozenset(), RUBRIC)
    for seed in range(5):
        shuffled = random.Random(seed).sample(pieces, len(pieces))  # noqa: S311
        assert score_criteria(shuffled, frozenset(), RUBRIC) == expected
    assert [piece.sentence.number for piece in expected[0].evidence] == [2, 4, 5, 3, 1]


def test_no_evidence_and_not_applicable_are_different_things() -> None:
    results = by_id(score_criteria([], frozenset({"V"}), RUBRIC))
    assert (results["S"].standing, results["S"].max, results["S"].why.zh) == (
        Standing.NO_EVIDENCE,
        50.0,
        "没有找到证据",
    )
    assert (results["V"].standing, results["V"].max) == (Standing.NOT_APPLICABLE, 0.0)


def test_the_reason_names_the_paragraph_and_missing_names_the_next_rung() -> None:
    result = by_id(score_criteria([evidence("S", 2, 7)], frozenset(), RUBRIC))["S"]
    assert result.why == Text("第7段：因为2", "paragraph 7: because 2")
    assert result.missing.zh == "写明数字，可到 3 级（成效）"


def test_at_the_top_nothing_is_missing() -> None:
    assert by_id(score_criteria([evidence("S", 4)], frozenset(), RUBRIC))["S"].missing == Text("", "")


def test_a_total_is_the_share_of_the_points_within_reach() -> None:
    everything = [evidence(c, 4, n) for n, c in enumerate("SVW", 1)]
    assert total(score_criteria(everything, frozenset(), RUBRIC)) == 100
    assert total(score_criteria([], frozenset(), RUBRIC)) == 0
    assert total(score_criteria([evidence("S", 4)], frozenset({"V", "W"}), RUBRIC)) == 100
    assert total(score_criteria([], frozenset({"S", "V", "W"}), RUBRIC)) == 0


@pytest.mark.parametrize(("points", "name"), [(100, "优秀"), (60, "优秀"), (59.99, "达标"), (0, "达标")])
def test_a_band_begins_at_its_floor(points: float, name: str) -> None:
    assert band(points, (Band(text("优秀"), 60), Band(text("达标"), 0))).name.zh == name


def test_a_criterion_that_does_not_apply_keeps_its_points_out_of_reach_where_the_rubric_wants_it() -> None:
    zero = rubric(not_applicable=NotApplicable.ZERO)
    everything = [evidence("S", 4, 1), evidence("W", 4, 2)]
    results = score_criteria(everything, frozenset({"V"}), zero)
    assert (by_id(results)["V"].score, by_id(results)["V"].max) == (0.0, 50.0)
    assert total(results) == 66.6667
    assert total(score_criteria(everything, frozenset({"V"}), RUBRIC)) == 100


def test_points_between_two_levels_lie_between_theirs() -> None:
    shares = (0, 0.25, 0.5, 0.8, 1)
    assert [points(5, level, shares) for level in (0, 1, 2, 3, 4)] == [0, 1.25, 2.5, 4, 5]
    assert [points(5, level, shares) for level in (2.5, 3.3333)] == [3.25, 4.3333]
    assert points(5, 2.6667, shares) == 3.5001  # 3.50005, which as a binary fraction is less


J1, J2, K1 = (Adjustment(id_, text(id_), most) for id_, most in (("J1", 3), ("J2", 4), ("K1", 9)))
Z1, Z2 = Veto("Z1", text("案件"), 0), Veto("Z2", text("事故"), 49.9)
RULES = Adjustments((J1, J2), 5, (K1,), 6, (Z1, Z2))


@pytest.mark.parametrize(
    ("total_before", "bonus", "deduction", "vetoes", "after"),
    [
        (80, 0, 0, (), 80),
        (80, 7, 0, (), 85),  # the bonuses' cap
        (80, 2, 9, (), 76),  # the deductions' cap
        (98, 5, 0, (), 103),  # a bonus may lift a total above 100
        (3, 0, 6, (), 0),  # nothing is below 0
        (80, 5, 0, (Z2,), 49.9),
        (80, 5, 0, (Z2, Z1), 0),
        (30, 0, 0, (Z2,), 30),  # a veto lifts nothing
    ],
)
def test_bonuses_deductions_and_vetoes_change_a_total(
    total_before: float, bonus: float, deduction: float, vetoes: tuple[Veto, ...], after: float
) -> None:
    assert adjusted(total_before, bonus, deduction, vetoes, RULES) == after
