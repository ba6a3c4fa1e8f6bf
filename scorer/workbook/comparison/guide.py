"""说明: how to read the comparison, and exactly what was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import By, Text
from scorer.model.comparison import Matched
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.columns import Column, Table
from scorer.workbook.comparison import labels as own
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scorer.model.comparison import SubjectChange
    from scorer.model.review import MergedCard
    from scorer.workbook.comparison.book import ComparisonBook
    from scorer.workbook.page import Page

_TABLE = Table(
    (
        Column("what", own.WHAT_CHANGED, 34, Style.STRONG),
        Column("old", own.OLD_RESULTS, 66, Style.TEXT),
        Column("new", own.NEW_RESULTS, 66, Style.TEXT),
    )
)
_LAST = len(_TABLE.columns)


def write(book: ComparisonBook) -> None:
    """Fill the sheet."""
    page, comparison = book.guide, book.comparison
    page.columns(_TABLE)
    page.span(1, 1, _LAST, own.HOW_TO_READ_COMPARISON, Style.TITLE)
    page.row_height(1, 36)
    row = _lines(page, 3, [Text(f"{n}.  {line.zh}", f"{n}.  {line.en}") for n, line in _numbered()])
    row = _table(page, _section(page, row + 1, own.COMPARED_RESULTS), _inputs(book))
    row = _section(page, row + 1, own.DIFFERENCES)
    row = _lines(page, row, comparison.differences or (own.NO_DIFFERENCES,))
    if comparison.notes:
        row = _lines(page, _section(page, row + 1, own.TO_BE_KNOWN), comparison.notes)
    row = _section(page, row + 1, own.HOW_MATCHED)
    others = [one for one in comparison.subjects if one.matched is not Matched.ID]
    row = _lines(page, row, (own.MATCHED_MOST if others else own.MATCHED_ALL,))
    if others:
        row = _table(page, row, map(_matched, others))
    row = _section(page, row + 1, labels.WORDS)
    of_agencies = own.AGENCY_WORDS if book.by is By.AGENCY else ()
    for word, meaning in (*own.COMPARISON_WORDS, *of_agencies):
        page.paragraphs(row, (1, 1, word, Style.STRONG), (2, _LAST, meaning, Style.TEXT))
        row += 1
    page.finish("A2", None, _LAST)


def _numbered() -> Iterable[tuple[int, Text]]:
    return enumerate(own.COMPARISON_LINES, 1)


def _section(page: Page, row: int, title: Text) -> int:
    """A heading; returns the row below."""
    page.section(row, _LAST, title)
    return row + 1


def _lines(page: Page, row: int, lines: Sequence[Text]) -> int:
    """Paragraphs; returns the row below."""
    for row, line in enumerate(lines, row):  # noqa: B020
        page.paragraph(row, 1, _LAST, line, Style.TEXT)
    return row + 1


def _table(page: Page, row: int, rows: Iterable[tuple[Text, str | Text, str | Text]]) -> int:
    """What is so on the old side and on the new; returns the row below."""
    page.header(row, _TABLE)
    page.put(row, 1, None, Style.HEADER)
    for row, (what, old, new) in enumerate(rows, row + 1):  # noqa: B020
        page.row(row, _TABLE, {"what": what, "old": old, "new": new})
    return row + 1


def _inputs(book: ComparisonBook) -> Iterator[tuple[Text, str | Text, str | Text]]:
    old, new = book.comparison.old, book.comparison.new
    yield (own.RESULTS_FILE, *book.comparison.names)
    for label, told in (
        (labels.INPUT, lambda side: side.results.name),
        (own.SUBJECT_COUNT, lambda side: str(len(side.cards))),
        (labels.UNREAD_COUNT, lambda side: str(len(side.results.unread))),
        (own.REVIEWER_COUNT, lambda side: str(len(side.reviews))),
        (labels.TOOL_VERSION, lambda side: side.results.version),
        (labels.RUBRIC_ID, lambda side: side.results.rubric.id),
        (own.RUBRIC_TITLE, lambda side: side.results.rubric.title),
        (labels.RUBRIC_VERSION, lambda side: side.results.rubric.version),
        (labels.RUBRIC_HASH, lambda side: side.results.rubric.sha256),
    ):
        yield label, told(old), told(new)


def _matched(subject: SubjectChange) -> tuple[Text, str, str]:
    if subject.matched is not None:
        by = own.MATCHED_BY[subject.matched]
    else:
        by = own.ONLY_NEW if subject.new else own.ONLY_OLD
    return by, _shown(subject.old), _shown(subject.new)


def _shown(card: MergedCard | None) -> str:
    return f"{card.card.agency or card.card.report.title} ({card.card.report.source})" if card else DASH
