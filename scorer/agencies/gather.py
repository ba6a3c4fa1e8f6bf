"""A report and whose deeds it tells -> the agencies that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.agencies.directory import NamesInReport

if TYPE_CHECKING:
    from scorer.agencies.attribution import Attribution
    from scorer.model import Report


def names_of(report: Report, attribution: Attribution) -> NamesInReport:
    """The agencies of all sentences of a report, whatever a rubric makes of them."""
    names = frozenset(actor.name for actor in attribution.actors.values())
    return NamesInReport(report.source, names, attribution.region, attribution.agency)
