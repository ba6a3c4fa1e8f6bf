"""雷同: what stands in several reports, both places side by side, and how much of each report that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import NOTHING
from scorer.workbook import labels
from scorer.workbook.columns import COPIED_SHARES, COPIES
from scorer.workbook.sheets import evidence
from scorer.workbook.styles import Style

if TYPE_CHECKING:
    from scorer.model import Text
    from scorer.model.copies import Copies, Copy, Passage
    from scorer.workbook.book import Book
    from scorer.workbook.page import Formula, Page, Value

_LAST = len(COPIES.columns)
_MOST_NEAR = 0.99  # likeness that is shown of what is not the same word for word


def write(book: Book, copies: Copies) -> None:
    """Fill the sheet."""
    page = book.copies
    page.columns(COPIES)
    page.span(1, 1, _LAST, book.titled(labels.COPIES_TITLE), Style.TITLE)
    page.row_height(1, 36)
    page.paragraph(2, 1, _LAST, _said(copies), Style.REMARK)
    page.paragraph(3, 1, _LAST, labels.COPIES_HOW, Style.REMARK)
    if copies.found:
        row = _write_shares(book, page, copies)
        _write_passages(book, page, row + 2, copies)
    page.finish("A2", None, _LAST)


def _said(copies: Copies) -> Text:
    """What was found, and in what it was looked for."""
    archive = labels.fill_in(labels.COPIES_ARCHIVE, n=copies.archived) if copies.archived else NOTHING
    said = labels.COPIES_FOUND if copies.found else labels.COPIES_NONE
    return labels.fill_in(
        said, copies=len(copies.found), reports=copies.reports, archive_zh=archive.zh, archive_en=archive.en
    )


def _write_shares(book: Book, page: Page, copies: Copies) -> int:
    """The reports of which something stands elsewhere, the largest share first; returns the last row."""
    page.section(5, _LAST, labels.COPIED_SHARES)
    page.header(6, COPIED_SHARES)
    titles = {report.source: report.title for card in book.ranked for report in card.reports}
    some = sorted((item for item in copies.shares.items() if item[1]), key=lambda item: (-item[1], item[0]))
    row = 6
    for row, (source, share) in enumerate(some, 7):
        page.row(row, COPIED_SHARES, {"source": source, "share": share, "title": titles.get(source)})
    row += 1
    page.paragraph(row, 1, _LAST, labels.COPIED_SHARES_REMARK, Style.REMARK)
    if rest := len(copies.shares) - len(some):
        row += 1
        page.paragraph(row, 1, _LAST, labels.fill_in(labels.COPIED_SHARES_REST, n=rest), Style.REMARK)
    return row


def _write_passages(book: Book, page: Page, row: int, copies: Copies) -> None:
    links = evidence.links(book) if book.is_reviewed else {}
    page.section(row, _LAST, labels.COPIED_PASSAGES)
    row += 1
    page.header(row, COPIES)
    page.sheet.auto_filter.ref = f"A{row}:{COPIES.letter('evidence')}{row + len(copies.found)}"
    for number, copy in enumerate(copies.found, row + 1):
        page.row(number, COPIES, _values(book, copy, links))


def _values(book: Book, copy: Copy, links: dict[tuple[str, int], Formula]) -> dict[str, Value]:
    scored = [one for one in (copy.passage, copy.other) if not one.archived]
    places = [(one.source, sentence) for one in scored for sentence in one.sentences]
    return {
        "source": copy.passage.source,
        "place": copy.passage.place,
        "quote": copy.passage.quote,
        "other_source": _source(book, copy.other),
        "other_place": copy.other.place,
        "other_quote": copy.other.quote,
        "likeness": copy.likeness if copy.exact else min(copy.likeness, _MOST_NEAR),
        "sameness": labels.EXACT if copy.exact else labels.NEAR,
        "reports": copy.reports,
        "evidence": next((links[place] for place in places if place in links), ""),
    }


def _source(book: Book, passage: Passage) -> str:
    return passage.source + (labels.ARCHIVED.say(book.lang) if passage.archived else "")
