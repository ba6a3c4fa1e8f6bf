"""Paths and a rubric -> results. The one place where the rooms meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scorer.documents.find import Found, find_documents
from scorer.documents.names import in_text
from scorer.documents.read import read_report
from scorer.errors import DocumentError, UsageError
from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.doubt import with_doubts
from scorer.grading.ladder import grade
from scorer.grading.score import band, score_criteria, total
from scorer.model import Evidence, Report, Results, Rubric, Scorecard, Sighting, Text, Unread
from scorer.rubric.load import find_rubric, load_rubric

NAME_LENGTH = 60  # characters of an input's name that go into the results' names; a system takes 255 bytes in all
Progress = Callable[[int, int], None]  # documents done, of how many
Scored = tuple[Scorecard, ...]  # one document against each rubric


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    rubrics: tuple[Rubric, ...]  # of different ids
    out: Path  # where results go: nothing in it is a report
    jobs: int = 1  # worker processes


def load_rubrics(names: Iterable[str]) -> tuple[Rubric, ...]:
    """The rubrics of these names or files. Raises RubricError, and UsageError where two have the same id."""
    rubrics = tuple(load_rubric(find_rubric(name)) for name in dict.fromkeys(names))
    for id_, times in Counter(rubric.id for rubric in rubrics).items():
        if times > 1:
            raise UsageError(
                Text(
                    f"有 {times} 份评分标准的 id 都是 {id_}，结果会互相覆盖。请在自己的标准里改写 id 那一行",
                    f"{times} rubrics have the id {id_}, so that one's results would replace the other's. "
                    "Change the id line in your own",
                )
            )
    return rubrics


def score_reports(request: Request, progress: Progress) -> list[Results]:
    """Score every document under the paths against each rubric. What cannot be read ends up in `unread`.

    Raises UsageError before anything is scored.
    """
    found, unread = find_documents(request.paths, request.out)
    scored: list[Scored] = []
    progress(0, len(found))
    for done, outcome in enumerate(_outcomes(found, request), 1):
        if isinstance(outcome, Unread):
            unread.append(outcome)
        else:
            scored.append(outcome)
        progress(done, len(found))
    return [
        Results(
            name=_name(request.paths),
            rubric=rubric,
            version=version("model-agency-scorecard"),
            scorecards=tuple(sorted((cards[number] for cards in scored), key=lambda card: card.report.source)),
            unread=tuple(sorted(unread, key=lambda one: one.source)),
        )
        for number, rubric in enumerate(request.rubrics)
    ]


def _outcomes(found: Sequence[Found], request: Request) -> Iterable[Scored | Unread]:
    tasks = list(zip(found, _prefixes(found), strict=True))
    if request.jobs == 1 or len(found) < 2:
        _start_worker(request.rubrics)
        yield from map(_score_document, tasks)
        return
    chunk = max(1, min(10, len(found) // (4 * request.jobs)))
    with ProcessPoolExecutor(request.jobs, initializer=_start_worker, initargs=(request.rubrics,)) as pool:
        try:
            yield from pool.map(_score_document, tasks, chunksize=chunk)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _prefixes(found: Sequence[Found]) -> list[str]:
    """What the evidence ids of each document begin with: its name without suffix, or with it where that is another's
    name, with suffix or without. No two are equal.
    """
    short = [Path(one.source).with_suffix("").as_posix() for one in found]
    times = Counter(short)
    sources = {one.source for one in found}
    return [
        name if times[name] == 1 and name not in sources else one.source for name, one in zip(short, found, strict=True)
    ]


_lexicons: tuple[Lexicon, ...]  # of this process, one for each rubric; compiled once, not once a document


def _start_worker(rubrics: tuple[Rubric, ...]) -> None:
    global _lexicons
    _lexicons = tuple(map(Lexicon, rubrics))


def _score_document(task: tuple[Found, str]) -> Scored | Unread:
    found, prefix = task
    try:
        report = read_report(found)
    except DocumentError as error:
        return Unread(found.source, error.message)
    return tuple(score_report(report, prefix, lexicon) for lexicon in _lexicons)


def score_report(report: Report, prefix: str, lexicon: Lexicon) -> Scorecard:
    """One report against one rubric. `prefix` becomes its id, and ids of its evidence begin with it."""
    findings = find_evidence(report, fold(report.text), lexicon)
    evidence = [
        _graded(report, prefix, sighting, criterion, lexicon.rubric)
        for sighting in findings.sightings
        for criterion in sighting.cues
    ]
    results = with_doubts(score_criteria(evidence, findings.not_applicable, lexicon.rubric), findings.sightings)
    points = total(results)
    return Scorecard(
        id=prefix,
        report=report,
        agency=None,
        criteria=results,
        shortcomings=findings.shortcomings,
        total=points,
        band=band(points, lexicon.rubric.bands),
        notes=_notes(findings),
    )


def _graded(report: Report, prefix: str, sighting: Sighting, criterion: str, rubric: Rubric) -> Evidence:
    graded = grade(sighting, criterion, rubric.ladder)
    return Evidence(
        id=f"{prefix}-{sighting.sentence.number:04}-{criterion}",
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
    name = in_text(first.stem if first.is_file() else first.name)[:NAME_LENGTH]
    return name if len(paths) == 1 else f"{name}+{len(paths) - 1}"
