"""Paths and a rubric -> results. The one place where the rooms meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from pickle import Pickler, Unpickler
from typing import IO, TypeVar

from scorer.agencies.attribution import attribute
from scorer.agencies.directory import Directory, NamesInReport
from scorer.agencies.gather import names_of
from scorer.agencies.names import Known
from scorer.copies.mark import mark
from scorer.documents import scratch
from scorer.documents.archive import members
from scorer.documents.find import Found, find_documents
from scorer.documents.guard import Worker, failed, outcomes, seconds_for
from scorer.documents.read import is_plain, read_report
from scorer.errors import DocumentError, UsageError
from scorer.evidence.find import Findings, find_evidence
from scorer.evidence.lexicon import Lexicon
from scorer.fold import fold
from scorer.grading.ladder import grade
from scorer.grading.material import Material, score_agencies, score_material
from scorer.model import (
    By,
    Criterion,
    Evidence,
    Remark,
    Report,
    Results,
    Rubric,
    Scorecard,
    Sighting,
    Text,
    Unread,
)
from scorer.model.agency import Agency
from scorer.model.copies import Copies
from scorer.names import in_text
from scorer.rubric.load import find_rubric, load_rubric

NAME_LENGTH = 60  # characters of an input's name that go into the results' names; a system takes 255 bytes in all
Reading = Callable[[Found], Report]  # as `read_report`
Readings = MutableMapping[tuple[Path, str], Report | Text]  # what came of documents, by file and source; Text: why none
Item = TypeVar("Item", Scorecard, Material)
Finish = Callable[[Material, Rubric], Item]  # what becomes of the material of one document


class Step(Enum):
    """What a run is at."""

    ARCHIVE = "archive"  # reading it
    SCORING = "scoring"
    COPIES = "copies"  # looking for repeated text


Progress = Callable[
    [Step, int, int], None
]  # at what, how much of it is done, of how much: in documents, but for copies


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    rubrics: tuple[Rubric, ...]  # of different ids
    out: Path  # where results go: nothing in it is a report
    jobs: int = 1  # worker processes
    by: By = By.REPORT  # what the subjects are
    agencies: tuple[Agency, ...] = ()  # that a person has listed
    against: tuple[Path, ...] = ()  # the archive: reports that are not scored, which the others may repeat


@dataclass(frozen=True, slots=True)
class Read:
    """A document that has been read."""

    id: str  # of its scorecard
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
    """Score every document under the paths against each rubric, or every agency of which they tell.

    What cannot be read ends up in `unread`, and of documents with the same bytes all but the first; of the archive, in
    the remarks: it is not what was to be scored.

    Raises UsageError before anything is scored.
    """
    archive, unread_archive = _read_archive(request, progress)
    remarks: tuple[Remark, ...] = ()
    if request.by is By.AGENCY:
        materials, unread = _look_through(request, _kept, progress)
        remarks = _remarks(materials)
        cards = list(_by_agency(materials, request))
        reports = [one[0].report for one in materials]
    else:
        scored, unread = _look_through(request, score_material, progress)
        cards = [tuple(sorted(one, key=lambda card: card.report.source)) for one in _by_rubric(scored, request)]
        reports = [one[0].report for one in scored]
    compared = partial(progress, Step.COPIES)
    copies = _copies(sorted(reports, key=lambda report: report.source), archive, request.rubrics, compared)
    return [
        Results(
            name=_name(request),
            rubric=rubric,
            version=version("model-agency-scorecard"),
            scorecards=mark(of_rubric, found),
            unread=unread,
            by=request.by,
            remarks=(*remarks, *unread_archive),
            copies=found,
        )
        for rubric, of_rubric, found in zip(request.rubrics, cards, copies, strict=True)
    ]


def _read_archive(request: Request, progress: Progress) -> tuple[list[Report], list[Remark]]:
    """The reports of the archive, but for files that are scored themselves; and what of it could not be read."""
    if not request.against:
        return [], []
    try:
        found, unread = _find(request.against, request.out)
    except UsageError as error:
        zh, en = error.message.zh, error.message.en
        raise UsageError(Text(f"存档材料（--against）：{zh}", f"the archive (--against): {en}")) from error
    scored = {path.resolve() for path in request.paths}
    found = [one for one in found if scored.isdisjoint((one.path.resolve(), *one.path.resolve().parents))]
    reports: list[Report] = []
    with _guarded() as read_guarded:
        for done, one in enumerate(found):
            progress(Step.ARCHIVE, done, len(found))
            try:
                reports.append(_read(one, read_guarded))
            except DocumentError as error:
                unread.append(Unread(one.source, error.message))
    return reports, [Remark(one.source, _of_archive(one.reason)) for one in unread]


def _of_archive(reason: Text) -> Text:
    """Only why: what follows the fault in a reason says how to have the file scored, which the archive is not."""
    zh, en = re.split("[；，]请", reason.zh)[0].rstrip("。"), reason.en.partition(";")[0].rstrip(".")
    return Text(f"这份存档材料没有参加比对，原因：{zh}。", f"of the archive, not compared: {en}.")


def _copies(
    reports: Sequence[Report],
    archive: Sequence[Report],
    rubrics: Iterable[Rubric],
    progress: Callable[[int, int], None],
) -> list[Copies]:
    """Repeated text for each rubric, without its set phrases; looked for once where they are the same."""
    from scorer.copies.find import find_copies  # slow to load

    found: dict[tuple[str, ...], Copies] = {}
    for rubric in rubrics:
        if rubric.set_phrases not in found:
            found[rubric.set_phrases] = find_copies(reports, archive, rubric.set_phrases, progress)
    return [found[rubric.set_phrases] for rubric in rubrics]


def _look_through(
    request: Request, finish: Finish[Item], progress: Progress
) -> tuple[list[tuple[Item, ...]], tuple[Unread, ...]]:
    """What every document comes to under each rubric, and what was not read, in the order of sources."""
    found, unread = _find(request.paths, request.out)
    done_with: list[tuple[Item, ...]] = []
    first: dict[str, str] = {}
    progress(Step.SCORING, 0, len(found))
    with closing(_outcomes(found, request, finish)) as all_outcomes:
        for done, (one, outcome) in enumerate(zip(found, all_outcomes, strict=True), 1):
            if isinstance(outcome, DocumentError):
                unread.append(Unread(one.source, outcome.message))
            elif again := _again(outcome[0].report, first):
                unread.append(again)
            else:
                done_with.append(outcome)
            progress(Step.SCORING, done, len(found))
    return done_with, tuple(sorted(unread, key=lambda one: one.source))


def _by_rubric(items: Sequence[tuple[Item, ...]], request: Request) -> list[tuple[Item, ...]]:
    """What each rubric makes of the documents."""
    return [tuple(one[number] for one in items) for number in range(len(request.rubrics))]


def _kept(material: Material, _: Rubric) -> Material:
    """What reports tell of agencies can be scored only when all have been read."""
    return material


def _by_agency(materials: Sequence[tuple[Material, ...]], request: Request) -> Iterator[tuple[Scorecard, ...]]:
    """The scorecards of the agencies under each rubric: the agencies are the same under all."""
    directory = Directory(filter(None, (one[0].names for one in materials)), request.agencies)
    name_of = partial(_subject, directory, {one[0].report.source: one[0].report.title for one in materials})
    for rubric, of_rubric in zip(request.rubrics, _by_rubric(materials, request), strict=True):
        yield score_agencies(of_rubric, name_of, rubric)


def _subject(directory: Directory, titles: Mapping[str, str], source: str, agency: str | None) -> str:
    """Whose scorecard a deed goes to: of a branch its agency's, of nobody in particular that of the report itself."""
    if agency is None:
        return f"{titles[source]}（{source}）"
    return directory.answerable(directory.agency_of(source, agency)).name


