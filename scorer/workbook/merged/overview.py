"""合并总览: who reviewed, all subjects by their totals, the chart, and what was wrong with what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from scorer.model import By, Text
from scorer.workbook import labels
from scorer.workbook.book import DASH
from scorer.workbook.formulas import with_number
from scorer.workbook.merged import agreement, chart, ranking
from scorer.workbook.merged import labels as own
from scorer.workbook.merged.columns import ranking_table
from scorer.workbook.merged.rows import Rows
from scorer.workbook.page import Formula, Page
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.merged.standard import Places
    from scorer.workbook.page import Value

_TILE_ROW = 4
_ROWS_WITHOUT_REPEAT = 12  # subjects; with more, their table runs over pages, and its header is repeated


def write(book: MergedBook, criteria: Rows, items: Rows | None, places: Places) -> Rows:
    """Fill the sheet; totals are reckoned from the rows of `criteria` and of adjustments. Returns where they stand."""
    page, table = book.overview, ranking_table(book)
    page.columns(table)
    last = table.number("settled")
    _head(book, page, last)
    row = _reviewers(book, page, last, _TILE_ROW + 3)
    rows = ranking.write(book, table, row, criteria, items, places)
    _tiles(book, page, rows)
    row = rows.last + 1
    if book.ranked:
        page.paragraph(row, 1, last, _remark(book), Style.REMARK)
        page.sheet.row_breaks.append(Break(row + 1))
        row = chart.add(book, rows, row + 2, last)
    else:
        page.span(row, 1, last, labels.NONE_SCORED, Style.WARNING)
    row = _unread(book, page, last, row + 2)
    _flaws(book, page, last, row)
    repeated = rows.header if len(book.ranked) > _ROWS_WITHOUT_REPEAT else None
    page.finish("A3", repeated, last)
    return rows


def _remark(book: MergedBook) -> Text:
    """What must be known of the ranking."""
    said = own.MERGED_RANKING_REMARK
    if not book.results.enough:
        return said
    enough = labels.fill_in(labels.ENOUGH_REMARK, n=book.results.enough)
    return Text(said.zh + enough.zh, f"{said.en} {enough.en}")


def _head(book: MergedBook, page: Page, last: int) -> None:
    results = book.results
    page.span(1, 1, last, book.titled(own.MERGED), Style.TITLE)
    page.row_height(1, 38)
    sheets = [sheet for sheet in book.pages if sheet is not page]
    first_link = last - len(sheets) + 1
    made_from = Text(
        f"{labels.INPUT.zh}：{results.name}　·　{labels.RUBRIC.zh}：{results.rubric.title.zh} {results.rubric.version}",
        f"{labels.INPUT.en}: {results.name}  ·  {labels.RUBRIC.en}: {results.rubric.title.en} {results.rubric.version}",
    )
    page.paragraph(2, 1, first_link - 1, made_from, Style.SUBTITLE)
    for column, target in enumerate(sheets, first_link):
        page.put(2, column, target.link(), Style.NAV)
    page.row_height(2, max(24.0, page.sheet.row_dimensions[2].height or 0))
    page.row_height(3, 8)


def _tiles(book: MergedBook, page: Page, rows: Rows) -> None:
    last = rows.table.number("settled")
    settled = sum(ranking.settled(book, merged) for merged in book.ranked)
    mean = ranking.mean_total(book)
    totals, ranks = rows.cells("total"), rows.cells("rank")
    label_of_mean: Value = labels.MEAN_TOTAL
    if book.results.by is By.AGENCY:
        said = labels.fill_in(labels.MEAN_TOTAL_OF, n="{}").say(page.lang)
        count = sum(isinstance(place, int) for place in ranking.ranks(book))
        label_of_mean = Formula(*with_number(said, f"COUNT({ranks})", count))
    tiles: tuple[tuple[int, int, Value, Value, Style], ...] = (
        (1, 2, labels.SUBJECTS, len(book.ranked), Style.TILE),
        (3, 4, own.REVIEWERS, len(book.reviewers), Style.TILE),
        (
            5,
            last - 3,
            label_of_mean,
            Formula(f'=IF(COUNT({ranks})=0,"{DASH}",AVERAGEIF({ranks},">0",{totals}))', mean),
            Style.TILE_POINTS,
        ),
        (last - 2, last - 1, own.DIVIDED_POINTS, len(book.divided), Style.TILE),
        (last, last, own.SETTLED_POINTS, Formula(f"=SUM({rows.cells('settled')})", settled), Style.TILE),
    )
    for first, end, label, value, style in tiles:
        page.span(_TILE_ROW, first, end, label, Style.TILE_LABEL)
        page.span(_TILE_ROW + 1, first, end, value, style)
    page.row_height(_TILE_ROW, 20)
    page.row_height(_TILE_ROW + 1, 34)
    page.row_height(_TILE_ROW + 2, 10)


def _reviewers(book: MergedBook, page: Page, last: int, row: int) -> int:
    """Who reviewed, and how much; returns the next free row."""
    page.section(row, last, own.REVIEWERS)
    if not book.reviewers:
        page.span(row + 1, 1, last, own.NOBODY, Style.WARNING)
        return row + 3
    spans = ((1, 2), (3, 4), (5, 6), (7, 7), (8, 8), (9, 9), (10, last))
    heads = (
        labels.REVIEWER,
        labels.REVIEW_UNIT,
        labels.REVIEW_DATE,
        own.REVIEWED_SUBJECTS,
        own.REVIEWED_CRITERIA,
        own.REVIEWED_EVIDENCE,
        own.ENTERED_SHARE,
    )
    row += 1
    page.paragraphs(row, *((*span, head, Style.HEADER) for span, head in zip(spans, heads, strict=True)))
    for number, review in enumerate(book.merged.reviews):
        row += 1
        judged, entered = agreement.counts(book, number)
        evidence = sum(
            bool(entry and (entry.verdict or entry.grade or entry.criterion))
            for merged in book.merged.cards
            for piece in merged.evidence
            for entry in (piece.opinions[number],)
        )
        values: tuple[Value, ...] = (
            review.reviewer,
            review.unit,
            review.date,
            len(review.subjects),
            judged,
            evidence,
            entered / judged if judged else DASH,
        )
        styles = (Style.STRONG, Style.TEXT, Style.CENTER, Style.COUNT, Style.COUNT, Style.COUNT, Style.SHARE)
        page.paragraphs(row, *((*span, value, style) for span, value, style in zip(spans, values, styles, strict=True)))
        page.row_height(row, max(20.0, page.sheet.row_dimensions[row].height or 0))
    return row + 2


# --- below ---


def _unread(book: MergedBook, page: Page, last: int, row: int) -> int:
    """List what could not be read, where there is any; returns the next free row."""
    unread = book.results.unread
    if not unread:
        return row
    page.section(row, last, labels.UNREAD)
    for one in unread:
        row += 1
        page.paragraphs(row, (1, 2, one.source, Style.STRONG), (3, last, one.reason, Style.TEXT))
    return row + 2


def _flaws(book: MergedBook, page: Page, last: int, row: int) -> None:
    """List what was wrong with the returned workbooks, where there is any."""
    if not book.flaws:
        return
    page.section(row, last, own.FLAWS)
    page.paragraph(row + 1, 1, last, own.FLAWS_REMARK, Style.REMARK)
    spans = ((1, 2), (3, 4), (5, 7), (8, last))
    heads = (own.RETURNED_WORKBOOK, own.FLAW_PLACE, own.FLAW, own.REMEDY)
    row += 2
    page.paragraphs(row, *((*span, head, Style.HEADER) for span, head in zip(spans, heads, strict=True)))
    for flaw in book.flaws:
        row += 1
        place = " ".join(filter(None, (flaw.sheet, flaw.cell)))
        page.paragraphs(
            row,
            (*spans[0], flaw.workbook, Style.STRONG),
            (*spans[1], place, Style.TEXT),
            (*spans[2], flaw.what, Style.TEXT),
            (*spans[3], flaw.remedy, Style.TEXT),
        )
