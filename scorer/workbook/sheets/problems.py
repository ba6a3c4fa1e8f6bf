"""问题: every sentence that reports what is still lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.book import Book, place, subject_name
from scorer.workbook.columns import PROBLEMS
from scorer.workbook.page import Known, Link, Value, address
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from scorer.model import Rubric, Shortcoming, Text

HEADER_ROW = 1


def write(book: Book) -> None:
    """Fill the sheet."""
    page = book.problems
    page.columns(PROBLEMS)
    page.header(HEADER_ROW, PROBLEMS)
    titles = criterion_titles(book.results.rubric)
    row = HEADER_ROW
    for card, subject in zip(book.ranked, book.subjects, strict=True):
        for shortcoming in card.shortcomings:
            row += 1
            page.row(
                row,
                PROBLEMS,
                _values(shortcoming, titles, subject.known(address(1, 1), subject_name(card))),
            )
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{PROBLEMS.letter('place')}{row}"
    if row == HEADER_ROW:
        page.put(row + 1, 1, labels.NO_SHORTCOMINGS, Style.SMALL)
    page.finish(f"A{HEADER_ROW + 1}", HEADER_ROW, len(PROBLEMS.columns))


def criterion_titles(rubric: Rubric) -> dict[str, Text]:
    """Titles by criterion id."""
    return {criterion.id: criterion.title for criterion in rubric.criteria}


def _values(shortcoming: Shortcoming, titles: dict[str, Text], subject: Known) -> dict[str, Value]:
    return {
        "subject": Link(subject),
        "criterion": shortcoming.criterion or "",
        "title": titles.get(shortcoming.criterion or ""),
        "quote": shortcoming.quote,
        "place": place(shortcoming.sentence),
    }
