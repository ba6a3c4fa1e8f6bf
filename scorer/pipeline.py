"""Paths and a rubric -> results. The one place where the rooms meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from pickle import Pickler, Unpickler
from typing import IO

from scorer.documents.extract import Extract
from scorer.documents.find import Found, find_documents
from scorer.documents.guard import Worker, failed, outcomes, seconds_for
from scorer.documents.kind import Kind
from scorer.documents.names import in_text
from scorer.documents.read import Extraction, extract, read_report
from scorer.errors import DocumentError, UsageError
from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.doubt import with_doubts
from scorer.grading.ladder import grade
from scorer.grading.score import band, score_criteria, total
from scorer.model import Criterion, Evidence, Report, Results, Rubric, Scorecard, Sighting, Text, Unread
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
    with closing(_outcomes(found, request)) as all_outcomes:
        for done, (one, outcome) in enumerate(zip(found, all_outcomes, strict=True), 1):
            if isinstance(outcome, DocumentError):
                unread.append(Unread(one.source, outcome.message))
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


def _outcomes(found: Sequence[Found], request: Request) -> Generator[Scored | DocumentError, None, None]:
    """Score each document: here, with one process that reads what is not plain text, or all in several processes."""
    tasks = list(zip(found, _prefixes(found), strict=True))
    if request.jobs > 1 and len(found) > 1:
        timed = ((task, _seconds(task[0])) for task in tasks)
        prepare = partial(_start_worker, request.rubrics)
        for outcome in outcomes(_score_packed, prepare, timed, min(request.jobs, len(found))):
            yield outcome if isinstance(outcome, DocumentError) else _unpacked(outcome, request.rubrics)
        return
    _start_worker(request.rubrics)
    with Worker(_extract) as reader:

        def extract_guarded(kind: Kind, data: bytes) -> Extract:
            return reader.run((kind, data), seconds_for(len(data)))

        for task in tasks:
            try:
                yield _score_document(task, extract_guarded)
            except DocumentError as error:
                yield error


def _extract(task: tuple[Kind, bytes]) -> Extract:
    return extract(*task)


def _seconds(found: Found) -> float:
    try:
        return seconds_for(found.path.stat().st_size)
    except OSError:  # reading it will tell
        return seconds_for(0)


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


def _score_document(task: tuple[Found, str], extract: Extraction = extract) -> Scored:
    """Score a document against each rubric. Raises DocumentError where it cannot be read."""
    found, prefix = task
    try:
        report = read_report(found, extract)
    except DocumentError:
        raise
    except Exception as error:  # one document must not take the others with it
        raise DocumentError(failed(error)) from error
    return tuple(score_report(report, prefix, lexicon) for lexicon in _lexicons)


class _Packer(Pickler):
    """Writes a criterion as its place in the rubrics: with all its terms it is many times as large as a result."""

    def __init__(self, stream: IO[bytes], rubrics: Iterable[Rubric]) -> None:
        super().__init__(stream)
        self._places = {id(criterion): place for place, criterion in enumerate(_criteria(rubrics))}

    def persistent_id(self, thing: object) -> int | None:
        return self._places.get(id(thing)) if isinstance(thing, Criterion) else None


class _Unpacker(Unpickler):
    def __init__(self, stream: IO[bytes], rubrics: Iterable[Rubric]) -> None:
        super().__init__(stream)
        self._criteria = _criteria(rubrics)

    def persistent_load(self, place: int) -> Criterion:
        return self._criteria[place]


def _criteria(rubrics: Iterable[Rubric]) -> list[Criterion]:
    return [criterion for rubric in rubrics for criterion in rubric.criteria]


def _score_packed(task: tuple[Found, str]) -> bytes:
    stream = BytesIO()
    _Packer(stream, (lexicon.rubric for lexicon in _lexicons)).dump(_score_document(task))
    return stream.getvalue()


def _unpacked(packed: bytes, rubrics: Iterable[Rubric]) -> Scored:
    scored: Scored = _Unpacker(BytesIO(packed), rubrics).load()
    return scored


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
