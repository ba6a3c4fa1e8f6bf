"""What all native charts share: series whose values stand in the file too, text, lines, and a hold on cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from openpyxl.chart import Reference
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
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from scorer.workbook.page import EMPTY_ROW
from scorer.workbook.styles import FONT, GREY, INK, LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.chart import BarChart, RadarChart

    from scorer.workbook.page import Page

    Chart: TypeAlias = BarChart | RadarChart

_PRINTED_WIDTH, _PRINTED_HEIGHT = 784.0, 516.0  # points on A4 landscape within the margins
_REPEATED = 40.0  # points of the header on later pages
_DIGITS = (5.25, 5.6, 6.0, 6.5)  # points of a column's width for a digit: programs and fonts differ


@dataclass(frozen=True, slots=True)
class Area:
    """The table that a chart draws: a row for each label, its header above."""

    page: Page
    header: int  # row
    labels: int  # column
    names: tuple[str, ...]  # the labels as they are now

    @property
    def last(self) -> int:
        """The table's last row."""
        return self.header + len(self.names)


def series(area: Area, column: int, title: str, values: Sequence[float], number_format: str) -> Series:
    """The figures in `column`, named by its header. They go in as caches too, for programs that show without
    computing.
    """
    points = [NumVal(idx=n, v=repr(float(value))) for n, value in enumerate(values)]
    numbers = NumData(formatCode=number_format, ptCount=len(points), pt=points)
    return Series(
        tx=SeriesLabel(strRef=_texts(area, column, area.header, area.header, (title,))),
        cat=AxDataSource(strRef=_texts(area, area.labels, area.header + 1, area.last, area.names)),
        val=NumDataSource(numRef=NumRef(f=_cells(area, column, area.header + 1, area.last), numCache=numbers)),
    )


def _texts(area: Area, column: int, first: int, last: int, texts: Sequence[str]) -> StrRef:
    cache = StrData(ptCount=len(texts), pt=[StrVal(idx=n, v=text) for n, text in enumerate(texts)])
    return StrRef(f=_cells(area, column, first, last), strCache=cache)


def _cells(area: Area, column: int, first: int, last: int) -> str:
    return str(Reference(area.page.sheet, min_col=column, min_row=first, max_row=last))


def text(size: int, color: str, *, bold: bool = False) -> RichText:
    """Text of `size` hundredths of a point."""
    properties = CharacterProperties(
        sz=size, b=bold, solidFill=color, latin=Font(typeface=FONT), ea=Font(typeface=FONT)
    )
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def line(color: str, width: int = 9525) -> GraphicalProperties:
    """A line of `width` (12,700 to a point) and no fill."""
    return GraphicalProperties(noFill=True, ln=LineProperties(solidFill=color, w=width))


def nothing() -> GraphicalProperties:
    """Neither fill nor line."""
    return GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def name_bars(series: Series, number_format: str, where: str, look: RichText) -> None:
    """Show each bar's figure at `where` of it, a word of DrawingML's, and nothing else."""
    series.dLbls = DataLabelList(
        numFmt=number_format,
        dLblPos=where,
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        txPr=look,
    )


def draw_axes(drawing: BarChart, names: int, line_color: str, number_format: str) -> None:
    """The axes of horizontal bars: the first on top, its name in letters of `names` hundredths of a point beside it,
    the figures below with lines across.
    """
    subjects, points = drawing.x_axis, drawing.y_axis
    subjects.delete = points.delete = False
    subjects.scaling.orientation = "maxMin"
    subjects.txPr = text(names, INK)
    subjects.majorTickMark = points.majorTickMark = "none"
    subjects.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=line_color))
    points.number_format = number_format
    points.txPr = text(900, GREY)
    points.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350)))
    points.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    points.crosses = "max"  # below the bars, though their order is turned


def place(page: Page, chart: Chart, columns: tuple[int, int], rows: tuple[int, int]) -> None:
    """Let the chart cover the cells from the first to the last of `columns` and of `rows`.

    Held by cells, it is as wide as the columns in every program, whatever that takes for a digit's width.
    """
    chart.graphical_properties = nothing()
    chart.roundedCorners = False
    start = AnchorMarker(col=columns[0] - 1, row=rows[0] - 1)
    end = AnchorMarker(col=columns[1], row=rows[1])
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)  # type: ignore[assignment]
    page.sheet.add_chart(chart)


def keep_whole(page: Page, first: int, last: int, columns: int) -> None:
    """Let a printed page begin at row `first` where else one might end before row `last`.

    All rows have their height by now. The first `columns` are what is printed across the page.
    """
    letters = map(get_column_letter, range(1, columns + 1))
    shown = [page.sheet.column_dimensions[letter] for letter in letters]
    width = sum(column.width for column in shown if not column.hidden)
    heights = (_PRINTED_HEIGHT * max(1.0, width * digit / _PRINTED_WIDTH) for digit in _DIGITS)
    if any(_is_split(page, first, last, height) for height in heights):
        page.sheet.row_breaks.append(Break(first - 1))


def _is_split(page: Page, first: int, last: int, height: float) -> bool:
    """Whether one of the rows but the first begins a page of this height."""
    breaks = {one.id for one in page.sheet.row_breaks.brk}
    used = 0.0
    for row in range(1, last + 1):
        points = page.sheet.row_dimensions[row].height or EMPTY_ROW
        used += points
        if row - 1 in breaks:
            used = _REPEATED + points
        if used > height:
            if row > first:
                return True
            used = _REPEATED + points
    return False
