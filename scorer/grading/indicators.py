"""What a scorecard holds, counted -> what its rubric's indicators come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.formula import evaluate, names, parse
from scorer.measures import GRADES, LEVELS, extent
from scorer.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.model import CriterionResult, Report, Rubric, Shortcoming


def indicate(
    results: Sequence[CriterionResult],
    shortcomings: Sequence[Shortcoming],
    total: float | None,
    report: Report | None,
    rubric: Rubric,
) -> tuple[float | None, ...]:
    """The value of each of the rubric's indicators, in their order; None where there is nothing to divide by, or where
    it needs the total and there is none, or the extent of the subject's report and the subject is none.
    """
    if not rubric.indicators:
        return ()
    counted = measure(results, rubric) | {"shortcomings": len(shortcomings)}
    counted |= {} if report is None else extent(report)
    counted |= {} if total is None else {"total": total}
    trees = (parse(indicator.formula) for indicator in rubric.indicators)
    return tuple(evaluate(tree, counted) if counted.keys() >= set(names(tree)) else None for tree in trees)


def measure(results: Sequence[CriterionResult], rubric: Rubric) -> dict[str, float]:
    """What the criteria come to, by the names that formulas use. Those of which nothing is told of an agency apply,
    too: else nobody could see how much is told.
    """
    applying = [result for result in results if result.standing is not Standing.NOT_APPLICABLE]
    counted: dict[str, float] = {"criteria": len(applying)}
    for name, level in LEVELS.items():
        counted[name] = sum(result.level >= level for result in applying)
    counted |= _grades(results, "")
    by_id = {result.criterion.id: result for result in results}
    for id_, result in by_id.items():
        counted |= _grades([result], f"_{id_}")
    for dimension in rubric.dimensions:
        inside = [by_id[criterion.id] for criterion in dimension.criteria]
        counted |= _grades(inside, f"_{dimension.id}")
        counted[f"points_{dimension.id}"] = sum(result.score for result in inside)
        counted[f"reach_{dimension.id}"] = sum(result.max for result in inside)
    return counted


def _grades(results: Iterable[CriterionResult], of: str) -> dict[str, float]:
    """How many pieces of evidence there are, in all and of each grade."""
    grades = [piece.grade for result in results for piece in result.evidence]
    counted: dict[str, float] = {f"{name}{of}": grades.count(grade) for grade, name in enumerate(GRADES, 1)}
    return counted | {f"evidence{of}": len(grades)}
