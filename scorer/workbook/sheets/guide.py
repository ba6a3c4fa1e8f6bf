"""说明: how to read the workbook, and exactly what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import By, Text
from scorer.workbook import labels
from scorer.workbook.book import Kind
from scorer.workbook.columns import SOURCES
from scorer.workbook.sheets.cover import not_applicable_rules
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.model import Report, Results, Rubric
    from scorer.workbook.book import Book
    from scorer.workbook.page import Page

_LAST = len(SOURCES.columns)


def write(books: Sequence[Book]) -> None:
    """Fill the sheet, which all rubrics of the workbook share."""
    page = books[0].guide
    page.columns(SOURCES)
    page.span(1, 1, _LAST, labels.HOW_TO_READ, Style.TITLE)
    page.row_height(1, 36)
    row = 3
    for number, line in enumerate(_lines(books), 1):
        numbered = Text(f"{number}.  {line.zh}", f"{number}.  {line.en}")
        page.paragraph(row, 1, _LAST, numbered, Style.TEXT)
        row += 1
    row = write_facts(page, row + 1, labels.WORDS, words(books[0].results))
    write_sources(page, row + 1, *(book.results for book in books))
    page.finish("A2", None, _LAST)


def _lines(books: Sequence[Book]) -> Iterator[Text]:
    yield {
        Kind.WHOLE: labels.GUIDE_START,
        Kind.INDEX: labels.GUIDE_START_INDEX,
        Kind.PART: labels.GUIDE_START_PART,
    }[books[0].kind]
    if len(books) > 1:
        yield labels.GUIDE_SEVERAL
    yield labels.GUIDE_LEVEL
    yield labels.GUIDE_TOTAL[books[0].results.by]
    yield from labels.GUIDE_LINES
    yield from not_applicable_rules([book.rubric for book in books])
    if books[0].is_reviewed:
        yield labels.GUIDE_FORMULAS


def words(results: Results) -> tuple[tuple[Text, Text], ...]:
    """The words of a workbook and what they mean."""
    return (*labels.WORD_LIST, *(labels.AGENCY_WORDS if results.by is By.AGENCY else ()))


def write_facts(page: Page, row: int, title: Text, facts: Iterable[tuple[Text | str, Text | str]]) -> int:
    """A section of words and what they mean, across the columns of sources; returns the row below."""
    page.section(row, _LAST, title)
    for word, meaning in facts:
        row += 1
        page.paragraphs(row, (1, 1, word, Style.STRONG), (2, _LAST, meaning, Style.TEXT))
    return row + 1


def write_sources(page: Page, row: int, *runs: Results) -> None:
    """Exactly what the results were made from: tool, rubrics, and the reports in a table."""
    facts = [fact for results in runs for fact in rubric_facts(results.rubric)]
    row = write_facts(page, row, labels.SOURCES, ((labels.TOOL_VERSION, runs[0].version), *facts))
    page.header(row, SOURCES)
    for report in _reports(runs):
        row += 1
        page.row(row, SOURCES, {"source": report.source, "title": report.title, "sha256": report.sha256})


def _reports(runs: Iterable[Results]) -> Iterable[Report]:
    """Each once, though several agencies may be scored from it."""
    cards = [card for results in runs for card in results.scorecards]
    by_source = {report.source: report for card in cards for report in card.reports}
    return (
        by_source.values()
        if all(card.agency is None for card in cards)
        else [by_source[key] for key in sorted(by_source)]
    )


def rubric_facts(rubric: Rubric) -> tuple[tuple[Text, str], ...]:
    """Exactly which rubric it is."""
    return (
        (labels.RUBRIC_ID, rubric.id),
        (labels.RUBRIC_VERSION, rubric.version),
        (labels.RUBRIC_HASH, rubric.sha256),
    )
