"""Write a run's results as workbooks, each whole or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from scorer.files import write_atomically
from scorer.workbook import labels, record
from scorer.workbook.book import Book, Kind, rank, subject_name
from scorer.workbook.package import seal, untouched
from scorer.workbook.sheets import cover, evidence, guide, heat, lists, overview, shortcomings, standard, subject
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Lang, Results

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
    _save(build(results, lang), path, record(results))


def write_split(results: Results, path: Path, lang: Lang, record: Record) -> None:
    """Write a workbook for each subject into the folder beside `path` that has its name, and an index to `path`.

    What an earlier run left in the folder goes. WorkbookError where a file cannot be written; each is then as it was or
    as it is to be.
    """
    folder, ranked = _folder(path), rank(results)
    digits = max(3, len(str(len(ranked))))
    names = [f"{number:0{digits}} {file_name(subject_name(card))}.xlsx" for number, card in enumerate(ranked, 1)]
    for name, card in zip(names, ranked, strict=True):
        part = replace(results, scorecards=(card,), unread=())
        _save(build(part, lang, Kind.PART), folder / name, record(part))
    files = tuple(f"{folder.name}/{name}" for name in names)
    _save(build(results, lang, Kind.INDEX, files), path, None)
    for old in _contents(folder):
        if old.name not in names:
            old.unlink()


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
    weights = standard.write(book)
    if book.is_reviewed:
        lists.write(book)
        quotes = evidence.write(book, subject.rows(book))
        totals = [subject.write(book, n, weights, quotes[n]) for n in range(len(book.ranked))]
        cover.write(book, totals)
    else:
        totals = [subject.add_up(book, card) for card in book.ranked]
    if book.compares:
        overview.write(book, totals)
        heat.write(book, totals)
        shortcomings.write(book)
    guide.write(book)
    for page in book.pages:
        page.protect()
    book.workbook.calculation.fullCalcOnLoad = True
    book.workbook.properties.creator = f"model-agency-scorecard {results.version}"
    book.workbook.properties.title = f"{labels.SCORECARD.say(lang)} · {results.name}"
    return book


def file_name(name: str) -> str:
    """A name near the given one that every system takes for part of a file's, and that fits into a link."""
    name = _UNSAFE.sub(" ", unicodedata.normalize("NFC", clean(name)))
    name = " ".join(name.split())[:_NAME_LENGTH]
    return name.encode()[:_NAME_BYTES].decode(errors="ignore").strip(_LOOSE) or "-"


def _save(book: Book, path: Path, text: str | None) -> None:
    """Write the workbook, with the record where there is one."""
    if text is not None:
        record.write(book.workbook, text)
    values = {page.name: page.formula_values for page in book.pages}
    write_atomically(path, lambda out: seal(book.workbook, values, out))


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
