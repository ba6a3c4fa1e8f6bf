"""说明: how the merged workbook is used, what its words mean, and exactly what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import SOURCES
from scorer.workbook.merged import labels as own
from scorer.workbook.sheets.guide import write_facts, write_sources
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.workbook.merged.book import MergedBook

_LAST = len(SOURCES.columns)


def write(book: MergedBook) -> None:
    """Fill the sheet."""
    page = book.guide
    row = book.head(page, own.HOW_TO_READ_MERGED, SOURCES) + 1
    for number, line in enumerate(_lines(book), 1):
        page.paragraph(row, 1, _LAST, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.TEXT)
        row += 1
    row = write_facts(page, row + 1, labels.WORDS, (*own.MERGED_WORDS, *labels.WORD_LIST))
    row = write_facts(page, row + 1, own.RETURNED, _returned(book))
    write_sources(page, row + 1, book.merged.results)
    page.finish("A2", None, _LAST)


def _lines(book: MergedBook) -> Iterable[Text]:
    rubric = book.merged.results.rubric
    yield from own.MERGED_LINES
    yield own.CONSENSUS_RULES[rubric.consensus]
    yield labels.NOT_APPLICABLE_RULE[rubric.not_applicable]
    if book.has_adjustments:
        yield own.MERGED_ADJUSTMENT_LINE


def _returned(book: MergedBook) -> Iterable[tuple[str, str]]:
    """Each workbook that a review was read from, and whose it is."""
    for review in book.merged.reviews:
        for part in review.parts or (review,):
            yield review.reviewer, " · ".join(word for word in (part.workbook, part.date) if word)