def _remarks(materials: Iterable[tuple[Material, ...]]) -> tuple[Remark, ...]:
    """What must be known of the documents, where none is a subject of its own."""
    noted = {(one.report.source, note): None for of_rubrics in materials for one in of_rubrics for note in one.notes}
    return tuple(Remark(source, note) for source, note in sorted(noted, key=lambda named: named[0]))


def _again(report: Report, first: dict[str, str]) -> Unread | None:
    """What is said of a document whose bytes another had before it; None of the first, which is noted in `first`."""
    other = first.setdefault(report.sha256, report.source)
    if other == report.source:
        return None
    return Unread(
        report.source,
        Text(f"与 {other} 内容完全相同，没有重复评分。", f"The very same as {other}; not scored again."),
    )


def _outcomes(
    found: Sequence[Found], request: Request, finish: Finish[Item]
) -> Generator[tuple[Item, ...] | DocumentError, None, None]:
    """Look through each document: here, with one process that reads what is not plain text, or all in several
    processes.
    """
    tasks = list(zip(found, _prefixes(found), strict=True))
    if request.jobs > 1 and len(found) > 1:
        timed = ((task, _seconds(task[0].path)) for task in tasks)
        prepare = partial(_start_worker, request.rubrics, request.agencies)
        for outcome in outcomes(partial(_packed, finish), prepare, timed, min(request.jobs, len(found))):
            yield outcome if isinstance(outcome, DocumentError) else _unpacked(outcome, request.rubrics)
        return
    _start_worker(request.rubrics, request.agencies)
    with _guarded() as read_guarded:
        for task in tasks:
            try:
                yield _look_at(task, finish, read_guarded)
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
_known: Known  # the names of agencies that a person has listed


