"""等次变化: subjects by criteria, and in each cell how far the level moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from scorer.model import By, Lang, Text
from scorer.model.comparison import Change
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.columns import Column, Table
from scorer.workbook.comparison import labels as own
from scorer.workbook.comparison.book import SIGNS, ComparisonBook, name
from scorer.workbook.page import Link, address
from scorer.workbook.styles import LOOKS, Style
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Criterion
    from scorer.model.comparison import CriterionChange
    from scorer.workbook.page import Page, Value

_SUBJECT_WIDTH, _LEVEL_WIDTH = 42, 6  # in digits
_LEAST_COLUMNS = 18  # across which the head is written, however few the criteria
_TITLE_WIDTH = 28  # of a criterion's title, in digits
_PAGE_WIDTH = 200.0  # digits on A4 across, in a size that can still be read
_LEGEND_ROW, _IDS_ROW, _TITLES_ROW, _FIRST_ROW = 3, 4, 5, 6
_ROW_HEIGHT = 20.0
_FALL, _NONE, _RISE = "FF7FA0C2", "FFFFFFFF", "FFDB7F60"  # 3 levels down, 0, 3 up: black figures stay readable


def write(book: ComparisonBook, rows: Sequence[int]) -> None:
    """Fill the sheet; `rows` are the first ones of the subjects on the sheet of criteria."""
    page, criteria = book.levels, _criteria(book)
    table = Table(
        (
            Column("subject", labels.SUBJECT, _SUBJECT_WIDTH, Style.LINK),
            *(Column(one.id, Text(one.id, one.id), _LEVEL_WIDTH, Style.CENTER) for one in criteria),
        )
    )
    last = max(len(table.columns), _LEAST_COLUMNS)
    page.columns(table)
    for column in range(len(table.columns) + 1, last + 1):
        page.sheet.column_dimensions[get_column_letter(column)].width = _LEVEL_WIDTH
    page.span(1, 1, last, own.COMPARED_LEVELS, Style.TITLE)
    page.row_height(1, 34)
    page.span(2, 1, last - 4, book.made_from, Style.SUBTITLE)
    page.span(2, last - 3, last, book.overview.link_back(), Style.NAV)
    page.row_height(2, 20)
    legend = own.AGENCY_LEVELS_LEGEND if book.by is By.AGENCY else own.LEVELS_LEGEND
    page.paragraph(_LEGEND_ROW, 1, last, legend, Style.REMARK)
    _header(page, criteria)
    row = _FIRST_ROW - 1
    for row, (subject, first) in enumerate(zip(book.both_sided, rows, strict=True), _FIRST_ROW):
        values: dict[str, Value] = {"subject": Link(book.criteria.known(address(1, first), name(subject)))}
        page.row(row, table, values | {one.criterion.id: _moved(one) for one in subject.criteria})
        page.row_height(row, max(_ROW_HEIGHT, page.sheet.row_dimensions[row].height or 0))
        for column in range(2, len(table.columns) + 1):
            page.show_as(row, column, SIGNS)
    if row >= _FIRST_ROW:
        rule = ColorScaleRule("num", -3, _FALL, "num", 0, _NONE, "num", 3, _RISE)  # type: ignore[no-untyped-call]
        page.sheet.conditional_formatting.add(f"B{_FIRST_ROW}:{table.letter(criteria[-1].id)}{row}", rule)
    else:
        page.put(_FIRST_ROW, 1, own.NO_CHANGES, Style.SMALL)
    page.finish(f"B{_FIRST_ROW}", _TITLES_ROW, last)
    page.sheet.print_title_rows = f"{_IDS_ROW}:{_TITLES_ROW}"
    page.sheet.print_title_cols = "A:A"
    page.sheet.page_setup.fitToWidth = math.ceil(_LEVEL_WIDTH * last / (_PAGE_WIDTH - _SUBJECT_WIDTH))


def _criteria(book: ComparisonBook) -> list[Criterion]:
    """Of the new rubric in its order, then what only the old one has."""
    old, new = book.comparison.old.results.rubric, book.comparison.new.results.rubric
    kept = {one.id for one in new.criteria}
    return [*new.criteria, *(one for one in old.criteria if one.id not in kept)]


def _header(page: Page, criteria: Sequence[Criterion]) -> None:
    """Ids, and below them the titles from top to bottom."""
    upright = page.lang is Lang.ZH
    style = Style.HEADER_UPRIGHT if upright else Style.HEADER_TURNED
    page.put(_IDS_ROW, 1, labels.CRITERION_ID, Style.HEADER)
    page.put(_TITLES_ROW, 1, labels.SUBJECT, Style.HEADER)
    longest = 1
    for column, criterion in enumerate(criteria, 2):
        title = shorten(criterion.title.say(page.lang), _TITLE_WIDTH)
        page.put(_IDS_ROW, column, criterion.id, Style.HEADER)
        page.put(_TITLES_ROW, column, title, style)
        longest = max(longest, len(title))
    page.row_height(_IDS_ROW, _ROW_HEIGHT)
    page.row_height(_TITLES_ROW, longest * LOOKS[style].size * (1.45 if upright else 0.6) + 10)


def _moved(change: CriterionChange) -> Value:
    """The change of the level, or where there is none, what became of the criterion."""
    if change.change is Change.APPEARED:
        return own.LEVEL_NEW
    if change.change is Change.VANISHED:
        return own.LEVEL_OFF
    if change.level_change is not None:
        return change.level_change
    before, after = (
        DASH if side is None or side.level is None else f"{side.level:g}" for side in (change.old, change.new)
    )
    return DASH if before == after else f"{before}→{after}"
