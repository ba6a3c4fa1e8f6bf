"""What the core rubric promises."""

from __future__ import annotations

import pytest

from scorer.model import Criterion
from scorer.rubric.load import check_rubric, find_rubric, load_rubric

CORE = load_rubric(find_rubric("core"))


def test_the_core_rubric_has_neither_errors_nor_warnings() -> None:
    assert check_rubric(find_rubric("core")) == []


def test_its_dimensions_and_weights_are_those_of_the_codebook() -> None:
    assert [(dimension.id, dimension.weight) for dimension in CORE.dimensions] == [
        ("A", 25),
        ("B", 25),
        ("C", 25),
        ("D", 15),
        ("E", 10),
    ]
    assert [criterion.id for criterion in CORE.criteria] == [
        *("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "C1", "C2", "C3", "C4", "C5"),
        *("D1", "D2", "D3", "D4", "E1", "E2", "E3", "E4"),
    ]


@pytest.mark.parametrize("criterion", CORE.criteria, ids=lambda criterion: criterion.id)
def test_each_criterion_has_enough_examples_near_misses_and_both_languages(criterion: Criterion) -> None:
    assert len({example.text for example in criterion.examples}) >= 10
    assert len(set(criterion.near_misses)) >= 5
    assert criterion.title.zh != criterion.title.en
    assert criterion.question.zh != criterion.question.en
