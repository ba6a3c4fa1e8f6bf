"""说明: how the merged workbook is used, what its words mean, and exactly what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import SOURCES
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.page import Page

_LAST = len(SOURCES.columns)


def write(book: MergedBook) -> None:
    """Fill the sheet."""
    page = book.guide
    row = book.head(page, labels.HOW_TO_READ_MERGED, SOURCES) + 1
    for number, line in enumerate(_lines(book), 1):
        page.paragraph(row, 1, _LAST, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.TEXT)
        row += 1
    row = _facts(page, row + 1, labels.WORDS, (*labels.MERGED_WORDS, *labels.WORD_LIST))
    row = _facts(page, row + 1, labels.RETURNED, _returned(book))
    row = _facts(page, row + 1, labels.SOURCES, _versions(book))
    page.header(row, SOURCES)
    reports = {merged.card.report.source: merged.card.report for merged in book.merged.cards}
    for report in reports.values():
        row += 1
        page.row(row, SOURCES, {"source": report.source, "title": report.title, "sha256": report.sha256})
    page.finish("A2", None, _LAST)


def _lines(book: MergedBook) -> Iterable[Text]:
    rubric = book.merged.results.rubric
    yield from labels.MERGED_LINES
    yield labels.CONSENSUS_RULES[rubric.consensus]
    yield labels.NOT_APPLICABLE_RULE[rubric.not_applicable]
    if book.has_adjustments:
        yield labels.MERGED_ADJUSTMENT_LINE


def _facts(page: Page, row: int, title: Text, facts: Iterable[tuple[Text | str, Text | str]]) -> int:
    """A section of words and what they mean; returns the row below."""
    page.span(row, 1, _LAST, title, Style.SECTION)
    page.row_height(row, 24)
    for word, meaning in facts:
        row += 1
        page.paragraphs(row, (1, 1, word, Style.STRONG), (2, _LAST, meaning, Style.TEXT))
    return row + 1


def _returned(book: MergedBook) -> Iterable[tuple[str, str]]:
    """Each workbook that a review was read from, and whose it is."""
    for review in book.merged.reviews:
        for part in review.parts or (review,):
            yield review.reviewer, " · ".join(word for word in (part.workbook, part.date) if word)


def _versions(book: MergedBook) -> tuple[tuple[Text, str], ...]:
    results, rubric = book.merged.results, book.merged.results.rubric
    return (
        (labels.TOOL_VERSION, results.version),
        (labels.RUBRIC_ID, rubric.id),
        (labels.RUBRIC_VERSION, rubric.version),
        (labels.RUBRIC_HASH, rubric.sha256),
    )
