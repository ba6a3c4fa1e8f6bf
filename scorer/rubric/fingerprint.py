"""A rubric -> two hashes: of what moves scores, and of what people read.

Rubrics with the same scoring hash give every report the same scores, so that their results compare. The order in
which words, criteria and rules are written is in neither hash; the rubric's id and version are neither's matter.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import Criterion, Cues, Exclusion, Rubric, Rung, Text

# What JSON can say; dicts and lists are written so that equal means equal.
_Plain = Any


def scoring_hash(rubric: Rubric) -> str:
    """SHA-256 of all that moves a score, a grade, an evidence or a band: 64 hexadecimal digits."""
    ladder, adjustments = rubric.ladder, rubric.adjustments
    return _hash(
        {
            "dimensions": {
                one.id: [float(one.weight), _any([c.id for c in one.criteria])] for one in rubric.dimensions
            },
            "criteria": {one.id: _scored(one) for one in rubric.criteria},
            "rungs": {str(rung.grade): [_any(rung.terms), _any(rung.patterns)] for rung in ladder.rungs},
            "shares": [float(share) for share in ladder.shares],
            "plans": [_any(ladder.plans), _any(ladder.plan_headings)],
            "counted": [_any(ladder.units), _any(ladder.not_counted)],
            "bands": [float(band.at_least) for band in rubric.bands],
            "relevance": [_any(rubric.relevance.terms), rubric.relevance.at_least],
            "not_evidence": _any([_rule(rule) for rule in rubric.not_evidence]),
            "shortcomings": [
                _any(words)
                for words in (
                    rubric.shortcomings.terms,
                    rubric.shortcomings.patterns,
                    rubric.shortcomings.headings,
                    rubric.shortcomings.unless,
                )
            ],
            "elsewhere": _any(_elsewhere(rubric)),
            "not_applicable": rubric.not_applicable,
            "consensus": rubric.consensus,
            "enough": rubric.enough,
            "bonuses": [{one.id: float(one.most) for one in adjustments.bonuses}, float(adjustments.bonus_cap)],
            "deductions": [
                {one.id: float(one.most) for one in adjustments.deductions},
                float(adjustments.deduction_cap),
            ],
            "vetoes": {one.id: float(one.at_most) for one in adjustments.vetoes},
        }
    )


def content_hash(rubric: Rubric) -> str:
    """
    SHA-256 of what moves no score: titles, questions, notes, names, reasons, examples, near misses, indicators,
    crosswalks, set phrases. 64 hexadecimal digits.
    """
    return _hash(
        {
            "rubric": [_text(rubric.title), _text(rubric.note)],
            "dimensions": {one.id: _text(one.title) for one in rubric.dimensions},
            "criteria": {one.id: _read(one) for one in rubric.criteria},
            "rungs": {str(rung.grade): _named(rung) for rung in rubric.ladder.rungs},
            "bands": [_text(band.name) for band in rubric.bands],
            "reasons": _any([_text(rule.reason) for rule in rubric.not_evidence]),
            "set_phrases": _any(rubric.set_phrases),
            "adjustments": {one.id: _text(one.title) for one in rubric.adjustments.items},
            "indicators": {
                one.id: [_text(one.title), one.formula, one.show, one.decimals, _text(one.note)]
                for one in rubric.indicators
            },
            "crosswalks": _any(
                [
                    [crosswalk.rubric, line.criterion, line.to, line.relation, _text(line.note)]
                    for crosswalk in rubric.crosswalks
                    for line in crosswalk.lines
                ]
            ),
        }
    )


def _elsewhere(rubric: Rubric) -> tuple[str, ...]:
    """The terms of unused sets, but for those that a criterion has itself: these speak for it anyway."""
    own = {term for criterion in rubric.criteria for term in criterion.cues.terms}
    return tuple(term for term in rubric.elsewhere if term not in own)


def _scored(criterion: Criterion) -> _Plain:
    return [float(criterion.weight), _cues(criterion.cues), _any(criterion.applies_when)]


def _cues(cues: Cues) -> _Plain:
    return {
        "terms": _any(cues.terms),
        "together": _any([_any([_any(group) for group in groups]) for groups in cues.together]),
        "some_of": _any([[some.at_least, _any(some.of)] for some in cues.some_of]),
        "patterns": _any(cues.patterns),
        "weak": _any(cues.weak),
        "headings": _any(cues.headings),
        "unless": _any(cues.unless),
    }


def _rule(rule: Exclusion) -> _Plain:
    return [rule.scope, _any(rule.terms), _any(rule.patterns), _any(rule.headings), _any(rule.unless)]


def _read(criterion: Criterion) -> _Plain:
    return [
        _text(criterion.title),
        _text(criterion.question),
        _any([[example.text, example.grade] for example in criterion.examples]),
        _any(criterion.near_misses),
    ]


def _named(rung: Rung) -> _Plain:
    return [_text(rung.name), _text(rung.shows)]


def _text(text: Text) -> _Plain:
    return [text.zh, text.en]


def _any(items: Iterable[_Plain]) -> list[_Plain]:
    """Items in an order of their own, each once."""
    return [json.loads(item) for item in sorted({_written(item) for item in items})]


def _hash(value: _Plain) -> str:
    return hashlib.sha256(_written(value).encode()).hexdigest()


def _written(value: _Plain) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
