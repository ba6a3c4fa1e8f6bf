"""证据: every piece of evidence, a row each."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color

from scorer.workbook import labels
from scorer.workbook.book import Book, place, subject_name
from scorer.workbook.columns import EVIDENCE
from scorer.workbook.page import ROWS, Known, Value, address
from scorer.workbook.styles import ACCENT, FONT, GRADES, Style
from scorer.workbook.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.model import CriterionResult, Evidence, Scorecard, Text

HEADER_ROW = 1
_CUE = InlineFont(rFont=FONT, sz=10, b=True, color=Color(rgb="FF" + ACCENT))


def write(book: Book) -> tuple[dict[str, Known], ...]:
    """Fill the sheet; returns for each subject, by criterion id, where its strongest quote stands."""
    page, quote = book.evidence, EVIDENCE.letter("quote")
    page.columns(EVIDENCE)
    page.header(HEADER_ROW, EVIDENCE)
    strongest: tuple[dict[str, Known], ...] = tuple({} for _ in book.ranked)
    row, last = HEADER_ROW, ROWS - 1  # the sheet's last row is for the remark that it is full
    for row, (number, result, evidence) in enumerate(islice(_pieces(book), last - HEADER_ROW), HEADER_ROW + 1):
        strongest[number].setdefault(result.criterion.id, page.known(address(quote, row), evidence.quote))
        values = _values(book.ranked[number], result, evidence, book.level_names[evidence.grade])
        page.row(row, EVIDENCE, values, {"grade": GRADES[evidence.grade]})
    page.sheet.auto_filter.ref = f"A{HEADER_ROW}:{EVIDENCE.letter('why')}{row}"
    if row == HEADER_ROW:
        page.put(row + 1, 1, labels.NO_EVIDENCE_AT_ALL, Style.SMALL)
    if row == last:
        _tell_cut(book, row)
    page.finish(f"B{HEADER_ROW + 1}", HEADER_ROW, len(EVIDENCE.columns))
    return strongest


def _pieces(book: Book) -> Iterator[tuple[int, CriterionResult, Evidence]]:
    """Every piece, with the place of its subject in the ranking, from 0."""
    for number, card in enumerate(book.ranked):
        for result in card.criteria:
            for evidence in result.evidence:
                yield number, result, evidence


def _tell_cut(book: Book, row: int) -> None:
    """Say below the last row how many more there are, where there are more."""
    shown, total = row - HEADER_ROW, sum(1 for _ in _pieces(book))
    if total > shown:
        remark = labels.fill_in(labels.ROWS_CUT, shown=shown, total=total)
        book.evidence.paragraph(row + 1, 1, len(EVIDENCE.columns), remark, Style.REMARK)


def _values(card: Scorecard, result: CriterionResult, evidence: Evidence, grade_name: Text) -> dict[str, Value]:
    return {
        "id": evidence.id,
        "subject": subject_name(card),
        "criterion": result.criterion.id,
        "title": result.criterion.title,
        "grade": evidence.grade,
        "grade_name": grade_name,
        "quote": highlight(evidence.quote, evidence.cues),
        "place": place(evidence.sentence),
        "agency": evidence.agency or "",
        "cues": "、".join(evidence.cues),
        "figures": "、".join(quantity.text for quantity in evidence.quantities),
        "why": evidence.why,
    }


def highlight(quote: str, cues: tuple[str, ...]) -> CellRichText | str:
    """The quote with its cues in bold accent; plain text where none of them stands in it."""
    quote = clean(quote)
    longest_first = sorted({clean(cue) for cue in cues} - {""}, key=lambda cue: (-len(cue), cue))
    if not longest_first:
        return quote
    parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", quote)
    if len(parts) == 1:
        return quote
    return CellRichText(*(TextBlock(_CUE, part) if n % 2 else part for n, part in enumerate(parts) if part))
