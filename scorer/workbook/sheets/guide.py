"""说明: how to read the workbook, and exactly what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Report, Text
from scorer.workbook import labels
from scorer.workbook.book import Kind
from scorer.workbook.columns import SOURCES
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.workbook.book import Book
    from scorer.workbook.page import Page

_LAST = len(SOURCES.columns)


def write(book: Book) -> None:
    """Fill the sheet."""
    page = book.guide
    page.columns(SOURCES)
    page.span(1, 1, _LAST, labels.HOW_TO_READ, Style.TITLE)
    page.row_height(1, 36)
    row = 3
    for number, line in enumerate(_lines(book), 1):
        numbered = Text(f"{number}.  {line.zh}", f"{number}.  {line.en}")
        page.paragraph(row, 1, _LAST, numbered, Style.TEXT)
        row += 1
    row = _facts(page, row + 1, labels.WORDS, labels.WORD_LIST)
    row = _facts(page, row + 1, labels.SOURCES, _versions(book))
    page.header(row, SOURCES)
    for report in _reports(book):
        row += 1
        page.row(row, SOURCES, {"source": report.source, "title": report.title, "sha256": report.sha256})
    page.finish("A2", None, _LAST)


def _lines(book: Book) -> Iterator[Text]:
    yield {
        Kind.WHOLE: labels.GUIDE_START,
        Kind.INDEX: labels.GUIDE_START_INDEX,
        Kind.PART: labels.GUIDE_START_PART,
    }[book.kind]
    yield from labels.GUIDE_LINES
    yield labels.NOT_APPLICABLE_RULE[book.results.rubric.not_applicable]
    if book.is_reviewed:
        yield labels.GUIDE_FORMULAS


def _facts(page: Page, row: int, title: Text, facts: Iterable[tuple[Text, Text | str]]) -> int:
    """A section of words and what they mean; returns the row below."""
    page.span(row, 1, _LAST, title, Style.SECTION)
    page.row_height(row, 24)
    for word, meaning in facts:
        row += 1
        page.paragraphs(row, (1, 1, word, Style.STRONG), (2, _LAST, meaning, Style.TEXT))
    return row + 1


def _versions(book: Book) -> tuple[tuple[Text, str], ...]:
    results, rubric = book.results, book.results.rubric
    return (
        (labels.TOOL_VERSION, results.version),
        (labels.RUBRIC_ID, rubric.id),
        (labels.RUBRIC_VERSION, rubric.version),
        (labels.RUBRIC_HASH, rubric.sha256),
    )


def _reports(book: Book) -> list[Report]:
    """Each report once, though several agencies may be scored from it."""
    return list({card.report.source: card.report for card in book.results.scorecards}.values())
