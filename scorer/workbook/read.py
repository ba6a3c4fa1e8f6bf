"""Returned workbooks: a file goes in, what a reviewer entered in it comes out, and what is wrong with it.

Rows are found by their ids and columns by their labels, never by position, so that sorting, filtering, hiding, moving
and adding do no harm. What is missing, changed or not understood is told; the rest is taken in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorer.errors import WorkbookError
from scorer.model import Review, SubjectReview, Text
from scorer.workbook import labels, record
from scorer.workbook.cells import Sheet, Sheets, address
from scorer.workbook.entries import fold, read_date, words
from scorer.workbook.flaws import NO_NAME, Flaws
from scorer.workbook.reviewed import Reviewed
from scorer.workbook.safety import damaged, open_package, too_large
from scorer.workbook.sheets import cover
from scorer.workbook.unpack import TooLargeError, read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorer.model import Flaw, Results
    from scorer.workbook.cells import Value

_LABEL_LENGTH = 30  # characters; no label on the cover is longer


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that was handed back, read from its file."""

    path: Path
    record: str  # JSON: what was issued
    sheets: Sheets  # without the one that holds the record


def open_returned(path: Path) -> Returned:
    """Read a workbook that anybody may have made or changed.

    Nothing in it is run or computed. WorkbookError tells the fault and the remedy; it does not name the file.
    """
    package = open_package(path)
    try:
        book = read_sheets(package)
    except TooLargeError as error:
        raise WorkbookError(too_large()) from error
    except (ValueError, LookupError) as error:
        raise WorkbookError(damaged()) from error
    text = record.read(next(filter(record.is_record, book.sheets), None))
    others = tuple(sheet for sheet in book.sheets if not record.is_record(sheet))
    return Returned(path, text, replace(book, sheets=others))


def read_review(returned: Returned, results: Results, *, decided: bool = False) -> tuple[Review, tuple[Flaw, ...]]:
    """What the reviewer entered, and what is not as it was issued or not understood. Who does not say it is "".

    `results` are those of the workbook's record. `decided`: it is a merged workbook, and what was settled on is read.
    """
    flaws = Flaws(returned.path.name)
    subjects = tuple(_subjects(Reviewed(returned.sheets, results, flaws, decided=decided), results))
    if decided:
        return Review(returned.path.stem, subjects=subjects, workbook=returned.path.name), flaws.told()
    reviewer, unit, date, signature = (_cover_value(returned.sheets, *place) for place in _FIELDS)
    name = words(reviewer.value)
    if subjects and not name:
        flaws.add(NO_NAME, reviewer.place, Text("封面没有填复核人姓名", "the cover does not name the reviewer"))
    review = Review(
        name, words(unit.value), read_date(date.value), words(signature.value), subjects, returned.path.name
    )
    return review, flaws.told()


def _subjects(reviewed: Reviewed, results: Results) -> Iterator[SubjectReview]:
    for card in sorted(results.scorecards, key=lambda card: card.id):
        review = SubjectReview(card.id, reviewed.levels(card), reviewed.evidence(card), reviewed.adjustments(card))
        if review != SubjectReview(card.id):
            yield review


# --- the cover ---------------------------------------------------------------------------------

_FIELDS = (
    (cover.REVIEWER, labels.REVIEWER),
    (cover.UNIT, labels.REVIEW_UNIT),
    (cover.DATE, labels.REVIEW_DATE),
    (cover.SIGNATURE, labels.SIGNATURE),
)


@dataclass(frozen=True, slots=True)
class _Field:
    value: Value | None = None
    place: tuple[str, str] = ("", "")  # sheet and cell


def _cover_value(sheets: Sheets, name: str, label: Text) -> _Field:
    """A field of the cover: found by its cell's name, or else to the right of its label."""
    where = sheets.named(name) or _beside(sheets, label)
    if where is None:
        return _Field()
    sheet, row, column = where
    cell = sheet.cell(row, column)
    return _Field(cell.value if cell else None, (sheet.name, address(row, column)))


def _beside(sheets: Sheets, label: Text) -> tuple[Sheet, int, int] | None:
    """The cell to the right of the label, on the sheet that has the reviewer's."""
    for sheet in sheets.sheets:
        if _find(sheet, labels.REVIEWER) is not None:
            found = _find(sheet, label)
            return None if found is None else (sheet, *found)
    return None


def _find(sheet: Sheet, label: Text) -> tuple[int, int] | None:
    """Row and column of the first cell after the label."""
    said = {fold(label.zh), fold(label.en)}
    for row, cells in sheet.rows.items():
        for column in sorted(cells):
            value = cells[column].value
            if isinstance(value, str) and len(value) <= _LABEL_LENGTH and fold(value).rstrip(":") in said:
                area = sheet.area_at(row, column)
                return row, (area.right if area else column) + 1
    return None
