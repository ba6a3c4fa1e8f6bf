"""Where the machine is least sure of a level, and why.

Takes the results of one subject and the sightings that its evidence was graded from, and gives the results with their
doubts. Each rule names a trait of the evidence that goes with wrong levels in labelled reports, whatever the criterion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scorer.grading.ladder import STATED
from scorer.model import CriterionResult, Sighting, Text

RESULT = 3
RECOGNISED = 4

Sightings = Mapping[tuple[str, int], Sighting]  # by the source of their report and the number of their sentence


def with_doubts(results: Iterable[CriterionResult], sightings: Sightings) -> tuple[CriterionResult, ...]:
    """The results, each with the reasons to doubt its level. All sentences of their evidence are in the sightings."""
    return tuple(replace(result, doubt=_doubt(result, sightings)) if result.evidence else result for result in results)


def _doubt(result: CriterionResult, sightings: Sightings) -> Text:
    carrying = [
        sightings[piece.source, piece.sentence.number] for piece in result.evidence if piece.grade == result.level
    ]
    reasons = [reason for rule in RULES if (reason := rule(result, carrying))]
    return Text("；".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons))


# --- rules: what is odd about the sentences that carry a level, the strongest evidence -----------


def _only_stated(result: CriterionResult, _: list[Sighting]) -> Text | None:
    """Where no act is found, it is often there in words that the rubric does not know."""
    if result.level > STATED:
        return None
    return Text(
        "只找到表态性的话，没有认出具体做法，等次可能偏低",
        "only aims and attitudes were found and no act was recognised, so the level may be too low",
    )


def _one_figure(result: CriterionResult, carrying: list[Sighting]) -> Text | None:
    """A figure on its own often counts something other than what came of the work."""
    results = [mark for sighting in carrying for mark in sighting.marks if mark.grade == RESULT]
    if result.level != RESULT or len(carrying) > 1 or len(results) > 1:
        return None
    shown = results[0].span.text
    return Text(
        f"只凭一句话里的“{shown}”定为 {RESULT} 级，它说的未必是工作成效，等次可能偏高",
        f"level {RESULT} rests on “{shown}” in one sentence, which may be no result of the work, "
        "so the level may be too high",
    )


def _only_goes_on(_: CriterionResult, carrying: list[Sighting]) -> Text | None:
    """The sentence before may have told of one thing, and these of another."""
    if not all(sighting.goes_on for sighting in carrying):
        return None
    return Text(
        "定等次的句子没有线索词，是接着上一句算的，说的可能是别的事",
        "the level rests on text without cues, taken to go on with the sentence before: it may tell of something else",
    )


def _mainly_another(result: CriterionResult, carrying: list[Sighting]) -> Text | None:
    """A sentence that names a criterion in passing; recognition from outside is seldom told in passing."""
    mainly = next(iter(carrying[0].cues))
    if len(result.evidence) > 1 or mainly == result.criterion.id or result.level == RECOGNISED:
        return None
    return Text(
        f"只凭一句话定等次，而这句话主要说的是 {mainly}",
        f"the level rests on one sentence, which mainly speaks for {mainly}",
    )


RULES = (_only_stated, _one_figure, _only_goes_on, _mainly_another)
