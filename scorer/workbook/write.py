"""Write a run's results as a workbook, whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scorer.files import write_atomically
from scorer.workbook import labels
from scorer.workbook.book import Book, rank
from scorer.workbook.package import seal, untouched
from scorer.workbook.sheets import evidence, guide, overview, shortcomings, standard, subject

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Lang, Results


def write_workbook(results: Results, path: Path, lang: Lang) -> None:
    """Write the workbook to `path`, replacing what is there.

    The same results give the same bytes on every machine. WorkbookError where it cannot be written;
    what was at `path` is then as it was.
    """
    book = build(results, lang)
    values = {page.name: page.formula_values for page in book.pages}
    write_atomically(path, lambda out: seal(book.workbook, values, out))


def free_path(path: Path) -> Path:
    """Where a workbook can be written without losing anybody's work.

    `path` where nothing stands or a workbook exactly as this tool wrote it; else the same of
    name-2.xlsx, name-3.xlsx and so on.
    """
    candidate, number = path, 1
    while os.path.lexists(candidate) and not untouched(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def build(results: Results, lang: Lang) -> Book:
    """The filled workbook, in memory."""
    book = Book(results, lang, rank(results))
    weights = standard.write(book)
    quotes = evidence.write(book)
    if book.has_sheets:
        totals = [subject.write(book, n, weights, quotes[n]) for n in range(len(book.ranked))]
    else:
        totals = [subject.add_up(book, card) for card in book.ranked]
    overview.write(book, totals)
    shortcomings.write(book)
    guide.write(book)
    book.workbook.calculation.fullCalcOnLoad = True
    book.workbook.properties.creator = f"model-agency-scorecard {results.version}"
    book.workbook.properties.title = f"{labels.SCORECARD.say(lang)} · {results.name}"
    return book
