"""说明: how the merged workbook is used, what its words mean, and exactly what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import SOURCES
from scorer.workbook.merged import labels as own
from scorer.workbook.sheets.cover import not_applicable_rules, told_apart
from scorer.workbook.sheets.guide import words, write_facts, write_sources
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.workbook.merged.book import MergedBook

_LAST = len(SOURCES.columns)


def write(books: Sequence[MergedBook]) -> None:
    """Fill the sheet, which all rubrics of the workbook share."""
    page = books[0].guide
    row = books[0].head(page, own.HOW_TO_READ_MERGED, SOURCES, back=books[0].pages[0]) + 1
    for number, line in enumerate(_lines(books), 1):
        page.paragraph(row, 1, _LAST, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.TEXT)
        row += 1
    row = write_facts(page, row + 1, labels.WORDS, (*own.MERGED_WORDS, *words(books[0].results)))
    row = write_facts(page, row + 1, own.RETURNED, _returned(books))
    write_sources(page, row + 1, *(book.results for book in books))
    page.finish("A2", None, _LAST)


def _lines(books: Sequence[MergedBook]) -> Iterable[Text]:
    rubrics = [book.rubric for book in books]
    if len(books) > 1:
        yield labels.GUIDE_SEVERAL
    yield from own.MERGED_LINES
    yield from told_apart(rubrics, lambda rubric: own.CONSENSUS_RULES[rubric.consensus])
    yield from not_applicable_rules(rubrics)
    if any(book.has_adjustments for book in books):
        yield own.MERGED_ADJUSTMENT_LINE


def _returned(books: Sequence[MergedBook]) -> Iterable[tuple[str, str]]:
    """Each workbook that a review was read from, and whose it is; once, though it has several rubrics."""
    reviews = [review for book in books for review in book.merged.reviews]
    parts = [(review.reviewer, part) for review in reviews for part in (review.parts or (review,))]
    return dict.fromkeys((name, " · ".join(filter(None, (part.workbook, part.date)))) for name, part in parts)
