"""A subject's shares of its dimensions: a small table with a radar chart beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import RadarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.title import title_maker
from openpyxl.drawing.line import LineProperties

from scorer.workbook import labels
from scorer.workbook.sheets import chart
from scorer.workbook.styles import ACCENT, GREY, INK, LINE, Style
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Dimension
    from scorer.workbook.page import Known, Page

_FEWEST = 3  # dimensions that a radar can show; fewer make a line
_NAMES, _SHARES = 2, 3  # columns
_NAME_WIDTH = 24  # of a dimension's title beside its spoke, in digits
_WIDTH = 80  # of the chart, at least, in digits
_ROWS, _ROW_HEIGHT = 18, 20.0  # of the chart, at least; in points
_FORMAT = "0%"


def add(page: Page, row: int, last: int, dimensions: Sequence[Dimension], shares: Sequence[Known]) -> int:
    """Place title, table and chart at `row`, the title across the columns to the `last`; returns the next free row.

    Nothing is placed for fewer than three dimensions. A share that is — counts as 0 in the chart.
    """
    if len(dimensions) < _FEWEST:
        return row
    page.section(row, last, labels.DIMENSION_SHARES)
    header = row + 1
    names = tuple(shorten(dimension.title.say(page.lang), _NAME_WIDTH) for dimension in dimensions)
    for column, title in enumerate((labels.ID, labels.DIMENSION, labels.DIMENSION_SHARE), 1):
        page.put(header, column, title, Style.HEADER)
    for line, (dimension, name, share) in enumerate(zip(dimensions, names, shares, strict=True), header + 1):
        page.put(line, 1, dimension.id, Style.BADGE)
        page.put(line, _NAMES, name, Style.SMALL)
        page.put(line, _SHARES, share.shown(), Style.SHARE)
    end = header + max(_ROWS, len(names) + 1) - 1
    for line in range(header, end + 1):
        page.row_height(line, _ROW_HEIGHT)
    if end > header + len(names):
        page.put(end, 1, None, Style.REMARK)  # what is printed ends with the last cell, not with the chart
    values = [share.value if isinstance(share.value, int | float) else 0.0 for share in shares]
    radar = _radar(chart.Area(page, header, _NAMES, names), values, labels.DIMENSION_SHARE.say(page.lang))
    chart.place(page, radar, (_SHARES + 1, _right_edge(page, last)), (header, end))
    chart.keep_whole(page, row, end, last)
    return end + 2


def _right_edge(page: Page, last: int) -> int:
    """The column at which the chart is wide enough."""
    column = _SHARES + 1
    width = page.width(column)
    while width < _WIDTH and column < last:
        column += 1
        width += page.width(column)
    return column


def _radar(area: chart.Area, shares: Sequence[float], name: str) -> RadarChart:
    radar = RadarChart()
    title = title_maker(" ")  # without one, programs take the name of a single series for it
    title.overlay = True
    radar.title = title
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.25, y=0.12, w=0.5, h=0.78)
    radar.layout = Layout(manualLayout=inner)
    radar.type = "marker"
    radar.legend = None
    radar.display_blanks = "zero"
    series = chart.series(area, _SHARES, name, shares, _FORMAT)
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=ACCENT, w=28575))
    dot = GraphicalProperties(solidFill=ACCENT, ln=LineProperties(solidFill=ACCENT))
    series.marker = Marker(symbol="circle", size=7, spPr=dot)
    radar.series.append(series)
    names, percent = radar.x_axis, radar.y_axis
    names.delete = percent.delete = False
    names.txPr = chart.text(1000, INK)
    names.majorGridlines = ChartLines(spPr=chart.line(LINE))
    percent.scaling.min, percent.scaling.max, percent.majorUnit = 0, 1, 0.25
    percent.number_format = _FORMAT
    percent.majorTickMark, percent.crossBetween = "none", "between"
    percent.txPr = chart.text(800, GREY)
    percent.majorGridlines = ChartLines(spPr=chart.line(LINE))
    percent.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    return radar
