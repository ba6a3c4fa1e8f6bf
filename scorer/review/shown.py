"""Points that a returned workbook shows and its entries do not come to: somebody typed over a formula or a weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.grading.score import points
from scorer.model import PLACES, NotApplicable, Text
from scorer.review.opinions import opinions
from scorer.workbook.book import DASH
from scorer.workbook.entries import words
from scorer.workbook.flaws import SCORE_DIFFERS, Flaws

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scorer.model import CriterionResult, Results, Rubric
    from scorer.model.review import Flaw, Review
    from scorer.workbook.reviewed import Score
    from scorer.xlsx.cells import Value

Points = float | None  # None: it does not apply
Place = tuple[str, str]  # a subject and a criterion


def scores_that_differ(scores: Iterable[Score], review: Review, results: Results) -> tuple[Flaw, ...]:
    """A flaw for each of the workbook's scores that is not what the review alone comes to.

    What formulas show counts only where a program has computed them anew since the workbook was issued: a file can be
    filled in without. A value in place of a formula counts always.
    """
    shown = {(one.subject, one.criterion): one for one in scores if _is_figure(one)}
    issued, due = _points(None, results), _points(review, results)
    computed = any(one.is_formula and not _same(one.value, issued[place]) for place, one in shown.items())
    flaws = Flaws(review.workbook)
    for place, one in shown.items():
        if (computed or not one.is_formula) and not _same(one.value, due[place]):
            flaws.add(SCORE_DIFFERS, one.place, _told(one, due[place]))
    return flaws.told()


def _is_figure(score: Score) -> bool:
    """Whether there is anything to compare: no formula without a value, or that failed in the reviewer's program."""
    said = words(score.value)
    return bool(said) and not (score.is_formula and said.startswith("#"))


def _points(review: Review | None, results: Results) -> Mapping[Place, Points]:
    """What each criterion earns by a review; by the machine where there is none."""
    reviewed = {one.subject: one for one in review.subjects} if review else {}
    return {
        (card.id, result.criterion.id): _earned(
            result, held.level if held.judged else result.machine_level, results.rubric
        )
        for card in results.scorecards
        for result, held in zip(card.criteria, opinions(card, reviewed.get(card.id), results.rubric), strict=True)
    }


def _earned(result: CriterionResult, level: int | None, rubric: Rubric) -> Points:
    if level is None:
        return 0.0 if rubric.not_applicable is NotApplicable.ZERO else None
    return points(result.criterion.weight, level, rubric.ladder.shares)


def _same(shown: Value, due: Points) -> bool:
    if due is None:
        return words(shown) == DASH
    return isinstance(shown, float) and abs(shown - due) < 10**-PLACES


def _told(score: Score, due: Points) -> Text:
    now, came = words(score.value), DASH if due is None else f"{due:g}"
    if not score.is_formula:
        return Text(
            f"“得分”处的公式被改成了“{now}”，按所填内容应为 {came}",
            f"the formula of the points was replaced by “{now}”; the entries come to {came}",
        )
    return Text(
        f"“得分”处显示 {now}，按发出时的满分和所填内容应为 {came}；可能有锁定的满分或公式被改动",
        f"it shows {now} points; by the weights that were issued the entries come to {came}. Perhaps a locked weight "
        "or formula was changed",
    )
