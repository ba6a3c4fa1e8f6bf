"""What a heading says of the sentences under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from scorer.fold import fold
from scorer.model import Rubric, Text

UNDER_HEADING = Text("所在标题下都不算证据", "nothing under its heading is evidence")
REMEMBERED = 1024  # headings; the sentences under one come one after the other, and many reports share them


@dataclass(frozen=True, slots=True)
class Fit:
    """What a heading says of the sentences under it."""

    criteria: frozenset[str] = frozenset()  # whose weak cues count
    excluded: Text | None = None  # why nothing there is evidence
    plan: bool = False
    shortcoming: bool = False


class Headings:
    """Judges headings by a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._criteria = {criterion.id: _folded(criterion.cues.headings) for criterion in rubric.criteria}
        self._excluded = _folded(word for exclusion in rubric.not_evidence for word in exclusion.headings)
        self._plan = _folded(rubric.ladder.plan_headings)
        self._shortcoming = _folded(rubric.shortcomings.headings)
        self.fit = lru_cache(REMEMBERED)(self._fit)

    def _fit(self, heading: str) -> Fit:
        """What a heading says of the sentences under it; "" is no heading."""
        words = fold(heading).text
        return Fit(
            frozenset(criterion for criterion, terms in self._criteria.items() if _holds(words, terms)),
            UNDER_HEADING if _holds(words, self._excluded) else None,
            _holds(words, self._plan),
            _holds(words, self._shortcoming),
        )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word).text for word in words)


def _holds(heading: str, words: tuple[str, ...]) -> bool:
    return any(word in heading for word in words)
