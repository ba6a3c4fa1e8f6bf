"""对比总览: what must be known first, every subject's total before and after, and a chart of the changes."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from scorer.model import Text
from scorer.model.comparison import Matched
from scorer.workbook import labels
from scorer.workbook.book import DASH, band_of, total_of
from scorer.workbook.columns import Column, Table
from scorer.workbook.comparison import labels as own
from scorer.workbook.comparison.book import (
    ARROWS,
    RISE,
    ComparisonBook,
    color_changes,
    documents,
    joined,
    name,
)
from scorer.workbook.page import Link, address
from scorer.workbook.sheets import chart
from scorer.workbook.styles import GREY, INK, SERIES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model.comparison import SubjectChange
    from scorer.workbook.page import Page, Value

TABLE = Table(
    (
        Column("subject", labels.SUBJECT, 40, Style.LINK),
        Column("documents", own.DOCUMENTS, 34, Style.SMALL),
        Column("old_total", own.TOTAL_BEFORE, 10.5, Style.POINTS),
        Column("new_total", own.TOTAL_AFTER, 10.5, Style.TOTAL),
        Column("change", labels.CHANGE, 12, Style.BADGE),
        Column("old_band", own.BAND_BEFORE, 11, Style.CENTER),
        Column("new_band", own.BAND_AFTER, 11, Style.BADGE),
        Column("rose", own.ROSE_COUNT, 8, Style.COUNT),
        Column("fell", own.FELL_COUNT, 8, Style.COUNT),
        Column("remark", own.REMARK, 44, Style.SMALL),
    )
)
_LAST = len(TABLE.columns)
_TILE_ROW, _AFTER_TILES = 4, 7
BARS = 30  # that the chart shows
_FEW = 12  # bars, that have more room
_BAR_FALL = SERIES[4]


def write(book: ComparisonBook, rows: Sequence[int]) -> None:
    """Fill the sheet; `rows` are the first ones of the subjects on the sheet of criteria."""
    page = book.overview
    page.columns(TABLE)
    _head(book, page)
    header = _warnings(book, page, _AFTER_TILES)
    page.header(header, TABLE)
    row = header
    for row, subject in enumerate(book.comparison.subjects, header + 1):
        number = row - header - 1
        shown = (
            Link(book.criteria.known(address(1, rows[number]), name(subject))) if number < len(rows) else name(subject)
        )
        _write_subject(page, row, subject, shown)
    if row > header:
        color_changes(page, f"{TABLE.letter('change')}{header + 1}:{TABLE.letter('change')}{row}")
    page.paragraph(row + 1, 1, _LAST, own.COMPARISON_REMARK if rows else own.NONE_COMPARED, Style.REMARK)
    changed = [subject for subject in book.both_sided if subject.change is not None]  # they come first
    if changed:
        _draw(page, header, row + 3, changed[:BARS], cut=len(changed) > BARS)
    page.finish(f"B{header + 1}", header, _LAST)


# --- the head ---


def _head(book: ComparisonBook, page: Page) -> None:
    page.span(1, 1, _LAST, own.COMPARISON_TITLE, Style.TITLE)
    page.row_height(1, 38)
    made_from = Text(
        f"{own.OLD_RESULTS.zh}：{book.comparison.names[0]}　→　{own.NEW_RESULTS.zh}：{book.comparison.names[1]}",
        f"{own.OLD_RESULTS.en}: {book.comparison.names[0]}  →  {own.NEW_RESULTS.en}: {book.comparison.names[1]}",
    )
    page.span(2, 1, 4, made_from, Style.SUBTITLE)
    for (first, last), target in zip(((5, 6), (7, 9), (10, 10)), book.pages[1:], strict=True):
        page.span(2, first, last, target.link(), Style.NAV)
    page.row_height(2, 22)
    page.row_height(3, 8)
    for first, last, label, value, style in _tiles(book):
        page.span(_TILE_ROW, first, last, label, Style.TILE_LABEL)
        page.span(_TILE_ROW + 1, first, last, value, style)
    page.row_height(_TILE_ROW, 20)
    page.row_height(_TILE_ROW + 1, 34)
    page.row_height(_TILE_ROW + 2, 10)


def _tiles(book: ComparisonBook) -> Iterator[tuple[int, int, Text, Value, Style]]:
    """First and last column, label, value and style of each tile."""
    both, all_ = book.both_sided, book.comparison.subjects
    changes = [one.change for one in both if one.change is not None]
    new, gone = sum(one.old is None for one in all_), sum(one.new is None for one in all_)
    yield 1, 1, own.BOTH_SUBJECTS, len(both), Style.TILE
    yield 2, 2, own.MEAN_TOTALS, _means(both), Style.TILE_TEXT
    yield 3, 4, own.TOTALS_ROSE, sum(change > 0 for change in changes), Style.TILE
    yield 5, 6, own.TOTALS_FELL, sum(change < 0 for change in changes), Style.TILE
    yield 7, 9, own.ONE_SIDED, f"{new} / {gone}", Style.TILE_TEXT
    moved = f"▲ {sum(one.rose for one in both)}　▼ {sum(one.fell for one in both)}"
    yield 10, 10, own.LEVELS_MOVED, moved, Style.TILE_TEXT


def _means(both: Sequence[SubjectChange]) -> str:
    sides = [(one.old.total, one.new.total) for one in both if one.old and one.new]
    totals = [(old, new) for old, new in sides if old is not None and new is not None]
    if not totals:
        return DASH
    before, after = map(fmean, zip(*totals, strict=True))
    return f"{before:.2f} → {after:.2f}"


def _warnings(book: ComparisonBook, page: Page, row: int) -> int:
    """What must be known before any figure is believed; returns the next free row."""
    comparison = book.comparison
    told = list(comparison.notes)
    if comparison.differences:
        told.insert(0, joined((own.DIFFERENCES_WARNING, *comparison.differences)))
    for line in told:
        page.paragraph(row, 1, _LAST, line, Style.WARNING)
        row += 1
    if told:
        page.row_height(row, 10)
        row += 1
    return row


# --- the table ---


def _write_subject(page: Page, row: int, subject: SubjectChange, shown: Link | str) -> None:
    old, new = subject.old, subject.new
    values: dict[str, Value] = {
        "subject": shown,
        "documents": documents(subject),
        "old_total": total_of(old) if old else DASH,
        "new_total": total_of(new) if new else DASH,
        "change": _change(subject),
        "old_band": band_of(old) if old else DASH,
        "new_band": band_of(new) if new else DASH,
        "rose": subject.rose if old and new else DASH,
        "fell": subject.fell if old and new else DASH,
        "remark": joined(tuple(_remarks(subject))),
    }
    page.row(row, TABLE, values, {} if old and new else {"subject": Style.TEXT})
    page.row_height(row, max(26.0, page.sheet.row_dimensions[row].height or 0))
    page.show_as(row, TABLE.number("change"), ARROWS)


def _change(subject: SubjectChange) -> Value:
    if subject.old and subject.new:
        return DASH if subject.change is None else subject.change
    return own.NEW_SUBJECT if subject.new else own.GONE_SUBJECT


def _remarks(subject: SubjectChange) -> Iterator[Text]:
    """How the subject was matched, and what its scorecards say about themselves."""
    if subject.matched not in (None, Matched.ID):
        yield own.MATCHED_BY[subject.matched]
    if subject.same_document:
        yield own.SAME_DOCUMENT
    for side, label in ((subject.old, own.OLD_RESULTS), (subject.new, own.NEW_RESULTS)):
        for note in side.card.notes if side else ():
            yield Text(f"{label.zh}：{note.zh}", f"{label.en}: {note.en}")


# --- the chart ---


def _draw(page: Page, header: int, row: int, subjects: Sequence[SubjectChange], *, cut: bool) -> None:
    """Place the chart at `row`: a bar to the right for each rise, to the left for each fall, the largest on top."""
    title_row = row
    page.section(row, _LAST, own.CHANGES)
    if cut:
        row += 1
        page.paragraph(row, 1, _LAST, labels.fill_in(own.CHANGES_CHARTED, n=BARS), Style.REMARK)
    changes = [subject.change or 0.0 for subject in subjects]
    area = chart.Area(page, header, TABLE.number("subject"), tuple(map(name, subjects)))
    series = chart.series(area, TABLE.number("change"), labels.CHANGE.say(page.lang), changes, ARROWS)
    series.invertIfNegative = False
    series.graphicalProperties = GraphicalProperties(solidFill=RISE, ln=LineProperties(noFill=True))
    for number, change in enumerate(changes):
        if change < 0:
            look = GraphicalProperties(solidFill=_BAR_FALL, ln=LineProperties(noFill=True))
            series.dPt.append(DataPoint(idx=number, invertIfNegative=False, spPr=look))
    chart.name_bars(series, ARROWS, "outEnd", chart.text(900, INK, bold=True))
    bars = BarChart()
    bars.type, bars.gapWidth, bars.legend = "bar", 60, None
    bars.series.append(series)
    _axes(bars, changes)
    height = 4 + math.ceil((1.6 if len(subjects) <= _FEW else 1.2) * len(subjects))
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.26, w=0.72)
    inner.y, inner.h = 0.5 / height, (height - 2) / height  # the axis below
    bars.layout = Layout(manualLayout=inner)
    chart.place(page, bars, (1, _LAST), (row + 1, row + height))
    page.put(row + height, _LAST, None, Style.REMARK)  # so that the printed area holds the chart
    chart.keep_whole(page, title_row, row + height, _LAST)


def _axes(bars: BarChart, changes: Sequence[float]) -> None:
    """The same length to both sides where there are rises and falls; room for the figures beside the bars."""
    chart.draw_axes(bars, 1000, GREY, '"+"General;"−"General;0')
    bars.x_axis.tickLblPos = "low"  # beside the chart and not beside zero
    points = bars.y_axis
    end = _end(1.2 * max(map(abs, changes)))
    points.scaling.min = -end if min(changes) < 0 else 0
    points.scaling.max = end if max(changes) > 0 or min(changes) == 0 else 0
    points.majorUnit = end / 2


def _end(least: float) -> float:
    """A round number that is not below `least`."""
    return next((end for end in (1, 2, 4, 6, 10, 20, 30, 40, 60, 80) if end >= least), math.ceil(least / 20) * 20)
