"""热力图: the final level of every subject on every criterion."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from openpyxl.formatting.formatting import ConditionalFormatting
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from scorer.model import By, Lang, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book, is_set_aside
from scorer.workbook.columns import Column, Table
from scorer.workbook.page import Formula, Known, Page, Value
from scorer.workbook.styles import LEVEL_FILL, LEVEL_INK, LOOKS, Style, fill
from scorer.workbook.text import height, lines, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.workbook.sheets.subject import Totals

_SUBJECT_WIDTH, _LEVEL_WIDTH = 34, 5  # in digits
_LEAST_COLUMNS = 14  # across which the head is written, however few the criteria
_TITLE_WIDTH = 28  # of a criterion's title, in digits
_MOST_LINES = 3  # of a dimension's title above its criteria; where they are too few for it, its id alone
_PAGE_WIDTH = 190.0  # digits on A4 across, in a size that can still be read
_TITLE_ROW, _DIMENSIONS_ROW, _IDS_ROW, _TITLES_ROW, _FIRST_ROW = 1, 3, 4, 5, 6
_ROW_HEIGHT = 20.0


def write(book: Book, totals: Sequence[Totals]) -> None:
    """Fill the sheet; `totals` in the order of the ranking, with a level for each criterion of the rubric."""
    page, table = book.heat, _table(book)
    page.columns(table)
    last = max(len(table.columns), _LEAST_COLUMNS)
    _head(book, page, last)
    _header(book, page)
    rows: list[list[Value]] = []
    for row, (number, subject) in enumerate(enumerate(totals), _FIRST_ROW):
        aside = is_set_aside(book.ranked[number])
        rows.append([level_of(subject.total, level, aside=aside) for level in subject.levels])
        levels = dict(zip(_criteria(table), rows[-1], strict=True))
        page.row(row, table, levels | {"subject": book.shown_name(number)})
        page.row_height(row, max(_ROW_HEIGHT, page.sheet.row_dimensions[row].height or 0))
    if rows:
        color_levels(page, f"B{_FIRST_ROW}:{table.letter(_criteria(table)[-1])}{_FIRST_ROW + len(rows) - 1}")
        _sums(book, page, table, rows)
    _set_print(page, table, last)


def color_levels(page: Page, cells: str) -> None:
    """Colour levels by rule, so that a level that a reviewer changes changes its colour.

    A level between two, as reviewers may agree on, has the colour of the nearer, a half that of the higher.
    """
    first = cells.partition(":")[0]
    area = ConditionalFormatting(cells)  # once: among thousands of subjects it has thousands of parts
    for level, (color, ink) in enumerate(zip(LEVEL_FILL, LEVEL_INK, strict=True)):
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            [f"IF(ISNUMBER({first}),ROUND({first},0)={level},FALSE)"],
            font=Font(color="FF" + ink, b=True),
            fill=fill(color),
        )
        page.sheet.conditional_formatting.add(area, rule)


def _table(book: Book) -> Table:
    """A column for each criterion, under its id."""
    levels = (Column(c.id, Text(c.id, c.id), _LEVEL_WIDTH, Style.BADGE) for c in book.results.rubric.criteria)
    return Table((Column("subject", labels.SUBJECT, _SUBJECT_WIDTH, Style.STRONG), *levels))


def _criteria(table: Table) -> list[str]:
    return [column.key for column in table.columns[1:]]


def _head(book: Book, page: Page, last: int) -> None:
    page.span(_TITLE_ROW, 1, last, book.titled(labels.HEAT_MAP), Style.TITLE)
    page.row_height(_TITLE_ROW, 34)
    names = [f"{level} {name.say(page.lang)}" for level, name in enumerate(book.level_names)]
    outside = labels.NOT_APPLICABLE if book.results.by is By.REPORT else labels.NO_LEVEL
    names.append(f"{DASH} {outside.say(page.lang)}")
    page.span(_TITLE_ROW + 1, 1, last - 4, "　".join(names), Style.SUBTITLE)
    page.span(_TITLE_ROW + 1, last - 3, last, book.front.link_back(), Style.NAV)
    page.row_height(_TITLE_ROW + 1, 20)


def _header(book: Book, page: Page) -> None:
    """Dimensions above their criteria, and those with their ids and, from top to bottom, their titles."""
    upright = page.lang is Lang.ZH
    for row in (_DIMENSIONS_ROW, _IDS_ROW, _TITLES_ROW):
        page.put(row, 1, labels.SUBJECT if row == _TITLES_ROW else None, Style.HEADER)
    first, most, longest = 2, 1, 1
    for dimension in book.results.rubric.dimensions:
        end = first + len(dimension.criteria) - 1
        title = f"{dimension.id} {dimension.title.say(page.lang)}"
        wrapped = lines(title, _LEVEL_WIDTH * len(dimension.criteria))
        fits = wrapped <= _MOST_LINES
        page.span(_DIMENSIONS_ROW, first, end, title if fits else dimension.id, Style.HEADER)
        most = max(most, wrapped if fits else 1)
        for column, criterion in enumerate(dimension.criteria, first):
            title = shorten(criterion.title.say(page.lang), _TITLE_WIDTH)
            page.put(_IDS_ROW, column, criterion.id, Style.HEADER)
            page.put(_TITLES_ROW, column, title, Style.HEADER_UPRIGHT if upright else Style.HEADER_TURNED)
            longest = max(longest, len(title))
        first = end + 1
    size = LOOKS[Style.HEADER_UPRIGHT].size
    page.row_height(_DIMENSIONS_ROW, height(most, size))
    page.row_height(_IDS_ROW, height(1, size))
    page.row_height(_TITLES_ROW, longest * size * (1.45 if upright else 0.6) + 10)


def level_of(total: Known, level: Known, *, aside: bool) -> Formula | float | str | Text:
    """A subject's level on a criterion. One that was set aside has none, until a reviewer gives it points."""
    if not aside:
        return level.shown()
    value = level.value if total.value else DASH
    return Formula(f'=IF({total.where}=0,"{DASH}",{level.where})', value) if level.where else value


