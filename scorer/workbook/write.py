"""Write a run's results as workbooks, each whole or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.crosswalk import common_rubric
from scorer.files import remove_outdated, together
from scorer.workbook import labels, record
from scorer.workbook.book import Book, Kind, rank, subject_name
from scorer.workbook.combined import Combined
from scorer.workbook.package import save, untouched
from scorer.workbook.sheets import (
    cover,
    crosswalk,
    evidence,
    guide,
    heat,
    lists,
    overview,
    shortcomings,
    standard,
    subject,
)
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scorer.model import Lang, Results
    from scorer.workbook.page import Binder
    from scorer.workbook.sheets.subject import Totals

SPLIT_ABOVE = 30  # subjects that fit comfortably into one workbook
Record = Callable[["Results"], str]  # what a workbook carries of the results that it was made from

_NAME_BYTES = 200  # of a subject's file, without suffix: a system takes 255
_NAME_LENGTH = 72  # characters
_UNSAFE = re.compile(r'[<>:"/\\|?*#%\x00-\x1f\x7f]+')  # on Windows; # and % have a meaning in links
_LOOSE = " .…，、；：—-"  # ends that a shortened title leaves, and those that Windows drops
_DEBRIS = frozenset({"Thumbs.db", "desktop.ini"})  # what systems leave in folders, beside files that begin with a dot


def write_workbook(results: Results, path: Path, lang: Lang, record: Record) -> None:
    """Write one workbook with a sheet for each subject to `path`, replacing what is there.

    The same results give the same bytes on every machine. WorkbookError where it cannot be written;
    what was at `path` is then as it was.
    """
    write_combined((results,), path, lang, record)


def write_combined(runs: Sequence[Results], path: Path, lang: Lang, record: Record) -> None:
    """As `write_workbook`, of the same reports under several rubrics, all in one workbook."""
    _save(_build(runs, lang, Kind.WHOLE, {}), path, map(record, runs))


def write_split(results: Results, path: Path, lang: Lang, record: Record) -> None:
    """Write a workbook for each subject into the folder beside `path` that has its name, and an index to `path`.

    What an earlier run left in the folder goes. WorkbookError where one cannot be written; all are then as they were.
    """
    write_combined_split((results,), path, lang, record)


def write_combined_split(runs: Sequence[Results], path: Path, lang: Lang, record: Record) -> None:
    """As `write_split`, of the same reports under several rubrics: each subject's workbook has all of them."""
    folder = _folder(path)
    common = common_rubric([results.rubric for results in runs])
    ranked = [card for results in sorted(runs, key=lambda one: one.rubric is not common) for card in rank(results)]
    subjects = {card.id: card for card in reversed(ranked)}  # the common rubric's come last, and so count
    order = list(dict.fromkeys(card.id for card in ranked))
    digits = max(3, len(str(len(order))))
    names = {
        id_: f"{number:0{digits}} {file_name(subject_name(subjects[id_]))}.xlsx" for number, id_ in enumerate(order, 1)
    }
    cards = [{card.id: card for card in results.scorecards} for results in runs]
    with together():
        for id_, name in names.items():
            parts = [
                replace(results, scorecards=(by_id[id_],), unread=())
                for results, by_id in zip(runs, cards, strict=True)
                if id_ in by_id
            ]
            _save(_build(parts, lang, Kind.PART, {}), folder / name, map(record, parts))
        files = {id_: f"{folder.name}/{name}" for id_, name in names.items()}
        _save(_build(runs, lang, Kind.INDEX, files), path, ())
        for old in _contents(folder):
            if old.name not in names.values():
                remove_outdated(old)


def free_path(path: Path, *, split: bool = False) -> Path:
    """Where a workbook, or an index with its folder, can be written without losing anybody's work.

    `path` where nothing stands or only workbooks exactly as this tool wrote them; else the same of name-2.xlsx,
    name-3.xlsx and so on.
    """
    candidate, number = path, 1
    while not (_is_free(candidate) and (not split or _is_free_folder(_folder(candidate)))):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def build(results: Results, lang: Lang, kind: Kind = Kind.WHOLE, files: tuple[str, ...] = ()) -> Book:
    """The filled workbook, in memory. `files` as an index needs them."""
    book = Book(results, lang, rank(results), kind, files)
    totals = _fill(book)
    if book.is_reviewed:
        cover.write([(book, totals)], [*([book.overview] if book.compares else []), book.guide])
    guide.write([book])
    _finish(book.binder, [results])
    return book


def build_combined(runs: Sequence[Results], lang: Lang, kind: Kind, files: Mapping[str, str]) -> Combined:
    """The same for several rubrics. `files` as an index needs them, by subject."""
    combined = Combined(runs, lang, kind, files)
    totals = [_fill(book) for book in combined.chapters]
    if combined.is_reviewed:
        parts = list(zip(combined.chapters, totals, strict=True))
        cover.write(parts, [combined.crosswalk, combined.guide])
    crosswalk.write(combined, totals)
    guide.write(combined.chapters)
    _finish(combined.binder, runs)
    return combined


def _build(runs: Sequence[Results], lang: Lang, kind: Kind, files: Mapping[str, str]) -> Book | Combined:
    if len(runs) > 1:
        return build_combined(runs, lang, kind, files)
    (results,) = runs
    return build(results, lang, kind, tuple(files[card.id] for card in rank(results)) if files else ())


def _fill(book: Book) -> list[Totals]:
    """Fill the sheets about one rubric; returns the subjects' figures in the order of the ranking."""
    weights = standard.write(book)
    if book.is_reviewed:
        lists.write(book)
        quotes = evidence.write(book, subject.rows(book))
        totals = [subject.write(book, n, weights, quotes[n]) for n in range(len(book.ranked))]
    else:
        totals = [subject.add_up(book, card) for card in book.ranked]
    if book.compares:
        overview.write(book, totals)
        heat.write(book, totals)
        shortcomings.write(book)
    return totals


def _finish(binder: Binder, runs: Sequence[Results]) -> None:
    """Lock the pages, and say on each and in the file what it is."""
    running = f"{labels.SCORECARD.say(binder.lang)} · {runs[0].name}"
    for page in binder.pages:
        page.footer(running)
        page.protect()
    workbook = binder.workbook
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.creator = f"model-agency-scorecard {runs[0].version}"
    workbook.properties.title = running


def file_name(name: str) -> str:
    """A name near the given one that every system takes for part of a file's, and that fits into a link."""
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", clean(name)))
    name = " ".join(name.split())[:_NAME_LENGTH]
    return name.encode()[:_NAME_BYTES].decode(errors="ignore").strip(_LOOSE) or "-"


def _save(book: Book | Combined, path: Path, records: Iterable[str]) -> None:
    """Write the workbook, with its records."""
    workbook = book.binder.workbook
    for number, text in enumerate(records, 1):
        record.write(workbook, text, number)
    save(workbook, book.binder.pages, path)


def _folder(path: Path) -> Path:
    """Where the subjects' workbooks of an index stand."""
    return path.with_name(path.stem)


def _is_free(path: Path) -> bool:
    return not os.path.lexists(path) or untouched(path)


def _is_free_folder(folder: Path) -> bool:
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and all(map(untouched, _contents(folder)))


def _contents(folder: Path) -> list[Path]:
    """What is in the folder, but for what systems leave there."""
    if not folder.exists():  # no subjects
        return []
    return [path for path in folder.iterdir() if path.name not in _DEBRIS and not path.name.startswith(".")]
