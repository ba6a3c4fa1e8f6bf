from __future__ import annotations

import pytest

from scorer.grading.indicators import indicate, measure
from scorer.grading.score import score_agency, score_criteria
from scorer.measures import called, definition, units
from scorer.model import Evidence, Indicator, Part, Sentence, Shortcoming, Show, Text
from tests.unit.small_rubric import LADDER, report, rubric, text


def evidence(criterion: str, grade: int, number: int) -> Evidence:
    sentence = Sentence(number, number, 0, 1, Part.BODY, "")
    return Evidence(f"r-{number:04}-{criterion}", criterion, sentence, "句", grade, text("因"), ("词",), None, ())


def indicator(formula: str, show: Show = Show.NUMBER) -> Indicator:
    return Indicator("x", Text("名", "name"), formula, show, 1, text(""))


REPORT = report("一二三。", "四 五　六七。")
FOUND = [evidence("S", 1, 1), evidence("S", 3, 2), evidence("V", 4, 3), evidence("V", 2, 4)]


def value(formula: str, found: list[Evidence], without: frozenset[str] = frozenset()) -> float | None:
    whole = rubric(indicators=(indicator(formula),))
    results = score_criteria(found, without, whole)
    shortcomings = (Shortcoming(REPORT.sentences[0], "一二三。", None),)
    return indicate(results, shortcomings, 42.5, REPORT, whole)[0]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("criteria", 3),
        ("with_evidence", 2),
        ("with_result", 2),
        ("with_recognition", 1),
        ("evidence", 4),
        ("grade_1", 1),
        ("grade_2", 1),
        ("grade_3", 1),
        ("grade_4", 1),
        ("shortcomings", 1),
        ("sentences", 2),
        ("characters", 9),
        ("total", 42.5),
        ("evidence_S", 2),
        ("grade_4_V", 1),
        ("grade_4_S", 0),
        ("evidence_X", 4),
        ("points_X", 90),
        ("reach_X", 150),
    ],
)
def test_every_name_counts_what_it_says(formula: str, expected: float) -> None:
    assert value(formula, FOUND) == expected


def test_every_name_that_a_rubric_offers_has_a_value_and_is_called_something() -> None:
    whole = rubric()
    offered = set(units(["X"], ["S", "V", "W"]))
    of_report = {"shortcomings", "sentences", "characters", "total"}
    assert set(measure(score_criteria([], frozenset(), whole), whole)) == offered - of_report
    for name in offered:
        assert "{" not in called(name, LADDER).zh + called(name, LADDER).en


def test_criteria_that_do_not_apply_are_left_out() -> None:
    assert value("with_evidence / criteria", FOUND, frozenset({"W"})) == 1


def test_what_is_not_told_of_an_agency_applies_so_that_coverage_says_how_much_is_told() -> None:
    whole = rubric(indicators=(indicator("with_evidence / criteria"), indicator("evidence / sentences")))
    results = score_agency(FOUND, frozenset(), whole)
    assert indicate(results, (), None, None, whole) == (0.6667, None)


def test_without_evidence_a_part_of_it_is_no_figure_while_coverage_is_zero() -> None:
    assert value("grade_1 / evidence", []) is None
    assert value("with_evidence / criteria", []) == 0


def test_where_nothing_applies_coverage_is_no_figure() -> None:
    assert value("with_evidence / criteria", [], frozenset("SVW")) is None


def test_a_rubric_without_indicators_has_no_values() -> None:
    assert indicate(score_criteria(FOUND, frozenset(), rubric()), (), 0, REPORT, rubric()) == ()


def test_a_definition_is_told_in_the_rubrics_own_words() -> None:
    said = definition(indicator("(grade_3 + grade_2_S) / max(evidence, 1)"), LADDER)
    assert said.zh == "（“成效”证据 + S 的“举措”证据） ÷ 较大者（全部证据，1）"
    assert said.en == "(“成效” evidence + “举措” evidence of S) ÷ the most of (all evidence, 1)"
