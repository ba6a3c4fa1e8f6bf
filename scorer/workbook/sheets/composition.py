"""总分构成: the subjects by their present rank, each a bar stacked by dimension, and the table that it draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from scorer.model import PLACES, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH, Book, is_set_aside, subject_name
from scorer.workbook.page import Formula, Page, Value, address
from scorer.workbook.sheets import chart
from scorer.workbook.styles import ACCENT, GREY, LINE, LOOKS, SERIES, WHITE, Style
from scorer.workbook.text import height, lines, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.chart.series import Series

    from scorer.workbook.columns import Table
    from scorer.workbook.sheets.subject import Totals

_ALL, _FIRST = 60, 30  # with more subjects than the former, the chart shows the first of them only
_LABEL_WIDTH = 32  # of a subject's name beside its bar, in digits
_NAMES = 2  # column of the names
_AXIS_END = 108  # room for the total beside a bar of 100 points
_FORMAT = "0.00"


@dataclass(frozen=True, slots=True)
class _Bar:
    """What the chart shows of one subject."""

    place: int  # of the subject in the overview, from 1
    position: int  # from 1; of equal totals the one that the overview lists first comes first
    rank: int | str  # equal totals share the best
    name: str
    total: float
    parts: tuple[float, ...]  # points that each dimension adds to the total


def write(book: Book, page: Page, table: Table, totals: Sequence[Totals], row: int) -> None:
    """Place title, chart and table at `row`, below the overview's `table`; `totals` in the order of its rows.

    The table stands in the order of the totals, and follows them where they are cells of this workbook.
    """
    bars = _bars(book, totals)
    with_total = [bar for bar in bars if isinstance(totals[bar.place - 1].total.value, int | float)]
    if not with_total:
        return
    shown = sorted(with_total, key=lambda bar: bar.position)[: _FIRST if len(with_total) > _ALL else None]
    drawing = _Drawing(book, page, table, row + _rows(len(shown)) + 2)
    page.section(row, drawing.last, labels.COMPOSITION)
    remark = _remark(adjusted=book.results.rubric.adjustments.declared, cut=len(shown) < len(with_total))
    page.paragraph(drawing.header - 1, 1, drawing.last, remark, Style.REMARK)
    drawing.write_header()
    if totals[0].total.where:
        source = _Source(page, drawing.last + 2, drawing.header + 1 + len(shown) - len(bars), len(bars))
        source.write(book, totals, bars)
        drawing.look_up(shown, source)
    else:
        for bar in shown:
            drawing.write(bar, [bar.rank, bar.name, bar.total, *bar.parts])
    _draw(drawing, shown, row + 1)
    chart.keep_whole(page, row, drawing.header, drawing.last)


def _rows(bars: int) -> int:
    """How many rows the chart covers."""
    return 5 + math.ceil((2.0 if bars <= 12 else 1.2) * bars)


def _remark(*, adjusted: bool, cut: bool) -> Text:
    remarks = [labels.COMPOSITION_REMARK]
    if adjusted:
        remarks.append(labels.ADJUSTED_REMARK)
    if cut:
        remarks.append(labels.fill_in(labels.CHARTED_REMARK, n=_FIRST))
    return Text("".join(remark.zh for remark in remarks), " ".join(remark.en for remark in remarks))


def _bars(book: Book, totals: Sequence[Totals]) -> list[_Bar]:
    figures = [subject.total.value for subject in totals]
    points = [figure if isinstance(figure, int | float) else 0.0 for figure in figures]
    positions: dict[int, int] = {}
    ranks: dict[float, int] = {}
    for position, number in enumerate(sorted(range(len(points)), key=lambda number: -points[number]), 1):
        positions[number] = position
        ranks.setdefault(points[number], position)
    bars: list[_Bar] = []
    for number, (card, subject) in enumerate(zip(book.ranked, totals, strict=True)):
        total, within = points[number], subject.whole.within
        bars.append(
            _Bar(
                place=number + 1,
                position=positions[number],
                rank=DASH if card.total is None or (is_set_aside(card) and not total) else ranks[total],
                name=shorten(subject_name(card), _LABEL_WIDTH),
                total=total,
                parts=tuple(100 * sums.points / within if within else 0.0 for sums in subject.dimensions),
            )
        )
    return bars


# --- the table ---


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the table is looked up: a row for each subject in the order of the overview, in hidden columns.

    The rows end where the table's end. So they lie beside rows that are there anyway: the overview has as many.
    """

    page: Page
    column: int  # the first: position, then what the table has; then, for the table's rows, which row to take
    first: int  # row
    count: int

    def cells(self, number: int) -> str:
        """The column that stands `number`th, from 0."""
        letter = get_column_letter(self.column + number)
        return f"{address(letter, self.first)}:{address(letter, self.first + self.count - 1)}"

    def write(self, book: Book, totals: Sequence[Totals], bars: Sequence[_Bar]) -> None:
        """Write the rows and hide the columns."""
        letter, totals_cells = get_column_letter(self.column + 3), self.cells(3)
        for row, (card, subject, bar) in enumerate(zip(book.ranked, totals, bars, strict=True), self.first):
            total, reach = f"{letter}{row}", subject.whole.reach.where
            own, rank = subject.total, f"RANK({total},{totals_cells})"
            points = Formula(f"=N({own.where})", bar.total) if book.results.enough else own.shown()
            equals_above = f"COUNTIF({address(letter, self.first)}:{total},{total})-1"
            position = f"={rank}+{equals_above}"
            if is_set_aside(card):
                rank = f'IF({total}=0,"{DASH}",{rank})'
            if book.results.enough:
                rank = f'IF(ISNUMBER({own.where}),{rank},"{DASH}")'
            values: list[Value] = [
                Formula(position, bar.position),
                Formula(f"={rank}", bar.rank),
                bar.name,
                points,
            ]
            for sums, part in zip(subject.dimensions, bar.parts, strict=True):
                values.append(Formula(f"=IF({reach}=0,0,100*{sums.score.where}/{reach})", part))
            for column, value in enumerate(values, self.column):
                self.page.put(row, column, value, Style.SMALL)
        for column in range(self.column, self.column + 5 + len(bars[0].parts)):
            self.page.sheet.column_dimensions[get_column_letter(column)].hidden = True


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The table below the chart, in columns of the overview: rank, name, total, dimensions."""

    book: Book
    page: Page
    table: Table
    header: int  # row

    @property
    def last(self) -> int:
        """The last column of the overview's table."""
        return len(self.table.columns)

    @property
    def total(self) -> int:
        """The column of the totals."""
        return self.table.number("total")

    @property
    def first(self) -> int:
        """The column of the first dimension."""
        return self.table.number("band") + 1

    @property
    def titles(self) -> list[str]:
        """Of the dimensions."""
        return [dimension.title.say(self.page.lang) for dimension in self.book.results.rubric.dimensions]

    def write_header(self) -> None:
        """Write the table's header."""
        row, most = self.header, 1
        self.page.put(row, 1, labels.RANK, Style.HEADER)
        self.page.span(row, _NAMES, self.total - 1, labels.SUBJECT, Style.HEADER)
        self.page.span(row, self.total, self.first - 1, labels.TOTAL, Style.HEADER)
        for column, title in enumerate(self.titles, self.first):
            most = max(most, lines(self.page.put(row, column, title, Style.HEADER), self.page.width(column)))
        if self.book.results.rubric.adjustments.declared:
            self.page.put(row, self.first + len(self.titles), labels.ADJUSTED, Style.HEADER)
        self.page.row_height(row, height(most, LOOKS[Style.HEADER].size))

    def look_up(self, bars: Sequence[_Bar], source: _Source) -> None:
        """Write the rows as formulas: each finds the subject whose position it has."""
        column = source.column + 4 + len(self.titles)
        for bar in bars:
            row = self.header + bar.position
            found = Formula(f"=MATCH({bar.position},{source.cells(0)},0)", bar.place)
            self.page.put(row, column, found, Style.SMALL)
            cell = address(column, row)
            shown = (bar.rank, bar.name, bar.total, *bar.parts)
            self.write(bar, [Formula(f"=INDEX({source.cells(n)},{cell})", value) for n, value in enumerate(shown, 1)])

    def write(self, bar: _Bar, values: Sequence[Value]) -> None:
        """Write a subject's row: rank, name, total, dimensions."""
        rank, name, total, *parts = values
        row = self.header + bar.position
        self.page.put(row, 1, rank, Style.COUNT)
        self.page.span(row, _NAMES, self.total - 1, name, Style.TEXT)
        self.page.span(row, self.total, self.first - 1, total, Style.POINTS)
        for column, part in enumerate(parts, self.first):
            self.page.put(row, column, part, Style.POINTS)
        if self.book.results.rubric.adjustments.declared:
            column = self.first + len(parts)
            drawn = f"{address(self.first, row)}:{address(column - 1, row)}"
            rest = Formula(
                f"=ROUND({address(self.total, row)}-SUM({drawn}),{PLACES})", round(bar.total - sum(bar.parts), PLACES)
            )
            self.page.put(row, column, rest, Style.POINTS)
        self.page.row_height(row, 18)


