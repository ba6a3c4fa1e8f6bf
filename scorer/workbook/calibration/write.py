"""Write what reviews teach about a rubric as a workbook, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook.calibration import cues, guide, suggestions, totals
from scorer.workbook.calibration.book import CalibrationBook
from scorer.workbook.package import save

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Lang
    from scorer.model.calibration import Calibration


def write_calibration(calibration: Calibration, path: Path, lang: Lang) -> None:
    """Write the workbook to `path`, replacing what is there.

    The same calibration gives the same bytes on every machine. WorkbookError where it cannot be written; what was at
    `path` is then as it was.
    """
    book = CalibrationBook(calibration, lang)
    suggestions.write(book)
    cues.write_fired(book)
    cues.write_ladder(book)
    cues.write_never(book)
    cues.write_rejected(book)
    totals.write(book)
    guide.write(book)
    save(book.binder.workbook, book.binder.pages, path)
