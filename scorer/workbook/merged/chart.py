"""The overview's chart: two bars for each subject, the machine's total and the merged one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from scorer.workbook import labels
from scorer.workbook.book import subject_name
from scorer.workbook.merged import labels as own
from scorer.workbook.sheets import chart
from scorer.workbook.styles import ACCENT, GREY, LINE, Style
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.merged.rows import Rows

_MOST = 60  # subjects that a chart can show; of more, the first
_MACHINE = "CFC6BD"
_FORMAT = "0.00"
LABEL_WIDTH = 32  # of a name beside its bars, in digits


def add(book: MergedBook, rows: Rows, row: int, last: int) -> int:
    """Place title and chart at `row`, across the columns up to `last`; returns the next free row."""
    page = book.overview
    with_total = [merged for merged in book.ranked if merged.total is not None]
    shown = with_total[:_MOST]
    if not shown:
        return row
    page.section(row, last, own.MACHINE_AND_MERGED)
    if len(with_total) > _MOST:
        row += 1
        page.paragraph(row, 1, last, labels.fill_in(labels.CHARTED_REMARK, n=_MOST), Style.REMARK)
    drawing = BarChart()
    drawing.type, drawing.grouping, drawing.overlap, drawing.gapWidth = "bar", "clustered", -5, 45
    drawing.visible_cells_only = False  # the names stand in a hidden column
    names = tuple(shorten(subject_name(merged.card), LABEL_WIDTH) for merged in shown)
    area = chart.Area(page, rows.header, rows.table.number("name"), names)
    _series(drawing, area, rows, "machine", [merged.card.total or 0.0 for merged in shown])
    _series(drawing, area, rows, "total", [merged.total or 0.0 for merged in shown])
    chart.draw_axes(drawing, 900, LINE, "0")
    most = max(100.0, *(merged.total or 0.0 for merged in shown))
    points = drawing.y_axis
    points.scaling.min, points.scaling.max, points.majorUnit = 0, most + 8, 20  # room for the label beside a bar
    height = 5 + math.ceil((2.0 if len(shown) <= 12 else 1.25) * len(shown))
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.22, w=0.75)
    inner.y, inner.h = 2 / height, (height - 3.5) / height  # the legend above, the axis below
    drawing.layout = Layout(manualLayout=inner)
    drawing.legend.position = "t"
    drawing.legend.txPr = chart.text(900, GREY)
    chart.place(page, drawing, (1, last), (row + 1, row + height))
    return row + height + 1


def _series(drawing: BarChart, area: chart.Area, rows: Rows, key: str, totals: list[float]) -> None:
    column = rows.table.number(key)
    machine = key == "machine"
    title = rows.table.columns[column - 1].label.say(rows.page.lang)
    series = chart.series(area, column, title, totals, _FORMAT)
    series.graphicalProperties = GraphicalProperties(
        solidFill=_MACHINE if machine else ACCENT, ln=LineProperties(noFill=True)
    )
    series.invertIfNegative = False
    look = chart.text(900, GREY if machine else ACCENT, bold=not machine)
    chart.name_bars(series, "0.0", "outEnd", look)
    drawing.series.append(series)
