"""量化成效: every amount, share and rank of the evidence, a row each, and charts of what several subjects tell of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart

from scorer.model import Bound, QuantityKind, Text, Trend
from scorer.workbook import labels
from scorer.workbook.book import Book, listed, place_of, subject_name
from scorer.workbook.columns import QUANTITIES
from scorer.workbook.page import LINK_LIMIT
from scorer.workbook.sheets import chart, evidence
from scorer.workbook.styles import ACCENT, LINE, Style
from scorer.workbook.styles import GRADES as GRADE_STYLES
from scorer.workbook.text import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scorer.model import CriterionResult, Evidence, Quantity
    from scorer.workbook.page import Page, Value

HEADER_ROW = 1
MOST_CHARTS, MOST_BARS = 8, 15
SHORTEST_SHARED = 3  # characters of an indicator that is taken for the same as a longer one that ends with it

_UNTOLD = frozenset({QuantityKind.DATE, QuantityKind.SPAN})  # they are when, not how much
_NAME_WIDTH = 32  # of a subject's name beside its bar, in digits
_FEWEST_ROWS, _ROW_HEIGHT = 5, 20.0  # of a chart; in points


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of evidence and where it stands."""

    number: int  # on the sheet of evidence, from 1
    subject: int  # in the ranking, from 0
    result: CriterionResult
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Told:
    """A quantity of one sentence, and the pieces of evidence that the sentence is, the main one first."""

    quantity: Quantity
    pieces: tuple[_Piece, ...]

    @property
    def main(self) -> _Piece:
        """What the sentence is evidence for above all."""
        return self.pieces[0]


def write(book: Book) -> None:
    """Fill the sheet. It holds nothing to be entered and is not locked, so that it can be sorted."""
    page = book.quantities
    page.is_locked = False
    page.columns(QUANTITIES)
    page.header(HEADER_ROW, QUANTITIES)
    told = list(_told(book))
    row = HEADER_ROW
    for row, one in enumerate(told, HEADER_ROW + 1):
        page.row(row, QUANTITIES, _values(book, one), {"grade": GRADE_STYLES[one.main.evidence.grade]})
        page.show_as(row, QUANTITIES.number("value"), _number_format(one.quantity.value or 0.0))
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{QUANTITIES.letter('place')}{row}"
    if not told:
        page.span(row + 1, 1, QUANTITIES.number("quote"), labels.NO_QUANTITIES, Style.SMALL)
    _draw_all(book, page, told, row + 2)
    page.finish(f"A{HEADER_ROW + 1}", HEADER_ROW, len(QUANTITIES.columns))


def _told(book: Book) -> Iterator[_Told]:
    """What each sentence of the evidence tells, by subject and place, once for all criteria that it speaks for."""
    by_sentence: dict[tuple[int, str, int], list[_Piece]] = {}
    for number, (subject, _, result, piece) in enumerate(evidence.pieces(book), 1):
        key = (subject, piece.source, piece.sentence.number)
        by_sentence.setdefault(key, []).append(_Piece(number, subject, result, piece))
    for key in sorted(by_sentence):
        pieces = sorted(by_sentence[key], key=lambda one: (-one.evidence.grade, -len(one.evidence.cues)))
        for quantity in pieces[0].evidence.quantities:
            if quantity.kind not in _UNTOLD and not _says_among_how_many(quantity):
                yield _Told(quantity, tuple(pieces))


def _says_among_how_many(quantity: Quantity) -> bool:
    """Whether an amount is only what a rank is a place in or a place is divided into: 全市12个县区."""
    return quantity.kind is QuantityKind.AMOUNT and bool(quantity.field)


# --- a row ---


def _values(book: Book, told: _Told) -> dict[str, Value]:
    quantity, main = told.quantity, told.main
    place = place_of(book.ranked[main.subject], main.evidence)
    place = Text(place.zh[:LINK_LIMIT], place.en[:LINK_LIMIT])
    return {
        "subject": book.shown_name(main.subject),
        "criterion": main.evidence.criterion,
        "title": main.result.criterion.title,
        "others": listed([piece.evidence.criterion for piece in told.pieces[1:]]),
        "indicator": quantity.indicator,
        "value": quantity.value,
        "written": quantity.text,
        "unit": quantity.unit,
        "bound": _bound(quantity),
        "change": _change(quantity),
        "field": quantity.field,
        "period": quantity.period,
        "grade": main.evidence.grade,
        "quote": main.evidence.quote,
        "place": evidence.row_link(book, main.number, place) if book.is_reviewed else place,
    }


def _bound(quantity: Quantity) -> Text | str:
    if quantity.upper is not None:
        return labels.fill_in(labels.UP_TO, n=f"{quantity.upper:g}")
    return "" if quantity.bound is Bound.EXACT else labels.BOUNDS[quantity.bound]


