"""Write a comparison as a workbook, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.workbook.comparison import criteria, guide, levels, overview
from scorer.workbook.comparison.book import ComparisonBook
from scorer.workbook.package import save

if TYPE_CHECKING:
    from pathlib import Path

    from scorer.model import Lang
    from scorer.model.comparison import Comparison


def write_comparison(comparison: Comparison, path: Path, lang: Lang) -> None:
    """Write the workbook to `path`, replacing what is there.

    The same comparison gives the same bytes on every machine. WorkbookError where it cannot be written;
    what was at `path` is then as it was.
    """
    book = ComparisonBook(comparison, lang)
    rows = criteria.write(book)
    overview.write(book, rows)
    levels.write(book, rows)
    guide.write(book)
    save(book.workbook, book.pages, path)
