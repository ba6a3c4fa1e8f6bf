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
from scorer.model import By
from scorer.workbook import labels, record
from scorer.workbook.book import Book, Chapter, Kind, rank, subject_name
from scorer.workbook.combined import Combined
from scorer.workbook.package import save, untouched
from scorer.workbook.sheets import (
    copies,
    cover,
    crosswalk,
    evidence,
    guide,
    heat,
    lists,
    overview,
    quantities,
    shortcomings,
    standard,
    subject,
)
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scorer.model import Evidence, Lang, Results, Rubric, Scorecard, Shortcoming
    from scorer.workbook.sheets.subject import Totals

SPLIT_ABOVE = {By.REPORT: 30, By.AGENCY: 100}  # subjects that fit into one workbook: of most agencies little is told
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


def write_combined(
    runs: Sequence[Results], path: Path, lang: Lang, record: Record, middle: Rubric | None = None
) -> None:
    """As `write_workbook`, of the same reports under several rubrics, all in one workbook. By way of the `middle` one
    those are compared that have no crosswalk to each other.
    """
    _save(_build(runs, lang, Kind.WHOLE, {}, middle), path, map(record, runs))


def write_split(results: Results, path: Path, lang: Lang, record: Record) -> None:
    """Write a workbook for each subject into the folder beside `path` that has its name, and an index to `path`.

    What an earlier run left in the folder goes. WorkbookError where one cannot be written; all are then as they were.
    """
    write_combined_split((results,), path, lang, record)


def write_combined_split(
    runs: Sequence[Results], path: Path, lang: Lang, record: Record, middle: Rubric | None = None
) -> None:
    """As `write_split`, of the same reports under several rubrics: each subject's workbook has all of them. `middle` as
    in `write_combined`.
    """
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
    copied = [results.copies.by_source() if results.copies else {} for results in runs]
    with together():
        for id_, name in names.items():
            parts = [
                _part(results, by_id[id_], places)
                for results, by_id, places in zip(runs, cards, copied, strict=True)
                if id_ in by_id
            ]
            _save(_build(parts, lang, Kind.PART, {}, middle), folder / name, map(record, parts))
        files = {id_: f"{folder.name}/{name}" for id_, name in names.items()}
        _save(_build(runs, lang, Kind.INDEX, files, middle), path, ())
        for old in _contents(folder):
            if old.name not in names.values():
                remove_outdated(old)


def _part(results: Results, card: Scorecard, places: Mapping[str, Sequence[int]]) -> Results:
    """The results of one subject. `places`: as `Copies.by_source`; of an agency, only its own sentences concern it."""
    copies, sources = results.copies, {report.source for report in card.reports}
    if copies is not None:
        mine = {place for source in sources for place in places.get(source, ())}
        if card.agency is not None:
            own = {(piece.source, piece.sentence.number) for piece in _pieces(card)}
            mine = {place for place in mine if not own.isdisjoint(copies.found[place].sentences)}
        copies = copies.only(mine, sources)
    return replace(results, scorecards=(card,), unread=(), copies=copies)


def _pieces(card: Scorecard) -> Iterator[Evidence | Shortcoming]:
    for result in card.criteria:
        yield from result.evidence
    yield from card.shortcomings


def free_path(path: Path, *, split: bool = False, beside: Callable[[str], Iterable[Path]] = lambda _: ()) -> Path:
    """Where a workbook, or an index with its folder, can be written without losing anybody's work.

    `path` where nothing stands or only workbooks exactly as this tool wrote them; else the same of name-2.xlsx,
    name-3.xlsx and so on. `beside`: of which other workbooks that must hold too, by the end of the stem: "", -2, -3.
    """
    candidate, number = path, 1
    while not (
        all(map(_is_free, (candidate, *beside(candidate.stem.removeprefix(path.stem)))))
        and (not split or _is_free_folder(_folder(candidate)))
    ):
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
    book.binder.finish(labels.SCORECARD, results)
    return book


def build_combined(
    runs: Sequence[Results], lang: Lang, kind: Kind, files: Mapping[str, str], middle: Rubric | None = None
) -> Combined[Book]:
    """The same for several rubrics. `files` as an index needs them, by subject; `middle` as in `write_combined`."""

    def make(number: int, chapter: Chapter) -> Book:
        ranked = rank(runs[number])
        linked = tuple(files[card.id] for card in ranked) if files else ()
        return Book(runs[number], lang, ranked, kind, linked, chapter)

    combined = Combined(
        [results.rubric.id for results in runs], lang, make, has_cover=kind is not Kind.INDEX, middle=middle
    )
    totals = [_fill(book) for book in combined.chapters]
    if combined.has_cover:
        parts = list(zip(combined.chapters, totals, strict=True))
        cover.write(parts, [combined.crosswalk, combined.guide])
    crosswalk.write(combined, list(map(crosswalk.side, combined.chapters, totals)))
    guide.write(combined.chapters)
    combined.binder.finish(labels.SCORECARD, runs[0])
    return combined


def _build(
    runs: Sequence[Results], lang: Lang, kind: Kind, files: Mapping[str, str], middle: Rubric | None
) -> Book | Combined[Book]:
    if len(runs) > 1:
        return build_combined(runs, lang, kind, files, middle)
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
        quantities.write(book)
        shortcomings.write(book)
    if book.results.copies is not None:
        copies.write(book, book.results.copies)
    return totals


def file_name(name: str) -> str:
    """A name near the given one that every system takes for part of a file's, and that fits into a link."""
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", clean(name)))
    name = " ".join(name.split())[:_NAME_LENGTH]
    return name.encode()[:_NAME_BYTES].decode(errors="ignore").strip(_LOOSE) or "-"


def _save(book: Book | Combined[Book], path: Path, records: Iterable[str]) -> None:
    """Write the workbook, with its records."""
    record.write_all(book.binder.workbook, records)
    save(book.binder.workbook, book.binder.pages, path)


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
