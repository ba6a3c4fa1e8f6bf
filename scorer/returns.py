"""Returned workbooks -> a merged review round; two results -> what changed. Rooms meet here as in the pipeline."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.documents.names import spelt
from scorer.errors import UsageError, WorkbookError
from scorer.model import Comparison, Divided, Flaw, Lang, Merged, Text
from scorer.results.from_json import Record, parse_record
from scorer.review.compare import compare
from scorer.review.merge import divided, merge
from scorer.review.records import join_records
from scorer.review.reviewers import join_decisions, join_reviews
from scorer.workbook.read import open_returned, read_review

MOST_JSON = 500_000_000  # bytes; the results of ten thousand reports are a tenth of it
IN_USE = "~$"  # what Excel and WPS put beside a workbook while it is open begins like this
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})  # of the last three the reader says what to do
BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)  # by a forged file
NOTHING_TAKEN = Text("其余工作簿照常合并", "the other workbooks are merged")


@dataclass(frozen=True, slots=True)
class Round:
    """A review round as far as it has come back."""

    merged: Merged
    divided: tuple[Divided, ...]  # the most divided first
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class _Returned:
    """One file that was handed back."""

    name: str  # tells it from the others
    record: Record  # with what was entered in the file itself
    flaws: tuple[Flaw, ...] = ()


def merge_returned(paths: Sequence[Path]) -> Round:
    """Merge returned workbooks, and workbooks or JSON files merged before, of these paths and the folders among them.

    What cannot be read, or is not as it was issued, becomes a flaw, and the rest is taken in. Raises UsageError where
    there is no file, and WorkbookError where none can be read.
    """
    returned: list[_Returned] = []
    flaws: list[Flaw] = []
    for name, path in _files(paths):
        try:
            returned.append(_read(name, path))
        except WorkbookError as error:
            flaws.append(Flaw(name, "", "", error.message, NOTHING_TAKEN))
    if not returned:
        raise _nothing_read(flaws)
    round_ = _merge(returned)
    return Round(round_.merged, round_.divided, (*flaws, *round_.flaws))


def compare_results(old: Path, new: Path, *, anyway: bool = False) -> Comparison:
    """Compare the results in two files, each JSON or a workbook as it was issued, filled in or merged.

    Raises WorkbookError where one cannot be read, and UsageError where their rubrics give other points for the same
    evidence, unless `anyway`.
    """
    comparison = compare(_results(old), _results(new), (old.name, new.name))
    if comparison.differences and not anyway:
        zh, en = ("\n".join(f"  {one.say(lang)}" for one in comparison.differences) for lang in (Lang.ZH, Lang.EN))
        raise UsageError(
            Text(
                f"两份结果的评分标准算分不同，分数不能直接比：\n{zh}\n确要比较，请加 --anyway",
                f"the two rubrics score differently, so that points cannot be compared:\n{en}\nTo compare all the "
                "same, add --anyway",
            )
        )
    return comparison


def _results(path: Path) -> Merged:
    try:
        return _merge([_read(path.name, path)]).merged
    except WorkbookError as error:
        raise WorkbookError(Text(f"{path}：{error.message.zh}", f"{path}: {error.message.en}")) from error


def _nothing_read(flaws: Iterable[Flaw]) -> WorkbookError:
    zh = "\n".join(f"{flaw.workbook}：{flaw.what.zh}" for flaw in flaws)
    en = "\n".join(f"{flaw.workbook}: {flaw.what.en}" for flaw in flaws)
    return WorkbookError(Text(f"没有一个工作簿能读：\n{zh}", f"none of the workbooks can be read:\n{en}"))


def _merge(returned: Sequence[_Returned]) -> Round:
    issue = join_records([(one.name, one.record) for one in returned])
    reviews, decisions = [], []
    for one in returned:
        for review in one.record.reviews:
            reviews += [(one.name, part) for part in (issue.part(one.name, review),) if part]
        if one.record.decisions:
            decisions += [(one.name, part) for part in (issue.part(one.name, one.record.decisions),) if part]
    joined, about_reviews = join_reviews(reviews)
    settled, about_decisions = join_decisions(decisions)
    merged = merge(issue.results, joined, settled)
    flaws = [flaw for one in returned for flaw in one.flaws]
    return Round(merged, divided(merged), (*flaws, *issue.flaws, *about_reviews, *about_decisions))


# --- files -------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """The files, each once, by the shortest names that tell them apart. UsageError where there is none."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _inside(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    if not found:
        raise UsageError(
            Text(
                f"{'、'.join(map(str, paths))} 里没有工作簿。请写出交回的 .xlsx 文件，或放着它们的文件夹",
                f"there is no workbook in {', '.join(map(str, paths))}. Name the returned .xlsx files or their folder",
            )
        )
    return sorted(zip(_told_apart(list(found.values())), found.values(), strict=True))


def _told_apart(files: Sequence[Path]) -> list[str]:
    """For each file its name, with as many of the folders above it as tell it from the others; wherever they lie."""
    parts = [[spelt(part) for part in file.absolute().parts] for file in files]
    lengths = [1] * len(files)
    while True:
        names = ["/".join(part[-length:]) for part, length in zip(parts, lengths, strict=True)]
        times = Counter(names)
        longer = [
            length + (times[name] > 1 and length < len(part))
            for name, length, part in zip(names, lengths, parts, strict=True)
        ]
        if longer == lengths:
            return names
        lengths = longer


def _inside(folder: Path) -> Iterator[Path]:
    """What may be a returned workbook in a folder and those below it; others are only read where they are named."""
    for file in folder.rglob("*"):
        if file.suffix.lower() in WORKBOOKS and not file.name.startswith(IN_USE) and file.is_file():
            yield file


def _read(name: str, path: Path) -> _Returned:
    """What a file holds. Raises WorkbookError, which does not name the file."""
    try:
        return _read_json(name, path) if path.suffix.lower() == ".json" else _read_workbook(name, path)
    except BROKEN as error:
        raise WorkbookError(
            Text(
                "内容不合规定，读不下去，可能被改过。请用发出时的工作簿重新填写，或用 score 重新生成",
                "what it holds makes no sense: it may have been changed. Fill in the workbook as it was issued, or "
                "make it anew with score",
            )
        ) from error


def _read_json(name: str, path: Path) -> _Returned:
    return _Returned(name, parse_record(_text(path)))


def _read_workbook(name: str, path: Path) -> _Returned:
    returned = open_returned(path)
    record = parse_record(returned.record)
    entered, found = read_review(returned, record.results, decided=record.merged)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    # Neither depends on what else is merged or from where, so that step by step gives the same as all at once.
    entered = replace(entered, workbook=spelt(path.name), sha256=sha256)
    flaws = tuple(replace(flaw, workbook=name) for flaw in found)
    if not record.merged:
        return _Returned(name, replace(record, reviews=(entered,)), flaws)
    before = record.decisions  # tells the workbooks that they were settled in; the cells do not
    unchanged = before is not None and before.subjects == entered.subjects
    return _Returned(name, record if unchanged else replace(record, decisions=entered), flaws)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_JSON).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise WorkbookError(Text(f"读不了（{why}）。请检查文件", f"cannot be read ({why}). Check the file")) from error
