"""Scorecards, and repeated text that was found -> the scorecards, with a mark on all evidence that stands elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.model.copies import Copies, Copy, Elsewhere, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.model import CriterionResult, Evidence, Scorecard

MOST = 3  # places that one piece of evidence is told to stand in too
Passages = dict[str, list[tuple[Passage, Elsewhere]]]  # of each report


def mark(cards: Iterable[Scorecard], copies: Copies) -> tuple[Scorecard, ...]:
    """The scorecards, with the share of each report that stands elsewhere, and with the places of evidence of whose
    sentence at least half does.
    """
    passages: Passages = defaultdict(list)
    for copy in copies.found:
        passages[copy.passage.source].append((copy.passage, _elsewhere(copy, copy.other)))
        if not copy.other.archived:
            passages[copy.other.source].append((copy.other, _elsewhere(copy, copy.passage)))
    return tuple(
        replace(
            card,
            criteria=tuple(_marked(result, passages) for result in card.criteria),
            copied_share=copies.shares[card.report.source] if card.agency is None else None,
        )
        for card in cards
    )


def _elsewhere(copy: Copy, place: Passage) -> Elsewhere:
    return Elsewhere(place.source, place.archived, place.place, place.paragraph, copy.likeness, copy.exact)


def _marked(result: CriterionResult, passages: Passages) -> CriterionResult:
    if not any(piece.source in passages for piece in result.evidence):
        return result
    return replace(result, evidence=tuple(_with_places(piece, passages) for piece in result.evidence))


def _with_places(piece: Evidence, passages: Passages) -> Evidence:
    start, end = piece.sentence.start, piece.sentence.end
    places = [
        place
        for passage, place in passages.get(piece.source, ())
        if 2 * (min(end, passage.end) - max(start, passage.start)) >= end - start
    ]
    return replace(piece, copied=tuple(places[:MOST])) if places else piece
