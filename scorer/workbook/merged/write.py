"""Write a review round as the merged workbook, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import record
from scorer.workbook.merged import (
    adjustments,
    agreement,
    criteria,
    divisions,
    evidence,
    guide,
    overview,
    standard,
)
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.book import MergedBook
from scorer.workbook.package import save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scorer.model import Lang
    from scorer.model.review import Divided, Flaw, Merged


def write_merged(
    merged: Merged, divided: Sequence[Divided], flaws: Sequence[Flaw], path: Path, lang: Lang, text: str
) -> None:
    """Write the workbook to `path`, replacing what is there; `divided` stand the most divided first, and `text` is
    the record that the workbook carries: the round as JSON.

    The same input gives the same bytes on every machine. WorkbookError where it cannot be written; what was at `path`
    is then as it was.
    """
    book = _build(MergedBook(merged, divided, flaws, lang))
    record.write(book.workbook, text)
    save(book.workbook, book.pages, path)


def _build(book: MergedBook) -> MergedBook:
    """Fill the sheets and lock them, but for what the group settles on."""
    places = standard.write(book)
    of_criteria = criteria.write(book, places.weights)
    of_adjustments = adjustments.write(book) if book.has_adjustments else None
    divisions.write(book, of_criteria, of_adjustments)
    evidence.write(book)
    agreement.write(book)
    overview.write(book, of_criteria, of_adjustments, places)
    guide.write(book)
    for page in book.pages:
        page.protect()
    results = book.merged.results
    book.workbook.calculation.fullCalcOnLoad = True
    book.workbook.properties.creator = f"model-agency-scorecard {results.version}"
    book.workbook.properties.title = f"{own.MERGED.say(book.lang)} · {results.name}"
    return book