def _start_worker(rubrics: tuple[Rubric, ...], agencies: tuple[Agency, ...]) -> None:
    global _lexicons, _known
    _lexicons = tuple(map(Lexicon, rubrics))
    _known = Known.of(agencies)


def _look_at(task: tuple[Found, str], finish: Finish[Item], read: Reading = read_report) -> tuple[Item, ...]:
    """What a document comes to under each rubric. Raises DocumentError where it cannot be read."""
    found, prefix = task
    report = _read(found, read)
    folded = fold(report.text)
    attribution = attribute(report, folded, _known)
    names = names_of(report, attribution)
    found_in = ((find_evidence(report, folded, one, attribution=attribution), one.rubric) for one in _lexicons)
    return tuple(finish(_material(report, prefix, findings, rubric, names), rubric) for findings, rubric in found_in)


def _read(found: Found, read: Reading) -> Report:
    try:
        return read(found)
    except DocumentError:
        raise
    except Exception as error:  # one document must not take the others with it
        raise DocumentError(failed(error)) from error


def read_reports(
    paths: Sequence[Path], leave_out: Path | None = None, known: Readings | None = None
) -> tuple[list[Read], list[Unread]]:
    """Every document under the paths, with the id that its scorecard has; and what cannot be read.

    Of documents with the same bytes all but the first count as not read. Raises UsageError where there is no document.
    What is in `leave_out` is no report. What is `known` is not read again, and what is read is added to it.
    """
    found, unread = _find(paths, leave_out)
    readings: Readings = {} if known is None else known
    reports: list[Read] = []
    first: dict[str, str] = {}
    with _guarded() as read_guarded:
        for one, prefix in zip(found, _prefixes(found), strict=True):
            key = one.path, one.source
            if key not in readings:
                readings[key] = _reading(one, read_guarded)
            reading = readings[key]
            if isinstance(reading, Text):
                unread.append(Unread(one.source, reading))
            elif again := _again(reading, first):
                unread.append(again)
            else:
                reports.append(Read(prefix, reading))
    return reports, unread


def _reading(found: Found, read: Reading) -> Report | Text:
    try:
        return _read(found, read)
    except DocumentError as error:
        return error.message


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


def _packed(finish: Finish[Item], task: tuple[Found, str]) -> bytes:
    stream = BytesIO()
    _Packer(stream, (lexicon.rubric for lexicon in _lexicons)).dump(_look_at(task, finish))
    return stream.getvalue()


def _unpacked(packed: bytes, rubrics: Iterable[Rubric]) -> tuple[Item, ...]:
    items: tuple[Item, ...] = _Unpacker(BytesIO(packed), rubrics).load()
    return items


def score_report(report: Report, prefix: str, lexicon: Lexicon) -> Scorecard:
    """One report against one rubric. `prefix` becomes its id, and ids of its evidence begin with it."""
    return score_material(look_through(report, prefix, lexicon), lexicon.rubric)


def score_findings(report: Report, prefix: str, findings: Findings, lexicon: Lexicon) -> Scorecard:
    """The same, of a report that has been looked through."""
    return score_material(_material(report, prefix, findings, lexicon.rubric), lexicon.rubric)


def look_through(report: Report, prefix: str, lexicon: Lexicon) -> Material:
    """What one report says by one rubric, graded."""
    return _material(report, prefix, find_evidence(report, fold(report.text), lexicon), lexicon.rubric)


def _material(
    report: Report, prefix: str, findings: Findings, rubric: Rubric, names: NamesInReport | None = None
) -> Material:
    return Material(
        id=prefix,
        report=report,
        evidence=tuple(graded_evidence(report, prefix, findings, rubric)),
        sightings=findings.sightings,
        shortcomings=tuple(replace(one, source=report.source) for one in findings.shortcomings),
        notes=(*_notes(findings), *report.remarks),
        not_applicable=findings.not_applicable,
        names=names,
    )


def graded_evidence(report: Report, prefix: str, findings: Findings, rubric: Rubric) -> list[Evidence]:
    """Everything in a report that speaks for a criterion, with what it shows."""
    return [
        _graded(report, prefix, sighting, criterion, rubric)
        for sighting in findings.sightings
        for criterion in sighting.cues
    ]


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
        source=report.source,
        agency=sighting.agency,
        agency_from=sighting.agency_from,
        quantities=sighting.quantities,
    )


def _notes(findings: Findings) -> tuple[Text, ...]:
    return (findings.excluded,) if findings.excluded else ()


def _name(request: Request) -> str:
    """What the output is named after: the only input, or the first of several; and agencies, where it is by them."""
    paths = request.paths
    first = paths[0].resolve()
    name = in_text(first.stem if first.is_file() else first.name)[:NAME_LENGTH]
    inputs = name if len(paths) == 1 else f"{name}+{len(paths) - 1}"
    return f"{inputs}-by-agency" if request.by is By.AGENCY else inputs
