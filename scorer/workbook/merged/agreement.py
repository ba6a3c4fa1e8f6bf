"""一致性: how far reviewers agree, with each other and with the machine, and how to read the figures."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.columns import AGREEMENT_GRID, AGREEMENT_LEFT
from scorer.workbook.styles import HEAT, Style

if TYPE_CHECKING:
    from scorer.model.review import Agreement, Figure
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.page import Page, Value

_LAST = 18  # columns: what a row is about, and the grid
_NOTE = 13  # first column of the reading, or of why a figure is withheld
_RELIABLE, _TENTATIVE = 0.8, 0.667  # Krippendorff's advice
_ENOUGH_FOR_MATRIX = 3  # reviewers; two have one figure, in the table


def write(book: MergedBook) -> None:
    """Fill the sheet."""
    page = book.agreement
    last = max(_LAST, 1 + len(book.reviewers))
    page.sheet.column_dimensions["A"].width = AGREEMENT_LEFT
    for column in range(2, last + 1):
        page.sheet.column_dimensions[get_column_letter(column)].width = AGREEMENT_GRID
    page.span(1, 1, last - 2, book.titled(own.AGREEMENT), Style.TITLE)
    page.span(1, last - 1, last, book.overview.link_back(), Style.NAV)
    page.row_height(1, 34)
    header = 3
    _header(page, header)
    row = header
    for agreement in book.merged.agreement:
        row += 1
        _row(page, row, agreement)
    row = _matrix(book, row + 2)
    row = _explanation(page, row)
    if book.reviewers:
        _sources(book, row)
    page.finish("B2", None, last)


def _header(page: Page, row: int) -> None:
    columns = (
        (1, 1, own.ABOUT),
        (2, 2, own.ALPHA),
        (3, 4, own.INTERVAL),
        (5, 5, own.PERCENT),
        (6, 7, own.INTERVAL),
        (8, 8, own.KAPPA),
        (9, 10, own.INTERVAL),
        (11, 11, own.UNITS),
        (12, 12, own.JUDGEMENTS),
        (_NOTE, _LAST, own.READING),
    )
    page.paragraphs(row, *((first, last, label, Style.HEADER) for first, last, label in columns))
    page.row_height(row, 30)


def _row(page: Page, row: int, agreement: Agreement) -> None:
    figures = (agreement.alpha, agreement.percent, agreement.kappa)
    counted = next(figure for figure in figures if figure is not None)
    page.paragraphs(
        row,
        (1, 1, agreement.about, Style.STRONG),
        (2, 2, _value(agreement.alpha), Style.POINTS),
        (3, 4, _interval(agreement.alpha, ".2f"), Style.CENTER),
        (5, 5, _value(agreement.percent), Style.SHARE),
        (6, 7, _interval(agreement.percent, ".0%"), Style.CENTER),
        (8, 8, _value(agreement.kappa), Style.POINTS),
        (9, 10, _interval(agreement.kappa, ".2f"), Style.CENTER),
        (11, 11, counted.units, Style.CENTER),
        (12, 12, counted.judgements, Style.CENTER),
        (_NOTE, _LAST, _reading(agreement, counted), Style.SMALL),
    )


def _value(figure: Figure | None) -> Value:
    """— where it is withheld; blank where there is none for the row at all."""
    if figure is None:
        return None
    return DASH if figure.value is None else figure.value


def _interval(figure: Figure | None, form: str) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:{form}} ～ {figure.high:{form}}"


def _reading(agreement: Agreement, counted: Figure) -> Text:
    if counted.value is None:
        return counted.withheld
    if agreement.alpha is None or agreement.alpha.value is None:
        return Text("", "")
    if agreement.alpha.value >= _RELIABLE:
        return own.RELIABLE
    return own.TENTATIVE if agreement.alpha.value >= _TENTATIVE else own.UNRELIABLE


def _matrix(book: MergedBook, row: int) -> int:
    """Alpha of each two reviewers, where there are enough of them; returns the next free row."""
    names, page = book.reviewers, book.agreement
    if len(names) < _ENOUGH_FOR_MATRIX:
        return row
    first_pair = 1 + len(book.rubric.dimensions)  # after the row over all and those of dimensions
    alphas = {
        pair: agreement.alpha.value
        for pair, agreement in zip(combinations(range(len(names)), 2), book.merged.agreement[first_pair:], strict=False)
        if agreement.alpha is not None
    }
    page.section(row, _LAST, own.PAIRWISE)
    page.span(row + 1, 1, _LAST, own.PAIRWISE_REMARK, Style.REMARK)
    head = row + 2
    page.paragraphs(
        head,
        (1, 1, labels.REVIEWER, Style.HEADER),
        *(
            (column, column, labels.fill_in(own.REVIEWER_NAMED, name=name), Style.HEADER)
            for column, name in enumerate(names, 2)
        ),
    )
    for one, name in enumerate(names):
        page.put(head + 1 + one, 1, name, Style.STRONG)
        page.row_height(head + 1 + one, 20)
        for other in range(len(names)):
            value = DASH if one == other else alphas.get((min(one, other), max(one, other)))
            page.put(head + 1 + one, 2 + other, value, Style.CENTER if one == other else Style.POINTS)
    low, middle, high = ("FF" + color for color in HEAT)
    rule = ColorScaleRule("num", 0, low, "num", 0.5, middle, "num", 1, high)  # type: ignore[no-untyped-call]
    cells = f"B{head + 1}:{get_column_letter(1 + len(names))}{head + len(names)}"
    page.sheet.conditional_formatting.add(cells, rule)
    return head + len(names) + 2


def _explanation(page: Page, row: int) -> int:
    page.section(row, _LAST, own.HOW_TO_READ_FIGURES)
    for line in own.HOW_TO_READ_AGREEMENT:
        row += 1
        page.paragraph(row, 1, _LAST, line, Style.TEXT)
    return row + 2


def _sources(book: MergedBook, row: int) -> None:
    """How many of each reviewer's levels were entered, and how many follow from verdicts."""
    page = book.agreement
    page.section(row, _LAST, own.ENTERED_LEVELS)
    row += 1
    heads = (
        labels.REVIEWER,
        own.REVIEWED_CRITERIA,
        own.ENTERED_COUNT,
        own.DERIVED_COUNT,
        own.ENTERED_SHARE,
    )
    spans = ((1, 1), (2, 3), (4, 5), (6, 7), (8, 9))
    page.paragraphs(row, *((*span, head, Style.HEADER) for span, head in zip(spans, heads, strict=True)))
    for number, review in enumerate(book.merged.reviews):
        row += 1
        judged, entered = counts(book, number)
        styles = (Style.STRONG, Style.COUNT, Style.COUNT, Style.COUNT, Style.SHARE)
        values = (review.reviewer, judged, entered, judged - entered, entered / judged if judged else DASH)
        page.paragraphs(row, *((*span, value, style) for span, value, style in zip(spans, values, styles, strict=True)))


def counts(book: MergedBook, number: int) -> tuple[int, int]:
    """How many criteria the reviewer who stands `number`th, from 0, judged, and how many by entering a level."""
    opinions = [criterion.opinions[number] for merged in book.merged.cards for criterion in merged.criteria]
    return sum(opinion.judged for opinion in opinions), sum(opinion.judged and opinion.entered for opinion in opinions)
