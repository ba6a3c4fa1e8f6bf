"""说明: how the calibration is read, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.workbook import labels
from scorer.workbook.calibration import labels as own
from scorer.workbook.calibration.columns import FACTS
from scorer.workbook.calibration.suggestions import counts
from scorer.workbook.sheets.guide import rubric_facts
from scorer.workbook.styles import SERIES, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorer.workbook.calibration.book import CalibrationBook


def write(book: CalibrationBook) -> None:
    """Fill the sheet."""
    table = FACTS
    page, row = book.page(labels.GUIDE, SERIES[4], table)
    last = len(table.columns)
    for number, line in enumerate(own.GUIDE_LINES, 1):
        row += 1
        page.paragraph(row, 1, last, Text(f"{number}.  {line.zh}", f"{number}.  {line.en}"), Style.TEXT)
    row += 2
    page.section(row, last, own.FOUNDATION)
    for name, meaning in _facts(book):
        row += 1
        page.row(row, table, {"name": name, "meaning": meaning})
    page.finish("A2", None, last)


def _facts(book: CalibrationBook) -> Iterable[tuple[Text, str | Text]]:
    calibration = book.calibration
    names = "、" if book.lang == "zh" else ", "
    return (
        (own.REVIEWERS, names.join(calibration.reviewers) or own.NOBODY),
        (own.PIECES, counts(calibration.evidence)),
        (own.GOING_ON, labels.fill_in(own.PIECE_COUNT, n=calibration.going_on)),
        (own.UNTRACED, labels.fill_in(own.PIECE_COUNT, n=calibration.untraced)),
        *rubric_facts(calibration.rubric),
    )