def _change(quantity: Quantity) -> Text | str:
    """How the value came about: from what, or that it is a growth or a loss itself."""
    if quantity.before is not None:
        before = labels.fill_in(labels.WAS, n=f"{quantity.before:,.10g}")
        if quantity.change is None:
            return before
        way = labels.WENT_UP if quantity.change is Trend.UP else labels.WENT_DOWN
        return Text(f"{before.zh}，{way.zh}", f"{before.en}, {way.en}")
    return labels.CHANGES[quantity.change, quantity.by] if quantity.change else ""


def _number_format(value: float) -> str:
    """As many decimals as the value has."""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return "#,##0" + ("." + "0" * decimals if decimals else "")


# --- charts ---


@dataclass(frozen=True, slots=True)
class _Shared:
    """What several subjects tell of: the value that each gives first."""

    indicator: str
    unit: str
    values: dict[int, float]  # by the place of the subject in the ranking
    quotes: set[str]  # the sentences that tell them: one that two subjects share counts once


def _draw_all(book: Book, page: Page, told: Sequence[_Told], row: int) -> None:
    """A chart for each indicator that at least two subjects tell of in the same unit, those of most subjects first."""
    shared = [one for one in _shared(told) if len(one.values) > 1]
    shared.sort(key=lambda one: -len(one.values))
    if not shared:
        return
    last = len(QUANTITIES.columns)
    page.section(row, last, labels.COMPARABLE)
    page.paragraph(row + 1, 1, last, labels.COMPARABLE_REMARK, Style.REMARK)
    top, row = row, row + 3
    for one in shared[:MOST_CHARTS]:
        end = _draw(book, page, one, row)
        chart.keep_whole(page, top, end, last)
        top = row = end + 2


def _shared(told: Iterable[_Told]) -> Iterator[_Shared]:
    """The values of amounts and shares by what they are of: 群众满意度 is also what 全市群众满意度 is of."""
    by_name: dict[tuple[str, str, bool], _Shared] = {}
    counted = [one for one in told if one.quantity.indicator and one.quantity.kind is not QuantityKind.RANK]
    for one in sorted(counted, key=lambda one: len(one.quantity.indicator)):
        quantity = one.quantity
        name = _known_name(quantity, by_name)
        shared = by_name.setdefault((name, quantity.unit, quantity.by), _Shared(name, quantity.unit, {}, set()))
        quote = "".join(one.main.evidence.quote.split())
        if quantity.value is not None and one.main.subject not in shared.values and quote not in shared.quotes:
            shared.values[one.main.subject] = quantity.value
            shared.quotes.add(quote)
    yield from by_name.values()


def _known_name(quantity: Quantity, known: Collection[tuple[str, str, bool]]) -> str:
    """The indicator's name, or the shortest among the known that it ends with."""
    indicator = quantity.indicator
    endings = (indicator[-length:] for length in range(SHORTEST_SHARED, len(indicator)))
    return next((name for name in endings if (name, quantity.unit, quantity.by) in known), indicator)


def _draw(book: Book, page: Page, shared: _Shared, row: int) -> int:
    """A small table with its chart beside it; returns the last row of both."""
    title = f"{shared.indicator}（{shared.unit}）" if shared.unit else shared.indicator
    subjects = sorted(shared.values, key=lambda subject: -shared.values[subject])[:MOST_BARS]
    number_format = max((_number_format(shared.values[subject]) for subject in subjects), key=len)
    names = tuple(shorten(subject_name(book.ranked[subject]), _NAME_WIDTH) for subject in subjects)
    values = QUANTITIES.number("value")
    page.span(row, 1, values - 1, labels.SUBJECT, Style.HEADER)
    page.put(row, values, title, Style.HEADER)
    page.row_height(row, 36)
    for line, (subject, name) in enumerate(zip(subjects, names, strict=True), row + 1):
        page.span(line, 1, values - 1, name, Style.TEXT)
        page.put(line, values, shared.values[subject], Style.COUNT)
        page.show_as(line, values, number_format)
    end = row + max(_FEWEST_ROWS, len(subjects))
    for line in range(row + 1, end + 1):
        page.row_height(line, _ROW_HEIGHT)
    if end > row + len(names):
        page.put(end, 1, None, Style.REMARK)  # what is printed ends with the last cell, not with the chart
    bars = BarChart()
    bars.type, bars.gapWidth, bars.legend = "bar", 60, None
    area = chart.Area(page, row, 1, names)
    series = chart.series(area, values, title, [shared.values[subject] for subject in subjects], number_format)
    series.graphicalProperties.solidFill = ACCENT
    chart.name_bars(series, number_format, "outEnd", chart.text(900, ACCENT))
    bars.series.append(series)
    chart.draw_axes(bars, 900, LINE, number_format)
    bars.y_axis.scaling.min = 0
    chart.place(page, bars, (values + 1, QUANTITIES.number("quote")), (row, end))
    return end
