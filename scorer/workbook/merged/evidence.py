"""证据: every piece of evidence, with what each reviewer made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook import labels
from scorer.workbook.book import place_of
from scorer.workbook.merged import labels as own
from scorer.workbook.merged import words
from scorer.workbook.merged.columns import evidence_table, reviewer_keys
from scorer.workbook.merged.rows import Rows
from scorer.workbook.sheets.evidence import highlight
from scorer.workbook.styles import GRADES, Style

if TYPE_CHECKING:
    from scorer.model.review import MergedCard, MergedEvidence
    from scorer.workbook.merged.book import MergedBook
    from scorer.workbook.page import Value


def write(book: MergedBook) -> None:
    """Fill the sheet."""
    page, table = book.evidence, evidence_table(book)
    header = book.head(page, book.titled(labels.EVIDENCE), table, own.MERGED_EVIDENCE_REMARK)
    page.header(header, table)
    titles = {criterion.id: criterion.title for criterion in book.rubric.criteria}
    row = header
    for merged in book.ranked:
        for piece in merged.evidence:
            row += 1
            values = _values(book, merged, piece) | {"title": titles[piece.evidence.criterion]}
            page.row(row, table, values, {"grade": GRADES[piece.evidence.grade]})
    if row == header:
        page.paragraph(header + 1, 1, table.number("title"), labels.NO_EVIDENCE_AT_ALL, Style.TEXT)
    else:
        page.sheet.auto_filter.ref = Rows(page, table, header, row).filtered()
    book.finish(page, table, header, "E")


def _values(book: MergedBook, merged: MergedCard, piece: MergedEvidence) -> dict[str, Value]:
    evidence = piece.evidence
    shown = [words.verdict_shown(entry, book.lang) for entry in piece.opinions]
    said = words.said_of_evidence(book, piece.opinions)
    return {
        "subject": book.short_name(merged),
        "criterion": evidence.criterion,
        "grade": evidence.grade,
        "quote": highlight(evidence.quote, evidence.cues),
        "place": place_of(merged.card, evidence),
        "reasons": said,
        "touched": labels.ACCEPTED if said or any(shown) else None,
        "id": book.row_id(evidence.id),
        **dict(zip(reviewer_keys(book), shown, strict=True)),
    }
