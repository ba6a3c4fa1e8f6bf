"""封面: who reviews, how to, and how far the review has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.columns import COVER
from scorer.workbook.formulas import with_number
from scorer.workbook.page import Formula, Link, Value, address
from scorer.workbook.sheets import adjustments
from scorer.workbook.styles import DONE, Style, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.workbook.book import Book
    from scorer.workbook.page import Page
    from scorer.workbook.sheets.subject import Totals

# The names of the cells that the reviewer fills in.
REVIEWER = "ReviewerName"
UNIT = "ReviewerUnit"
DATE = "ReviewDate"
SIGNATURE = "ReviewSignature"

_ENTRY_ROW = 4
_LAST = COVER.number("doubts")
_LEFT, _RIGHT = 1, COVER.number("reviewed")  # columns of the entries' labels


def write(book: Book, totals: Sequence[Totals]) -> None:
    """Fill the sheet from the subjects' sheets; `totals` in the order of the ranking."""
    page = book.cover
    page.columns(COVER)
    _head(book)
    _entries(book)
    row = _how_to(book, _ENTRY_ROW + 4)
    page.span(row, 1, _LAST - 2, labels.PROGRESS, Style.SECTION)
    page.row_height(row, 26)
    header, first, last = row + 1, row + 2, row + 1 + len(totals)
    of = len(book.results.rubric.criteria)
    done = f"{address(COVER.letter('done'), first)}:{address(COVER.letter('done'), max(first, last))}"
    said = labels.fill_in(labels.REVIEWED_OF, done="{}", of=of * len(totals)).say(book.lang)
    page.span(row, _LAST - 1, _LAST, Formula(*with_number(said, f"SUM({done})", 0)), Style.PROGRESS)
    page.header(header, COVER)
    for number, subject in enumerate(totals):
        page.row(first + number, COVER, _values(book, number, subject, first + number), least=24.0)
    if totals:
        _mark_done(page, first, last, of)
    else:
        page.span(first, 1, _LAST, labels.NONE_SCORED, Style.WARNING)
    page.finish("A3", None, _LAST)


def _head(book: Book) -> None:
    page, rubric = book.cover, book.results.rubric
    page.span(1, 1, _LAST, labels.SCORECARD, Style.TITLE)
    page.row_height(1, 40)
    made_from = Text(
        f"{labels.INPUT.zh}：{book.results.name}　·　{labels.RUBRIC.zh}：{rubric.title.zh} {rubric.version}",
        f"{labels.INPUT.en}: {book.results.name}  ·  {labels.RUBRIC.en}: {rubric.title.en} {rubric.version}",
    )
    others = [book.overview] if book.compares else []
    page.span(2, 1, _LAST - len(others) - 1, made_from, Style.SUBTITLE)
    for column, target in enumerate((*others, book.guide), _LAST - len(others)):
        page.put(2, column, Link(target.known(address(1, 1), ""), Text(target.name, target.name)), Style.NAV)
    page.row_height(2, 22)
    page.row_height(3, 14)


def _entries(book: Book) -> None:
    """The four cells that the reviewer fills in, each to the right of its label."""
    entries = (
        (_ENTRY_ROW, _LEFT, labels.REVIEWER, REVIEWER, Style.ENTRY_TEXT),
        (_ENTRY_ROW, _RIGHT, labels.REVIEW_UNIT, UNIT, Style.ENTRY_TEXT),
        (_ENTRY_ROW + 2, _LEFT, labels.REVIEW_DATE, DATE, Style.ENTRY_DATE),
        (_ENTRY_ROW + 2, _RIGHT, labels.SIGNATURE, SIGNATURE, Style.ENTRY_TEXT),
    )
    page = book.cover
    for row, column, label, name, style in entries:
        page.put(row, column, label, Style.ENTRY_LABEL)
        page.span(row, column + 1, _LAST if column == _RIGHT else column + 1, None, style)
        page.row_height(row, 28)
        book.define(name, page.reference(address(column + 1, row)))
    page.row_height(_ENTRY_ROW + 1, 8)
    page.row_height(_ENTRY_ROW + 3, 12)


def _how_to(book: Book, row: int) -> int:
    """Say how to review; returns the next free row."""
    page = book.cover
    page.span(row, 1, _LAST, labels.HOW_TO_REVIEW, Style.SECTION)
    page.row_height(row, 26)
    for number, line in enumerate(_lines(book), 1):
        row += 1
        page.paragraph(row, 1, _LAST, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.PLAIN)
    page.row_height(row + 1, 12)
    return row + 2


def _lines(book: Book) -> Iterator[Text]:
    yield from labels.REVIEW_LINES
    if adjustments.are_declared(book.results.rubric):
        yield labels.REVIEW_ADJUSTMENTS
    yield labels.NOT_APPLICABLE_RULE[book.results.rubric.not_applicable]
    yield labels.REVIEW_RETURN


def _values(book: Book, number: int, subject: Totals, row: int) -> dict[str, Value]:
    card = book.ranked[number]
    of = len(card.criteria)
    return {
        "number": number + 1,
        "subject": book.shown_name(number),
        "reviewed": Formula(f'={COVER.letter("done")}{row}&"/{of}"', f"0/{of}"),
        "machine": card.total,
        "total": subject.total.shown(),
        "band": subject.band.shown(),
        "doubts": sum(1 for result in card.criteria if result.doubt.zh),
        "done": subject.reviewed.shown(),
    }


def _mark_done(page: Page, first: int, last: int, of: int) -> None:
    letter = COVER.letter("reviewed")
    rule = FormulaRule([f"${COVER.letter('done')}{first}={of}"], fill=fill(DONE))  # type: ignore[no-untyped-call]
    page.sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
