"""Documents read once, and rubrics -> what each rubric makes of them; what an edit of a rubric moves."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from scorer.evidence.lexicon import Lexicon
from scorer.model import Results
from scorer.pipeline import read_reports, score_report
from scorer.review.compare import compare
from scorer.review.merge import merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scorer.model import Rubric
    from scorer.model.comparison import Comparison


class Trial:
    """Documents on which rubrics are tried."""

    def __init__(self, paths: Sequence[Path], leave_out: Path | None = None) -> None:
        """Read every document under the paths. Raises UsageError where there is none."""
        self._reports, unread = read_reports(paths, leave_out)
        self.unread = tuple(sorted(unread, key=lambda one: one.source))
        self.files = tuple(dict.fromkeys(one.path for one in self._reports))  # that the documents are read from

    def score(self, rubric: Rubric) -> Results:
        """What the rubric makes of the documents, in the order of their names."""
        lexicon = Lexicon(rubric)
        cards = (score_report(one.report, one.id, lexicon) for one in self._reports)
        return Results(
            name=rubric.id,
            rubric=rubric,
            version=version("model-agency-scorecard"),
            scorecards=tuple(sorted(cards, key=lambda card: card.report.source)),
            unread=self.unread,
        )


def moved(before: Results, after: Results) -> Comparison:
    """What the second rubric makes of the documents otherwise than the first."""
    return compare(merge(before, (), None), merge(after, (), None))
