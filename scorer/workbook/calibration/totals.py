"""分数变化: what all suggestions together would do to totals and to evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook.book import band_of, subject_name
from scorer.workbook.calibration import labels as own
from scorer.workbook.calibration.columns import CHANGE, TOTAL
from scorer.workbook.styles import GRADES, SERIES, Style

if TYPE_CHECKING:
    from scorer.workbook.calibration.book import CalibrationBook
    from scorer.workbook.page import Page, Value


def write(book: CalibrationBook) -> None:
    """Fill the sheet."""
    page, header = book.page(own.TOTALS, SERIES[4], TOTAL, own.TOTALS_REMARK)
    page.header(header, TOTAL)
    effect, last = book.calibration.effect, len(TOTAL.columns)
    row = header
    for row, change in enumerate(effect.totals, header + 1):
        was, now = band_of(change.card), change.band.name
        values: dict[str, Value] = {
            "subject": subject_name(change.card),
            "source": change.card.report.source,
            "bands": was if was == now else Text(f"{was.zh} → {now.zh}", f"{was.en} → {now.en}"),
            "was": change.was,
            "now": change.now,
            "change": round(change.now - change.was, 4),
        }
        page.row(row, TOTAL, values)
    if not effect.totals:
        row += 1
        page.paragraph(row, 1, last, own.NO_CHANGES, Style.REMARK)
    if effect.evidence:
        _changes(book, page, row + 2)
    page.finish(f"A{header + 1}", None, last)


def _changes(book: CalibrationBook, page: Page, row: int) -> None:
    last = len(CHANGE.columns)
    page.section(row, last, own.CHANGED_EVIDENCE)
    page.paragraph(row + 1, 1, last, own.CHANGED_EVIDENCE_REMARK, Style.REMARK)
    page.header(row + 2, CHANGE)
    for place, change in enumerate(book.calibration.effect.evidence, row + 3):
        title = book.owners[change.criterion]
        values: dict[str, Value] = {
            "subject": subject_name(change.card),
            "criterion": Text(f"{change.criterion} {title.zh}", f"{change.criterion} {title.en}"),
            "quote": change.quote,
            "was": change.was,
            "now": change.now,
            "right": own.RIGHT[change.right],
        }
        page.row(place, CHANGE, values, {"was": GRADES[change.was], "now": GRADES[change.now]})
