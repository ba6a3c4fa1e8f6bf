"""问题: every sentence that reports what is still lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.book import Book, place_of
from scorer.workbook.columns import SHORTCOMINGS
from scorer.workbook.page import Value
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from scorer.model import Rubric, Scorecard, Shortcoming, Text

HEADER_ROW = 1


def write(book: Book) -> None:
    """Fill the sheet."""
    page = book.shortcomings
    page.columns(SHORTCOMINGS)
    page.header(HEADER_ROW, SHORTCOMINGS)
    titles = criterion_titles(book.results.rubric)
    row = HEADER_ROW
    for number, card in enumerate(book.ranked):
        for shortcoming in card.shortcomings:
            row += 1
            page.row(row, SHORTCOMINGS, {"subject": book.shown_name(number), **_values(card, shortcoming, titles)})
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{SHORTCOMINGS.letter('place')}{row}"
    if row == HEADER_ROW:
        page.put(row + 1, 1, labels.NO_SHORTCOMINGS, Style.SMALL)
    page.finish(f"A{HEADER_ROW + 1}", HEADER_ROW, len(SHORTCOMINGS.columns))


def criterion_titles(rubric: Rubric) -> dict[str, Text]:
    """Titles by criterion id."""
    return {criterion.id: criterion.title for criterion in rubric.criteria}


def _values(card: Scorecard, shortcoming: Shortcoming, titles: dict[str, Text]) -> dict[str, Value]:
    return {
        "criterion": shortcoming.criterion or "",
        "title": titles.get(shortcoming.criterion or ""),
        "quote": shortcoming.quote,
        "place": place_of(card, shortcoming),
    }
