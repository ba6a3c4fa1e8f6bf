"""Write review rounds as one merged workbook, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scorer.model.review import Merged
from scorer.workbook import record
from scorer.workbook.combined import Combined
from scorer.workbook.merged import (
    adjustments,
    agreement,
    criteria,
    divisions,
    evidence,
    guide,
    overview,
    standard,
    standing,
)
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.book import MergedBook
from scorer.workbook.package import save
from scorer.workbook.sheets import crosswalk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scorer.model import Lang, Rubric
    from scorer.model.review import Round
    from scorer.workbook.book import Chapter
    from scorer.workbook.page import Binder

Record = Callable[[Merged], str]  # what a workbook carries of a round: it as JSON


def write_merged(rounds: Sequence[Round], path: Path, lang: Lang, text: Record, middle: Rubric | None = None) -> None:
    """Write one workbook of the rounds, of the same reports under one rubric each, to `path`, replacing what is there.
    The first gives it its title. By way of the `middle` rubric those are compared that have no crosswalk to each other.

    The same input gives the same bytes on every machine. WorkbookError where it cannot be written; what was at `path`
    is then as it was.
    """
    binder = _build_combined(rounds, lang, middle) if len(rounds) > 1 else _build(rounds[0], lang)
    binder.finish(own.MERGED, rounds[0].merged.results)
    record.write_all(binder.workbook, [text(one.merged) for one in rounds])
    save(binder.workbook, binder.pages, path)


def _build(one: Round, lang: Lang) -> Binder:
    book = MergedBook(one.merged, one.divided, one.flaws, lang)
    _fill(book)
    guide.write([book])
    return book.binder


def _build_combined(rounds: Sequence[Round], lang: Lang, middle: Rubric | None) -> Binder:
    def make(number: int, chapter: Chapter) -> MergedBook:
        one = rounds[number]
        return MergedBook(one.merged, one.divided, one.flaws, lang, chapter)

    combined = Combined([one.rubric.id for one in rounds], lang, make, has_cover=False, middle=middle)
    crosswalk.write(combined, list(map(_fill, combined.chapters)), own.MERGED_CROSSWALK_REMARK)
    guide.write(combined.chapters)
    return combined.binder


def _fill(book: MergedBook) -> crosswalk.Side:
    """Fill the sheets about one rubric; returns what the subjects come to."""
    places = standard.write(book)
    of_criteria = criteria.write(book, places.weights)
    of_adjustments = adjustments.write(book) if book.has_adjustments else None
    divisions.write(book, of_criteria, of_adjustments)
    evidence.write(book)
    agreement.write(book)
    ranking = overview.write(book, of_criteria, of_adjustments, places)
    return standing.side(book, ranking, of_criteria)
