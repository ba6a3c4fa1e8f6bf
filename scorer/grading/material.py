"""What reports say, graded -> scorecards: one for each report, or one for each agency over all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorer.grading.doubt import with_doubts
from scorer.grading.indicators import indicate
from scorer.grading.score import band, judged_total, score_agency, score_criteria
from scorer.model import Evidence, Report, Scorecard, Shortcoming, Sighting, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scorer.agencies.directory import NamesInReport
    from scorer.model import CriterionResult, Rubric

    NameOf = Callable[[str, str | None], str]  # a report's source and an agency as it names it -> whose scorecard


@dataclass(frozen=True, slots=True)
class Material:
    """What one report says by one rubric, before it is asked about whom."""

    id: str  # what the ids of its evidence begin with
    report: Report
    evidence: tuple[Evidence, ...]
    sightings: tuple[Sighting, ...]  # that the evidence was graded from
    shortcomings: tuple[Shortcoming, ...]
    notes: tuple[Text, ...]  # what a reader must know: not about the subject, pages that were not read
    not_applicable: frozenset[str]  # criteria that the report is not judged on
    names: NamesInReport | None = None  # the agencies that it names; the same under every rubric of a run

    @property
    def places(self) -> Iterator[tuple[tuple[str, int], Sighting]]:
        """The sightings, with the source and the number of their sentence."""
        return (((self.report.source, one.sentence.number), one) for one in self.sightings)


def score_material(material: Material, rubric: Rubric) -> Scorecard:
    """The scorecard of the report."""
    results = score_criteria(material.evidence, material.not_applicable, rubric)
    return _scorecard(
        with_doubts(results, dict(material.places)),
        material.shortcomings,
        rubric,
        _Subject(material.id, (material.report,), None, material.notes),
    )


def score_agencies(materials: Iterable[Material], name_of: NameOf, rubric: Rubric) -> tuple[Scorecard, ...]:
    """A scorecard for each agency of which the reports tell, in the order of their names.

    Evidence for a criterion that its report is not judged on is left out. An agency that is judged on fewer criteria
    than the rubric calls enough has no total. The order of the materials does not matter.
    """
    told: dict[str, _Told] = defaultdict(_Told)
    places: dict[tuple[str, int], Sighting] = {}
    for material in sorted(materials, key=lambda one: one.report.source):
        places.update(material.places)
        for piece in material.evidence:
            if piece.criterion not in material.not_applicable:
                one = told[name_of(piece.source, piece.agency)]
                one.evidence.append(piece)
                one.reports[piece.source] = material.report
        for shortcoming in material.shortcomings:
            one = told[name_of(shortcoming.source, shortcoming.agency)]
            one.shortcomings.append(shortcoming)
            one.reports[shortcoming.source] = material.report
    return tuple(
        _scorecard(
            with_doubts(score_agency(one.evidence, one.lacking, rubric), places),
            tuple(one.shortcomings),
            rubric,
            _Subject(name, tuple(one.reports.values()), name, ()),
        )
        for name, one in sorted(told.items())
    )


@dataclass(slots=True)
class _Told:
    """What reports tell of an agency."""

    evidence: list[Evidence] = field(default_factory=list)
    shortcomings: list[Shortcoming] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)  # by source

    @property
    def lacking(self) -> frozenset[str]:
        """The criteria of which a shortcoming is told."""
        return frozenset(one.criterion for one in self.shortcomings if one.criterion is not None)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a scorecard is about."""

    id: str
    reports: tuple[Report, ...]
    agency: str | None
    notes: tuple[Text, ...]


def _scorecard(
    results: tuple[CriterionResult, ...], shortcomings: tuple[Shortcoming, ...], rubric: Rubric, about: _Subject
) -> Scorecard:
    points = judged_total(results, rubric.enough if about.agency is not None else 0)
    return Scorecard(
        id=about.id,
        reports=about.reports,
        agency=about.agency,
        criteria=results,
        shortcomings=shortcomings,
        total=points,
        band=None if points is None else band(points, rubric.bands),
        notes=about.notes,
        indicators=indicate(results, shortcomings, points, None if about.agency else about.reports[0], rubric),
    )
