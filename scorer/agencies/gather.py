"""Reports and what was found in them -> the agencies that they name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scorer.agencies.directory import NamesInReport
from scorer.agencies.subject import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.agencies.attribution import Attribution
    from scorer.model import Evidence, Report, Shortcoming


def names_in(found: Iterable[tuple[Report, Iterable[Evidence | Shortcoming]]]) -> Iterator[NamesInReport]:
    """For each report the agencies whose deeds and shortcomings were found in it, each sentence counted once."""
    for report, pieces in found:
        named = {(piece.sentence.number, piece.agency) for piece in pieces}
        subject = subject_of(report)
        times = Counter(name for _, name in named if name is not None)
        yield NamesInReport(report.source, times, subject.region, subject.agency)


def names_of(report: Report, attribution: Attribution) -> NamesInReport:
    """The agencies of all sentences of a report."""
    times = Counter(actor.name for actor in attribution.actors.values())
    return NamesInReport(report.source, times, attribution.region, attribution.agency)
