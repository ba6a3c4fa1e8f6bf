"""What the subjects come to after review, for the sheet that holds it beside other rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook.book import band_of, total_of
from scorer.workbook.merged import words
from scorer.workbook.merged.ranking import ranks, shown_name
from scorer.workbook.page import Known, address
from scorer.workbook.sheets.crosswalk import Side, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.model.review import MergedCard
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.merged.rows import Rows


def side(book: MergedBook, ranking: Rows, criteria: Rows) -> Side:
    """The rubric's side, from the rows of the ranking and of criteria, which stay live."""
    subjects = {}
    for number, (merged, rank) in enumerate(zip(book.ranked, ranks(book), strict=True), 1):
        total, band, place = (
            ranking.page.known(address(ranking.table.letter(key), ranking.header + number), value)
            for key, value in (("total", total_of(merged)), ("band", band_of(merged)), ("rank", rank))
        )
        levels = tuple(_levels(merged, number, criteria))
        name = shown_name(number, criteria, merged)
        subjects[merged.card.id] = Subject(merged.card, name, total, band, place, levels)
    return Side(book.rubric, book.overview, True, subjects)


def _levels(merged: MergedCard, number: int, criteria: Rows) -> Iterator[Known]:
    """The level that counts of each criterion, wherever its row stands after sorting."""
    first = (number - 1) * len(merged.criteria) + 1
    for key, one in enumerate(merged.criteria, first):
        where = f"INDEX({criteria.column('level')},MATCH({key},{criteria.column('key')},0))"
        yield Known(where, "", words.level(one.level))
