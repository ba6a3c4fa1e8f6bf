"""What a heading says of the sentences under it."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.fold import fold
from scorer.model import Rubric, Text

UNDER_HEADING = Text("所在标题下都不算证据", "nothing under its heading is evidence")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a heading says of the sentences under it."""

    criteria: frozenset[str] = frozenset()  # whose weak cues count
    excluded: Text | None = None  # why nothing there is evidence
    plan: bool = False
    shortcoming: bool = False


class Headings:
    """Judges each heading of a report once."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._known: dict[str, Fit] = {"": Fit()}

    def fit(self, heading: str) -> Fit:
        """What a heading says of the sentences under it; "" is no heading."""
        if heading not in self._known:
            self._known[heading] = self._judge(fold(heading).text)
        return self._known[heading]

    def _judge(self, heading: str) -> Fit:
        def holds(words: tuple[str, ...]) -> bool:
            return any(word in heading for word in words)

        rubric = self._rubric
        excluded = any(holds(exclusion.headings) for exclusion in rubric.not_evidence)
        return Fit(
            frozenset(criterion.id for criterion in rubric.criteria if holds(criterion.cues.headings)),
            UNDER_HEADING if excluded else None,
            holds(rubric.ladder.plan_headings),
            holds(rubric.shortcomings.headings),
        )
