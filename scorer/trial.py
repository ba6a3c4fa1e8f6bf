"""Documents read once, and rubrics -> what each rubric makes of them; what an edit of a rubric moves."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from scorer.documents.find import find_documents
from scorer.errors import UsageError
from scorer.evidence.lexicon import Lexicon
from scorer.model import Results
from scorer.pipeline import read_reports, score_report
from scorer.review.compare import compare
from scorer.review.merge import merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scorer.model import Rubric, Scorecard
    from scorer.model.comparison import Comparison
    from scorer.pipeline import Read, Readings

Stamp = tuple[int, int, int] | None  # time, size and number of a file; None: it is not there


def stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    """What tells whether files are as they were, without reading them."""
    return {file: _stamp(file) for file in files}


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:  # an editor may be about to put the new file there
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def files_under(paths: Sequence[Path], leave_out: Path | None) -> dict[Path, Stamp]:
    """The files that are documents or hold some, with their stamps; none of a path that is not there."""
    files: dict[Path, Stamp] = {}
    for path in paths:
        try:
            found, _ = find_documents([path], leave_out, _unopened)
        except UsageError:  # reading them will tell
            continue
        files |= stamps(one.path for one in found)
    return files


def _unopened(_archive: Path) -> None:
    """What archives hold changes with them."""


class Trial:
    """Documents on which rubrics are tried."""

    def __init__(self, paths: Sequence[Path], leave_out: Path | None = None, before: Trial | None = None) -> None:
        """Read every document under the paths; what is as it was in the trial before is neither read nor scored again,
        also if it could not be read or was another's double.

        Raises UsageError where there is none.
        """
        self.files = files_under(paths, leave_out)  # before they are read: a change while they are comes to notice
        self._readings: Readings = before._readings_as_in(self.files) if before else {}
        self._reports: list[Read]
        self._reports, unread = read_reports(paths, leave_out, self._readings)
        self.unread = tuple(sorted(unread, key=lambda one: one.source))
        self._lexicon: Lexicon | None = before._lexicon if before else None
        self._cards: dict[str, Scorecard] = before._cards if before else {}

    def _readings_as_in(self, files: Mapping[Path, Stamp]) -> Readings:
        """Those of files that are as they were."""
        same = {file for file, stamp in files.items() if stamp is not None and self.files.get(file) == stamp}
        return {key: reading for key, reading in self._readings.items() if key[0] in same}

    def score(self, rubric: Rubric) -> Results:
        """What the rubric makes of the documents, in the order of their names: as in a run, but for repeated text. That
        moves no score, and looking for it would hold all documents against each other at every edit.
        """
        if self._lexicon is None or self._lexicon.rubric != rubric:
            self._lexicon, self._cards = Lexicon(rubric), {}
        lexicon, scored = self._lexicon, self._cards
        self._cards = {
            one.id: scored[one.id]
            if one.id in scored and scored[one.id].report is one.report
            else score_report(one.report, one.id, lexicon)
            for one in self._reports
        }
        return Results(
            name=rubric.id,
            rubric=rubric,
            version=version("model-agency-scorecard"),
            scorecards=tuple(sorted(self._cards.values(), key=lambda card: card.report.source)),
            unread=self.unread,
        )


def moved(before: Results, after: Results) -> Comparison:
    """What the second rubric makes of the documents otherwise than the first."""
    return compare(merge(before, (), None), merge(after, (), None))