def _sums(book: Book, page: Page, table: Table, rows: Sequence[Sequence[Value]]) -> None:
    """The mean level of each criterion, and how many subjects stand on level 0; what does not apply is left out.

    Of agencies it is left out: by what is told of them none stands on level 0.
    """
    row = _FIRST_ROW + len(rows)
    means: dict[str, Value] = {"subject": labels.MEAN_LEVEL}
    zeros: dict[str, Value] = {"subject": labels.LEVEL_0_COUNT}
    for number, key in enumerate(_criteria(table)):
        letter = table.letter(key)
        cells = f"{letter}{_FIRST_ROW}:{letter}{row - 1}"
        shown = (levels[number] for levels in rows)
        now = [value.value if isinstance(value, Formula) else value for value in shown]
        numbers = [value for value in now if isinstance(value, int | float)]
        mean = sum(numbers) / len(numbers) if numbers else DASH
        means[key] = Formula(f'=IF(COUNT({cells})=0,"{DASH}",AVERAGE({cells}))', mean)
        zeros[key] = Formula(f"=COUNTIF({cells},0)", numbers.count(0))
    page.row(row, table, means, {"subject": Style.GROUP}, Style.GROUP_POINTS)
    if book.results.by is By.REPORT:
        page.row(row + 1, table, zeros, {"subject": Style.GROUP}, Style.GROUP_COUNT)


def _set_print(page: Page, table: Table, last: int) -> None:
    """Headers on every page, and as many pages across as keep the figures legible."""
    page.finish(f"B{_FIRST_ROW}", _TITLES_ROW, last)
    page.sheet.print_title_rows = f"{_DIMENSIONS_ROW}:{_TITLES_ROW}"
    page.sheet.print_title_cols = "A:A"
    width = _LEVEL_WIDTH * (len(table.columns) - 1)
    page.sheet.page_setup.fitToWidth = math.ceil(width / (_PAGE_WIDTH - _SUBJECT_WIDTH))
