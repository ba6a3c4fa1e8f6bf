"""A rubric's own examples and near misses, run like tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.evidence.lexicon import Lexicon
from scorer.model import Criterion, CriterionResult, Part, Relevance, Report, Rubric, Sentence, Text
from scorer.pipeline import score_report

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Failure:
    """One example or near miss that did not do as its criterion says."""

    criterion: str
    text: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a rubric did on its own sentences."""

    sentences: int
    failures: tuple[Failure, ...]


def rehearse(rubric: Rubric) -> Rehearsal:
    """Try every example and near miss of every criterion."""
    # A sentence on its own is too short to show what it is about.
    lexicon = Lexicon(replace(rubric, relevance=Relevance((), 0)))
    tried = sum(len(c.examples) + len(c.near_misses) for c in rubric.criteria)
    failures = (failure for criterion in rubric.criteria for failure in _failures(criterion, lexicon))
    return Rehearsal(tried, tuple(failures))


def _failures(criterion: Criterion, lexicon: Lexicon) -> Iterator[Failure]:
    for example in criterion.examples:
        results = _try(example.text, lexicon)
        mine = results[criterion.id]
        if not mine.evidence:
            yield Failure(criterion.id, example.text, _missed(results))
        elif example.grade not in {None, mine.level}:
            why = mine.evidence[0].why
            yield Failure(
                criterion.id,
                example.text,
                Text(
                    f"应为 {example.grade} 级，得 {mine.level} 级（{why.zh}）",
                    f"should be grade {example.grade}, is {mine.level} ({why.en})",
                ),
            )
    for text in criterion.near_misses:
        mine = _try(text, lexicon)[criterion.id]
        if mine.evidence:
            why = mine.evidence[0].why
            yield Failure(
                criterion.id,
                text,
                Text(f"不应命中却命中（{why.zh}）", f"must not match, but does ({why.en})"),
            )


def _missed(results: dict[str, CriterionResult]) -> Text:
    others = [id_ for id_, result in results.items() if result.evidence]
    if not others:
        return Text("应命中而没有命中任何项", "should match, but matches no criterion")
    return Text(f"应命中而没有命中，命中了 {'、'.join(others)}", f"should match, but matches {', '.join(others)}")


def _try(text: str, lexicon: Lexicon) -> dict[str, CriterionResult]:
    sentence = Sentence(number=1, paragraph=1, start=0, end=len(text), part=Part.BODY, heading="")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    card = score_report(Report("example", sha256, "", text, (sentence,)), "example", lexicon)
    return {result.criterion.id: result for result in card.criteria}
