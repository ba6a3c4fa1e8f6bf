"""Any folder of files, scored like one that somebody sent: `python -m tests.collection FOLDER`.

Meant for collections of odd and malformed documents, such as the test suites of document libraries. Every file must be
read or named with its reason; what else came of one is listed and makes the exit code 1. They are read one after the
other, each in a guarded process, so that the slowest can be told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from scorer.documents.find import find_documents
from scorer.pipeline import Step
from tests.mutants import Outcome, score, tell

SLOWEST = 10


def run(folder: Path, out: Path) -> tuple[Outcome, list[tuple[float, str]]]:
    """Score what is below a folder: what became of it, and how many seconds each document took, the slowest first."""
    found, _ = find_documents([folder])
    times: list[float] = []

    def note(step: Step, *_: int) -> None:
        if step is Step.SCORING:
            times.append(time.monotonic())

    outcome = score(folder, out, jobs=1, progress=note)
    seconds = [end - begin for begin, end in pairwise(times)]
    return outcome, sorted(zip(seconds, (one.source for one in found), strict=True), reverse=True)


def main() -> int:
    """Print what became of the files; 1 if anything but being read or named did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    with tempfile.TemporaryDirectory(prefix="collection-") as name:
        outcome, slowest = run(parser.parse_args().folder, Path(name))
    tell(outcome)
    for seconds, source in slowest[:SLOWEST]:
        print(f"{seconds:6.1f} s  {source}")
    return 1 if outcome.other else 0


if __name__ == "__main__":
    sys.exit(main())
