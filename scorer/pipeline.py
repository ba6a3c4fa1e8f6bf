"""Paths and a rubric -> results. The one place where the rooms meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scorer.documents.find import Found, find_documents
from scorer.documents.read import read_report
from scorer.errors import DocumentError
from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.ladder import grade
from scorer.grading.score import band, score_criteria, total
from scorer.model import Evidence, Report, Results, Rubric, Scorecard, Sighting, Text, Unread
from scorer.rubric.load import find_rubric, load_rubric

Progress = Callable[[int, int], None]  # documents done, of how many


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    rubric: str  # name or file
    jobs: int = 1  # worker processes


def score_reports(request: Request, progress: Progress) -> Results:
    """Score every document under the paths. Documents that cannot be read end up in `unread`.

    Raises UsageError and RubricError before anything is scored.
    """
    rubric = load_rubric(find_rubric(request.rubric))
    found, unread = find_documents(request.paths)
    scorecards = []
    progress(0, len(found))
    for done, outcome in enumerate(_outcomes(found, rubric, request.jobs), 1):
        if isinstance(outcome, Unread):
            unread.append(outcome)
        else:
            scorecards.append(outcome)
        progress(done, len(found))
    return Results(
        name=_name(request.paths),
        rubric=rubric,
        version=version("model-agency-scorecard"),
        scorecards=tuple(sorted(scorecards, key=lambda card: card.report.source)),
        unread=tuple(sorted(unread, key=lambda one: one.source)),
    )


def _outcomes(found: Sequence[Found], rubric: Rubric, jobs: int) -> Iterable[Scorecard | Unread]:
    if jobs == 1 or len(found) < 2:
        _start_worker(rubric)
        yield from map(_score_document, found)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(rubric,)) as pool:
        yield from pool.map(_score_document, found, chunksize=max(1, min(50, len(found) // (4 * jobs))))


_lexicon: Lexicon  # of this process; compiled once, not once a document


def _start_worker(rubric: Rubric) -> None:
    global _lexicon
    _lexicon = Lexicon(rubric)


def _score_document(found: Found) -> Scorecard | Unread:
    try:
        report = read_report(found)
    except DocumentError as error:
        return Unread(found.source, error.message)
    return score_report(report, _lexicon)


def score_report(report: Report, lexicon: Lexicon) -> Scorecard:
    """One report against one rubric."""
    findings = find_evidence(report, fold(report.text), lexicon)
    evidence = [
        _graded(report, sighting, criterion, lexicon.rubric)
        for sighting in findings.sightings
        for criterion in sighting.cues
    ]
    results = score_criteria(evidence, findings.not_applicable, lexicon.rubric)
    points = total(results)
    return Scorecard(
        report=report,
        agency=findings.agency,
        criteria=results,
        shortcomings=findings.shortcomings,
        total=points,
        band=band(points, lexicon.rubric.bands),
        notes=_notes(findings),
    )


def _graded(report: Report, sighting: Sighting, criterion: str, rubric: Rubric) -> Evidence:
    graded = grade(sighting, criterion, rubric.ladder)
    return Evidence(
        id=f"{Path(report.source).with_suffix('').as_posix()}-{sighting.sentence.number:04}-{criterion}",
        criterion=criterion,
        sentence=sighting.sentence,
        quote=report.quote(sighting.sentence),
        grade=graded.grade,
        why=graded.why,
        cues=tuple(dict.fromkeys(sighting.quotes[criterion])),
        agency=sighting.agency,
        quantities=sighting.quantities,
    )


def _notes(findings: Findings) -> tuple[Text, ...]:
    return (findings.excluded,) if findings.excluded else ()


def _name(paths: Sequence[Path]) -> str:
    """What the output is named after: the only input, or the first of several."""
    first = paths[0].resolve()
    name = first.stem if first.is_file() else first.name
    return name if len(paths) == 1 else f"{name}+{len(paths) - 1}"
