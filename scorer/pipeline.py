"""Paths and a rubric -> results. The one place where the rooms meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from pickle import Pickler, Unpickler
from typing import IO

from scorer.documents import scratch
from scorer.documents.archive import members
from scorer.documents.find import Found, find_documents
from scorer.documents.guard import Worker, failed, outcomes, seconds_for
from scorer.documents.read import is_plain, read_report
from scorer.errors import DocumentError, UsageError
from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.doubt import with_doubts
from scorer.grading.indicators import indicate
from scorer.grading.ladder import grade
from scorer.grading.score import band, score_criteria, total
from scorer.model import Criterion, Evidence, Report, Results, Rubric, Scorecard, Sighting, Text, Unread
from scorer.names import in_text
from scorer.rubric.load import find_rubric, load_rubric

NAME_LENGTH = 60  # characters of an input's name that go into the results' names; a system takes 255 bytes in all
Progress = Callable[[int, int], None]  # documents done, of how many
Reading = Callable[[Found], Report]  # as `read_report`
Scored = tuple[Scorecard, ...]  # one document against each rubric


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    rubrics: tuple[Rubric, ...]  # of different ids
    out: Path  # where results go: nothing in it is a report
    jobs: int = 1  # worker processes


@dataclass(frozen=True, slots=True)
class Read:
    """A document that has been read."""

    id: str  # of its scorecard
    path: Path  # of the file that it is, or is inside of
    report: Report


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
    """Score every document under the paths against each rubric.

    What cannot be read ends up in `unread`, and of documents with the same bytes all but the first.

    Raises UsageError before anything is scored.
    """
    found, unread = _find(request.paths, request.out)
    scored: list[Scored] = []
    first: dict[str, str] = {}
    progress(0, len(found))
    with closing(_outcomes(found, request)) as all_outcomes:
        for done, (one, outcome) in enumerate(zip(found, all_outcomes, strict=True), 1):
            if isinstance(outcome, DocumentError):
                unread.append(Unread(one.source, outcome.message))
            elif again := _again(outcome[0].report, first):
                unread.append(again)
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


def _again(report: Report, first: dict[str, str]) -> Unread | None:
    """What is said of a document whose bytes another had before it; None of the first, which is noted in `first`."""
    other = first.setdefault(report.sha256, report.source)
    if other == report.source:
        return None
    return Unread(
        report.source,
        Text(f"与 {other} 内容完全相同，没有重复评分。", f"The very same as {other}; not scored again."),
    )


def _outcomes(found: Sequence[Found], request: Request) -> Generator[Scored | DocumentError, None, None]:
    """Score each document: here, with one process that reads what is not plain text, or all in several processes."""
    tasks = list(zip(found, _prefixes(found), strict=True))
    if request.jobs > 1 and len(found) > 1:
        timed = ((task, _seconds(task[0].path)) for task in tasks)
        prepare = partial(_start_worker, request.rubrics)
        for outcome in outcomes(_score_packed, prepare, timed, min(request.jobs, len(found))):
            yield outcome if isinstance(outcome, DocumentError) else _unpacked(outcome, request.rubrics)
        return
    _start_worker(request.rubrics)
    with _guarded() as read_guarded:
        for task in tasks:
            try:
                yield _score_document(task, read_guarded)
            except DocumentError as error:
                yield error


def _find(paths: Sequence[Path], leave_out: Path | None = None) -> tuple[list[Found], list[Unread]]:
    """As `find_documents`; zip files and messages are opened in a process of its own."""
    scratch.remove_left_over()
    with Worker(members) as opener:
        return find_documents(paths, leave_out, lambda path: opener.run(path, _seconds(path)))


@contextmanager
def _guarded() -> Iterator[Reading]:
    """A way to read documents: plain text here, what takes more than decoding in a process of its own."""
    with Worker(read_report) as reader:
        yield lambda found: read_report(found) if is_plain(found) else reader.run(found, _seconds(found.path))


def _seconds(path: Path) -> float:
    try:
        return seconds_for(path.stat().st_size)
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


def _score_document(task: tuple[Found, str], read: Reading = read_report) -> Scored:
    """Score a document against each rubric. Raises DocumentError where it cannot be read."""
    found, prefix = task
    report = _read(found, read)
    return tuple(score_report(report, prefix, lexicon) for lexicon in _lexicons)


def _read(found: Found, read: Reading) -> Report:
    try:
        return read(found)
    except DocumentError:
        raise
    except Exception as error:  # one document must not take the others with it
        raise DocumentError(failed(error)) from error


def read_reports(paths: Sequence[Path], leave_out: Path | None = None) -> tuple[list[Read], list[Unread]]:
    """Every document under the paths, with the id that its scorecard has; and what cannot be read.

    Of documents with the same bytes all but the first count as not read. Raises UsageError where there is no document.
    What is in `leave_out` is no report.
    """
    found, unread = _find(paths, leave_out)
    reports: list[Read] = []
    first: dict[str, str] = {}
    with _guarded() as read_guarded:
        for one, prefix in zip(found, _prefixes(found), strict=True):
            try:
                report = _read(one, read_guarded)
            except DocumentError as error:
                unread.append(Unread(one.source, error.message))
                continue
            if again := _again(report, first):
                unread.append(again)
            else:
                reports.append(Read(prefix, one.path, report))
    return reports, unread


def read_one(path: Path) -> Report:
    """The one report that a path leads to.

    Raises UsageError where it leads to none or to several, DocumentError where it cannot be read.
    """
    found, unread = _find((path,))
    names = [*(one.source for one in found), *(one.source for one in unread)]
    if len(names) > 1:
        how = (
            Text("请写出其中一个文件", "name one file of them")
            if path.is_dir()
            else Text(
                "请先解压（邮件请另存附件），再写出其中一个文件", "unpack it (save what is attached), and name one file"
            )
        )
        raise UsageError(
            Text(
                f"{in_text(str(path))} 里有 {len(names)} 份材料（{names[0]} 等），这里一次只看一份：{how.zh}",
                f"{in_text(str(path))} holds {len(names)} reports ({names[0]}, …); {how.en}",
            )
        )
    if unread:
        raise DocumentError(unread[0].reason)
    with _guarded() as read_guarded:
        return _read(found[0], read_guarded)


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
    return score_findings(report, prefix, find_evidence(report, fold(report.text), lexicon), lexicon)


def score_findings(report: Report, prefix: str, findings: Findings, lexicon: Lexicon) -> Scorecard:
    """The same, of a report that has been looked through."""
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
        notes=(*_notes(findings), *report.remarks),
        indicators=indicate(results, findings.shortcomings, points, report, lexicon.rubric),
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
