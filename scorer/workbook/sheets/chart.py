"""The overview's chart: a bar for each subject, stacked by dimension, with the total at its end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from scorer.workbook.styles import ACCENT, FONT, GREY, INK, LINE, SERIES, WHITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.workbook.page import Page

_AXIS_END = 108  # room for the total beside a bar of 100 points


@dataclass(frozen=True, slots=True)
class Area:
    """Where the figures stand: the header's row, and columns of labels, totals and first dimension."""

    header: int
    labels: int
    total: int
    first: int
    dimensions: int
    last: int  # column of the sheet's tables


def rows(bars: int) -> int:
    """How many empty rows the chart covers."""
    return 5 + math.ceil((2.0 if bars <= 12 else 1.2) * bars)


def add(page: Page, row: int, area: Area, labels: Sequence[str], figures: Sequence[Sequence[float]]) -> None:
    """Place the chart at `row`. Its figures go in as caches too, for programs that show without computing."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    for number in range(area.dimensions):
        series = _series(page, area, labels, area.first + number, [line[number] for line in figures])
        series.graphicalProperties = GraphicalProperties(solidFill=SERIES[number % len(SERIES)])
        series.graphicalProperties.line = LineProperties(solidFill=WHITE, w=9525)
        chart.series.append(series)
    chart.series.append(_total_labels(page, area, labels, [sum(line) for line in figures]))
    _axes(chart)
    height = rows(len(labels))
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.17, w=0.82)
    inner.y, inner.h = 2 / height, (height - 3.5) / height  # the legend above, the axis below
    chart.layout = Layout(manualLayout=inner)
    chart.legend.position = "t"
    chart.legend.txPr = _text(900, GREY)
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    # Held by cells, it is as wide as the table above in every program, whatever it takes for a digit's width.
    end = AnchorMarker(col=area.last, row=row - 1 + rows(len(labels)))
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=AnchorMarker(row=row - 1), to=end)  # type: ignore[assignment]
    page.sheet.add_chart(chart)


def _series(page: Page, area: Area, labels: Sequence[str], column: int, values: Sequence[float]) -> Series:
    last = area.header + len(labels)
    reference = Reference(page.sheet, min_col=column, min_row=area.header, max_row=last)
    series: Series = SeriesFactory(reference, title_from_data=True)
    points = [NumVal(idx=n, v=repr(float(value))) for n, value in enumerate(values)]
    numbers = NumData(formatCode="0.00", ptCount=len(points), pt=points)
    figures = Reference(page.sheet, min_col=column, min_row=area.header + 1, max_row=last)
    series.val = NumDataSource(numRef=NumRef(f=str(figures), numCache=numbers))
    names = Reference(page.sheet, min_col=area.labels, min_row=area.header + 1, max_row=last)
    cached = StrData(ptCount=len(labels), pt=[StrVal(idx=n, v=label) for n, label in enumerate(labels)])
    series.cat = AxDataSource(strRef=StrRef(f=str(names), strCache=cached))
    series.invertIfNegative = False
    return series


def _total_labels(page: Page, area: Area, labels: Sequence[str], totals: Sequence[float]) -> Series:
    """An invisible bar that begins where the stack ends, and shows the total at its base."""
    series = _series(page, area, labels, area.total, totals)
    series.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    series.tx = SeriesLabel(v=" ")  # in the legend too: programs disagree on how to leave an entry out
    series.dLbls = DataLabelList(
        numFmt="0.00",
        dLblPos="inBase",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        txPr=_text(1000, ACCENT, bold=True),
    )
    return series


def _axes(chart: BarChart) -> None:
    subjects, points = chart.x_axis, chart.y_axis
    subjects.delete = points.delete = False
    subjects.scaling.orientation = "maxMin"  # the first of the ranking on top
    subjects.txPr = _text(1000, INK)
    subjects.majorTickMark = points.majorTickMark = "none"
    subjects.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    points.scaling.min, points.scaling.max, points.majorUnit = 0, _AXIS_END, 20
    points.number_format = "0"
    points.txPr = _text(900, GREY)
    points.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350)))
    points.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    points.crosses = "max"  # below the bars, though their order is turned


def _text(size: int, color: str, *, bold: bool = False) -> RichText:
    """Text of `size` hundredths of a point."""
    properties = CharacterProperties(
        sz=size, b=bold, solidFill=color, latin=Font(typeface=FONT), ea=Font(typeface=FONT)
    )
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])