# --- the chart ---


def _draw(drawing: _Drawing, bars: Sequence[_Bar], row: int) -> None:
    """Place the chart at `row`, across the page."""
    bar_chart = BarChart()
    bar_chart.type, bar_chart.grouping, bar_chart.overlap, bar_chart.gapWidth = "bar", "stacked", 100, 45
    area = chart.Area(drawing.page, drawing.header, _NAMES, tuple(bar.name for bar in bars))
    for number, title in enumerate(drawing.titles):
        parts = [bar.parts[number] for bar in bars]
        series = chart.series(area, drawing.first + number, title, parts, _FORMAT)
        series.graphicalProperties = GraphicalProperties(
            solidFill=SERIES[number % len(SERIES)], ln=LineProperties(solidFill=WHITE, w=9525)
        )
        series.invertIfNegative = False
        bar_chart.series.append(series)
    bar_chart.series.append(_total_labels(area, drawing.total, [bar.total for bar in bars]))
    chart.draw_axes(bar_chart, 1000, LINE, "0")
    points = bar_chart.y_axis
    points.scaling.min, points.scaling.max, points.majorUnit = 0, _AXIS_END, 20
    rows = _rows(len(bars))
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.17, w=0.82)
    inner.y, inner.h = 2 / rows, (rows - 3.5) / rows  # the legend above, the axis below
    bar_chart.layout = Layout(manualLayout=inner)
    bar_chart.legend.position = "t"
    bar_chart.legend.txPr = chart.text(900, GREY)
    chart.place(drawing.page, bar_chart, (1, drawing.last), (row, row + rows - 1))


def _total_labels(area: chart.Area, column: int, totals: Sequence[float]) -> Series:
    """An invisible bar that begins where the stack ends, and shows the total at its base."""
    series = chart.series(area, column, "", totals, _FORMAT)
    series.graphicalProperties = chart.nothing()
    series.invertIfNegative = False
    series.tx = SeriesLabel(v=" ")  # in the legend too: programs disagree on how to leave an entry out
    chart.name_bars(series, _FORMAT, "inBase", chart.text(1000, ACCENT, bold=True))
    return series
